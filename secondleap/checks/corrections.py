"""Rules on corrections: all that changed since it was published is listed, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondleap.checks.registry import READABLE, Finding, rule
from secondleap.checks.site import Site
from secondleap.data.released import FILE, GONE, read_released, snapshot
from secondleap.data.schema import Correction
from secondleap.text.messages import message

_SENTENCE = " text"  # ends the record of a correction of a sentence: its words are not kept


def _last(site: Site) -> dict[str, Correction]:
    """What was corrected -> its newest correction."""
    ordered = sorted(site.dataset.records["corrections"], key=lambda item: item.date)
    return {item.record: item for item in ordered}


@rule("C406", requires=["D103", *READABLE])
def correction_listed(site: Site) -> Iterator[Finding]:
    """A published value that changes or goes is listed in data/corrections with its old and its new
    value.

    Add the entry as the message has it, with the reason in both languages, to a file of
    data/corrections, or restore the value.
    """
    last, now = _last(site), snapshot(site.dataset)
    for name, value in read_released(site.root).items():
        current = now.get(name, GONE)
        listed = last.get(name)
        if current == value or (listed and (listed.old, listed.new) == (value, current)):
            continue
        entry = f'record: "{name}", old: "{value}", new: "{current}"'
        found = message(
            "'{name}' was published as '{value}' and is now '{now}'; the entry: {entry}",
            name=name,
            value=value,
            now=message("gone") if current == GONE else current,
            entry=f"- {{id: , date: , {entry}, ko: , en: }}",
        )
        yield Finding(FILE, 1, found, (re.split("[ /]", name)[0],))


@rule("C408", requires=["D101", *READABLE])
def correction_needed(site: Site) -> Iterator[Finding]:
    """Every correction is of a published value, and the newest one of a value has the value of
    today; that of a sentence names a claim.

    Write under 'record:' the address that data/released.json has, or the claim's id and 'text', and
    under 'new:' the value as it is now; remove an entry of what was never published.
    """
    released, now = read_released(site.root), snapshot(site.dataset)
    for name, item in _last(site).items():
        about = (item.id, re.split("[ /]", name)[0])
        if name.endswith(_SENTENCE):
            if name.removesuffix(_SENTENCE) not in site.dataset.claims:
                found = message("'{id}' corrects the unknown '{name}'", id=item.id, name=name)
                yield Finding(item.file, item.line, found, about)
        elif name not in released:
            found = message("'{id}' corrects '{name}', never published", id=item.id, name=name)
            yield Finding(item.file, item.line, found, about)
        elif item.new != (current := now.get(name, GONE)):
            found = message(
                "'{id}' says that '{name}' is now '{new}', but it is '{current}'",
                id=item.id,
                name=name,
                new=item.new,
                current=current,
            )
            yield Finding(item.file, item.line, found, about)
