"""The way out: Zensical and ProperDocs make of the same pages, data, package and configurations what MkDocs makes, both languages.

What differs is listed with its reason. A difference that is not listed fails, and so does one that is listed and gone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from support import ADDRESS, PAGES, ROOT

from secondleap.build.engine import CONFIGS
from secondleap.build.environment import build_environment
from secondleap.build.purge_css import slim

ENGINES = ("properdocs", "zensical")
LANGUAGES = {"ko": "", "en": "en/"}
# Zensical takes no pages from outside its configuration's folder, and no folder to build into: it has a door of its own to English.
ZENSICAL = {"ko": "mkdocs.yml", "en": "zensical.en.yml"}
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "site", ".site-*", "node_modules", "__pycache__", "*.egg-info"
)


class Difference(NamedTuple):
    """What ``engine`` writes into every page otherwise than MkDocs: a pattern and what it is to be read as."""

    engine: str
    pattern: str
    read_as: str
    reason: str


IN_PAGES = (
    Difference(
        "properdocs",
        r'<meta name="generator" content="mkdocs-ProperDocs 1\.6\.7',
        '<meta name="generator" content="mkdocs-1.6.1',
        "each signs its work",
    ),
    Difference(
        "zensical",
        r'<a id="__skip" tabindex="-1"></a>\s*',
        "",
        "its theme leads 'skip to content' to a mark in the article, Material to the heading",
    ),
)
# What else is Zensical's own, around the article: not held against MkDocs, since nothing of ours is in it.
OF_ZENSICAL = {
    "search": "its index (search.json), worker and dialog are its own; theme/main.html leaves them alone, so search reads whole words and knows no other names",
    "frame": "its own theme draws header, navigation, contents and icons, and its own script moves them at once, not when search is opened",
}
PLUGINS = {
    "search": "both engines have one",
    "offline": "both engines have one: search from disk",
    "projects": "MkDocs alone: `mkdocs build` and `serve` make both languages at once; elsewhere each configuration is built by itself",
}


def made_by(engine: str, into: Path, environment: dict[str, str]) -> Path:
    """Both languages by ``engine``, with what follows a build of this project."""
    project = into / "project"
    if engine == "zensical":
        shutil.copytree(ROOT, project, ignore=LEFT_OUT)
        site = project / "site"
        commands = [
            [
                str(Path(sys.executable).with_name("zensical")),
                "build",
                "--strict",
                "--config-file",
                name,
            ]
            for name in ZENSICAL.values()
        ]
    else:
        project, site = ROOT, into / "site"
        commands = [
            [
                sys.executable,
                "-m",
                engine,
                "build",
                "--strict",
                "--quiet",
                "--config-file",
                config,
                "--site-dir",
                str(site / folder),
            ]
            for config, folder in CONFIGS.values()
        ]
    for command in commands:
        run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
    slim(site, [folder for _, folder in CONFIGS.values()])
    return site


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Engine -> the site it made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS)
        environment = {
            **os.environ,
            **build_environment(ROOT),
            "SECONDLEAP_PROJECTS": "false",
            "NO_MKDOCS_2_WARNING": "1",
        }
    folders = [tmp_path_factory.mktemp(engine) for engine in ENGINES]
    with ThreadPoolExecutor() as pool:
        return dict(
            zip(
                ENGINES,
                pool.map(
                    lambda engine, folder: made_by(engine, folder, environment), ENGINES, folders
                ),
                strict=True,
            )
        )


def whole(page: Path) -> str:
    """A page's HTML without the space between lines, and without the copies to download, which a later step writes."""
    text = re.sub(
        r'<div class="copies">.*?</div>', "", page.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    return re.sub(r">\s+<", "><", text)


def article(text: str) -> str:
    return re.search(
        r'<article class="md-content__inner md-typeset">(.*)</article>', text, re.DOTALL
    )[1].strip()


def read_as_mkdocs(engine: str, text: str) -> str:
    for difference in IN_PAGES:
        if difference.engine == engine:
            text, count = re.subn(difference.pattern, difference.read_as, text)
            assert count == 1, (
                f"{difference.pattern}: listed, but not there. It was: {difference.reason}"
            )
    return text


def spoken(html: str) -> str:
    """``html`` whichever way its signs are escaped, its JSON is spaced, and its addresses begin."""
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), html)
    return re.sub(r"\s+", "", unescape(plain)).replace('"./', '"')


def names(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_pages(engine: str, made: dict[str, Path], site: Path) -> None:
    assert names(made[engine]) == names(site)
    assert len(names(site)) == 2 * (
        len(PAGES) + 1
    )  # and a page for lost addresses in each language


@pytest.mark.parametrize("engine", ENGINES)
def test_every_article_is_the_same_to_the_letter(
    engine: str, made: dict[str, Path], site: Path
) -> None:
    headings = claims = charts = 0
    for name in names(site):
        theirs, ours = (whole(folder / name) for folder in (made[engine], site))
        text = article(read_as_mkdocs(engine, theirs))
        assert text == article(ours), name
        headings += len(re.findall(r'<h[1-6] id="', text))
        claims += len(re.findall(r"<sup [^>]*data-claim=", text))
        charts += text.count('<figure class="chart"')
    written = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    assert headings > sum(
        len(re.findall(r"^#+ .*\{#", text, re.MULTILINE)) for text in written
    )  # those of the blocks too
    assert claims >= sum(len(re.findall(r"\[\^", text)) for text in written)
    assert charts == sum(len(re.findall(r"^/// chart ", text, re.MULTILINE)) for text in written)


def test_properdocs_makes_the_whole_page_the_same(made: dict[str, Path], site: Path) -> None:
    for name in names(site):
        assert read_as_mkdocs("properdocs", whole(made["properdocs"] / name)) == whole(
            site / name
        ), name


@pytest.mark.parametrize(
    "pattern",
    [
        r"<title>.*?</title>",
        r'<html lang="[^"]*"',
        r'<meta name="(?:description|citation_\w+)"[^>]*>',
        r'<link rel="canonical"[^>]*>',
        r'<a class="language__switch"[^>]*>',
        r'<script type="application/ld\+json">(?:(?!</script>).)*',
        r"<(?:link|script)[^>]*assets/(?:second-leap|parts|charts|print|evidence|filter|chart|language|offline)\.(?:css|js)",
    ],
)
def test_zensical_says_the_same_of_a_page(pattern: str, made: dict[str, Path], site: Path) -> None:
    for name in names(site):
        theirs, ours = (
            [spoken(match) for match in re.findall(pattern, whole(folder / name), re.DOTALL)]
            for folder in (made["zensical"], site)
        )
        assert theirs == ours, name
        assert ours or name.endswith("404.html"), name


def test_zensical_leads_to_the_same_places(made: dict[str, Path], site: Path) -> None:
    """The links of the navigation, whatever the theme draws round them."""
    link = re.compile(r'<a href="(?:\./)?([^"#]+)" class="md-(?:nav|tabs)__link')
    for name in names(site):
        theirs, ours = (
            set(link.findall(whole(folder / name))) for folder in (made["zensical"], site)
        )
        assert theirs == ours and len(ours) >= len(
            yaml.safe_load(re.sub("!ENV", "", (ROOT / "mkdocs.yml").read_text("utf-8")))["nav"]
        ), name


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_sitemap(engine: str, language: str, made: dict[str, Path], site: Path) -> None:
    theirs, ours = (
        sorted(
            re.findall(
                r"<url>.*?</url>",
                spoken((folder / LANGUAGES[language] / "sitemap.xml").read_text(encoding="utf-8")),
            )
        )
        for folder in (made[engine], site)
    )
    assert theirs == ours and len(ours) == len(PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_zensicals_own_search_holds_every_page(language: str, made: dict[str, Path]) -> None:
    index = (made["zensical"] / LANGUAGES[language] / "search.json").read_text(encoding="utf-8")
    assert [
        page for page in PAGES if f'"location":"{page}' not in index.replace('": "', '":"')
    ] == []


def test_zensical_asks_no_other_host(made: dict[str, Path]) -> None:
    asked = re.compile(r'<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?//[^"]*"')
    for name in names(made["zensical"]):
        found = [tag for tag in asked.findall(whole(made["zensical"] / name)) if ADDRESS not in tag]
        assert found == [], name


@pytest.mark.parametrize("command", ["mkdocs", *ENGINES])
def test_every_engine_stops_at_a_fault_and_says_where(command: str, mini: Path) -> None:
    page = mini / "docs/ko/city/index.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("[^jobs-lost]", "[^job-lost]"), encoding="utf-8"
    )
    run = subprocess.run(
        [str(Path(sys.executable).with_name(command)), "build", "--config-file", "mkdocs.yml"],
        cwd=mini,
        env={**os.environ, "SECONDLEAP_PROJECTS": "false", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    assert re.search(r"docs/ko/city/index\.md:\d+: P208", run.stdout + run.stderr)


def test_nothing_hangs_on_hooks_or_plugins_of_one_engine() -> None:
    used = set()
    for name in ("shared.yml", "mkdocs.yml", "projects/en/mkdocs.yml", "zensical.en.yml"):
        configuration = yaml.safe_load(
            re.sub("!ENV", "", (ROOT / name).read_text(encoding="utf-8"))
        )
        assert "hooks" not in configuration, name
        used |= set(configuration.get("plugins", {}))
    assert used == set(PLUGINS)


def test_no_list_stands_in_two_configurations_that_inherit() -> None:
    """MkDocs replaces a parent's list, Zensical adds to it: a list in both would differ."""

    def lists(value: object, path: str = "") -> Iterator[str]:
        if isinstance(value, list):
            yield path
        for key, child in value.items() if isinstance(value, dict) else ():
            yield from lists(child, f"{path}/{key}")

    shared, korean, english, door = (
        set(
            lists(
                yaml.safe_load(
                    re.sub(r"!ENV \[\w+, (\S+)\]", r"\1", (ROOT / name).read_text(encoding="utf-8"))
                )
            )
        )
        for name in ("shared.yml", "mkdocs.yml", "projects/en/mkdocs.yml", "zensical.en.yml")
    )
    assert "/theme/features" in shared and "/nav" in korean & english
    assert (shared & korean, shared & english, door) == (set(), set(), set())


def test_what_differs_is_told_in_the_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for reason in (
        *(difference.reason for difference in IN_PAGES),
        *OF_ZENSICAL.values(),
        *PLUGINS.values(),
    ):
        assert reason in guide, reason
