"""What has been published: the figures, verdicts and series values that readers may have quoted.

``data/released.json`` holds them as of the last release, which ``python -m secondleap release``
makes: with them it writes the day, which citations show, and the version.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

from secondleap.data.dataset import Dataset
from secondleap.text.messages import RefusedError, message

FILE, DAY, VERSION = "data/released.json", "projects/shared.yml", "pyproject.toml"
CITATION = "CITATION.cff"
GONE = "-"  # the value of what was published and is no longer there


def snapshot(dataset: Dataset) -> dict[str, str]:
    """Every value by its address: ``claim-id verdict``, ``claim-id figures``, ``series/period``."""
    values = {}
    for claim in dataset.records["claims"]:
        if claim.verdict:
            values[f"{claim.id} verdict"] = claim.verdict
        values[f"{claim.id} figures"] = ", ".join(
            sorted(f"{figure.value.normalize():f} {figure.unit}" for figure in claim.figures)
        )
    for series in dataset.series.values():
        for row in series.rows:
            values[f"{series.name}/{row.key}"] = f"{row.value.normalize():f}"
    return values


def read_released(root: Path) -> dict[str, str]:
    """The values of the last release; none before the first."""
    path = root / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _replaced(path: Path, text: str, pattern: str, value: str) -> str:
    """``text``, that of ``path``, with ``value`` in the one place of ``pattern``'s group."""
    found = list(re.finditer(pattern, text, re.MULTILINE))
    if len(found) != 1:
        raise RefusedError(
            message(
                "{file} holds '{pattern}' {count} times: bring the line back.",
                file=path.name,
                pattern=pattern,
                count=len(found),
            )
        )
    return text[: found[0].start(1)] + value + text[found[0].end(1) :]


def release(dataset: Dataset, day: date, version: str = "") -> list[str]:
    """Writes the values of today as the published ones, the day, and the ``version`` where there is
    one. Returns the files that change. What is gone since the last release keeps its address, which
    its correction names."""
    root = dataset.root
    published = dict.fromkeys(read_released(root), GONE) | snapshot(dataset)
    values = json.dumps(published, ensure_ascii=False, indent=0, sort_keys=True)
    texts = {FILE: values + "\n"}
    changes = [
        (DAY, r'^  released: "([^"]*)"', str(day)),
        (CITATION, r'^date-released: "([^"]*)"', str(day)),
    ]
    if version:
        changes += [(VERSION, r'^version = "([^"]*)"', version)]
        changes += [(CITATION, r"^version: (.*)$", version)]
    for name, pattern, value in changes:
        path = root / name
        texts[name] = _replaced(path, texts.get(name) or _read(path), pattern, value)
    changed = {
        name: text
        for name, text in texts.items()
        if not (root / name).is_file() or _read(root / name) != text
    }
    for name, text in changed.items():
        (root / name).write_text(text, encoding="utf-8")
    return list(changed)
