"""Another city costs the readers of a story nothing: its page is the same to the byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from cityfill import ESSEN, filled
from support import ADDRESS, MADE, ROOT

from secondleap.build import publish
from secondleap.scaffold import new_city

STORIES = ("pittsburgh/collapse.html", "en/ulsan/slump.html", "en/detroit/fall.html")


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with one city more."""
    project = tmp_path_factory.mktemp("growth") / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*MADE), symlinks=True)
    new_city.write(ESSEN, project, "en")
    filled(project, "essen")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS)
        patch.setattr(publish, "write_pictures", lambda *_: None)  # no page holds one of them
        publish.render(project, project / "site")
    return project / "site"


@pytest.mark.parametrize("story", STORIES)
def test_a_story_of_another_city_is_published_as_before(
    grown: Path, site: Path, story: str
) -> None:
    def page(folder: Path) -> str:
        """The page, whatever name the one style sheet of the site has."""
        return re.sub(r"style\.[0-9a-f]{8}", "style", (folder / story).read_text("utf-8"))

    assert len(page(site)) > 10_000 and page(site) == page(grown)


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_page_of_the_tab_leads_to_the_new_city(grown: Path, language: str) -> None:
    html = (grown / language / "cities/index.html").read_text(encoding="utf-8")
    assert 'href="../essen/index.html"' in html
    assert (grown / language / "essen/index.html").is_file()
