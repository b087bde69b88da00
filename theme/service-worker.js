// Serves a language from the browser's store once all of it is there (assets/offline.js fetches
// it). It never fetches ahead, and it knows three rules: what is whole is served from the store;
// what is not comes from the network; and a page that neither has says so, in its language, with
// what there is.
"use strict"

const SCOPE = new URL(self.registration.scope).pathname
// WORDS, by language: the build writes them (secondleap/build/offline_copies.py)
importScripts("worker-words.js")

/**
 * A store's name is `second-leap <language> <version>`; it counts only with the mark that is put in
 * last.
 */
async function whole() {
  const found = {}
  for (const name of await caches.keys()) {
    const [project, language, version] = name.split(" ")
    if (
      project === "second-leap" &&
      (await (await caches.open(name)).match(`${SCOPE}whole-${language}-${version}`))
    )
      found[language] = name
  }
  return found
}

function languageOf(url) {
  return url.pathname.startsWith(`${SCOPE}en/`) ? "en" : "ko"
}

async function missing(url) {
  const language = languageOf(url),
    words = WORDS[language]
  const links = Object.keys(await whole()).map(
    one => `<li><a href="${SCOPE}${one === "en" ? "en/" : ""}index.html">${words[one]}</a></li>`,
  )
  const style = "max-width:34em;margin:3em auto;padding:0 1em;font:17px/1.7 sans-serif"
  const page = `<!doctype html>
<html lang="${language}" style="color-scheme:light dark">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${words.title}</title>
<body style="${style}">
<h1>${words.title}</h1>
<p>${words.why}</p>
<p>${words.kept}: ${links.length ? "" : words.nothing}</p>
<ul>${links.join("")}</ul>`
  return new Response(page, {status: 503, headers: {"Content-Type": "text/html; charset=utf-8"}})
}

async function answer(request) {
  const url = new URL(request.url)
  if (url.pathname.endsWith("/")) url.pathname += "index.html"
  const kept = await whole()
  // The language's own store first; files that both languages share are in either.
  for (const language of [languageOf(url), "ko", "en"]) {
    const found =
      kept[language] &&
      (await (await caches.open(kept[language])).match(url.pathname, {ignoreSearch: true}))
    if (found) return found
  }
  try {
    return await fetch(request)
  } catch (error) {
    if (request.mode === "navigate") return missing(url)
    throw error
  }
}

self.addEventListener("install", () => self.skipWaiting())
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()))
self.addEventListener("fetch", event => {
  const url = new URL(event.request.url)
  const asks =
    event.request.method === "GET" &&
    url.origin === self.location.origin &&
    !event.request.headers.has("X-Fresh")
  if (asks && !url.pathname.startsWith(`${SCOPE}downloads/`) && !url.pathname.endsWith("/web.json"))
    event.respondWith(answer(event.request))
})
