"""A bad and a good input for every code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

EXAMPLES = Path(__file__).with_name("examples.yml")


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Code -> its example."""
    return {
        item["code"]: item
        for item in yaml.load(EXAMPLES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    }
