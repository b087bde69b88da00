"""Every rule, in the order of the guide, and the check of a whole project."""

from __future__ import annotations

import re
from pathlib import Path

from secondleap.checks import charts, data, pages, prose, typography
from secondleap.checks.registry import Rule
from secondleap.checks.site import Site, read_site
from secondleap.data.faults import Fault

RULES: tuple[Rule, ...] = (
    *data.RULES,
    *pages.RULES,
    *prose.RULES,
    *charts.RULES,
    *typography.RULES,
)


def _follows(fault: Fault, unread: frozenset[str]) -> bool:
    """Whether ``fault`` is about a record that could not be read: it may go when that is mended."""
    return not unread.isdisjoint(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", fault.found))


def check_site(root: Path) -> tuple[Site, list[Fault]]:
    """The site at ``root`` and everything wrong with it, faults of shape first."""
    site = read_site(root)
    faults = [*site.dataset.faults]
    for each in RULES:
        faults += (fault for fault in each.faults(site) if not _follows(fault, site.dataset.unread))
    return site, sorted(set(faults))
