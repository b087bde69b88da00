// The moving parts of the frame: light and dark, the contents beside a story, and search.
//
// Material's own script does these too, in a third of a story's whole weight. It is fetched, with the search index and its
// worker, when a reader opens search; until then these lines do. They keep light and dark under Material's name, in its form.
(() => {
  "use strict"

  const body = document.body

  // --- light and dark

  const options = [...document.querySelectorAll("[data-md-component=palette] input")]

  function show(index) {
    const chosen = options[index]
    for (const name of ["media", "scheme", "primary", "accent"]) body.setAttribute(`data-md-color-${name}`, chosen.getAttribute(`data-md-color-${name}`))
    options.forEach((option, place) => {
      option.checked = place === index
      option.nextElementSibling.hidden = place !== index
    })
  }

  function colours(index) {
    const of = name => options[index].getAttribute(`data-md-color-${name}`)
    return {index, color: {media: of("media"), scheme: of("scheme"), primary: of("primary"), accent: of("accent")}}
  }

  /** What the reader chose before, or nothing: a browser may refuse to keep anything for files on a disk. */
  function kept() {
    try { return __md_get("__palette") } catch { return null }
  }

  const dark = matchMedia("(prefers-color-scheme: dark)")
  const byItself = () => Math.max(0, options.findIndex(option => matchMedia(option.dataset.mdColorMedia).matches))
  if (options.length) {
    const before = kept()
    show(before && options[before.index] ? before.index : byItself())
    options.forEach((option, index) => option.addEventListener("change", () => {
      show(index)
      __md_set("__palette", colours(index))
    }))
    dark.addEventListener("change", () => { if (!kept()) show(byItself()) })
  }

  // --- contents: the section being read

  const READ = 140 // px from the top: the last heading above this line is being read
  const entries = [...document.querySelectorAll(".md-nav--secondary a.md-nav__link[href^='#']")]
    .map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
    .filter(([, heading]) => heading)

  function follow() {
    const passed = entries.filter(([, heading]) => heading.getBoundingClientRect().top < READ).map(([link]) => link)
    for (const [link] of entries) link.classList.toggle("md-nav__link--active", link === passed.at(-1))
  }

  if (entries.length) {
    let asked = false
    const ask = () => {
      if (asked) return
      asked = true
      requestAnimationFrame(() => { asked = false; follow() })
    }
    addEventListener("scroll", ask, {passive: true})
    if (location.hash) addEventListener("load", ask) // opened at an anchor, perhaps before these lines; else the question costs a layout for nothing
  }

  // --- search: fetched when it is opened

  const toggle = document.querySelector("[data-md-toggle=search]")
  const query = document.querySelector("[data-md-component=search-query]")
  const sources = JSON.parse(document.getElementById("__search_scripts").textContent)
  const told = () => query.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}))
  let fetched = null, ready = false

  /** Runs the scripts in their order; `only` names the protocol that alone needs one. */
  function fetchSearch() {
    fetched ??= sources.reduce((before, {src, only}) => before.then(() => only && only !== location.protocol ? null : new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement("script"), {src, onload: done, onerror: failed}))
    })), Promise.resolve()).then(() => { ready = true; told() }) // what was typed meanwhile
    return fetched
  }

  function open() {
    fetchSearch()
    if (!toggle.checked) toggle.checked = true
    query.focus()
  }

  // Ctrl+K opens it. Material's own keys are single letters, which voice control and a slip of the hand press unasked (WCAG 2.1.4):
  // they are kept from it.
  function keys(event) {
    const held = event.ctrlKey || event.metaKey
    if (held && event.key.toLowerCase() === "k") {
      event.preventDefault()
      open()
    } else if (event.key === "Escape" && toggle.checked && !ready) {
      toggle.checked = false
      query.blur()
    } else if (!held && !event.altKey && event.key.length === 1 && !event.target.closest("input, textarea, select, [contenteditable]")) {
      event.stopImmediatePropagation()
    }
  }

  if (toggle && query) {
    toggle.addEventListener("change", () => { if (toggle.checked && !fetched) open() })
    query.addEventListener("focus", () => { if (!fetched) open() })
    addEventListener("keydown", keys, true)
    // Material listens for keys alone; words also come by dictation, by paste, and from the input method of Hangul.
    query.addEventListener("input", told)
  }

  // --- the words that a reader came for, as search wrote them into the address

  const sought = (new URLSearchParams(location.search).get("h") || "").split(" ").filter(Boolean).map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
  const story = document.querySelector(".story")
  if (sought.length && story) {
    const pattern = new RegExp(sought.join("|"), "giu")
    const texts = document.createTreeWalker(story, NodeFilter.SHOW_TEXT, node => node.parentElement.closest("script, style, svg") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    const found = []
    while (texts.nextNode()) for (const match of texts.currentNode.data.matchAll(pattern)) found.unshift([texts.currentNode, match])
    for (const [node, match] of found) { // from the end: what is cut off a text never holds an earlier match
      const words = node.splitText(match.index)
      words.splitText(match[0].length)
      words.replaceWith(Object.assign(document.createElement("mark"), {textContent: match[0]}))
    }
  }
})()
