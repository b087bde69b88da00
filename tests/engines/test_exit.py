"""The way out: Zensical and ProperDocs, with MkDocs out of reach, make the same site of the same
project, all steps of the build included.

What differs is listed with its reason. A difference that is not listed fails, and so does one that
is listed and gone.
"""

from __future__ import annotations

import json
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
from playwright.sync_api import Browser
from support import ADDRESS, MADE, PAGES, ROOT, served

from secondleap.build.engine import CONFIGS
from secondleap.build.environment import build_environment

ENGINES = ("properdocs", "zensical")
LANGUAGES = {"ko": "", "en": "en/"}
# Zensical takes no pages from outside its configuration's folder, and no folder to build into: it
# has a door of its own to English.
ZENSICAL = {"ko": "mkdocs.yml", "en": "zensical.en.yml"}
# What each engine is run without. ProperDocs answers for MkDocs where Material asks for it.
HIDDEN = {"properdocs": ("mkdocs",), "zensical": ("mkdocs", "material", "properdocs")}
HIDE = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {hidden}:
            raise ModuleNotFoundError(f"No module named {{name!r}}: it is hidden", name=name)
sys.meta_path.insert(0, Hidden())
"""
# The build as it is, but for the engine's own step: that folder is there already. The pictures to
# share are made of records, whatever the engine: they are composed, and left as SVG.
STEPS = """
import shutil, sys
from pathlib import Path
from secondleap.build import publish, share_pictures
share_pictures.picture = str.encode
root, rendered, site = map(Path, sys.argv[1:])
publish.render_languages = lambda root, into, environment: shutil.copytree(rendered, into)
publish.render(root, site)
"""


class Difference(NamedTuple):
    """What ``engine`` writes into every page otherwise than MkDocs: a pattern and what it is to be
    read as.
    """

    engine: str
    pattern: str
    read_as: str
    reason: str


IN_PAGES = (
    Difference(
        "zensical",
        r"assets/style\.[0-9a-f]{8}\.min\.css",
        "assets/STYLE",
        "its edition of Material's style sheets is its own, so the one sheet that the build makes"
        " of them has another name",
    ),
)
PLUGINS = {
    "search": "the index of a preview or a plain `mkdocs build`; Zensical's own is of another form,"
    " which the dialog does not read, so there only what the build makes is searched",
    "offline": "the same index as a script, for a plain `mkdocs build` read from disk",
    "projects": "MkDocs alone: `mkdocs build` and `serve` make both languages at once; elsewhere"
    " each configuration is built by itself",
}


def made_by(engine: str, into: Path, environment: dict[str, str]) -> Path:
    """The site by ``engine``: both languages, and all that the build does after an engine."""
    hide = into / "hide"
    hide.mkdir()
    (hide / "sitecustomize.py").write_text(HIDE.format(hidden=HIDDEN[engine]), encoding="utf-8")
    environment = {**environment, "PYTHONPATH": str(hide)}
    project, rendered = into / "project", into / "rendered"
    commands: list[list[str]]
    if engine == "zensical":
        shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", *MADE))
        shutil.copy(project / "projects/zensical.en.yml", project)
        rendered = project / "site"
        program = str(Path(sys.executable).with_name("zensical"))
        commands = [
            [program, "build", "--strict", "--config-file", name] for name in ZENSICAL.values()
        ]
    else:
        project = ROOT
        program = [sys.executable, "-m", engine, "build", "--strict", "--quiet"]
        commands = [
            [*program, "--config-file", config, "--site-dir", str(rendered / folder)]
            for config, folder in CONFIGS.values()
        ]
    # The steps read the project's commit, so they work on the project itself, not on a copy.
    commands.append([sys.executable, "-c", STEPS, str(ROOT), str(rendered), str(into / "site")])
    for command in commands:
        run = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stdout + run.stderr
    return into / "site"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Engine -> the site it made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS)
        environment = {
            **os.environ,
            **build_environment(ROOT),
            "SECONDLEAP_PROJECTS": "false",
            "SECONDLEAP_ALONE": "false",
            "NO_MKDOCS_2_WARNING": "1",
        }
    folders = [tmp_path_factory.mktemp(engine) for engine in ENGINES]
    with ThreadPoolExecutor() as pool:
        sites = pool.map(
            lambda engine, folder: made_by(engine, folder, environment), ENGINES, folders
        )
        return dict(zip(ENGINES, sites, strict=True))


def read_as_mkdocs(engine: str, text: str) -> str:
    for difference in IN_PAGES:
        if difference.engine == engine:
            text, count = re.subn(difference.pattern, difference.read_as, text)
            assert count == 1, (
                f"{difference.pattern}: listed, but not there. It was: {difference.reason}"
            )
    return text


def spoken(html: str) -> str:
    """``html`` whichever way its signs are escaped, its JSON is spaced, and its addresses begin;
    without sizes of copies.
    """
    html = re.sub(r'<div class="copies">.*?</div>', "", html, flags=re.DOTALL)
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), html)
    return re.sub(r"\s+", "", unescape(plain)).replace('"./', '"')


MADE_OF_RECORDS = re.compile(r"(evidence/claims|embed)/")


def files(site: Path, kinds: str = "") -> list[str]:
    """The files of ``site`` whose names end in ``kinds``, whatever the name of the style sheet."""
    return sorted(
        re.sub(r"style\.[0-9a-f]{8}", "style", path.relative_to(site).as_posix())
        for path in site.rglob("*")
        if path.is_file() and path.name.endswith(kinds)
    )


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_files(engine: str, made: dict[str, Path], site: Path) -> None:
    assert files(made[engine]) == files(site)
    # And a page for lost addresses in each language, beside those made of records.
    pages = [name for name in files(site, ".html") if not MADE_OF_RECORDS.search(name)]
    assert len(pages) == 2 * (len(PAGES) + 1)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_is_the_same_to_the_letter(
    engine: str, made: dict[str, Path], site: Path
) -> None:
    headings = claims = charts = 0
    for name in files(site, ".html"):
        theirs, ours = (
            (folder / name).read_text(encoding="utf-8") for folder in (made[engine], site)
        )
        # Charts to embed are written after the engine, with a style sheet of their own.
        text = theirs if Path(name).parent.name == "embed" else read_as_mkdocs(engine, theirs)
        if engine == "zensical":
            ours = re.sub(r"assets/style\.[0-9a-f]{8}\.min\.css", "assets/STYLE", ours)
        assert spoken(text) == spoken(ours), name
        headings += len(re.findall(r'<h[1-6] id="', text))
        claims += len(re.findall(r"<sup [^>]*data-claim=", text))
        if not MADE_OF_RECORDS.search(name):
            charts += text.count('<figure class="chart"')
    written = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    assert headings > sum(
        len(re.findall(r"^#+ .*\{#", text, re.MULTILINE)) for text in written
    )  # those of the blocks too
    assert claims >= sum(len(re.findall(r"\[\^", text)) for text in written)
    assert charts == sum(len(re.findall(r"^/// chart ", text, re.MULTILINE)) for text in written)


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
    claims = files(site / LANGUAGES[language] / "evidence/claims")
    assert theirs == ours and len(ours) == len(PAGES) + len(claims)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_search_files(
    engine: str, language: str, made: dict[str, Path], site: Path
) -> None:
    for name in ("search_index.json", "terms.json"):
        theirs, ours = (
            json.loads((folder / LANGUAGES[language] / "search" / name).read_text(encoding="utf-8"))
            for folder in (made[engine], site)
        )
        assert theirs == ours


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("way", ["http", "disk"])
def test_the_same_search_finds_the_tail_of_a_compound(
    engine: str, way: str, made: dict[str, Path], browser: Browser
) -> None:
    page = browser.new_page()
    with served(made[engine]) as base:
        page.goto((base if way == "http" else f"{made[engine].as_uri()}/") + "about/index.html")
        page.keyboard.press("Control+k")
        page.keyboard.type("협력")
        page.wait_for_selector(".search__results li")
        assert "산학협력" in page.locator(".search__results").inner_text()
    page.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_weight(engine: str, made: dict[str, Path], site: Path) -> None:
    """Scripts, styles and index together, in bytes."""

    def weight(folder: Path) -> int:
        return sum(
            path.stat().st_size
            for path in folder.rglob("*")
            if path.suffix in (".js", ".css", ".json") and "data" not in path.parts
        )

    assert weight(made[engine]) == pytest.approx(weight(site), rel=0.03)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_other_host_is_asked(engine: str, made: dict[str, Path]) -> None:
    asked = re.compile(r'<(?:script|link|img|iframe)\b[^>]*(?:src|href)="(?:https?:)?//[^"]*"')
    for name in files(made[engine], ".html"):
        text = (made[engine] / name).read_text(encoding="utf-8")
        assert [tag for tag in asked.findall(text) if ADDRESS not in tag] == [], name


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
    for name in (
        "projects/shared.yml",
        "mkdocs.yml",
        "projects/en/mkdocs.yml",
        "projects/zensical.en.yml",
    ):
        configuration = yaml.safe_load(
            re.sub("!ENV|!!python/name:", "", (ROOT / name).read_text(encoding="utf-8"))
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
                    re.sub(
                        r"!ENV \[\w+, (\S+)\]|!!python/name:",
                        r"\1",
                        (ROOT / name).read_text(encoding="utf-8"),
                    )
                )
            )
        )
        for name in (
            "projects/shared.yml",
            "mkdocs.yml",
            "projects/en/mkdocs.yml",
            "projects/zensical.en.yml",
        )
    )
    assert "/theme/features" in shared and "/nav" in korean & english
    assert (shared & korean, shared & english, door) == (set(), set(), set())


def test_what_differs_is_told_in_the_guide() -> None:
    guide = (ROOT / "MAINTAINING.md").read_text(encoding="utf-8")
    for reason in (
        *(difference.reason for difference in IN_PAGES),
        *PLUGINS.values(),
    ):
        assert reason in guide, reason
