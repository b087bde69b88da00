"""The reader of Markdown source, held against what the real extension makes of the same text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as given_by
from support import ROOT
from test_markdown import convert

from secondleap.checks.run import check_site
from secondleap.data.faults import FaultsError
from secondleap.pages.markdown_source import page_of, read_source
from secondleap.pages.page_model import Source

KO = "docs/ko/city/index.md"
CITED = "글[^jobs-lost]."
REFERENCE = r'<sup data-claim="([^"]+)"'


def rendered(text: str) -> list[str]:
    """The claims that the renderer makes references to. Endnotes hold none."""
    return re.findall(REFERENCE, convert(text))


def cited(source: Source) -> list[str]:
    return [claim for claim, _ in source.citations]


# --- code, comments, and what only looks like them

NOT_CITED = {
    "a fence of backticks": "```\n[^nothing]\n```",
    "a fence of tildes": "~~~\n[^nothing]\n~~~",
    "a fence with a language": "```yaml\n[^nothing]\n```",
    "backticks in a fence of tildes": "~~~\n```\n[^nothing]\n~~~",
    "three backticks in a fence of four": "````\n```\n[^nothing]\n```\n````",
    "a fence of tildes in one of backticks": "```\n~~~\n[^nothing]\n```",
    "a fence in a list": "- 하나\n\n    ```\n    [^nothing]\n    ```",
    "a fence of tildes in a numbered list": "1. 하나\n\n    ~~~\n    [^nothing]\n    ~~~",
    "a fence in a quote": "> ```\n> [^nothing]\n> ```",
    "a fence right below a paragraph": "글\n```\n[^nothing]\n```",
    "a fence in a card": "/// city | pittsburgh jobs-lost\n\n```\n[^nothing]\n```\n\n///",
    "indented code": "글\n\n    [^nothing]",
    "code indented by a tab": "글\n\n\t[^nothing]",
    "a fence in indented code": "글\n\n    ```\n    [^nothing]\n    ```",
    "inline code": "글 `[^nothing]`",
    "inline code of two backticks": "글 ``a ` [^nothing]``",
    "inline code over two lines": "글 `a\n[^nothing]`",
    "a comment": "<!-- [^nothing] -->",
    "a comment of several paragraphs": "<!-- 하나\n\n[^nothing]\n\n둘 -->",
    "a comment in a line": "글 <!-- [^nothing] --> 글",
    "a comment over two lines": "글 <!-- 하나\n[^nothing] --> 글",
    "a comment in a card": "/// city | pittsburgh jobs-lost\n\n<!-- [^nothing] -->\n\n///",
    "an escaped bracket": r"글 \[^nothing]",
    "the target of a link": "[글](x.md#[^nothing)",
}


@pytest.mark.parametrize("name", NOT_CITED)
def test_a_citation_in_code_or_a_comment_neither_counts_nor_stops_the_build(name: str) -> None:
    text = f"{NOT_CITED[name]}\n\n{CITED}"
    assert [claim for claim in cited(read_source(text)) if claim == "nothing"] == []
    assert rendered(text)[-1] == "jobs-lost"


CITING = {
    "below a fence that holds another": "~~~\n```\n~~~\n\n{}",
    "below two such fences": "~~~\n```\n~~~\n\n```\n~~~\n```\n\n{}",
    "below a fence with trailing spaces": "```  \n글\n```  \n\n{}",
    "in a heading": "## 제목{} {{#id}}",
    "in a heading that is underlined": "제목{}\n===",
    "in a list": "- 하나{}\n- 둘",
    "in a list in a list": "- 하나\n    - 둘{}",
    "in a paragraph of a list": "- 하나\n\n    둘{}",
    "in a quote": "> 글{}",
    "in a table": "| 하나 | 둘 |\n|---|---|\n| 글{} | |",
    "in a link": "[글{}](x.md)",
    "in emphasis": "**글{}**",
    "in a card": "/// city | pittsburgh mill-capacity\n\n글{}\n\n///",
    "in a fold": "/// more | 더\n\n- 글{}\n\n///",
    "below a block in a fold": "//// more | 더\n\n/// glossary\n///\n\n글{}\n\n////",
    "in a line that only looks indented": "글\n    글{}",
    "behind no-break spaces": "\u00a0\u00a0\u00a0\u00a0글{}",
    "behind a tab": "글\t{}",
    "after inline code": "`a` 글{}",
    "after an unpaired backtick": "글 ` 글{}",
    "after a comment": "<!-- 글 -->\n\n글{}",
    "between comments": "글 <!-- 하나 --> {} <!-- 둘 -->",
    "at the start of a line": "글\n{}",
}


@pytest.mark.parametrize("name", CITING)
def test_a_citation_in_text_counts_and_is_rendered(name: str) -> None:
    text = CITING[name].format("[^jobs-lost]")
    assert "jobs-lost" in cited(read_source(text))
    assert "jobs-lost" in rendered(text)


@pytest.mark.parametrize("name", CITING)
def test_an_unknown_claim_there_stops_the_build_at_its_line(name: str) -> None:
    text = CITING[name].format("[^nothing]")
    with pytest.raises(FaultsError) as caught:
        convert(text)
    (fault,) = caught.value.faults
    assert fault.code == "P208" and "[^nothing]" in text.split("\n")[fault.line - 1]


STRAY = {
    "a fence that never ends": ("글\n\n```\n글", 3),
    "a fence of tildes that never ends": ("~~~yaml\n글", 1),
    "a fence that ends with less": ("````\n글\n```", 1),
    "a comment that never ends": ("글\n\n<!-- 글", 3),
    "a comment over paragraphs within a line": ("글 <!-- 하나\n\n둘 -->", 1),
    "a citation in HTML": ("글\n\n<div>\n글[^jobs-lost]\n</div>", 4),
}


@pytest.mark.parametrize("name", STRAY)
def test_markup_that_would_be_printed_as_text_stops_the_build(name: str) -> None:
    text, line = STRAY[name]
    assert read_source(text).stray[0][1] == line
    with pytest.raises(FaultsError) as caught:
        convert(text)
    assert {fault.code for fault in caught.value.faults} == {"P212"}


@pytest.mark.parametrize(
    "text",
    [
        "[^jobs-lost]: 글",
        "글\n\n[^jobs-lost]: 내가 쓴 주석이다.",
        "글\n[^jobs-lost]: 내가 쓴 주석이다.",
        "- [^jobs-lost]: 글",
    ],
)
def test_a_definition_of_one_s_own_stops_the_build(text: str) -> None:
    assert [claim for claim, _ in read_source(text).definitions] == ["jobs-lost"]
    with pytest.raises(FaultsError, match="P210"):
        convert(text)


# --- whatever is typed

PIECES = given_by.sampled_from(
    [
        "글",
        "[^jobs-lost]",
        "[^mill-capacity]",
        "`",
        "``",
        "```",
        "````",
        "~~~",
        "\n",
        "\n\n",
        "\n    ",
        "\n\t",
        "\n- ",
        "\n1. ",
        "\n> ",
        "\n## ",
        "\n| a | b |\n|---|---|\n| ",
        " | ",
        " ",
        "\u00a0",
        "\\",
        "*",
        "<!-- ",
        " -->",
        "\n/// city | pittsburgh jobs-lost\n",
        "\n/// sources\n///\n",
        "\n///\n",
        "\n```\n",
        "\n~~~\n",
        "[글](x.md)",
        "<b>",
        "</b>",
        "{#id}",
        "---",
    ]
)
PAGES = given_by.lists(PIECES, max_size=24).map("".join)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(PAGES)
def test_reader_and_renderer_agree_on_what_is_cited(text: str) -> None:
    """Or the reader finds what stops the build."""
    source = read_source(text)
    try:
        made = convert(text)
    except FaultsError as stopped:
        codes = {fault.code for fault in stopped.faults}
        assert codes <= {"P209", "P210", "P212"}
        assert bool(source.stray) == ("P212" in codes)
        return
    assert sorted(re.findall(REFERENCE, made)) == sorted(cited(source))
    shown = re.sub("<pre>.*?</pre>|<code>.*?</code>|<!--.*?-->", "", made, flags=re.DOTALL)
    assert "/// " not in shown


@settings(derandomize=True, deadline=None, max_examples=80)
@given(given_by.one_of(PAGES, given_by.text(max_size=200)))
def test_every_line_number_is_one_of_the_text(text: str) -> None:
    source = read_source(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert len(source.text_lines) == len(lines)
    for claim, line in [*source.citations, *source.definitions]:
        assert 1 <= line <= len(lines)
        if "<!--" not in text and source.directives == []:
            assert f"[^{claim}]" in " ".join(lines[line - 1 : line + 2])
    for passage in source.passages:
        assert len(passage.lines) == passage.text.count("\n") + 1
        assert all(1 <= line <= len(lines) for line in passage.lines)
        assert all(1 <= sentence.line <= len(lines) for sentence in passage.sentences)


# --- what it says of a page


def test_each_kind_of_thing_is_on_its_line() -> None:
    page = page_of(
        "---\ndescription: 설명.\nalso: [하나]\n---\n"
        "# 제목 {#top}\n\n첫 문장이다. 둘째\n문장이다.[^a]\n\n"
        "/// facts | b c\n///\n\n- 하나 [링크](../x.md)\n- 둘\n\n```yaml\nkey: 1\n```\n\n"
        "| 하나 | 둘 |\n|---|---|\n| 73% | 글[^d] |\n\n"
        "## 다음 {#next}\n\n    code\n\n[다른](y.md) 글\n",
        "city/index.md",
        "ko",
        KO,
    )
    assert [(heading.level, heading.id, heading.line) for heading in page.headings] == [
        (1, "top", 5),
        (2, "next", 24),
    ]
    assert page.citations == [("a", 8), ("b", 10), ("c", 10), ("d", 22)]
    assert page.links == [("../x.md", 13), ("y.md", 28)]
    assert [(block.name, block.argument, block.line) for block in page.directives] == [
        ("facts", "b c", 10)
    ]
    assert [(code.text, code.language, code.line) for code in page.code] == [
        ("key: 1\n", "yaml", 17),
        ("code\n", "", 26),
    ]
    assert [(passage.kind, passage.lines, passage.heading) for passage in page.passages] == [
        ("description", (2,), ""),
        ("heading", (5,), "top"),
        ("prose", (7, 8), "top"),
        ("prose", (13,), "top"),
        ("prose", (14,), "top"),
        ("table", (20, 22), "top"),
        ("heading", (24,), "next"),
        ("prose", (28,), "next"),
    ]
    opening = page.passages[2].sentences
    assert [(sentence.text, sentence.line, sentence.claims) for sentence in opening] == [
        ("첫 문장이다.", 7, ()),
        ("둘째\n문장이다.", 7, ("a",)),
    ]
    assert page.passages[5].sentences[1].claims == ("d",)
    assert page.text_lines[16] == "" and page.text_lines[25] == ""
    assert page.title == "제목" and page.boost == 1


def test_the_number_of_a_list_s_item_is_no_figure_of_its_text() -> None:
    source = read_source("1. 첫째다.\n2. 둘째다.")
    assert [passage.text for passage in source.passages] == ["첫째다.", "둘째다."]


def test_text_in_html_is_read_too() -> None:
    source = read_source("<div class='a'>\n제철소의 75%\n</div>")
    assert [(passage.kind, passage.line) for passage in source.passages] == [("html", 2)]


# --- the hole: after a fence that holds another, everything is read


@pytest.mark.parametrize(
    ("below", "code"),
    [
        ("글이다.[^nothing]", "P208"),
        ("일자리 5만 개가 사라졌다.[^jobs-lost]", "F302"),
        ("1999년의 일이다.", "F303"),
        ("TODO: 여기에 쓴다.", "T001"),
        ("[글](nowhere.md)", "P206"),
        ("/// fakts | a\n///", "P209"),
        ("'따옴표'", "T501"),
        ("<!-- TODO: 여기에 쓴다. -->", "T001"),
        ("글이다 <!-- TODO: 여기에 쓴다. -->.", "T001"),
    ],
)
@pytest.mark.parametrize("fence", ["~~~\n```\n~~~", "````\n```\n````", "```\n~~~\n```"])
def test_what_is_wrong_below_a_fence_is_found(
    mini: Path, fence: str, below: str, code: str
) -> None:
    path = mini / KO
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{fence}\n\n{below}\n", encoding="utf-8")
    found = [fault for fault in check_site(mini)[1] if fault.code == code]
    line = path.read_text(encoding="utf-8").split("\n").index(below.split("\n")[0]) + 1
    assert [(fault.file, fault.line) for fault in found] == [(KO, line)]


@pytest.mark.parametrize(
    "code",
    [
        "````\n```\nTODO 75% [^nothing] 1999\n````",
        "글이다.\n\n    TODO 75% [^nothing] 1999",
        "글이다 `TODO 75% [^nothing] 1999`.",
        "<!-- 75% [^nothing] 1999 -->",
        "글이다 <!-- 75% [^nothing] 1999 -->.",
    ],
)
def test_nothing_is_wrong_in_code_and_comments(mini: Path, code: str) -> None:
    for language in ("ko", "en"):
        path = mini / f"docs/{language}/city/index.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{code}\n", encoding="utf-8")
    assert check_site(mini)[1] == []


# --- one reader


def test_nothing_else_in_the_package_knows_fences() -> None:
    """A pattern of a fence outside the reader would be a second opinion on what is code."""
    allowed = {"pages/line_marks.py", "pages/markdown_source.py", "pages/markdown_tree.py"}
    fence = re.compile(r"`{3}|~{3}|`\{3|~\{3")
    package = ROOT / "secondleap"
    knowing = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(
            fence.search(line) and re.search(r"re\.|startswith|\.split\(|\.index\(", line)
            for line in path.read_text(encoding="utf-8").splitlines()
        )
    }
    assert knowing <= allowed


def test_the_reader_knows_the_syntaxes_that_mkdocs_turns_on() -> None:
    from secondleap.data.yaml_lines import parse
    from secondleap.pages.markdown_parser import SYNTAXES

    on: set[str] = set()
    for name in ("projects/shared.yml", "mkdocs.yml", "projects/en/mkdocs.yml"):
        text = re.sub(
            r"!ENV \[.*?\]|!!python/name:", "x", (ROOT / name).read_text(encoding="utf-8")
        )
        config, _, faults = parse(text, name)
        assert faults == []
        on |= set(config["markdown_extensions"])
    # The fences are the project's own, in both; the name is there for Zensical.
    assert on - {"secondleap", "pymdownx.superfences"} == set(SYNTAXES)
