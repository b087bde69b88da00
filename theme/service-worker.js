// Serves a language from the browser's store once all of it is there (assets/offline.js fetches it). It never fetches ahead,
// and it knows three rules: what is whole is served from the store; what is not comes from the network; and a page that
// neither has says so, in its language, with what there is.
"use strict"

const SCOPE = new URL(self.registration.scope).pathname
const SAID = {
  ko: ["이 페이지는 받아 두지 않았다", "네트워크가 없고, 이 브라우저에 이 언어가 저장되어 있지 않다.", "받아 둔 것", "없음", "한국어", "영어"],
  en: ["This page is not kept here", "There is no network, and this language is not stored in this browser.", "What is kept", "nothing", "Korean", "English"],
}

/** A store's name is `second-leap <language> <version>`; it counts only with the mark that is put in last. */
async function whole() {
  const found = {}
  for (const name of await caches.keys()) {
    const [project, language, version] = name.split(" ")
    if (project === "second-leap" && await (await caches.open(name)).match(`${SCOPE}whole-${language}-${version}`)) found[language] = name
  }
  return found
}

function languageOf(url) {
  return url.pathname.startsWith(`${SCOPE}en/`) ? "en" : "ko"
}

async function missing(url) {
  const language = languageOf(url), [title, told, kept, nothing, ...names] = SAID[language]
  const links = Object.keys(await whole()).map(one => `<li><a href="${SCOPE}${one === "en" ? "en/" : ""}index.html">${names[one === "en" ? 1 : 0]}</a></li>`)
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<body style="max-width:34em;margin:3em auto;padding:0 1em;font:17px/1.7 sans-serif;color-scheme:light dark"><h1>${title}</h1><p>${told}</p><p>${kept}: ${links.length ? "" : nothing}</p><ul>${links.join("")}</ul>`
  return new Response(page, {status: 503, headers: {"Content-Type": "text/html; charset=utf-8"}})
}

async function answer(request) {
  const url = new URL(request.url)
  if (url.pathname.endsWith("/")) url.pathname += "index.html"
  const kept = await whole()
  // The language's own store first; files that both languages share stand in either.
  for (const language of [languageOf(url), "ko", "en"]) {
    const found = kept[language] && await (await caches.open(kept[language])).match(url.pathname, {ignoreSearch: true})
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
  const asks = event.request.method === "GET" && url.origin === self.location.origin && !event.request.headers.has("X-Fresh")
  if (asks && !url.pathname.startsWith(`${SCOPE}downloads/`) && !url.pathname.endsWith("/web.json")) event.respondWith(answer(event.request))
})
