// The other language opens at the sentence being read: ids, and the marks of evidence, are the same
// in both.
(() => {
  "use strict"

  const link = document.querySelector(".language__switch")
  if (!link) return
  const address = link.href
  link.addEventListener("click", () => {
    const line = document.querySelector(".md-header").getBoundingClientRect().bottom
    let [best, least] = ["", scrollY] // the top of the page needs no name
    for (const place of document.querySelectorAll(".story [id]:not(h1, svg *)")) {
      const away = Math.abs(place.getBoundingClientRect().top - line)
      if (away < least && place.checkVisibility()) [best, least] = [place.id, away]
    }
    link.href = best ? `${address}#${encodeURIComponent(best)}` : address
  })
})()
