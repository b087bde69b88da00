"""The standing of a claim follows from who speaks, what was read, and what contradicts it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from secondleap.data.schema import Claim, Source
from secondleap.data.standing import standing, strongest_first

BASE = {"type": "webpage", "title": "T", "language": "en"}


def source(name: str, kind: str, seen: str = "original", publisher: str = "") -> Source:
    return Source.model_validate(
        {
            **BASE,
            "id": name,
            "publisher": publisher or name,
            "URL": f"https://example.org/{name}",
            "kind": kind,
            "seen": seen,
        }
    )


SOURCES = {
    item.id: item
    for item in (
        source("office", "office"),
        source("copied", "office", "copy"),
        source("excerpted", "scholarship", "excerpt"),
        source("study", "scholarship"),
        source("paper", "press"),
        source("rival", "press"),
        source("again", "press", publisher="paper"),
        source("blog", "personal"),
    )
}


def claim(lines: Iterable[str]) -> Claim:
    """A claim from lines such as ``office passage`` or ``paper excerpt against``."""
    evidence = []
    for line in lines:
        name, read, *rest = line.split()
        evidence.append(
            {"source": name, "ko": "글", "en": "text", "read": read, "against": bool(rest)}
        )
    record = {"id": "a", "ko": "글", "en": "text", "place": "x", "evidence": evidence}
    return Claim.model_validate(record)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["office passage"], "firm"),
        (["study passage"], "firm"),
        (["office excerpt"], "thin"),
        (["copied passage"], "thin"),
        (["copied passage", "excerpted passage"], "firm"),
        (["paper passage"], "thin"),
        (["paper passage", "rival passage"], "firm"),
        (["paper passage", "again passage"], "thin"),
        (["paper passage", "rival excerpt"], "thin"),
        (["blog passage", "paper passage"], "thin"),
        (["paper not"], "open"),
        (["paper passage", "rival passage against"], "open"),
        (["office passage", "paper passage against"], "firm"),
        (["office passage", "study passage against"], "open"),
        (["paper passage", "rival not against"], "thin"),
    ],
)
def test_standing_follows_from_the_evidence(lines: list[str], expected: str) -> None:
    assert standing(claim(lines), SOURCES) == expected


def test_the_strongest_line_comes_first() -> None:
    lines = strongest_first(
        claim(["blog passage", "paper excerpt", "rival passage", "office not"]), SOURCES
    )
    assert [line.source for line in lines] == ["office", "rival", "paper", "blog"]
