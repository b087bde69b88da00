"""Makes ``site/``: checks, renders both languages aside, and puts only a whole site in place."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from secondleap.build.build_lock import build_lock
from secondleap.build.claim_pages import write_claim_pages
from secondleap.build.engine import CONFIGS, render_languages
from secondleap.build.environment import build_environment
from secondleap.build.exports import export
from secondleap.build.feed import FEED, feed
from secondleap.build.offline_copies import edition, package, write_manifest
from secondleap.build.purge_css import slim
from secondleap.build.search_index import write_index
from secondleap.build.share_pictures import FONT, write_pictures
from secondleap.checks.prose import bound
from secondleap.checks.run import check_site
from secondleap.checks.site import Site
from secondleap.data.dataset import read_dataset
from secondleap.data.faults import FaultsError
from secondleap.data.schema import LANGUAGES
from secondleap.ebook.editions import SHELF, missing
from secondleap.pages.markdown_source import read_pages

_FRESH, _FORMER = ".site-fresh", ".site-former"


def summary(site: Site) -> Iterator[str]:
    """Counts of what the site holds, one a line."""
    found, held = bound(site)
    yield f"figures  {found} found, {held} bound"
    for kind in ("claims", "sources", "events", "terms", "charts"):
        yield f"{kind:8} {len(site.dataset.records[kind])}"
    rows = sum(len(series.rows) for series in site.dataset.series.values())
    yield f"series   {len(site.dataset.series)} with {rows} rows"
    yield "pages    " + ", ".join(
        f"{len(site.pages[language])} {language}" for language in LANGUAGES
    )


def _unshared(environment: Mapping[str, str]) -> str:
    """What links to the site will lack, in a line; empty where nothing."""
    if not environment["SITE_URL"]:
        return "no SITE_URL: shared links show no picture, citations no address (see README.md)"
    if not environment["SECONDLEAP_PICTURES"]:
        return f"no font {FONT} (apt-get install fonts-nanum): shared links show no picture"
    return ""


def _remove(folder: Path) -> None:
    """Removes ``folder`` where it exists, read-only folders included."""
    for inner in [folder, *folder.rglob("*")] if folder.is_dir() else []:
        if inner.is_dir() and not inner.is_symlink():
            inner.chmod(inner.stat().st_mode | 0o700)
    shutil.rmtree(folder, ignore_errors=True)


def render(root: Path, into: Path, books: bool = False) -> None:
    """Renders both languages below ``into``, and adds all that is made from their pages.

    With ``books`` these are made anew; else those in the folder of books are added, where they
    were made from the same pages. Raises `RuntimeError` with the engine's own words.
    """
    environment = build_environment(root)
    render_languages(root, into, environment)
    dataset, pages = read_dataset(root), read_pages(root)
    for language, (_, folder) in CONFIGS.items():
        write_claim_pages(dataset, pages[language], language, into / folder, environment)
        # An engine packs a copy of the sitemap, which lacks the pages that the build adds.
        (into / folder / "sitemap.xml.gz").unlink(missing_ok=True)
        write_index(root, language, into / folder)
    slim(into, [folder for _, folder in CONFIGS.values()])
    moment, address = int(environment["SOURCE_DATE_EPOCH"]), environment["SITE_URL"]
    pictures = bool(environment["SECONDLEAP_PICTURES"])
    export(dataset, into, address, edition(moment), pictures)
    if pictures:
        write_pictures(dataset, pages, into, CONFIGS)
    for language, (_, folder) in CONFIGS.items():
        (into / folder / FEED).write_text(feed(dataset, language, address), encoding="utf-8")
    if books:
        from secondleap.ebook.make import make_books  # needs packages that the site does not

        make_books(root, into, root / SHELF, CONFIGS, environment["SECONDLEAP_EDITION"], moment)
    package(root, into, moment, address)
    headers = root / "deploy" / "_headers"
    if headers.is_file():  # Netlify and Cloudflare Pages read it from the published folder
        shutil.copyfile(headers, into / headers.name)
    write_manifest(into)


def put_in_place(fresh: Path, site: Path, former: Path) -> None:
    """Renames ``fresh`` to ``site``. The former site stays whole until then."""
    _remove(former)
    if site.exists():
        site.rename(former)
    fresh.rename(site)
    _remove(former)


def publish_with_books(root: Path) -> int:
    """`publish` with new books. Raises `OSError` where the machine lacks what they need."""
    if lacks := missing():
        raise OSError(f"the books need {'; '.join(lacks)}")
    return publish(root, books=True)


def publish(root: Path, books: bool = False) -> int:
    """Checks the project at ``root`` and builds ``site/``.

    Returns 0, or 1 with the former site untouched. Raises `FaultsError` where data or pages are
    at fault, `OSError` where the machine is.
    """
    with build_lock(root):
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
            name = path.relative_to(root)
            raise OSError(f"{name} is a symbolic link: copy the file in its place")
    _remove(fresh)
    print("rendering Korean and English", flush=True)
    try:
        render(root, fresh, books)
    except (RuntimeError, ValueError, OSError) as error:
        _remove(fresh)
        print(f"{error}\nThe former site is untouched.", file=sys.stderr)
        return 1
    put_in_place(fresh, site_folder, former)
    if warning := _unshared(build_environment(root)):
        print(f"warning  {warning}")
    for line in summary(site):
        print(line)
    print(f"seconds  {time.monotonic() - started:.1f}")
    print(f"open     {site_folder / 'index.html'}")
    return 0
