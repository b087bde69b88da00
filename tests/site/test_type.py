"""Type and language of the built site: breaks, overflow, the theme's words, the 404 page."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser
from support import ROOT

from secondleap.checks import typography
from secondleap.markdown.extension import SecondLeapExtension

PAGES = [
    "index",
    "rust-belt",
    "ulsan/slump",
    "pittsburgh/universities",
    "network/index",
    "compare/index",
    "evidence/index",
    "glossary",
    "about/index",
    "404",
]
# Syllables of one word on two lines of a heading; 0 where every break stands between words.
BROKEN = """
() => [...document.querySelectorAll(".story :is(h1, h2, h3)")].filter(
  heading => heading.offsetWidth > 1
).flatMap(heading => {
  const wrong = [], walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT)
  for (let node; (node = walker.nextNode());)
    for (const match of node.data.matchAll(/[가-힣A-Za-z0-9]+/g)) {
    const range = document.createRange()
    range.setStart(node, match.index)
    range.setEnd(node, match.index + match[0].length)
    const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
    if (lines.size > 1) wrong.push(match[0])
  }
  return wrong
})
"""


@pytest.mark.parametrize("folder", ["", "en/"])
def test_nothing_overflows_and_no_heading_breaks_a_word_at_320_pixels(
    site: Path, browser: Browser, folder: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, offline=True)
    page = context.new_page()
    for name in PAGES[:-1]:
        page.goto((site / folder / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        assert page.evaluate(BROKEN) == [], name
    context.close()


def test_what_the_theme_says_on_a_korean_page_is_korean(site: Path) -> None:
    for name in PAGES:
        html = re.sub(
            r"<(script|style|svg)\b.*?</\1>",
            "",
            (site / f"{name}.html").read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        said = re.findall(r'\s(?:aria-label|title|placeholder|alt)="([^"]*)"', html)
        assert said
        assert [
            text
            for text in said
            if re.search("[A-Za-z]{3}", text) and not re.search("[가-힣]", text)
        ] == [], name


class _Read(HTMLParser):
    """What a page says in its own language: its text and its labels.

    Left out: code, what a program says, the titles, publishers and quoted words of sources,
    and what is in another language.
    """

    VOID = {"br", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}

    def __init__(
        self,
        html: str,
        leaves: tuple[str, ...] = ("external", "evidence__quote", "publisher", "chart__source"),
    ) -> None:
        super().__init__()
        self.leaves = leaves
        self.said: list[str] = []
        self.within: list[tuple[str, bool]] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.language = self.language or given.get("lang") or ""
        foreign = (
            given.get("lang", self.language) != self.language or given.get("class") in self.leaves
        )
        apart = tag in {"code", "pre", "samp", "script", "style"} or foreign
        if not apart and not any(hidden for _, hidden in self.within):
            self.said += [
                given[name] or ""
                for name in ("aria-label", "title", "placeholder", "alt")
                if name in given
            ]
        if tag not in self.VOID:
            self.within.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(hidden for _, hidden in self.within):
            self.said.append(" ".join(data.split()))


def _names(text: str, language: str) -> bool:
    """Whether ``text`` is a record's id, or a Latin name on a Korean page."""
    return bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", text)) or (
        language == "ko" and bool(re.search("[A-Za-z]", text)) and not re.search("[가-힣]", text)
    )


def test_what_a_page_says_is_set_as_its_language_sets_it(site: Path) -> None:
    assert (
        sum(
            len(list(typography.slips("T502", text, "en")))
            for text in _Read('<p lang="en">From 1979-1989 <code>1-2</code> <b>-3%</b></p>').said
        )
        == 2
    )
    said = 0
    for path in site.rglob("*.html"):
        page = _Read(path.read_text(encoding="utf-8"))
        page.said = [text for text in page.said if not _names(text, page.language)]
        said += len(page.said)
        for code in typography.REFUSED:
            assert [
                slip for text in page.said for slip in typography.slips(code, text, page.language)
            ] == [], (path, code)
    assert said > 50_000


def test_no_korean_stands_unnamed_on_an_english_page(site: Path) -> None:
    assert (
        _Read('<p lang="en">In <i lang="ko">울산</i> and 울산</p>', leaves=()).said[-1]
        == "and 울산"
    )
    for path in (site / "en").rglob("*.html"):
        assert [
            text
            for text in _Read(path.read_text(encoding="utf-8"), leaves=()).said
            if re.search("[가-힣]", text)
        ] == [], path


def test_each_language_has_a_page_for_a_wrong_address(site: Path) -> None:
    korean, english = (
        (site / name).read_text(encoding="utf-8") for name in ("404.html", "en/404.html")
    )
    assert '<html lang="ko"' in korean and '<html lang="en"' in english
    assert 'href="/en/index.html" hreflang="en" lang="en"' in korean
    assert (
        'href="/index.html" hreflang="ko" lang="ko"' in english
        and 'href="/en/index.html"' in english
    )


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        (
            "ko",
            "카네기 멜런 대학교(Carnegie Mellon University, CMU)다.",
            ["Carnegie Mellon University"],
        ),
        ("ko", "UNIST와 AI다.", []),
        ("ko", "‘먼지 그릇(Dust Bowl)’에서 왔다.", ["Dust Bowl"]),
        ("ko", "UNIST AI 대학원과 El País, CC BY다.", []),
        ("ko", "AM Hub의 U.S. Steel과 Ben & Jerry다.", ["AM Hub", "U.S. Steel", "Ben &amp; Jerry"]),
        ("en", "A special industrial district (특정공업지구) it was.", ["특정공업지구"]),
        ("en", "Nothing Korean here.", []),
    ],
)
def test_words_of_the_other_language_are_named_as_such(
    language: str, text: str, marked: list[str]
) -> None:
    html = markdown.markdown(
        text, extensions=[SecondLeapExtension(language=language, root=str(ROOT))]
    ).split("<script")[0]
    other = "en" if language == "ko" else "ko"
    found = re.findall(rf'<span lang="{other}">(.*?)</span>', html)
    assert found == marked
