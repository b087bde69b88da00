"""axe-core on a page: which rules are asked where, and what they find."""

from __future__ import annotations

from playwright.sync_api import Page
from support import ROOT

SCRIPT = (ROOT / "tests/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
# A scheme changes colours and nothing else, and a width no colour: so each is asked for once, not
# in all four pairs.
LOOKS = [(1300, "light"), (390, "dark")]  # width in pixels, scheme
_RUN = """rules => axe.run({
    runOnly: {type: "tag", values: rules},
    resultTypes: ["violations"],
    selectors: false,
    preload: false,
  })
  .then(run => run.violations.flatMap(fault =>
    fault.nodes.map(node => `${fault.id}: ${node.html.slice(0, 160)}`)))"""


def violations(page: Page, look: tuple[int, str]) -> list[str]:
    """What axe finds on the open ``page``, at a width and in a scheme."""
    width, scheme = look
    if page.viewport_size != {"width": width, "height": 900}:
        page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(
        "scheme => document.body.setAttribute('data-md-color-scheme', scheme)",
        "slate" if scheme == "dark" else "default",
    )
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    return [f"axe, {width} px, {scheme}: {found}" for found in page.evaluate(_RUN, RULES)]
