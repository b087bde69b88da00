"""Another city costs the readers of a story nothing. What costs time is measured by bench/scale.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import growth
from secondleap.build.purge_css import thin_page

REGION = 2  # ledgers in one entry of the navigation here


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[growth.City], Path, Path]:
    """The cities, and the Korean site without the last of them and with it. The last one joins another in the second region."""
    folder = tmp_path_factory.mktemp("growth")
    environment = {**os.environ, "SECONDLEAP_PROJECTS": "false", "NO_MKDOCS_2_WARNING": "1"}
    listed: list[growth.City] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(growth, "REGION", REGION)
        for count in (3, 4):
            listed = growth.grow(folder / f"project-{count}", count * len(growth.PAGES))
            command = [
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "--strict",
                "--quiet",
                "--site-dir",
                str(folder / f"site-{count}"),
            ]
            run = subprocess.run(
                command,
                cwd=folder / f"project-{count}",
                env=environment,
                capture_output=True,
                text=True,
            )
            assert run.returncode == 0, run.stderr
            if count == 3:  # what is drawn once is kept
                (folder / "project-4").mkdir()
                (folder / "project-3/.cache").rename(folder / "project-4/.cache")
    return listed, folder / "site-3", folder / "site-4"


NEXT = (
    r'<link rel="next"[^>]*>|<a href="[^"]*" class="md-footer__link md-footer__link--next".*?</a>'
)


def published(site: Path, page: str) -> str:
    return thin_page((site / page).read_text(encoding="utf-8"))


def test_no_story_is_published_otherwise(built: tuple[list[growth.City], Path, Path]) -> None:
    listed, before, after = built
    stories = [f"{city.id}/{page}.html" for city in listed[:-1] for page in growth.PAGES]
    assert all(len(published(before, story)) > 10_000 for story in stories)
    *others, last = stories
    assert [story for story in others if published(before, story) != published(after, story)] == []
    assert (after / listed[-1].id / "rise.html").is_file() and not (before / listed[-1].id).exists()
    assert listed[-1].id in published(after, last), "the page before the new city leads on to it"
    assert re.sub(NEXT, "", published(before, last), flags=re.DOTALL) == re.sub(
        NEXT, "", published(after, last), flags=re.DOTALL
    )


def test_a_ledger_of_the_same_region_gets_one_link_more(
    built: tuple[list[growth.City], Path, Path],
) -> None:
    """Its navigation lists its neighbors; one of another region stays as it is."""
    listed, before, after = built
    assert published(before, f"evidence/{listed[1].id}.html") == published(
        after, f"evidence/{listed[1].id}.html"
    )
    one, other = (
        re.findall(r'<a href="([^"]+)"', published(site, f"evidence/{listed[2].id}.html"))
        for site in (before, after)
    )
    assert sorted(set(other) - set(one)) == [f"{listed[3].id}.html"]


def test_the_page_of_the_tab_lists_every_city(built: tuple[list[growth.City], Path, Path]) -> None:
    listed, _, after = built
    navigation = (
        published(after, "cities/index.html")
        .split('data-md-type="navigation"')[1]
        .split("data-md-type")[0]
    )
    assert [city.id for city in listed if f'href="../{city.id}/index.html"' not in navigation] == []


def test_a_story_brings_neither_index_nor_worker_of_the_search(
    built: tuple[list[growth.City], Path, Path],
) -> None:
    listed, _, after = built
    text = (after / listed[0].id / "rise.html").read_text(encoding="utf-8")
    brought = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', text)
    assert len(brought) > 5
    assert [address for address in brought if "search" in address or "bundle" in address] == []
