"""Asks the address of every source, slowly and more than once; lists those without an answer."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from secondleap.data.dataset import read_dataset

ROOT = Path(__file__).parent.parent
PAUSE, PATIENCE, TRIES = 1, 30, 3  # seconds between addresses; seconds for an answer; how often
THERE = {401, 403, 405, 406, 429, 451, 999}  # the host answers, but not to a machine


def left_out() -> set[str]:
    """The hosts not to ask; each has its reason beside it."""
    lines = (ROOT / ".ci/links.txt").read_text(encoding="utf-8").splitlines()
    return {line.partition(": ")[0] for line in lines if line and not line.startswith("#")}


def answers(address: str) -> str:
    """Nothing where ``address`` answers, else what was wrong the last time."""
    wrong = ""
    for attempt in range(TRIES):
        time.sleep(PAUSE * 10**attempt)
        try:
            asked = Request(
                quote(address, safe=":/?#[]@!$&'()*+,;=%~"),
                headers={"User-Agent": "Mozilla/5.0 (Second Leap, weekly check of links)"},
            )
            with urlopen(asked, timeout=PATIENCE):
                return ""
        except HTTPError as error:
            if error.code in THERE:
                return ""
            wrong = str(error.code)
        except (URLError, OSError, ValueError) as error:
            wrong = str(error)
    return wrong


def main() -> int:
    """1 where an address is dead, so that the workflow shows it."""
    skipped, dead = left_out(), 0
    for source in read_dataset(ROOT).records["sources"]:
        if urlsplit(source.URL).hostname in skipped:
            continue
        if wrong := answers(source.URL):
            dead += 1
            print(f"{source.file}:{source.line}: {source.id}: {wrong}: {source.URL}", flush=True)
        elif source.URL.startswith("http://") and not answers(
            "https" + source.URL.removeprefix("http")
        ):
            print(
                f"{source.file}:{source.line}: {source.id}: has https too: {source.URL}", flush=True
            )
    print(f"{dead} of the sources' addresses do not answer")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
