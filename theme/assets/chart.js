// Shows a chart's values one by one: under the pointer, under a finger, and by the arrow keys.
// Every value is in the drawing as a label; without this script the table below the picture holds
// them all.
(() => {
  "use strict"

  for (const picture of document.querySelectorAll(".chart__picture")) {
    const tip = document.createElement("p")
    tip.className = "chart__tip"
    tip.setAttribute("role", "status")
    picture.append(tip)
    let at = -1

    /** The marks with a value in the drawing now shown: the one for this width and this choice. */
    const marks = () =>
      [...picture.querySelectorAll("svg [aria-label]")].filter(mark => mark.getClientRects().length)

    function show(mark) {
      for (const other of picture.querySelectorAll(".chart__current"))
        other.classList.remove("chart__current")
      if (!mark) {
        tip.textContent = ""
        return
      }
      mark.classList.add("chart__current")
      tip.textContent = mark.getAttribute("aria-label")
      const spot = mark.getBoundingClientRect()
      const frame = picture.getBoundingClientRect()
      const middle = spot.left + spot.width / 2 - frame.left
      const half = tip.offsetWidth / 2
      tip.style.left = `${Math.max(half, Math.min(frame.width - half, middle))}px`
      tip.style.top = `${spot.top - frame.top}px`
    }

    /** The mark nearest to the pointer, if one is near. */
    function nearest(event) {
      let best = null
      let least = 40
      for (const mark of marks()) {
        const box = mark.getBoundingClientRect()
        const inside =
          event.clientX >= box.left &&
          event.clientX <= box.right &&
          event.clientY >= box.top &&
          event.clientY <= box.bottom
        const away = inside
          ? 0
          : Math.hypot(
              event.clientX - (box.left + box.width / 2),
              event.clientY - (box.top + box.height / 2),
            )
        if (away < least) [best, least] = [mark, away]
      }
      return best
    }

    picture.tabIndex = 0
    picture.setAttribute("role", "group")
    picture.setAttribute("aria-label", document.body.dataset.chartKeys)
    picture.addEventListener("pointermove", event => show(nearest(event)))
    picture.addEventListener("pointerdown", event => show(nearest(event)))
    picture.addEventListener("pointerleave", () => show(null))
    picture.addEventListener("blur", () => show(null))
    picture.addEventListener("keydown", event => {
      if (event.target !== picture) return
      const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key]
      if (event.key === "Escape") show(null)
      if (!step) return
      event.preventDefault()
      const shown = marks()
      at = (at + step + shown.length) % shown.length
      show(shown[at])
    })
  }
})()
