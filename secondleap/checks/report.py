"""What a check prints: the faults, and what is left to write."""

from __future__ import annotations

from collections.abc import Iterable

from secondleap.data.faults import Fault, listing
from secondleap.pages.todo import GAP, todo


def report(faults: Iterable[Fault], language: str) -> str:
    """The faults with their count, then what is left to write as a list of its own."""
    listed = set(faults)
    gaps = [fault for fault in listed if fault.code == GAP]
    wrong = [fault for fault in listed if fault.code != GAP]
    return "\n\n".join(
        [*([listing(wrong, language)] if wrong else []), *([todo(gaps, language)] if gaps else [])]
    )
