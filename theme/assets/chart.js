// Shows a chart's values one by one: under the pointer, under a finger, and by the arrow keys.
// Every value is in the drawing as a label, those of a line of months as a list;
// without this script the table below the picture holds them all.
(() => {
  "use strict"

  /** Makes a mark of each month of the lines that are drawn without dots. */
  function unfold(picture) {
    const language = document.documentElement.lang
    const form = { year: "numeric", month: "long", timeZone: "UTC" }
    const write = new Intl.DateTimeFormat(language, form)
    for (const line of picture.querySelectorAll("path[data-values]")) {
      const { told, from, values } = line.dataset
      const corners = line.getAttribute("d").slice(1).split("L")
      values.split(" ").forEach((value, index) => {
        const mark = document.createElementNS("http://www.w3.org/2000/svg", "circle")
        const [x, y] = corners[index].split(",")
        const month = Number(from) + index
        const date = write.format(Date.UTC(Math.floor(month / 12), month % 12))
        const look = { cx: x, cy: y, r: 3.3, class: "chart__spot" }
        for (const [name, content] of Object.entries(look))
          mark.setAttribute(name, content)
        mark.setAttribute("aria-label", told.replace("{date}", date).replace("{value}", value))
        line.parentNode.append(mark)
      })
      delete line.dataset.values
    }
  }

  for (const picture of document.querySelectorAll(".chart__picture")) {
    const title = picture.closest(".chart").querySelector(".chart__title")
    const tip = document.createElement("p")
    tip.className = "chart__tip"
    tip.setAttribute("role", "status")
    picture.append(tip)
    let at = -1

    /** The marks with a value in the drawing now shown: the one for this width and this choice. */
    function marks() {
      unfold(picture)
      const all = picture.querySelectorAll("svg [aria-label]")
      return [...all].filter(mark => mark.getClientRects().length)
    }

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
        const { left, right, top, bottom } = mark.getBoundingClientRect()
        const { clientX: x, clientY: y } = event
        const inside = x >= left && x <= right && y >= top && y <= bottom
        const away = inside ? 0 : Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2)
        if (away < least) [best, least] = [mark, away]
      }
      return best
    }

    picture.tabIndex = 0
    picture.setAttribute("role", "group")
    picture.setAttribute("aria-labelledby", title.id)
    picture.setAttribute("aria-description", document.body.dataset.chartKeys)
    picture.addEventListener("pointermove", event => show(nearest(event)))
    picture.addEventListener("pointerdown", event => show(nearest(event)))
    // A finger that lifts leaves the value: it goes with the next touch elsewhere.
    picture.addEventListener("pointerleave", event => {
      if (event.pointerType !== "touch") show(null)
    })
    document.addEventListener("pointerdown", event => {
      if (!picture.contains(event.target)) show(null)
    })
    picture.addEventListener("blur", () => show(null))
    picture.addEventListener("keydown", event => {
      if (event.target !== picture) return
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
      if (event.key === "Escape") show(null)
      if (!step) return
      event.preventDefault()
      const shown = marks()
      at = (at + step + shown.length) % shown.length
      show(shown[at])
    })
  }

  // --- what the web alone can give: a picture of pixels, and an address for other pages

  const canonical = document.querySelector("link[rel=canonical]")?.href
  const online = location.protocol.startsWith("http")

  /** Draws the file of a picture, twice as large, and saves it. */
  async function savePixels(event) {
    event.preventDefault()
    const link = event.currentTarget
    const drawing = await (await fetch(link.href)).text()
    const picture = new Image()
    picture.src = `data:image/svg+xml,${encodeURIComponent(drawing)}`
    await picture.decode()
    const canvas = document.createElement("canvas")
    canvas.width = 2 * picture.naturalWidth
    canvas.height = 2 * picture.naturalHeight
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
    const save = document.createElement("a")
    save.href = canvas.toDataURL()
    save.download = link.dataset.png
    save.click()
  }

  for (const link of online ? document.querySelectorAll("a[data-png]") : []) {
    link.hidden = false
    link.addEventListener("click", savePixels)
  }
  const home = canonical || (online ? location.href : "")
  for (const box of home ? document.querySelectorAll(".chart__embed") : []) {
    const place = box.querySelector("b")
    place.textContent = new URL(place.textContent, home).href
    box.hidden = false
  }
})()
