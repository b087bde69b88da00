"""``python -m secondleap check | publish | book | release | verify COPY``: the commands behind the Makefile, and the check of a copy."""

from __future__ import annotations

import sys
import time
import zipfile
from pathlib import Path

from secondleap.faults import FaultsError, report
from secondleap.markdown import project_root
from secondleap.package import differences
from secondleap.publish import publish, publish_with_books, summary
from secondleap.released import release
from secondleap.rules import check_site


def check(root: Path) -> int:
    """Checks data and pages; prints every fault and the counts. 0 where all is well, else 1."""
    started = time.monotonic()
    site, faults = check_site(root)
    if faults:
        print(report(faults), file=sys.stderr)
    for line in summary(site):
        print(line)
    print(f"checked in {time.monotonic() - started:.1f} s")
    return 1 if faults else 0


def make_release(root: Path) -> int:
    """Takes today's values as published, once nothing is at fault."""
    site, faults = check_site(root)
    if faults:
        raise FaultsError(faults)
    release(site.ledger)
    return 0


def verify(copy: Path) -> int:
    """Checks a copy of the site, a folder or a zip, against its manifest. 0 where it is whole, else 1."""
    found = differences(copy)
    for line in found:
        print(line)
    print(f"{copy}: {f'{len(found)} files differ' if found else 'whole'}")
    return 1 if found else 0


COMMANDS = {"check": check, "publish": publish, "book": publish_with_books, "release": make_release}


def main(arguments: list[str]) -> int:
    """Runs one command in the project around the working directory; returns the exit status."""
    verifies = len(arguments) == 2 and arguments[0] == "verify"
    if not verifies and (len(arguments) != 1 or arguments[0] not in COMMANDS):
        print(f"usage: python -m secondleap {' | '.join(COMMANDS)} | verify FOLDER-OR-ZIP", file=sys.stderr)
        return 2
    try:
        if verifies:
            return verify(Path(arguments[1]))
        return COMMANDS[arguments[0]](project_root(Path.cwd()))
    except FaultsError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, zipfile.BadZipFile) as error:
        print(f"secondleap: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
