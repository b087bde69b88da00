// The search dialog: fetches index and thesaurus, lists what the query finds (assets/search.js),
// moves by arrows, and keeps the query in the address, so that Back returns to what was found.
(() => {
  "use strict"

  const dialog = document.querySelector("dialog.search")
  const [form, input, clear, status, list] = [
    "form",
    "input",
    ".search__clear",
    ".search__status",
    ".search__results",
  ].map(part => dialog.querySelector(part))
  const base = new URL("../search/", document.currentScript.src)
  const PAUSE = 300 // ms without a key, after which the address takes the query
  const counted = (one, other, count) => (count === 1 ? one : other.replace("#", count))
  let ready = false

  function run(src) {
    return new Promise((done, failed) =>
      document.head.append(
        Object.assign(document.createElement("script"), {src, onload: done, onerror: failed}),
      ),
    )
  }

  /**
   * A file beside the index. From disk nothing can be fetched, so there it is a script that sets a
   * variable; a plain `mkdocs build` makes no thesaurus.
   */
  async function load(name, variable, otherwise) {
    if (location.protocol === "file:")
      return run(`${base}${name}.js`).then(
        () => window[variable],
        error => otherwise ?? Promise.reject(error),
      )
    const answer = await fetch(`${base}${name}.json`)
    if (!answer.ok && otherwise) return otherwise
    return answer.json()
  }

  function link({location, words, title, text}, heading) {
    const to = new URL(`../${location}`, base)
    if (words.length) to.searchParams.set("h", words.join(" "))
    return `<a href="${to}"><${heading}>${title}</${heading}>${text ? `<p>${text}</p>` : ""}</a>`
  }

  /** A page, the best of its sections with what was found there, and the others folded. */
  function entry({missing, sections}) {
    const page = sections.find(({location}) => !location.includes("#"))
    const best = sections[0]
    const more = sections.filter(one => one !== page && one !== best)
    const words = list.dataset
    const parts = [
      best === page ? link(page, "h2") : link({...page, text: ""}, "h2") + link(best, "h3"),
    ]
    if (missing.length) {
      const names = missing.map(word => `<del>${word.replace(/[&<>]/g, "")}</del>`).join(" ")
      parts.push(`<p class="search__missing">${words.missing}: ${names}</p>`)
    }
    if (more.length) {
      const summary = counted(words.moreOne, words.moreOther, more.length)
      const links = more.map(one => link(one, "h3")).join("")
      parts.push(`<details><summary>${summary}</summary>${links}</details>`)
    }
    return `<li>${parts.join("")}</li>`
  }

  let asked = false,
    pause

  /** Writes the query into the address, or takes it out. */
  function keep(query) {
    clearTimeout(pause)
    const to = new URL(location)
    if (query) to.searchParams.set("q", query)
    else to.searchParams.delete("q")
    if (to.href !== location.href) history.replaceState(history.state, "", to)
  }

  /**
   * Searches once the letter is drawn, and once for all that were typed meanwhile: on a slow phone
   * a search takes longer than a key.
   */
  function ask() {
    if (asked || !ready) return
    asked = true
    requestAnimationFrame(() =>
      setTimeout(() => {
        asked = false
        show()
      }),
    )
  }

  function show() {
    const {ready: waiting, none, one, other, instead} = status.dataset
    const query = input.value.trim(),
      found = query ? SiteSearch.search(query) : []
    const among = list.contains(document.activeElement)
    list.innerHTML = found.map(entry).join("")
    list.scrollTop = 0
    if (among) input.focus() // what had the keyboard is gone
    const said = [!query ? waiting : found.length ? counted(one, other, found.length) : none]
    if (found[0]?.instead) said.push(`${instead}: ${found[0].instead}`)
    status.textContent = said.join(" · ")
    clearTimeout(pause)
    pause = setTimeout(() => keep(query), PAUSE)
  }

  /** Does in idle moments what the first queries would wait for. */
  function warm(steps = SiteSearch.warm()) {
    const later = window.requestIdleCallback || (work => setTimeout(work, 50))
    later(deadline => {
      const end = performance.now() + Math.min(deadline?.timeRemaining() ?? 8, 8)
      let done = false
      while (!done && performance.now() < end) done = steps.next().done
      if (!done) warm(steps)
    })
  }

  function keys(event) {
    const {key} = event
    if (key === "Escape") {
      event.preventDefault() // a box of type search would first empty itself
      dialog.close()
    } else if (key === "ArrowDown" || key === "ArrowUp") {
      const stops = [input, ...list.querySelectorAll("a, summary")].filter(stop =>
        stop.checkVisibility(),
      )
      const next = stops[stops.indexOf(document.activeElement) + (key === "ArrowDown" ? 1 : -1)]
      event.preventDefault()
      next?.focus()
    } else if (event.ctrlKey || event.metaKey || event.altKey) {
      return
    } else if (key.length === 1 && key !== " " && !event.target.closest(".search__slash")) {
      input.focus() // typing goes on
    }
  }

  dialog.addEventListener("keydown", keys)
  dialog.addEventListener("click", event => {
    // beside it, too
    if (event.target === dialog || event.target.closest(".search__close")) dialog.close()
    else if (event.target.closest("a")) keep(input.value.trim())
  })
  dialog.addEventListener("close", () => keep(""))
  form.addEventListener("submit", event => {
    event.preventDefault()
    const links = list.querySelectorAll("li:first-child > a")
    links[links.length - 1]?.click() // the best section of the best page
  })
  clear.addEventListener("click", () => {
    input.value = ""
    input.focus()
    show()
  })
  input.addEventListener("input", ask)

  Promise.all([load("search_index", "__index"), load("terms", "__terms", [])])
    .then(([index, terms]) => {
      SiteSearch.setUp(index.docs, terms)
      ready = true
      show()
      warm()
    })
    .catch(error => {
      status.textContent = status.dataset.failed
      throw error
    })
})()
