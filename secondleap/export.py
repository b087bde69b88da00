"""The ledger to take away: sources as CSL-JSON, which reference managers import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from secondleap.ledger import Ledger
from secondleap.model import Source

# Types whose publisher is, in CSL's terms, the container that the item appeared in.
_IN_CONTAINER = {"article-newspaper", "article-journal", "entry-encyclopedia"}


def date_parts(iso: str) -> dict[str, list[list[int]]]:
    """An ISO date as CSL writes dates."""
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def csl(source: Source) -> dict[str, Any]:
    """``source`` as an item of CSL-JSON 1.0.2 (docs.citationstyles.org)."""
    item: dict[str, Any] = {"id": source.id, "type": source.type, "title": source.title, "publisher": source.publisher}
    if source.type in _IN_CONTAINER:
        item["container-title"] = source.publisher
    if source.issued:
        item["issued"] = date_parts(source.issued)
    if source.accessed:
        item["accessed"] = date_parts(source.accessed)
    item |= {"URL": source.URL, "language": source.language}
    if source.note:
        item["note"] = source.note.en
    return item


def export(ledger: Ledger, into: Path) -> None:
    """Writes the files to take away below ``into``, a built site."""
    items = [csl(source) for source in ledger.records["sources"]]
    (into / "evidence").mkdir(exist_ok=True)
    (into / "evidence" / "sources.csl.json").write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
