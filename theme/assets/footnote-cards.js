// A reference opens a card with a copy of its endnote, and a term one with its definition. Without
// this script the reference leads to the endnote itself, and the term to the glossary.
//
// One card at a time, in one of two ways: a hover only shows it, and it goes when the pointer
// leaves reference and card; a click, tap or key pins it until the next one, Escape, its close
// button or a click elsewhere. References in a row are one mark, with one card for all of them.
// Where there is room the card stands beside its mark, else it is a sheet at the foot of the
// screen (parts.css); its head with the close button stays, the rest scrolls in it.
(() => {
  "use strict"

  const OPEN_AFTER = 150,
    CLOSE_AFTER = 250 // ms: not on the way past; time to reach the card
  const GAP = 6,
    WIDTH = 600, // px: below the reference; as wide and as tall as the card may grow
    HEIGHT = 480
  const CLOSE = document.body.dataset.close

  let card = null // the open card
  let reference = null // the reference it belongs to
  let pinned = false
  let watcher = null // hears Back on a phone, where a browser tells of it
  let timer = 0
  let terms = null // the cards of terms, once one is asked for

  /** A term's card, from the data at the end of the story. */
  function term(id) {
    if (!terms) {
      terms = document.createElement("template")
      terms.innerHTML = document.querySelector("script.term-cards").textContent
    }
    return terms.content.querySelector(`[data-card="${id}"]`)
  }

  /** The reference that stands right after another one, or nothing. */
  function beside(link, way) {
    const mark = link.parentElement
    const next = link.dataset.term ? null : mark[way]
    return next?.nodeType === Node.ELEMENT_NODE && next.matches("sup[data-claim]")
      ? next.firstElementChild
      : null
  }

  /** The references in a row that begins with ``link``. */
  function row(link) {
    const next = beside(link, "nextSibling")
    return next ? [link, ...row(next)] : [link]
  }

  /** What a link's card shows: the term's, or the evidence of the endnotes of its row. */
  function content(link) {
    if (link.dataset.term) return [term(link.dataset.term)]
    return row(link).map(one =>
      document.getElementById(decodeURIComponent(one.hash.slice(1))).querySelector(".evidence"),
    )
  }

  /** The card: no ids twice on the page, no way "back to the text" from within the text. */
  function made(link) {
    const copies = content(link).map(part => part.cloneNode(true))
    for (const copy of copies) {
      copy.querySelector(".evidence__back")?.remove()
      copy.querySelectorAll("[id]").forEach(part => part.removeAttribute("id"))
    }
    const name = copies[0].querySelector(".term__name strong") || document.createElement("span")
    name.textContent ||= link.getAttribute("aria-label")
    // a term's card leads where its mention does
    const entry = copies[0].querySelector(".term__entry")
    if (entry)
      entry.replaceChildren(
        Object.assign(document.createElement("a"), {
          href: link.href,
          textContent: entry.textContent,
        }),
      )
    const box = document.createElement("div")
    box.className = link.dataset.term ? "card card--term" : "card"
    box.tabIndex = -1
    box.setAttribute("role", "dialog")
    box.setAttribute("aria-label", name.textContent)
    const button = document.createElement("button")
    button.type = "button"
    button.className = "card__close"
    button.textContent = "×"
    button.setAttribute("aria-label", CLOSE)
    button.title = CLOSE
    button.addEventListener("click", () => close(true))
    const head = document.createElement("div")
    head.className = "card__head"
    head.append(name, button)
    copies[0].querySelector(".term__name")?.remove()
    const body = document.createElement("div")
    body.className = "card__body"
    body.append(...copies)
    box.append(head, body)
    box.addEventListener("keydown", leave)
    box.addEventListener("pointerenter", () => clearTimeout(timer))
    box.addEventListener("pointerleave", fade)
    return box
  }

  /**
   * Puts the card under its reference or above it, where there is more room, inside the story's
   * column. A sheet has its place; the page moves where it would hide the reference.
   */
  function place() {
    const rects = reference.getClientRects()
    const at = rects[rects.length - 1]
    card.removeAttribute("style")
    if (getComputedStyle(card).position === "fixed") {
      const hidden = at.bottom + GAP - card.getBoundingClientRect().top
      if (hidden > 0) scrollBy(0, hidden)
      return
    }
    const column = card.parentElement.getBoundingClientRect()
    const width = Math.min(column.width, WIDTH)
    card.style.width = `${width}px`
    card.style.left = `${Math.min(Math.max(at.left - column.left - 40, 0), column.width - width)}px`
    const above = at.top - document.querySelector(".md-header").offsetHeight - 2 * GAP
    const below = innerHeight - at.bottom - 2 * GAP
    const up = card.offsetHeight > below && above > below
    card.style.maxHeight = `${Math.min(up ? above : below, HEIGHT)}px`
    card.style.top = `${(up ? at.top - GAP - card.offsetHeight : at.bottom + GAP) - column.top}px`
  }

  /** Marks the reference, and what stands in its row, as open or not. */
  function expand(shown) {
    reference.setAttribute("aria-expanded", String(shown))
    for (const link of row(reference)) link.classList.toggle("open", shown)
  }

  function open(link, pin) {
    if (reference !== link) {
      close()
      card = made(link)
      reference = link
      link.closest(".story").append(card)
      expand(true)
      place()
    }
    pinned = pin
    if (!pin || watcher || !window.CloseWatcher) return
    watcher = new CloseWatcher()
    watcher.onclose = () => close(true)
  }

  function close(refocus = false) {
    clearTimeout(timer)
    if (!card) return
    const was = reference
    card.remove()
    expand(false)
    card = reference = null
    pinned = false
    watcher?.destroy()
    watcher = null
    if (refocus) was.focus()
  }

  /** The pointer has left reference or card: closes what only a hover opened. */
  function fade() {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (!pinned) close()
    }, CLOSE_AFTER)
  }

  /**
   * The card is at the end of the story's HTML, but Tab leaves it where the reader came from.
   */
  function leave(event) {
    if (event.key !== "Tab") return
    const stops = card.querySelectorAll("a[href], button, summary")
    const last = document.activeElement === stops[stops.length - 1]
    const first = document.activeElement === card || document.activeElement === stops[0]
    if (event.shiftKey ? !first : !last) return
    // back to the reference; forward goes on to what follows it
    if (event.shiftKey) event.preventDefault()
    close(true)
  }

  function toggle(link, byKey) {
    if (reference === link && pinned) return close(byKey)
    open(link, true)
    if (byKey && card) card.focus()
  }

  /** Presses and hovers on ``link`` open the card of ``first``, the first of its row. */
  function listen(link, first) {
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      clearTimeout(timer)
      toggle(first, event.detail === 0) // Enter clicks without a pointer
      event.preventDefault()
    })
    link.addEventListener("keydown", event => {
      if (event.key !== " ") return
      event.preventDefault()
      toggle(first, true)
    })
    link.addEventListener("pointerenter", event => {
      if (event.pointerType !== "mouse") return
      clearTimeout(timer)
      if (!pinned) timer = setTimeout(open, OPEN_AFTER, first, false)
    })
    link.addEventListener("pointerleave", fade)
  }

  for (const first of document.querySelectorAll(
    ".story sup[data-claim] > a.footnote-ref, .story a.term-mark",
  )) {
    if (beside(first, "previousSibling")) continue
    const [, ...others] = row(first)
    first.setAttribute("aria-haspopup", "dialog")
    first.setAttribute("aria-expanded", "false")
    listen(first, first)
    for (const link of others) {
      // only for a pointer: the first one speaks for the row
      listen(link, first)
      const labels = [first, link].map(one => one.getAttribute("aria-label"))
      first.setAttribute("aria-label", labels.join(", "))
      link.tabIndex = -1
      link.setAttribute("aria-hidden", "true")
    }
  }

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && card)
      close(card.contains(document.activeElement) || document.activeElement === reference)
  })
  document.addEventListener("click", event => {
    if (card && ![card, ...row(reference)].some(part => part.contains(event.target))) close()
  })
  window.addEventListener("resize", () => {
    if (card) place()
  })
})()
