"""What a reader fetches: this site beside stock Material, over loopback, with brotli.

.venv/bin/python -m bench.weight
"""

from __future__ import annotations

import math
import os
import platform
import re
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from functools import cache
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

import brotli
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from bench import sites
from tests.support import CHROMIUM, Quiet, served

FIRST, SECOND = "pittsburgh/rise.html", "pittsburgh/collapse.html"
WORD = {"ko": "제철소", "en": "steel"}
_PICTURES = ("image",)
# Read in the page, without the driver's own time: when the first letter was typed, and when the
# first result was there.
_CLOCK = """() => {
  window.clock = {}
  const find = selector => document.querySelector(selector)
  find(".search__input, .md-search__input")
    .addEventListener("input", () => { clock.typed ??= performance.now() })
  const watch = new MutationObserver(() => {
    if (find(".search__results li, .md-search-result__item")) clock.found ??= performance.now()
  })
  watch.observe(find(".search__results, .md-search-result__list"), {childList: true})
}"""


@cache
def _packed(path: str, changed: float) -> bytes:
    return brotli.compress(Path(path).read_bytes(), quality=11)


class Packed(Quiet):
    """Serves a folder as a good host does: brotli for text, an hour in the browser's cache."""

    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".webmanifest": "application/manifest+json",
    }
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.directory) / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        kind = self.guess_type(path)
        text = kind.startswith("text/") or "json" in kind or "svg" in kind or "xml" in kind
        data = _packed(str(path), path.stat().st_mtime) if text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=3600")
        if text:
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(data)


@dataclass(frozen=True)
class Weight:
    """kB over the wire with an empty cache, headers included; the time of a search in ms."""

    first: float
    second: float
    opened: float
    search: float
    foreign: tuple[str, ...]


class _Wire:
    """Counts what a page fetches, pictures apart."""

    def __init__(self, page: Page) -> None:
        self.kilobytes, self.urls, self._kinds = 0.0, [], {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.responseReceived", lambda said: self._kinds.update({said["requestId"]: said})
        )
        session.on("Network.loadingFinished", self._finished)

    def _finished(self, said: dict) -> None:
        known = self._kinds.get(said["requestId"])
        if (
            known
            and known["type"].lower() not in _PICTURES
            and not known["response"].get("fromDiskCache")
        ):
            self.kilobytes += said["encodedDataLength"] / 1000
            self.urls.append(known["response"]["url"])

    def taken(self) -> float:
        taken, self.kilobytes = self.kilobytes, 0.0
        return taken


def measure(browser: Browser, folder: Path, language: str) -> Weight:
    """Reads two stories and searches, as a first-time reader of the site in ``folder``."""
    context = browser.new_context(viewport={"width": 1300, "height": 900}, service_workers="block")
    page = context.new_page()
    wire = _Wire(page)
    for path in [
        *folder.glob("search/*"),
        *folder.rglob("*.js"),
    ]:  # packed ahead, as a good host has it: the largest files take seconds
        _packed(str(path), path.stat().st_mtime)
    with served(folder, Packed) as base:
        page.goto(base + FIRST, wait_until="networkidle")
        first = wire.taken()
        page.goto(base + SECOND, wait_until="networkidle")
        second = wire.taken()
        page.evaluate(_CLOCK)
        page.locator(
            ".search-button, .md-search__input"
        ).click()  # the keys that open it are not the same in both
        page.locator(".search__input, .md-search__input").press_sequentially(
            WORD[language]
        )  # at once: nothing of search may be there yet
        try:
            page.wait_for_selector(".search__results li, .md-search-result__item", timeout=60_000)
            search = page.evaluate("clock.found - clock.typed")
        except TimeoutError:
            search = math.inf  # no result within a minute
        opened = wire.taken()
        context.close()
    return Weight(
        first,
        second,
        opened,
        search,
        tuple(url for url in wire.urls if not url.startswith((base, "data:", "blob:"))),
    )


def navigation_share(folder: Path) -> float:
    """The navigation's part of a page's HTML, the median over all pages."""
    parts = (
        r'<header class="md-header.*?</header>|<footer.*?</footer>|'
        r'<div class="md-sidebar .*?(?=<div class="md-sidebar md-|<div class="md-content")'
    )
    shares = []
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        shares.append(
            sum(len(part.encode()) for part in re.findall(parts, text, re.DOTALL))
            / len(text.encode())
        )
    return statistics.median(shares)


def disk(folder: Path) -> tuple[float, list[str]]:
    """MB on disk and the largest files."""
    found = sorted(
        ((path.stat().st_size, path) for path in folder.rglob("*") if path.is_file()),
        reverse=True,
        key=lambda pair: pair[0],
    )
    return sum(size for size, _ in found) / 1e6, [
        f"{path.relative_to(folder)} {size / 1e6:.1f}" for size, path in found[:5]
    ]


def machine() -> str:
    """How large the machine is: nothing else of it is printed."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    parts = [time.strftime("%Y-%m-%d"), f"{os.cpu_count()} processors", f"{memory:.0f} GB"]
    return ", ".join([*parts, f"Python {platform.python_version()}"])


def main() -> None:
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM)
        )
        print(f"{machine()}, Chromium {browser.version}\n")
        print(
            "| pages | language | made by | first story, kB | second, kB | search opened, kB |"
            " result after, ms | navigation | disk, MB |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        for language, pages in (("ko", 0), ("en", 0), ("ko", 100)):
            folder = Path(temporary) / f"{language}-{pages}"
            folder.mkdir()
            docs, nav = sites.grown(language, pages, folder)
            for name, build in (("stock", sites.stock), ("this", sites.ours)):
                build(language, docs, nav, folder / name)
                weight = measure(browser, folder / name, language)
                count = sum(1 for _ in docs.rglob("*.md"))
                size, largest = disk(folder / name)
                share = navigation_share(folder / name)
                cells = f"{weight.first:.1f} | {weight.second:.1f} | {weight.opened:.1f} | "
                cells += f"{weight.search:.0f} | {share:.0%} | {size:.1f}"
                print(f"| {count} | {language} | {name} | {cells} |", flush=True)
                if weight.foreign:
                    print(f"foreign requests: {weight.foreign}")
        print(f"\nlargest of this, MB: {', '.join(largest)}")
        browser.close()


if __name__ == "__main__":
    main()
