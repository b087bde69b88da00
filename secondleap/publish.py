"""Makes ``site/``: checks, renders both languages aside, and puts the whole in place only when all went well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from secondleap.export import export
from secondleap.faults import FaultsError
from secondleap.ledger import read_ledger
from secondleap.model import LANGUAGES
from secondleap.rules import Site, check_site
from secondleap.rules.prose import bound

# Each language is a MkDocs configuration of its own; the Korean one is the site's root.
CONFIGS = {"ko": ("mkdocs.yml", "."), "en": ("projects/en/mkdocs.yml", "en")}
_FRESH, _FORMER = ".site-fresh", ".site-former"


def summary(site: Site) -> Iterator[str]:
    """What the site holds, one count a line."""
    found, held = bound(site)
    yield f"figures  {found} found, {held} bound"
    for kind in ("claims", "sources", "events", "terms", "charts"):
        yield f"{kind:8} {len(site.ledger.records[kind])}"
    yield f"series   {len(site.ledger.series)} with {sum(len(series.rows) for series in site.ledger.series.values())} rows"
    yield "pages    " + ", ".join(f"{len(site.pages[language])} {language}" for language in LANGUAGES)


def render(root: Path, into: Path) -> None:
    """Renders both languages below ``into``, strictly and side by side, and adds the files to take away.

    Raises `RuntimeError` with the engine's own words where a language fails.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SECONDLEAP_PROJECTS": "false"}
    running = {
        language: subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(root / config), "--site-dir", str(into / folder)],
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for language, (config, folder) in CONFIGS.items()
    }
    said = {language: process.communicate()[0] for language, process in running.items()}
    failed = [language for language, process in running.items() if process.returncode]
    if failed:
        raise RuntimeError("\n".join(f"mkdocs, {language}:\n{said[language]}" for language in failed))
    export(read_ledger(root), into)


def put_in_place(fresh: Path, site: Path, former: Path) -> None:
    """Makes ``fresh`` the site. The former site is whole until the new one stands in its place."""
    shutil.rmtree(former, ignore_errors=True)
    if site.exists():
        site.rename(former)
    fresh.rename(site)
    shutil.rmtree(former, ignore_errors=True)


def publish(root: Path) -> int:
    """Checks the project at ``root`` and builds ``site/``. Returns 0, or 1 with the former site untouched.

    Raises `FaultsError` where data or pages are at fault.
    """
    started = time.monotonic()
    fresh, site_folder, former = root / _FRESH, root / "site", root / _FORMER
    if former.exists() and not site_folder.exists():  # a run was stopped between two renames
        former.rename(site_folder)
    print("checking data and pages", flush=True)
    site, faults = check_site(root)
    if faults:
        raise FaultsError(faults)
    shutil.rmtree(fresh, ignore_errors=True)
    print("rendering Korean and English", flush=True)
    try:
        render(root, fresh)
    except RuntimeError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        print(f"{error}\nThe former site is untouched.", file=sys.stderr)
        return 1
    put_in_place(fresh, site_folder, former)
    for line in summary(site):
        print(line)
    print(f"seconds  {time.monotonic() - started:.1f}")
    print(f"open     {site_folder / 'index.html'}")
    return 0
