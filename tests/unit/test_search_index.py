"""What the search index holds of a built page."""

from __future__ import annotations

from secondleap.build.search_index import Section, sections

PAGE = """<article>
<div class="story"><p class="kicker">도시</p>
<h1 id="top"><a class="toclink" href="#top">첫째 &amp; <em>둘째</em></a></h1>
<p><span class="facts__value">28만 8,000개</span><span class="facts__when">1979년</span></p>
<p>일자리<sup><a href="#fn:x">1</a></sup>가 <strong>73%</strong>줄었다.</p>
<form class="filter"><button>모두</button></form>
<table><tr><th>연도</th><td>1979</td></tr></table>
<svg data-search-exclude=""><text>그림</text></svg>
<h2 id="next">다음</h2>
<ul><li>하나</li><li>둘</li></ul>
<h2 id="endnotes" data-search-exclude="">근거</h2>
<ol><li>원장</li></ol>
<div class="passing"><p>인용</p></div></div>
</article>"""
EVENT = """<ol><li class="event" id="strike"><a href="#strike"><time>1987년</time></a>
<p>파업 <span class="event__tags">울산</span></p></li></ol>"""
TIMELINE = f"""<article><div class="story"><h1 id="all">연표</h1>{EVENT}<p>끝</p></div></article>"""
FOLDED = TIMELINE.replace(EVENT, f'<details class="fold"><summary>하나</summary>{EVENT}</details>')
LOOSE = """<article><div class="story"><h1 id="odd">닫지 않은 HTML</h1>
<p>첫 줄<br>둘째 줄 <img src="x.png" alt="">
<p>셋째</div>
</article>"""


def shown(html: str) -> list[tuple[str, str, str]]:
    return [(one.id, one.title, one.text) for one in sections(html, "page.html")]


def test_a_section_is_a_heading_with_the_words_below_it() -> None:
    assert shown(PAGE) == [
        ("top", "첫째 & 둘째", "28만 8,000개 1979년 · 일자리가 73%줄었다. 연도 · 1979"),
        ("next", "다음", "하나 · 둘"),
    ]


def test_an_event_is_a_section_unless_it_is_folded_below_a_story() -> None:
    assert shown(TIMELINE) == [("all", "연표", "끝"), ("strike", "1987년", "파업 울산")]
    assert shown(FOLDED) == [("all", "연표", "하나 · 1987년 · 파업 울산 · 끝")]


def test_html_that_is_no_xml_is_read_too() -> None:
    assert shown(LOOSE) == [("odd", "닫지 않은 HTML", "첫 줄 둘째 줄 · 셋째")]


def test_white_space_is_closed_up() -> None:
    assert Section(parts=["가\n ", " ", "나"]).text == "가 나"
