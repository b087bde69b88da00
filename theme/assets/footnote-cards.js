// A reference opens a card with a copy of its endnote, and a term one with its definition. Without
// this script the reference leads to the endnote itself, and the term to the glossary.
//
// One card at a time, in one of two ways: a hover only shows it, and it goes when the pointer
// leaves reference and card; a click, tap or key pins it until the next one, Escape, its close
// button or a click elsewhere.
(() => {
  "use strict"

  const OPEN_AFTER = 150,
    CLOSE_AFTER = 250 // ms: not on the way past; time to reach the card
  const GAP = 6,
    WIDTH = 600 // px: below the reference; as wide as the card may grow
  const CLOSE = document.body.dataset.close

  let card = null // the open card
  let reference = null // the reference it belongs to
  let pinned = false
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

  /** What a link's card shows: the term's, or the endnote's evidence. */
  function content(link) {
    if (link.dataset.term) return term(link.dataset.term)
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    return note && note.querySelector(".evidence")
  }

  /** The card: no ids twice on the page, no way "back to the text" from within the text. */
  function made(link) {
    const evidence = content(link)
    if (!evidence) return null
    const copy = evidence.cloneNode(true)
    copy.querySelectorAll(".footnote-backref").forEach(back => back.remove())
    copy.querySelectorAll("[id]").forEach(part => part.removeAttribute("id"))
    const entry = copy.querySelector(".term__entry") // a term's card leads where its mention does
    if (entry)
      entry.replaceChildren(
        Object.assign(document.createElement("a"), {
          href: link.href,
          textContent: entry.textContent,
        }),
      )
    const box = document.createElement("div")
    box.className = link.dataset.term ? "card card--term" : "card"
    if (!link.dataset.term) box.dataset.standing = evidence.dataset.standing
    box.tabIndex = -1
    box.setAttribute("role", "dialog")
    box.setAttribute(
      "aria-label",
      link.getAttribute("aria-label") || copy.querySelector("strong").textContent,
    )
    const button = document.createElement("button")
    button.type = "button"
    button.className = "card__close"
    button.textContent = "×"
    button.setAttribute("aria-label", CLOSE)
    button.title = CLOSE
    button.addEventListener("click", () => close(true))
    box.append(copy, button)
    box.addEventListener("keydown", leave)
    box.addEventListener("pointerenter", () => clearTimeout(timer))
    box.addEventListener("pointerleave", fade)
    return box
  }

  /**
   * Puts the card under its reference, inside the story's column; above it where only there is
   * room.
   */
  function place() {
    const column = card.parentElement.getBoundingClientRect()
    const rects = reference.getClientRects()
    const at = rects[rects.length - 1]
    const width = Math.min(column.width, WIDTH)
    const left = Math.min(Math.max(at.left - column.left - 40, 0), column.width - width)
    card.style.width = `${width}px`
    card.style.left = `${left}px`
    const header = document.querySelector(".md-header")
    const above = at.top - GAP - (header ? header.offsetHeight : 0)
    const below = window.innerHeight - at.bottom - GAP
    const up = card.offsetHeight > below && card.offsetHeight <= above
    card.style.top = `${(up ? at.top - GAP - card.offsetHeight : at.bottom + GAP) - column.top}px`
  }

  function open(link, pin) {
    if (reference !== link) {
      close()
      card = made(link)
      if (!card) return
      reference = link
      link.closest(".story").append(card)
      link.setAttribute("aria-expanded", "true")
      place()
    }
    pinned = pin
  }

  function close(refocus = false) {
    clearTimeout(timer)
    if (!card) return
    const was = reference
    card.remove()
    was.setAttribute("aria-expanded", "false")
    card = reference = null
    pinned = false
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
    const stops = card.querySelectorAll("a[href], button")
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

  for (const link of document.querySelectorAll(
    ".story sup[data-claim] > a.footnote-ref, .story a.term-mark",
  )) {
    link.setAttribute("aria-haspopup", "dialog")
    link.setAttribute("aria-expanded", "false")
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      clearTimeout(timer)
      toggle(link, event.detail === 0) // Enter clicks without a pointer
      if (card || reference === null) event.preventDefault()
    })
    link.addEventListener("keydown", event => {
      if (event.key !== " ") return
      event.preventDefault()
      toggle(link, true)
    })
    link.addEventListener("pointerenter", event => {
      if (event.pointerType !== "mouse") return
      clearTimeout(timer)
      if (!pinned) timer = setTimeout(open, OPEN_AFTER, link, false)
    })
    link.addEventListener("pointerleave", fade)
  }

  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && card)
      close(card.contains(document.activeElement) || document.activeElement === reference)
  })
  document.addEventListener("click", event => {
    if (card && !card.contains(event.target) && !reference.contains(event.target)) close()
  })
  window.addEventListener("resize", () => {
    if (card) place()
  })
})()
