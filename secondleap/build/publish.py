"""Makes ``site/``: checks, renders both languages aside, and puts the whole in place only when all went well."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secondleap.build.engine import CONFIGS, render_languages
from secondleap.build.exports import export
from secondleap.build.finish import build_environment, finish, mend
from secondleap.build.offline_copies import package
from secondleap.build.purge_css import slim
from secondleap.checks.prose import bound
from secondleap.checks.run import check_site
from secondleap.checks.site import Site
from secondleap.data.dataset import read_dataset
from secondleap.data.faults import FaultsError
from secondleap.data.schema import LANGUAGES
from secondleap.ebook.editions import SHELF, missing

_FRESH, _FORMER = ".site-fresh", ".site-former"


def summary(site: Site) -> Iterator[str]:
    """What the site holds, one count a line."""
    found, held = bound(site)
    yield f"figures  {found} found, {held} bound"
    for kind in ("claims", "sources", "events", "terms", "charts"):
        yield f"{kind:8} {len(site.dataset.records[kind])}"
    yield f"series   {len(site.dataset.series)} with {sum(len(series.rows) for series in site.dataset.series.values())} rows"
    yield "pages    " + ", ".join(
        f"{len(site.pages[language])} {language}" for language in LANGUAGES
    )


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Holds the project's one build; the system lets go of it however the run ends, and not before the engine that it started has ended.

    Raises `BlockingIOError` where another build runs.
    """
    lock = root / ".cache" / "publish.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        os.set_inheritable(held.fileno(), True)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BlockingIOError(f"another build is running in {root}: wait for it") from None
        yield


def _remove(folder: Path) -> None:
    """Removes ``folder`` if it stands, even where a folder inside was made read-only."""
    for inner in [folder, *folder.rglob("*")] if folder.is_dir() else []:
        if inner.is_dir() and not inner.is_symlink():
            inner.chmod(inner.stat().st_mode | 0o700)
    shutil.rmtree(folder, ignore_errors=True)


def render(root: Path, into: Path, books: bool = False) -> None:
    """Renders both languages below ``into``, strictly and side by side, slims them, and adds the files to take away.

    With ``books`` they are made anew; else those that stand on the shelf are taken along, if they were made of these very pages.
    Raises `RuntimeError` with the engine's own words where a language fails.
    """
    environment = build_environment(root)
    render_languages(root, into, environment)
    export(read_dataset(root), into)
    slim(into, [folder for _, folder in CONFIGS.values()])
    mend(into)
    moment = int(environment["SOURCE_DATE_EPOCH"])
    if books:
        from secondleap.ebook.make import make_books  # needs what the site does not

        make_books(root, into, root / SHELF, CONFIGS, environment["SECONDLEAP_EDITION"], moment)
    package(into, moment, root / SHELF)
    finish(into)


def put_in_place(fresh: Path, site: Path, former: Path) -> None:
    """Makes ``fresh`` the site. The former site is whole until the new one stands in its place."""
    _remove(former)
    if site.exists():
        site.rename(former)
    fresh.rename(site)
    _remove(former)


def publish_with_books(root: Path) -> int:
    """`publish` with the books made anew. Raises `OSError` where the machine lacks what they need."""
    if lacks := missing():
        raise OSError(f"the books need {'; '.join(lacks)}")
    return publish(root, books=True)


def publish(root: Path, books: bool = False) -> int:
    """Checks the project at ``root`` and builds ``site/``. Returns 0, or 1 with the former site untouched.

    Raises `FaultsError` where data or pages are at fault, `OSError` where the machine is.
    """
    with alone(root):
        return _publish(root, books)


def _publish(root: Path, books: bool) -> int:
    started = time.monotonic()
    fresh, site_folder, former = root / _FRESH, root / "site", root / _FORMER
    if former.exists() and not site_folder.exists():  # a run was stopped between two renames
        former.rename(site_folder)
    print("checking data and pages", flush=True)
    site, faults = check_site(root)
    if faults:
        raise FaultsError(faults)
    for path in (root / "docs").rglob("*"):
        if path.is_symlink():
            raise OSError(
                f"{path.relative_to(root)} is a symbolic link: pages are files, so copy what it leads to"
            )
    _remove(fresh)
    print("rendering Korean and English", flush=True)
    try:
        render(root, fresh, books)
    except (RuntimeError, ValueError, OSError) as error:
        _remove(fresh)
        print(f"{error}\nThe former site is untouched.", file=sys.stderr)
        return 1
    put_in_place(fresh, site_folder, former)
    for line in summary(site):
        print(line)
    print(f"seconds  {time.monotonic() - started:.1f}")
    print(f"open     {site_folder / 'index.html'}")
    return 0
