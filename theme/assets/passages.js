// The link of a passage opens its source at the passage: a text fragment, which browsers without it
// ignore. It is added when the link is pointed at or reached by keyboard, so that no page carries
// its passages twice. https://wicg.github.io/scroll-to-text-fragment/
(() => {
  "use strict"

  const ENDS = 4 // words at either end of a long passage: enough to find it

  /** A hyphen is part of the syntax, as are comma and ampersand. */
  const encoded = words => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D")

  /** The fragment of a passage; of a long one, and one with a gap (…), the two ends. */
  function fragment(passage) {
    const words = passage.replace(/\.\.\.|…/g, " … ").trim().split(/\s+/)
    const gap = words.indexOf("…")
    const after = gap < 0 ? [] : words.slice(gap + 1)
    const start = gap < 0 ? words : words.slice(0, gap)
    const long = start.length > 2 * ENDS
    const end = (after.length || !long ? after : start).slice(-ENDS)
    const parts = [end.length ? start.slice(0, ENDS) : start, end].filter(part => part.length)
    return `:~:text=${parts.map(encoded).join(",")}`
  }

  function point(event) {
    const link = event.target.closest?.("a.evidence__quote")
    if (!link || link.dataset.pointed) return
    link.href += (link.hash ? "" : "#") + fragment(link.textContent)
    link.dataset.pointed = "true"
  }

  for (const kind of ["pointerover", "pointerdown", "focusin"])
    document.addEventListener(kind, point)
})()
