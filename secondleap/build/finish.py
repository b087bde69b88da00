"""The last step on a built folder: Material's own faults mended, files for web servers, packed copies, a manifest."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import brotli

from secondleap.build.hosts import FOLDER, host_files
from secondleap.build.offline_copies import MANIFEST, files, manifest

_PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".csv", ".bib", ".txt"}
_SMALLEST = 1024  # bytes: below, a packed copy saves no packet
# What stands outside every block of Material's base.html, so that no override reaches it: HTML knows no autocomplete on a check box.
_FAULT = re.compile(r'( type="checkbox" id="__(?:drawer|search)") autocomplete="off"')


def build_environment(root: Path) -> Mapping[str, str]:
    """What a build may know of time and place: the commit's date and name, and the address given by SITE_URL.

    The clock is never asked: two builds of one commit are the same bytes. Without git, only the version is known.
    """
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct %cs %h"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    epoch, day, commit = (
        asked.stdout.split()
        if asked.returncode == 0 and asked.stdout.strip()
        else ("315532800", "", "")
    )
    address = os.environ.get("SITE_URL", "").rstrip("/")
    return {
        "SOURCE_DATE_EPOCH": epoch,
        "SECONDLEAP_EDITION": " · ".join(
            part for part in (version("secondleap"), day, commit) if part
        ),
        "SITE_URL": f"{address}/" if address else "",
        "SITE_URL_EN": f"{address}/en/" if address else "",
    }


def _pack(path: Path) -> None:
    """Copies that a server hands out as they are. No time stamp inside: the same bytes give the same copy."""
    whole = path.read_bytes()
    if len(whole) >= _SMALLEST:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(whole, 9, mtime=0))
        path.with_name(path.name + ".br").write_bytes(brotli.compress(whole, quality=9))


def mend(site: Path) -> None:
    """Mends in every page of the built folder ``site`` what no override of the theme reaches."""
    for page in sorted(site.rglob("*.html")):
        page.write_text(
            _FAULT.sub(r"\1", page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n"
        )


def finish(site: Path) -> None:
    """Makes the built folder ``site`` ready to be served by any host: its files for web servers, packed copies, the manifest."""
    for name, text in host_files(site, sorted(site.rglob("*.html"))).items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, encoding="utf-8", newline="\n")
    with ThreadPoolExecutor() as pool:
        list(
            pool.map(
                _pack,
                [
                    path
                    for path in site.rglob("*")
                    if path.suffix in _PACKED and FOLDER not in path.parts
                ],
            )
        )
    (site / MANIFEST).write_text(
        manifest({name: (site / name).read_bytes() for name in files(site)}),
        encoding="utf-8",
        newline="\n",
    )
