// Finds a place among the lines of a picture: by its name, or from the list of all. Draws its line
// among the others, tells its years and its nearest neighbours, and gives it an address, which is
// its row's: #pittsburgh-pa-1950.
// All it knows stands in the page, in the table below the picture and in the lines; without it both
// are whole.
(() => {
  "use strict"

  const figure = document.querySelector("figure:has(.finder)")
  const finder = figure.querySelector(".finder")
  const [name, all] = [finder.querySelector("input"), finder.querySelector("select")]
  const [hits, status] = ["hits", "status"].map(part => finder.querySelector(`.finder__${part}`))
  const found = finder.querySelector(".finder__found")
  // names found that are shown, neighbours told
  const HITS = 8,
    PEERS = 6
  // as secondleap/render/charts/fan.py draws: pixels to the plot, of a year, of a point
  const [LEFT, X, Y] = [34, 6, 4]

  const plain = text => Hangul.letters(text).replace(/ł/g, "l")

  const places = new Map()
  for (const body of figure.querySelectorAll("tbody[data-lines]")) {
    const [, ...lines] = document.getElementById(body.dataset.lines).getAttribute("d").split("M")
    const group = body.dataset.lines.replace(/^fan-|-\d$/g, "")
    const [heading, ...rows] = body.rows
    const options = document.createElement("optgroup")
    options.label = heading.textContent
    rows.forEach((row, index) => {
      const cells = [...row.cells].map(cell => cell.textContent)
      const title = `${cells[0]}, ${cells[1]}`
      const [line, sound, ten] = [lines[index], plain(cells[0]), parseFloat(cells[3])]
      const start = parseFloat(row.dataset.start ?? cells[1]) // the year, with its part of a month
      places.set(row.id, {id: row.id, group, cells, title, line, sound, ten, start})
      options.append(new Option(title, row.id))
      row.removeAttribute("id") // the place is shown above: the browser shall not scroll to the row
    })
    all.append(options)
  }
  const heads = [...figure.querySelectorAll("thead th")].map(head => head.textContent)

  /** The years since the peak and the levels, in tenths, of a line: a move, then steps in pixels of
   *  the wide picture. */
  function course(line) {
    const [, ...steps] = line.replace(/[Ml]/g, " ").match(/-?[\d.]+/g).map(Number).slice(1)
    const points = [[0, 1000]]
    for (let at = 0; at + 1 < steps.length; at += 2) {
      const [since, level] = points.at(-1)
      points.push([since + steps[at] / X, Math.round(level - (steps[at + 1] * 10) / Y)])
    }
    return points
  }

  const svg = (tag, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }

  /** The line among the others, in both drawings of every group that it may be seen in. */
  function draw(place) {
    for (const old of figure.querySelectorAll(".fan__found")) old.remove()
    const group = place.group === "other" ? "core" : place.group
    figure.querySelector(`[id$="-choice-${group}"]`).checked = true
    for (const drawing of figure.querySelectorAll(`[data-kind="${group}"] svg`)) {
      const placed = drawing.querySelector("g[clip-path] > [transform]").getAttribute("transform")
      const scale = placed.match(/scale\((.*)\)/)?.[1] ?? "1,1" // how far the lines are stretched
      const above = Number(placed.match(/,(.*?)\)/)[1]) // where the lines' level of 140 is
      const [across, down] = scale.split(",").map(Number)
      const points = course(place.line).map(([since, level]) => [
        LEFT + since * X * across,
        above + (140 - level / 10) * Y * down,
      ])
      const line = svg("path", {class: "fan__found", d: `M${points.join("L")}`})
      drawing.querySelector("g[clip-path]").append(line)
      const known = `${place.cells[0].split(",")[0]} `
      const named = [...drawing.querySelectorAll("text")]
      if (named.some(text => text.textContent.startsWith(known))) continue
      const plot = drawing.querySelector("clipPath rect")
      const [top, width] = ["y", "width"].map(side => Number(plot.getAttribute(side)))
      const right = LEFT + width
      const [x, y] = points.findLast(([x]) => x <= right + 0.5)
      const label = svg("text", {
        class: "fan__found",
        x: Math.min(x, right),
        y: Math.max(y - 8, top + 12),
        "text-anchor": x > right / 2 ? "end" : "start",
        "paint-order": "stroke",
        stroke: "var(--paper)",
        "stroke-width": 4,
      })
      label.textContent = place.title
      drawing.append(label)
    }
  }

  function button(place, text) {
    const item = document.createElement("li")
    const made = document.createElement("button")
    made.type = "button"
    made.textContent = text
    made.addEventListener("click", () => choose(place.id, true))
    item.append(made)
    return item
  }

  /** Shows a place; ``told`` puts it into the address. */
  function choose(id, told) {
    const place = places.get(id)
    if (!place) return
    draw(place)
    all.value = id
    hits.replaceChildren()
    status.textContent = ""
    found.querySelector(".finder__title").textContent = place.title
    found.querySelector("dl").replaceChildren(
      ...place.cells.slice(2).map((cell, index) => {
        const [pair, term, value] = ["div", "dt", "dd"].map(tag => document.createElement(tag))
        term.textContent = heads[index + 2]
        value.textContent = cell
        pair.append(term, value)
        return pair
      }),
    )
    const table = document.createElement("table")
    table.className = "table"
    found.querySelector(".scroll").replaceChildren(table)
    const [years, levels] = [table.insertRow(), table.insertRow()]
    const add = (row, tag, text) => {
      const cell = row.appendChild(document.createElement(tag))
      if (tag === "th") cell.scope = row === years && row.cells.length > 1 ? "col" : "row"
      cell.textContent = text
    }
    add(years, "th", finder.dataset.years)
    add(levels, "th", finder.dataset.level)
    for (const [since, level] of course(place.line)) {
      add(years, "th", Math.floor(place.start + since + 0.04))
      add(levels, "td", (level / 10).toFixed(1))
    }
    const kin = place.group === "elsewhere" ? "metro" : place.group
    const peers = [...places.values()]
      .filter(other => other.group === kin && other !== place && other.ten)
      .sort((one, other) => Math.abs(one.ten - place.ten) - Math.abs(other.ten - place.ten))
      .slice(0, PEERS)
    const known = !Number.isNaN(place.ten)
    const {near, nopeers} = finder.dataset
    found.querySelector(".finder__near").textContent = known ? near : nopeers
    found.querySelector(".finder__peers").replaceChildren(
      ...(known ? peers : []).map(peer => {
        const levels = peer.cells.slice(3, 6).join(" → ")
        return button(peer, `${peer.title}: ${levels}`)
      }),
    )
    found.hidden = false
    if (told) history.replaceState(null, "", `#${id}`)
  }

  function search() {
    const sought = plain(name.value.trim())
    const matches = sought
      ? [...places.values()].filter(place => place.sound.includes(sought))
        .sort((one, other) => one.sound.indexOf(sought) - other.sound.indexOf(sought))
      : []
    hits.replaceChildren(...matches.slice(0, HITS).map(place => button(place, place.title)))
    const {many, none} = finder.dataset
    const told = matches.length ? many.replace("{count}", matches.length) : none
    status.textContent = sought ? told : ""
    return matches
  }

  name.addEventListener("input", search)
  name.addEventListener("keydown", event => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    const [first] = search()
    if (first) choose(first.id, true)
  })
  all.addEventListener("change", () => choose(all.value, true))

  /** An address that names a row shows that place in the picture. */
  function arrive() {
    const id = decodeURIComponent(location.hash.slice(1))
    if (!places.has(id)) return
    choose(id, false)
    figure.scrollIntoView()
  }

  /** A reader draws a place's course first, by hand or by the sliders, and then sees the record. */
  function guess(box) {
    const place = places.get(box.dataset.peak)
    const record = course(place.line)
    const {start} = place
    const picture = box.querySelector("svg")
    const drawn = record.map(() => 100)
    const at = (index, level) => [34 + index * 42, 9 + (140 - level) * 1.6]
    const path = levels => `M${levels.map((level, index) => at(index, level).join()).join("L")}`
    const word = (x, y, text) => {
      const look = {"text-anchor": "middle", fill: "var(--quiet)", "font-size": 13}
      const made = svg("text", {x, y, ...look})
      made.textContent = text
      picture.append(made)
    }
    for (const level of [20, 60, 100, 140]) {
      const [x, y] = at(0, level)
      picture.append(svg("path", {d: `M${x},${y}H330`, stroke: "var(--line)"}))
      word(16, y + 4, level)
    }
    for (const index of [0, 3, 6]) word(at(index, 0)[0], 222, start + record[index][0])
    const [truth, mine] = ["var(--rust)", "var(--ink)"].map(stroke => {
      const line = svg("path", {fill: "none", stroke, "stroke-width": 3})
      picture.append(line)
      return line
    })
    const sliders = record.slice(1).map(([since], place) => {
      const label = document.createElement("label")
      const slider = document.createElement("input")
      Object.assign(slider, {type: "range", min: 20, max: 140, value: 100})
      slider.addEventListener("input", () => set(place + 1, Number(slider.value)))
      label.append(`${start + since} `, slider, document.createElement("output"))
      box.querySelector(".guess__years").append(label)
      return slider
    })
    function set(index, level) {
      drawn[index] = level
      sliders[index - 1].value = level
      sliders[index - 1].nextSibling.textContent = level
      mine.setAttribute("d", path(drawn))
    }
    function touch(event) {
      if (!event.buttons) return
      const frame = picture.getBoundingClientRect()
      const scale = 340 / frame.width
      const index = Math.round(((event.clientX - frame.left) * scale - 34) / 42)
      const level = Math.round(140 - ((event.clientY - frame.top) * scale - 9) / 1.6)
      if (index > 0 && index < record.length) set(index, Math.max(20, Math.min(140, level)))
    }
    picture.addEventListener("pointerdown", touch)
    picture.addEventListener("pointermove", touch)
    box.querySelector("button").addEventListener("click", () => {
      truth.setAttribute("d", path(record.map(([, level]) => level / 10)))
      const [, ...later] = record.map(([since, level]) => [start + since, level / 10])
      const away = later.map(([, level], index) => Math.abs(level - drawn[index + 1]))
      const off = away.reduce((sum, one) => sum + one, 0) / away.length
      const told = later.map(([year, level]) => `${year} ${level.toFixed(1)}`)
      box.querySelector("[role=status]").textContent = box.dataset.said
        .replace("{record}", told.join(", "))
        .replace("{off}", off.toFixed(0))
    })
    drawn.slice(1).forEach((level, index) => set(index + 1, level))
    box.hidden = false
  }

  guess(figure.querySelector(".guess"))
  finder.hidden = false
  window.addEventListener("hashchange", arrive)
  window.addEventListener("load", arrive)
})()
