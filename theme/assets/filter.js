// Filters the items of a list by its facets: claims by verdict and city, events by city and theme.
// Without this script the filter stays hidden and every item is shown.
(() => {
  "use strict"

  const list = document.querySelector(".filtered")
  if (!list) return
  const filter = list.querySelector(".filter")
  const items = [...list.querySelectorAll("[data-item]")]
  const status = filter.querySelector(".filter__status")
  const chosen = {}

  function show() {
    for (const item of items) {
      item.hidden = Object.entries(chosen).some(
        ([facet, value]) => value && item.dataset[facet] !== value,
      )
    }
    for (const button of filter.querySelectorAll("button")) {
      button.setAttribute(
        "aria-pressed",
        String(button.dataset.value === (chosen[button.dataset.facet] || "")),
      )
    }
    // A city's heading is hidden with the last of its claims.
    for (const heading of list.querySelectorAll(":scope > h2")) {
      const own = items.filter(item => heading.id.endsWith(`-${item.dataset.group}`))
      heading.hidden = own.every(item => item.hidden)
    }
    const count = items.filter(item => !item.hidden).length
    status.textContent = status.dataset.template
      .replace("{count}", count)
      .replace("{total}", items.length)
  }

  filter.addEventListener("click", event => {
    const button = event.target.closest("button")
    if (!button) return
    chosen[button.dataset.facet] = button.dataset.value
    show()
  })

  /** An address that names an item shows it, whatever is chosen. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target || !target.closest(".filtered [hidden]")) return
    for (const facet of Object.keys(chosen)) chosen[facet] = ""
    show()
    target.scrollIntoView()
  }

  window.addEventListener("hashchange", reveal)
  filter.hidden = false
  show()
})()
