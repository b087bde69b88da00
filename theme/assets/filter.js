// Filters the items of a list by its facets, claims by verdict and city, events by city and theme;
// terms by what they say. What is chosen is in the address. Without this script the filter stays
// hidden and every item is shown.
(() => {
  "use strict"

  const list = document.querySelector(".filtered")
  if (!list) return
  const filter = list.querySelector(".filter")
  const items = [...list.querySelectorAll("[data-item]")]
  const status = filter.querySelector(".filter__status")
  const words = filter.querySelector("input")
  const chosen = {}

  /** What is compared: letters (assets/hangul.js), without what only parts words. */
  const letters = text => Hangul.letters(text).replace(/[\s\u00b7\u2018-\u201d()-]+/g, "")
  /** What each item says, read when it is first asked for: of a long list that takes a while. */
  let said = null
  const says = item => {
    said ??= new Map(items.map(one => [one, letters(one.textContent)]))
    return said.get(item)
  }

  function show() {
    const asked = words ? letters(words.value) : ""
    for (const item of items) {
      item.hidden =
        Object.entries(chosen).some(([facet, value]) => value && item.dataset[facet] !== value) ||
        (asked && !says(item).includes(asked))
    }
    for (const button of filter.querySelectorAll("button")) {
      button.setAttribute(
        "aria-pressed",
        String(button.dataset.value === (chosen[button.dataset.facet] || "")),
      )
    }
    for (const dot of document.querySelectorAll("[data-event]"))
      dot.classList.toggle("lanes__out", document.getElementById(dot.dataset.event).hidden)
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
    keep()
  })

  words?.addEventListener("input", show)

  /** Writes the choices into the address, so that it can be passed on and found again. */
  function keep() {
    const address = new URL(location.href)
    for (const [facet, value] of Object.entries(chosen)) {
      if (value) address.searchParams.set(facet, value)
      else address.searchParams.delete(facet)
    }
    history.replaceState(history.state, "", address)
  }

  /** Takes the choices that the address has, as far as there are buttons for them. */
  function recall() {
    const buttons = [...filter.querySelectorAll("button")].map(button => button.dataset)
    for (const [facet, value] of new URL(location.href).searchParams)
      if (buttons.some(known => known.facet === facet && known.value === value))
        chosen[facet] = value
  }

  /** An address that names an item shows it, whatever is chosen. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target || !target.closest(".filtered [hidden]")) return
    for (const facet of Object.keys(chosen)) chosen[facet] = ""
    if (words) words.value = ""
    show()
    keep()
    target.scrollIntoView()
  }

  window.addEventListener("hashchange", reveal)
  filter.hidden = false
  recall()
  if (Object.keys(chosen).length) show()
  reveal()
})()
