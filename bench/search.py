"""``python -m bench.search``: does the search box find what readers type, how fast, and how does
Material's own do beside it?

Types every query of ``tests/browser/search``, or of the sets named, into the box of the built site,
over http, in Chromium. A set is a file of that folder, or any other, whose name begins with its
language. The theme's own search is measured in the same run on the same pages: built with the theme
as it comes, without this project's templates and scripts.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench import sites
from secondleap.build.publish import render
from tests.queries import SETS, queries, rank
from tests.support import CHROMIUM, ROOT, served

# Types the query letter by letter; resolves with the addresses of the results and the milliseconds
# from last key to list.
TYPE = """
async query => {
  const box = document.querySelector(".search__input, .md-search__input")
  const list = document.querySelector(".search__results, .md-search-result__list")
  const settled = () => new Promise(done => {
    let last = performance.now(), changed = 0
    const watch = new MutationObserver(() => { changed = performance.now() })
    watch.observe(list.parentElement, {childList: true, subtree: true, characterData: true})
    const began = performance.now()
    const look = () => {
      const now = performance.now()
      if (!(changed && now - changed > 60) && now - began < 1500) return setTimeout(look, 5)
      watch.disconnect()
      done(changed ? changed - began : null)
    }
    look()
  })
  const say = text => {
    box.value = text
    // Ours listens for the one, Material's for the other.
    box.dispatchEvent(new InputEvent("input", {bubbles: true}))
    box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true, key: text.slice(-1)}))
  }
  box.focus()
  say("")
  await settled()
  const waiting = settled()
  say(query)
  const ms = await waiting
  return {ms, pages: [...list.children].map(item => item.querySelector("a").href)}
}
"""


def opened(page: Page, home: str) -> None:
    """Opens the home page with its search box ready."""
    page.goto(home + "index.html")
    page.evaluate("document.querySelector('.search-button, #__search').click()")
    page.wait_for_timeout(1500)


def measure(page: Page, home: str, path: Path) -> list[tuple[str, str, int, float | None]]:
    """(class, query, rank, milliseconds) of every query of one set."""
    opened(page, home)
    rows = []
    for kind, query, right in queries(path):
        answer = page.evaluate(TYPE, query)
        rows.append((kind, query, rank(answer["pages"], right, home), answer["ms"]))
    return rows


def table(
    name: str,
    own: list[tuple[str, str, int, float | None]],
    theirs: list[tuple[str, str, int, float | None]],
) -> None:
    """Prints one set: shares first and in the top three, by class, beside the theme's own."""

    def share(rows: list[tuple[str, str, int, float | None]], top: int) -> str:
        return f"{sum(1 <= row[2] <= top for row in rows) / len(rows):5.0%}"

    print(
        f"\n{name}: {len(own)} queries\n{'':12}{'here':>16}{'theme alone':>16}\n"
        f"{'':12}   first  top 3   first  top 3"
    )
    for kind in [*dict.fromkeys(row[0] for row in own), "all"]:
        mine, other = ([row for row in rows if kind in (row[0], "all")] for rows in (own, theirs))
        print(
            f"{kind:12}   {share(mine, 1)}  {share(mine, 3)}   {share(other, 1)}  {share(other, 3)}"
        )
    for label, rows in (("here", own), ("theme", theirs)):
        times = sorted(row[3] for row in rows if row[3] is not None)
        print(
            f"key to results, {label}: median {statistics.median(times):.0f} ms,"
            f" 95th percentile {times[int(len(times) * 0.95)]:.0f} ms"
        )
    print(
        "not in the top three here:",
        ", ".join(f"{row[1]} ({row[2] or 'none'})" for row in own if not 1 <= row[2] <= 3)
        or "none",
    )
    print(
        "in the top three, not first:",
        ", ".join(f"{row[1]} ({row[2]})" for row in own if row[2] in (2, 3)) or "none",
    )


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        render(ROOT, Path(folder) / "own")
        for language, place in (("ko", "."), ("en", "en")):
            (Path(folder) / language).mkdir()
            sites.stock(
                language,
                *sites.grown(language, 0, Path(folder) / language),
                Path(folder) / "stock" / place,
            )
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(CHROMIUM)
        )
        with served(Path(folder) / "own") as own, served(Path(folder) / "stock") as theirs:
            for name in names:
                path = Path(name) if name.endswith(".yml") else SETS / f"{name}.yml"
                place = "en/" if path.name.startswith("en") else ""
                page = browser.new_page(viewport={"width": 1300, "height": 900})
                rows = [measure(page, home + place, path) for home in (own, theirs)]
                table(path.stem, *rows)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:] or ["ko", "en", "ko-apart", "en-apart"])
