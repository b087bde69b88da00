"""The environment of a build: the commit it is made from, and its public address."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from secondleap.build.share_pictures import can_be_made

_WITHOUT_GIT = ("315532800", "", "")  # 1980-01-01, the first day that a zip can hold


def build_environment(root: Path) -> Mapping[str, str]:
    """Variables for the configurations of the project at ``root``.

    The date is that of the commit and never the clock's: two builds of one commit are the same
    bytes. Without git, only the version is known. ``SITE_URL`` is taken from the caller.
    """
    log = subprocess.run(
        ["git", "log", "-1", "--format=%ct %cs %h"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    epoch, day, commit = log.stdout.split() if log.returncode == 0 and log.stdout else _WITHOUT_GIT
    address = os.environ.get("SITE_URL", "").rstrip("/")
    edition = [part for part in (version("secondleap"), day, commit) if part]
    return {
        "SOURCE_DATE_EPOCH": epoch,
        "SECONDLEAP_EDITION": " · ".join(edition),
        "SITE_URL": f"{address}/" if address else "",
        "SITE_URL_EN": f"{address}/en/" if address else "",
        "SECONDLEAP_PICTURES": "true" if address and can_be_made() else "",
    }
