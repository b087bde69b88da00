// For the page for a wrong address. A server shows it at any depth, and a site without a known
// address cannot say in it where it is. The page asks for this script in the folders above: the
// copy that is found is in the site, and from there all links of the page begin.
(() => {
  "use strict"

  if (document.querySelector("base")) return
  const site = new URL("..", document.currentScript.src).href
  const base = document.createElement("base")
  // an English page is shown below en/ alone, and finds the copy there
  base.href = document.documentElement.lang === "en" ? site : site.replace(/\/en\/$/, "/")
  document.head.prepend(base)
})()
