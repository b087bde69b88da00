"""What has been published: the figures, verdicts and series values that readers may have quoted.

``data/released.json`` holds them as of the last release, which ``python -m secondleap release``
makes.
"""

from __future__ import annotations

import json
from pathlib import Path

from secondleap.data.dataset import Dataset

FILE = "data/released.json"


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


def release(dataset: Dataset) -> None:
    """Writes the values of today as the published ones."""
    text = json.dumps(snapshot(dataset), ensure_ascii=False, indent=0, sort_keys=True)
    (dataset.root / FILE).write_text(text + "\n", encoding="utf-8")
