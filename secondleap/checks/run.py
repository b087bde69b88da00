"""Every rule, in the order of the guide, and the check of a whole project."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from secondleap.checks import (
    charts,
    citations,
    corrections,
    data,
    evidence,
    front_matter,
    headings,
    links,
    markup,
    parity,
    prose,
    typography,
)
from secondleap.checks.registry import Rule
from secondleap.checks.site import Site, read_site
from secondleap.data.faults import UNREADABLE, Fault, leading
from secondleap.pages.navigation import configuration_faults

_MODULES = (
    data,
    evidence,
    front_matter,
    headings,
    parity,
    links,
    citations,
    markup,
    prose,
    charts,
    typography,
    corrections,
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            value
            for module in _MODULES
            for value in vars(module).values()
            if isinstance(value, Rule)
        ),
        key=lambda rule: ("DEPFCT".index(rule.code[0]), rule.code),
    )
)


@cache
def _causes_first() -> list[Rule]:
    """The rules, each after those that it requires."""
    by_code = {rule.code: rule for rule in RULES}
    order = TopologicalSorter({rule.code: rule.requires for rule in RULES}).static_order()
    return [by_code[code] for code in order if code in by_code]


def _subjects(fault: Fault, unread: frozenset[str]) -> set[str]:
    """What a fault of shape is about: its file, the folders around that, and the ids not read."""
    path = Path(fault.file)
    return {path.as_posix(), *(folder.as_posix() for folder in path.parents), *unread}


def check_site(root: Path) -> tuple[Site, list[Fault]]:
    """The site at ``root`` and everything wrong with it that does not follow from another fault.

    What depends on a file that cannot be read is not looked at.
    """
    site = read_site(root)
    faults = [
        *site.dataset.faults,
        *(fault for page in site.all_pages for fault in page.faults),
        *configuration_faults(root),
    ]
    if any(fault.code in UNREADABLE for fault in faults):
        return site, leading(faults)
    wrong: defaultdict[str, set[str]] = defaultdict(set)  # code -> what its faults are about
    for fault in faults:
        wrong[fault.code] |= _subjects(fault, site.dataset.unread)
    for rule in _causes_first():
        causes = set().union(*(wrong[code] for code in rule.requires))
        for finding in rule.check(site):
            wrong[rule.code].update(finding.about)
            if causes.isdisjoint(finding.about):
                faults.append(rule.fault(finding))
    return site, sorted(set(faults))
