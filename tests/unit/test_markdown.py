"""Each syntax as a pair ``cases/name.md`` and ``cases/name.html``. To write the HTML anew:
``UPDATE_CASES=1 make test``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from markdown import Markdown

from secondleap.data.dataset import project_root
from secondleap.data.faults import FaultsError
from secondleap.markdown.extension import SecondLeapExtension

MINI = Path(__file__).parent.parent / "mini"
CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))


def convert(text: str, root: Path = MINI, language: str = "ko") -> str:
    return Markdown(
        extensions=[
            "attr_list",
            "tables",
            "toc",
            SecondLeapExtension(language=language, root=str(root)),
        ]
    ).convert(text)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECONDLEAP_ALONE", "false")  # with the links to what the build adds
    language = case.stem.rsplit("-", 1)[1]
    made = convert(case.read_text(encoding="utf-8"), language=language) + "\n"
    wanted = case.with_suffix(".html")
    if os.environ.get("UPDATE_CASES"):
        wanted.write_text(made, encoding="utf-8")
    assert made == wanted.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("사라졌다.[^jobs-gone]", "P208", "the unknown claim 'jobs-gone'"),
        ("/// fakts | jobs-lost\n///", "P209", "the unknown block 'fakts'"),
        ("/// ledger | artikel\n///", "P209", "the unknown ledger 'artikel'"),
        ("/// more\n\n글\n\n///", "P209", "has no title"),
        ("/// sources | all\n///", "P209", "takes no argument, but has 'all'"),
        (
            "/// facts | jobs-lost mill-capacity jobs-lost mill-capacity jobs-lost\n///",
            "P209",
            "names 5 claims instead of 1 to 4",
        ),
        ("글\n\n/// glossary", "P209", "the block 'glossary' that is never closed"),
        ("글\n\n///\n\n끝", "P209", "'///' left over as text"),
    ],
)
def test_what_is_unknown_stops_the_build(text: str, code: str, found: str) -> None:
    with pytest.raises(FaultsError) as caught:
        convert(text)
    assert code in str(caught.value) and found in str(caught.value)


def test_a_record_that_cannot_be_read_stops_the_build(mini: Path) -> None:
    path = mini / "data/claims/pittsburgh.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("verdict: close", "verdict: true"),
        encoding="utf-8",
    )
    with pytest.raises(FaultsError, match="'article.verdict' is 'true'"):
        convert("[^jobs-lost]", mini)


def test_a_changed_record_shows_at_once(mini: Path) -> None:
    path = mini / "data/claims/pittsburgh.yml"
    assert "처음 문장" not in convert("사라졌다.[^jobs-lost]", mini)
    path.write_text(
        path.read_text(encoding="utf-8").replace("일자리 4만 개가 사라졌다.", "처음 문장이다."),
        encoding="utf-8",
    )
    assert "처음 문장" in convert("사라졌다.[^jobs-lost]", mini)


def test_a_fault_is_at_its_line_of_the_file_though_the_engine_takes_off_the_front_matter(
    mini: Path,
) -> None:
    page = mini / "docs/ko/index.md"
    front, body = "---\ndescription: 설명.\n---\n\n", "# 제목 {#top}\n\n글이다.[^jobs-gone]\n"
    page.write_text(front + body, encoding="utf-8")
    with pytest.raises(FaultsError, match=r"docs/ko/index\.md:7: P208"):
        convert(body, mini)


def test_all_faults_of_a_page_are_shown_at_once() -> None:
    with pytest.raises(FaultsError) as caught:
        convert("글.[^jobs-gone]\n\n/// fakts | a\n///\n\n글.[^gone]")
    assert [fault.line for fault in caught.value.faults] == [1, 3, 6]


def test_outside_a_project_the_message_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no data/claims"):
        project_root(tmp_path)
