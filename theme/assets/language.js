// The other language opens at the section being read: ids are the same in both.
(() => {
  "use strict"

  const READ = 140 // px from the top: what has passed this line is being read
  const link = document.querySelector(".language__switch")
  if (!link) return
  const address = link.href
  link.addEventListener("click", () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const top = named && named.getBoundingClientRect().top
    const passed = [...document.querySelectorAll(".story :is(h2, h3)[id]")].filter(
      heading => heading.getBoundingClientRect().top < READ && !heading.hidden,
    )
    const place = top !== null && top > -READ && top < window.innerHeight ? named : passed.pop()
    link.href = place ? `${address}#${place.id}` : address
  })
})()
