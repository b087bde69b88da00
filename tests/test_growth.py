"""Another city costs the readers of a story nothing. What costs time is measured by bench/scale.py."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import growth
from secondleap.slim import thin_page

REGION = 2  # cities in one entry of the navigation here


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
            command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder / f"site-{count}")]
            run = subprocess.run(command, cwd=folder / f"project-{count}", env=environment, capture_output=True, text=True)
            assert run.returncode == 0, run.stderr
            if count == 3:  # what is drawn once is kept
                (folder / "project-4").mkdir()
                (folder / "project-3/.cache").rename(folder / "project-4/.cache")
    return listed, folder / "site-3", folder / "site-4"


@pytest.mark.parametrize("page", growth.PAGES)
def test_no_page_of_another_region_is_published_otherwise(page: str, built: tuple[list[growth.City], Path, Path]) -> None:
    listed, before, after = built
    for city in listed[:REGION]:
        one, other = (thin_page((site / city.id / f"{page}.html").read_text(encoding="utf-8")) for site in (before, after))
        assert one == other, city.id
        assert city.ko in one and len(one) > 10_000
    assert (after / listed[-1].id / f"{page}.html").is_file() and not (before / listed[-1].id).exists()


def test_a_page_of_the_same_region_gets_one_link_more(built: tuple[list[growth.City], Path, Path]) -> None:
    """Its navigation lists its neighbors: that is what a navigation is for."""
    listed, before, after = built
    one, other = (re.findall(r'<a href="([^"]+)"', (site / listed[2].id / "rise.html").read_text(encoding="utf-8")) for site in (before, after))
    assert sorted(other) == sorted([*one, f"../{listed[3].id}/index.html"])


def test_a_story_brings_neither_index_nor_worker_of_the_search(built: tuple[list[growth.City], Path, Path]) -> None:
    listed, _, after = built
    text = (after / listed[0].id / "rise.html").read_text(encoding="utf-8")
    brought = re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="([^"]+)"', text)
    assert len(brought) > 5
    assert [address for address in brought if "search" in address or "bundle" in address] == []
