"""What the benches compare: this site and stock Material on the same pages, grown if asked."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from secondleap.build.engine import CONFIGS
from secondleap.build.purge_css import slim
from secondleap.build.search_index import write_index
from tests.support import MADE

ROOT = Path(__file__).parent.parent
STORIES = ("pittsburgh", "ulsan", "detroit")


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds by the clock and of the processor, and the peak of memory, in MB."""

    seconds: float
    processor: float
    memory: float


def copied(project: Path) -> None:
    """Copies the project, without what was made of it, to ``project``."""
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", *MADE))


def run(command: list[str], project: Path = ROOT, **environment: str) -> Cost:
    """Runs ``command`` in ``project`` and measures it.

    Raises `RuntimeError` with its output where it fails.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    # A process of its own reads the peak: a parent knows only the largest of all its children.
    probe = (
        "import resource, subprocess, sys;"
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode;"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done)"
    )
    said = subprocess.run(
        [sys.executable, "-c", probe, *command],
        cwd=project,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "SECONDLEAP_PROJECTS": "false",
            "SECONDLEAP_INDEX": "false",
            **environment,
        },
        capture_output=True,
        text=True,
    )
    if said.returncode:
        raise RuntimeError(said.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - started, processor, int(said.stdout.split()[-1]) / 1024)


def rendered(project: Path, into: Path) -> Cost:
    """Both languages of ``project`` at ``into``, side by side, as a build renders them."""
    call = "import sys, pathlib; from secondleap.build.engine import render_languages as render;"
    call += "render(pathlib.Path.cwd(), pathlib.Path(sys.argv[1]), {})"
    return run([sys.executable, "-c", call, str(into)], project)


def indexed(cost: Cost, root: Path, language: str, site: Path) -> Cost:
    """``cost`` with that of the search index, which stock's plugin writes as a part of a build."""
    started, processor = time.monotonic(), time.process_time()
    write_index(root, language, site)
    return Cost(
        cost.seconds + time.monotonic() - started,
        cost.processor + time.process_time() - processor,
        cost.memory,
    )


class _Loader(yaml.SafeLoader):
    """Reads a MkDocs configuration; values of the environment and functions are of no interest."""


_Loader.add_constructor("!ENV", lambda loader, node: None)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, name, node: None)


def _ours(language: str) -> dict[str, Any]:
    return yaml.load((ROOT / CONFIGS[language][0]).read_text(encoding="utf-8"), _Loader)


def grown(language: str, pages: int, into: Path) -> tuple[Path, list[Any]]:
    """The language's Markdown with copies of its stories until there are ``pages``, and the
    navigation that names them all; the records are those of the site."""
    (into / "theme").mkdir()
    for name in ("data", "RECORDS.md", "theme/drawings"):
        (into / name).symlink_to(ROOT / name)
    docs = Path(shutil.copytree(ROOT / "docs" / language, into / "docs" / language))
    stories = [
        path
        for city in STORIES
        for path in sorted((docs / city).glob("*.md"))
        if path.stem != "index"
    ]
    missing = pages - sum(1 for _ in docs.rglob("*.md"))
    more = []
    for number in range(max(0, missing)):
        story = stories[number % len(stories)]
        copy = story.with_name(f"{story.stem}-{number}.md")
        shutil.copy(story, copy)
        more.append(copy.relative_to(docs).as_posix())
    return docs, [*_ours(language)["nav"], *([{"More": more}] if more else [])]


def stock(language: str, docs: Path, nav: list[Any], site: Path, plain: bool = False) -> Cost:
    """Renders ``docs`` with Material as it comes, and the package's Markdown extension.

    ``plain`` leaves even that out: footnotes without evidence, blocks without charts.
    """
    extensions: dict[str, Any] = {"attr_list": {}, "tables": {}, "toc": {"permalink": True}}
    extensions |= {"footnotes": {}} if plain else {"secondleap": {"language": language}}
    configuration = {
        "site_name": "Stock",
        "docs_dir": str(docs),
        "site_dir": str(site),
        "use_directory_urls": False,
        "theme": {"name": "material", "language": language, "font": False},
        "plugins": {"search": {"lang": language}},
        "markdown_extensions": extensions,
        "nav": nav,
    }
    return _build(configuration, site)


def ours(language: str, docs: Path, nav: list[Any], site: Path) -> Cost:
    """Renders ``docs`` as a build does, its search index included. Purging is not measured."""
    configuration = _ours(language) | {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "docs_dir": str(docs),
        "site_dir": str(site),
        "nav": nav,
        "strict": False,
    }
    configuration["theme"] = {**configuration.get("theme", {}), "custom_dir": str(ROOT / "theme")}
    configuration["plugins"] = {**configuration.get("plugins", {}), "projects": {"enabled": False}}
    configuration["watch"] = []  # paths of the project, and nobody is watching
    cost = indexed(_build(configuration, site), docs.parent.parent, language, site)
    slim(site, ["."])
    return cost


def _build(configuration: dict[str, Any], site: Path) -> Cost:
    path = site.with_name(f"{site.name}.yml")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(path)])
