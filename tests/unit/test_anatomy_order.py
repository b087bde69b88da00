"""What stands round a story: its place among the chapters, the way on, and what is folded."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondleap.data.dataset import read_dataset
from secondleap.markdown.anatomy import following, newest
from secondleap.pages.markdown_source import page_of
from secondleap.pages.navigation import navigation

MINI = Path(__file__).parent.parent / "mini"
NAVIGATION = """
site_url: !ENV [SITE_URL, ""]
nav:
  - Home: index.md
  - Pittsburgh: [pittsburgh/index.md, Rise: pittsburgh/rise.md]
  - Others:
      - cities/index.md
      - Detroit: [detroit/index.md, The fall: detroit/fall.md]
  - Network: [network/index.md]
  - Compare: [compare/index.md, Lessons: compare/lessons.md]
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "mkdocs.yml"
    path.write_text(NAVIGATION, encoding="utf-8")
    return path


def test_the_navigation_is_read_with_its_sections(config: Path) -> None:
    assert [tuple(entry)[:-1] for entry in navigation(config)][1:5] == [
        ("pittsburgh/index.md", "Pittsburgh", "Pittsburgh", True),
        ("pittsburgh/rise.md", "Rise", "Pittsburgh", False),
        ("cities/index.md", "Others", "Others", True),
        ("detroit/index.md", "Detroit", "Detroit", True),
    ]


def test_a_configuration_that_lists_nothing_has_no_order(tmp_path: Path) -> None:
    assert navigation(tmp_path / "nowhere.yml") == navigation(MINI / "mkdocs.yml") == ()


@pytest.mark.parametrize(
    ("page", "after"),
    [
        ("pittsburgh/index.md", "pittsburgh/rise.md"),
        ("pittsburgh/rise.md", "compare/index.md"),
        ("cities/index.md", "detroit/index.md"),
        ("network/index.md", "compare/index.md"),
        ("compare/index.md", "compare/lessons.md"),
        ("compare/lessons.md", None),
    ],
)
def test_each_page_leads_on_and_a_citys_last_to_the_comparison(
    config: Path, page: str, after: str | None
) -> None:
    entries = navigation(config)
    place = [entry.path for entry in entries].index(page)
    found = following(entries, place, read_dataset(MINI))
    assert (found.path if found else None) == after


def test_a_page_takes_as_long_as_its_words() -> None:
    text = "# Title {#top}\n\n" + "word " * 1150 + "\n\n/// chart | x\n///\n"
    assert page_of(text, "a/b.md", "en", "docs/en/a/b.md").minutes == 5


def test_a_page_speaks_as_of_its_newest_source() -> None:
    dataset = read_dataset(MINI)
    issued = [source.issued for source in dataset.records["sources"] if source.issued]
    text = "# Title {#top}\n\nA sentence.[^mill-capacity]\n"
    page = page_of(text, "a/b.md", "en", "docs/en/a/b.md")
    assert newest(page, dataset) in issued
    assert newest(page_of("# Title {#top}\n", "a/b.md", "en", ""), dataset) == ""


def test_a_page_speaks_as_of_its_newest_event_too() -> None:
    dataset = read_dataset(MINI)
    told = [dataset.sources[event.source].issued or "" for event in dataset.records["events"]]
    text = "# Title {#top}\n\n/// timeline | all\n///\n"
    assert newest(page_of(text, "a/b.md", "en", "docs/en/a/b.md"), dataset) == max(told) > ""
