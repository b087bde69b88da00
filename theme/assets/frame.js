// The moving parts of the frame: light and dark, the contents beside a story, the search's door. It
// runs before the style sheets, for which it need not wait there, and sets light or dark as soon as
// there is a body, before anything is drawn; the rest waits until the page is read.
(() => {
  "use strict"

  const root = document.documentElement
  const assets = new URL(".", document.currentScript.src)

  // Scripts run; and the browser can keep a copy of the site (assets/offline.js).
  root.className =
    location.protocol.startsWith("http") && "serviceWorker" in navigator ? "js web" : "js"

  const add = (tag, properties) =>
    document.head.append(Object.assign(document.createElement(tag), properties))

  /** Fetches a script of assets/ once. They run in the order in which they were asked for. */
  const asked = new Set()
  const run = name => {
    if (!asked.has(name)) add("script", {src: assets + name, async: false})
    asked.add(name)
  }

  // --- light and dark: a choice is kept for each language, under the name and in the form that
  // Material gave it

  const KEPT = `${new URL("..", assets).pathname}.__palette`
  const dark = matchMedia("(prefers-color-scheme: dark)")

  /**
   * What the reader chose before, or nothing: a browser may refuse to keep anything for files on a
   * disk.
   */
  function chosen() {
    try {
      return JSON.parse(localStorage.getItem(KEPT))?.color?.scheme
    } catch {
      return null
    }
  }

  /**
   * Whether the browser darkens pages by itself. It leaves a chart's words as they are: only our
   * own dark keeps them apart from their ground.
   */
  function darkened() {
    const probe = document.createElement("div")
    probe.style = "background: canvas; color-scheme: light"
    document.head.append(probe)
    const ground = getComputedStyle(probe).backgroundColor
    probe.remove()
    return ground !== "rgb(255, 255, 255)" && !matchMedia("(forced-colors: active)").matches
  }

  // asked before the page is read: later it would cost a style of everything on it
  const forced = darkened()
  let picked = chosen()
  const scheme = () => (forced ? "slate" : picked || (dark.matches ? "slate" : "default"))

  /** Shows the page, and the browser's own frame round it, in light or dark. */
  function show(name) {
    document.body.dataset.mdColorScheme = name
    const [light, night] = document.querySelectorAll("meta[name=theme-color]")
    light.media = name === "slate" ? "not all" : "all"
    night.media = name === "slate" ? "all" : "not all"
  }

  new MutationObserver((_, watch) => {
    if (!document.body) return
    watch.disconnect()
    show(scheme())
  }).observe(root, {childList: true})

  function palette() {
    const buttons = [...document.querySelectorAll(".palette")]
    buttons.forEach((button, index) =>
      button.addEventListener("click", () => {
        const next = (index + 1) % buttons.length
        const {media, scheme: name} = buttons[next].dataset
        try {
          localStorage.setItem(KEPT, JSON.stringify({index: next, color: {media, scheme: name}}))
        } catch {}
        picked = name
        show(scheme())
        buttons[next].focus()
      }),
    )
    dark.addEventListener("change", () => show(scheme()))
  }

  // --- contents: the section being read

  const READ = 140 // px from the top: the last heading above this line is being read

  function contents() {
    const entries = [...document.querySelectorAll(".md-nav--secondary a.md-nav__link[href^='#']")]
      .map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
      .filter(([, heading]) => heading)
    if (!entries.length) return
    const follow = () => {
      const passed = entries
        .filter(([, heading]) => heading.getBoundingClientRect().top < READ)
        .map(([link]) => link)
      for (const [link] of entries)
        link.classList.toggle("md-nav__link--active", link === passed.at(-1))
    }
    let asked = false
    const ask = () => {
      if (asked) return
      asked = true
      requestAnimationFrame(() => {
        asked = false
        follow()
      })
    }
    addEventListener("scroll", ask, {passive: true})
    // opened at an anchor; else the question costs a layout for nothing
    if (location.hash) addEventListener("load", ask)
  }

  /** Escape leaves the menu of a narrow window. */
  function menu() {
    const box = document.getElementById("__drawer")
    addEventListener("keydown", event => {
      if (event.key !== "Escape") return
      box.checked = false
      if (document.activeElement.closest(".md-sidebar--primary")) document.activeElement.blur()
    })
  }

  // --- search: its scripts are fetched when it is first opened; what is typed meanwhile waits in
  // the box. An address with a query (?q=) opens it. Ctrl+K opens it, and / where nothing is being
  // written, until the reader turns that key off (WCAG 2.1.4).

  function search() {
    const dialog = document.querySelector("dialog.search"),
      input = dialog.querySelector("input"),
      slash = dialog.querySelector(".search__slash input"),
      kept = `${new URL("..", assets).pathname}.__slash`
    try {
      slash.checked = localStorage.getItem(kept) !== "off"
    } catch {}
    slash.addEventListener("change", () => {
      try {
        localStorage.setItem(kept, slash.checked ? "on" : "off")
      } catch {}
    })
    const open = () => {
      if (!dialog.open) dialog.showModal()
      input.select()
      for (const name of ["hangul.js", "search.js", "search-dialog.js"]) run(name)
    }
    document.querySelector(".search-button").addEventListener("click", open)
    addEventListener("keydown", event => {
      const held = event.ctrlKey || event.metaKey
      const alone = !held && !event.altKey && slash.checked && !dialog.open
      const field = event.target.closest?.("input, textarea, select, [contenteditable]")
      const writing = field && !dialog.contains(field) // closed, its box may still have the focus
      if (held ? event.key.toLowerCase() === "k" : alone && !writing && event.key === "/") {
        event.preventDefault()
        open()
      }
    })
    const asked = new URLSearchParams(location.search).get("q")
    if (asked) {
      input.value = asked
      open()
    }
  }

  // --- the words that a reader came for, as search wrote them into the address

  function highlight() {
    const address = new URL(location)
    const sought = (address.searchParams.get("h") || "")
      .split(" ")
      .filter(Boolean)
      .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    const story = document.querySelector(".story")
    if (!sought.length || !story) return
    // read once: an address that is kept or sent on is the page's own
    address.searchParams.delete("h")
    history.replaceState(history.state, "", address)
    const pattern = new RegExp(sought.join("|"), "giu")
    const texts = document.createTreeWalker(story, NodeFilter.SHOW_TEXT, node =>
      node.parentElement.closest("script, style, svg")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    )
    const found = []
    while (texts.nextNode())
      for (const match of texts.currentNode.data.matchAll(pattern))
        found.unshift([texts.currentNode, match])
    // from the end: what is cut off a text never holds an earlier match
    for (const [node, match] of found) {
      const words = node.splitText(match.index)
      words.splitText(match[0].length)
      words.replaceWith(Object.assign(document.createElement("mark"), {textContent: match[0]}))
    }
  }

  // --- what is folded opens for an address in it, and stays as the reader left it: a page that is
  // loaded again, or come back to, has the length it had

  function folds() {
    const all = [...document.querySelectorAll("details.fold")]
    for (const index of history.state?.open || []) if (all[index]) all[index].open = true
    const reveal = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
      if (!target) return
      // a heading's address opens what is folded below it
      const next = target.matches("h2") && target.nextElementSibling
      const below = next && (next.matches(".fold") ? next : next.querySelector(":scope > .fold"))
      let closed = false
      for (
        let fold = below || target.closest("details");
        fold;
        fold = fold.parentElement.closest("details")
      ) {
        closed ||= !fold.open
        fold.open = true
      }
      if (closed) target.scrollIntoView()
    }
    reveal()
    addEventListener("hashchange", reveal)
    // paper shows notes that are folded (print.css); a browser whose style sheets cannot say so
    // opens them
    if (!CSS.supports("selector(::details-content)"))
      addEventListener("beforeprint", () => all.forEach(fold => (fold.open = true)))
    for (const fold of all)
      fold.addEventListener("toggle", () => {
        const open = all.flatMap((one, index) => (one.open ? [index] : []))
        history.replaceState({...history.state, open}, "")
      })
  }

  /** A page's story as plain text, without what hangs on it: marks, charts, the way on. */
  function plain() {
    const lines = []
    const parts = ".story :is(h1, h2, p:not(.kicker), li, tr, summary)"
    for (const part of document.querySelectorAll(parts)) {
      if (part.closest("figure, nav, .passing, .appendix")) continue
      const copy = part.cloneNode(true)
      copy.querySelectorAll("sup").forEach(mark => mark.remove())
      const cells = part.matches("tr") ? [...copy.children] : [copy]
      const text = cells.map(cell => cell.textContent.trim().replace(/\s+/g, " ")).join(" | ")
      const place = [...part.parentElement.children].indexOf(part) + 1
      const number = part.matches("ol > li") ? `${place}. ` : ""
      lines.push((part.matches("h2") ? "\n" : "") + number + text)
    }
    return lines.join("\n")
  }

  // --- a press copies the address or the citation of a page or of a chart in it, or a page's text

  const ONLINE = location.protocol.startsWith("http")

  /** The page's public address, or where it is read over the web; none for a file on a disk. */
  const address = () =>
    document.querySelector("link[rel=canonical]")?.href ||
    (ONLINE ? location.href.split(/[?#]/)[0] : "")

  /** Today as a citation's format writes it: in a language, or in figures with what joins them. */
  const today = form =>
    /\w/.test(form)
      ? new Date().toLocaleDateString(form, {dateStyle: "long"})
      : new Date().toLocaleDateString("sv").replaceAll("-", form)

  /**
   * Writes the day of reading into the citations of `box`, when they are opened, copied or printed:
   * the first date in words takes longer than all else here.
   */
  function date(box) {
    for (const slot of ONLINE ? box.querySelectorAll("[data-read]") : [])
      slot.textContent = slot.dataset.read.replace("#", today(slot.dataset.form))
  }

  /** Fills the place on the web into the citations of `box`, and makes its buttons work. */
  function fill(box, place) {
    for (const slot of place ? box.querySelectorAll("[data-url]") : [])
      slot.textContent = slot.dataset.url.replace("#", place)
    const citation = () => box.querySelector(`.cite dd[lang="${root.lang}"]`).textContent.trim()
    const told = {
      link: () => place,
      citation,
      text: () => `${plain()}\n\n${citation()}`,
      format: button => button.closest("dt").nextElementSibling.textContent,
    }
    for (const button of box.querySelectorAll("button")) {
      const {copy, done} = button.dataset
      const words = button.textContent
      button.hidden = copy === "link" && !place
      button.addEventListener("click", async () => {
        date(box)
        await navigator.clipboard.writeText(told[copy](button).trim())
        button.textContent = done
        setTimeout(() => (button.textContent = words), 2000)
      })
    }
  }

  function passing() {
    const box = document.querySelector(".passing")
    if (!box) return
    for (const chart of document.querySelectorAll("figure.chart[id]:has(.chart__more)")) {
      const own = box.cloneNode(true)
      own.querySelector("[id]").removeAttribute("id")
      own.querySelector("[data-copy=text]")?.remove()
      const name = chart.querySelector(".chart__title").textContent
      for (const slot of own.querySelectorAll("[data-cite=title]")) slot.textContent = name
      for (const slot of own.querySelectorAll("[data-cite=stop]")) slot.textContent = "."
      for (const slot of own.querySelectorAll("[data-cite=tex]"))
        slot.textContent = name.replace(/[&%$#_]/g, "\\$&")
      for (const slot of own.querySelectorAll("[data-cite=key]")) slot.append(`-${chart.id}`)
      const place = address()
      fill(own, place && `${place}#${chart.id}`)
      const [more, take] = [".chart__more", ".chart__take"].map(part => chart.querySelector(part))
      ;(take ?? more).append(own)
    }
    fill(box, address())
    const opened = event => event.target.matches(".cite") && date(event.target)
    addEventListener("toggle", opened, true) // it does not bubble
    addEventListener("beforeprint", () => date(box))
  }

  addEventListener("DOMContentLoaded", () => {
    for (const part of [palette, contents, menu, search, highlight, folds, passing]) part()
    const needed = {
      ".filter input, .finder": "hangul.js",
      ".chart__picture": "chart.js",
      ".filter": "filter.js",
      ".finder": "peaks.js",
    }
    for (const [part, name] of Object.entries(needed)) if (document.querySelector(part)) run(name)
    if (!root.matches(".web")) return
    // not in the page itself: from disk a browser would refuse it, with an error in the console
    add("link", {rel: "manifest", href: new URL("../app.webmanifest", assets).href})
    if (document.querySelector(".store") || navigator.serviceWorker.controller)
      run("offline.js")
  })
})()
