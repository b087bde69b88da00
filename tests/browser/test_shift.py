"""Nothing moves under the reader's eyes: layout shift over http, from the first paint to the end of
the page. And nothing is done twice before that.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import Quiet, served

PAGES = [
    "index",
    "ulsan/slump",
    "compare/index",
    "evidence/article",
    "glossary",
    "about/offline",
]  # home, a story, charts, a ledger, terms, the store
# Sums every shift, those after an input too: scrolling and reading must move nothing.
WATCH = """
window.shifts = []
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const moved = entry.sources.map(({node}) => `${node?.className || node?.nodeName || ""}`)
    shifts.push({value: entry.value, moved})
  }
}).observe({type: "layout-shift", buffered: true})
"""
# A screen at a time, each drawn before the next.
SCROLL = """
async () => {
  const drawn = () => new Promise(done => requestAnimationFrame(done))
  for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight) {
    scrollTo(0, top)
    await drawn()
  }
  await drawn()
  await new Promise(done => setTimeout(done, 50)) // the last entries come after the frame
  return shifts
}
"""


@pytest.mark.parametrize("width", [390, 1300])
@pytest.mark.parametrize("folder", ["", "en/"])
def test_nothing_moves_while_a_page_comes_in_and_is_read(
    web: str, browser: Browser, folder: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    for name in PAGES:
        page.goto(f"{web}{folder}{name}.html", wait_until="load")
        assert page.evaluate(SCROLL) == [], name
    context.close()


# Where a slow line stops: in the header, and in the second of two cards.
HALTS = [
    ("about/index", '<div class="language">'),
    ("en/index", '<span class="facts__label">'),
]


class Halting(Quiet):
    """Stops a while before the last such mark of each page, as a slow line does."""

    marks = dict(HALTS)

    def do_GET(self) -> None:
        page = Path(self.translate_path(self.path))
        if page.suffix != ".html":
            return super().do_GET()
        mark = self.marks[self.path.removeprefix("/").removesuffix(".html")]
        start, cut, rest = page.read_bytes().rpartition(mark.encode())
        assert cut
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(start)
        time.sleep(0.5)
        self.wfile.write(cut + rest)


@pytest.mark.parametrize("width", [390, 1300])
def test_nothing_moves_when_the_file_comes_in_parts(
    site: Path, browser: Browser, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    with served(site, Halting) as halting:
        for name, _ in HALTS:
            page.goto(f"{halting}{name}.html", wait_until="load")
            assert page.evaluate("performance.getEntriesByName('first-paint').length") == 1
            assert page.evaluate(SCROLL) == [], name
    context.close()


def test_the_watch_sees_what_moves(web: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{web}ulsan/slump.html")
    page.evaluate(
        """setTimeout(() => {
          const late = Object.assign(document.createElement("p"), {style: "height: 9rem"})
          document.querySelector(".story").prepend(late)
        }, 50)"""
    )
    page.wait_for_function("shifts.length > 0", timeout=5000)
    context.close()


def styled(page: Page, address: str) -> tuple[int, int]:
    """How many elements were given a style while a page came in, and how many it shows."""
    driver = page.context.browser
    assert driver
    driver.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(address, wait_until="networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 100)))")
    events = json.loads(driver.stop_tracing())["traceEvents"]
    passes = [event["args"] for event in events if event["name"] == "UpdateLayoutTree"]
    return (
        sum(each.get("elementCount", 0) for each in passes),
        page.evaluate(
            "[...document.querySelectorAll('*')].filter(one => one.checkVisibility()).length"
        ),
    )


@pytest.mark.parametrize("name", [*PAGES, "compare/timeline"])
def test_a_page_that_comes_in_is_styled_once(web: str, browser: Browser, name: str) -> None:
    """No script asks for a style before the sheets are there, and none has all of it done anew."""
    page = browser.new_context().new_page()
    done, seen = styled(page, f"{web}{name}.html")
    page.context.close()
    assert seen / 2 < done < 1.5 * seen
