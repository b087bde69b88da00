// Keeps a language in the browser, on the web only: on about/offline a button fetches every file
// that web.json lists, checks each against its fingerprint, and marks the store whole when the last
// one is in. Elsewhere it only announces a newer version.
(() => {
  "use strict"

  if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator) || !window.caches)
    return
  const language = document.documentElement.lang
  const home = new URL(document.querySelector(".md-logo").href)
  const root = new URL(language === "en" ? "../" : "./", home)
  const place = document.querySelector(".store")

  const mark = version => new URL(`whole-${language}-${version}`, root).pathname
  const mine = async () =>
    (await caches.keys()).filter(name => name.startsWith(`second-leap ${language} `))

  async function kept() {
    for (const name of await mine()) {
      const version = name.split(" ")[2]
      if (await (await caches.open(name)).match(mark(version))) return version
    }
    return null
  }

  const offered = () =>
    fetch(new URL("web.json", home), {cache: "no-store"})
      .then(answer => (answer.ok ? answer.json() : null))
      .catch(() => null)

  async function fetchOne(store, [path, digest]) {
    const url = new URL(path, root)
    if (await store.match(url.pathname)) return
    const answer = await fetch(url, {cache: "no-store", headers: {"X-Fresh": "1"}})
    if (!answer.ok) throw new Error(`${answer.status} ${path}`)
    const bytes = await answer.clone().arrayBuffer()
    if (crypto.subtle) {
      // only where the page came by https or from this machine
      const found = [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
        .map(byte => byte.toString(16).padStart(2, "0"))
        .join("")
      if (found !== digest) throw new Error(`changed while it was fetched: ${path}`)
    }
    await store.put(url.pathname, answer)
  }

  async function keep(list, progress) {
    const store = await caches.open(`second-leap ${language} ${list.version}`)
    const waiting = Object.entries(list.files),
      total = waiting.length
    let done = 0
    await Promise.all(
      Array.from({length: 6}, async () => {
        while (waiting.length) {
          await fetchOne(store, waiting.shift())
          progress(++done, total)
        }
      }),
    )
    await store.put(mark(list.version), new Response("whole"))
    for (const name of await mine())
      if (!name.endsWith(` ${list.version}`)) await caches.delete(name) // the former, only now
  }

  const element = (name, text, more = {}) =>
    Object.assign(document.createElement(name), {textContent: text, ...more})

  async function show(message = "") {
    const [version, list] = [await kept(), await offered()]
    const says = element(
      "p",
      message ||
        (version && list && list.version !== version
          ? place.dataset.new
          : version
            ? place.dataset.done
            : ""),
      {role: "status"},
    )
    place.replaceChildren(says)
    if (list && list.version !== version) {
      place.append(
        element("button", version ? place.dataset.update : place.dataset.do, {
          type: "button",
          onclick: async event => {
            event.target.disabled = true
            try {
              await keep(list, (done, total) => {
                says.textContent = place.dataset.doing
                  .replace("{done}", done)
                  .replace("{total}", total)
              })
              show()
            } catch (error) {
              const refused = ["QuotaExceededError", "SecurityError", "NotAllowedError"].includes(
                error.name,
              )
              if (refused)
                await caches.delete(`second-leap ${language} ${list.version}`).catch(() => {})
              show(refused ? place.dataset.refused : place.dataset.broken)
            }
          },
        }),
      )
    }
    if (version) {
      place.append(
        element("button", place.dataset.remove, {
          type: "button",
          onclick: async () => {
            for (const name of await mine()) await caches.delete(name)
            show()
          },
        }),
      )
    }
    place.hidden = false
  }

  async function announce() {
    const version = await kept()
    const list = version && (await offered())
    if (!list || list.version === version) return
    const about = element("a", document.body.dataset.newer, {
      href: new URL("about/offline.html#install", home).href,
    })
    const bar = element("p", "", {className: "newer"})
    bar.append(about)
    document.querySelector(".story").prepend(bar)
  }

  if (place) {
    // nobody else needs the worker
    navigator.serviceWorker
      .register(new URL("service-worker.js", root), {scope: root.pathname})
      .catch(() => {})
    show().catch(() => {})
  } else announce().catch(() => {})
})()
