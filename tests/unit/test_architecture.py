"""The rooms of the package: imports go downwards only, read from the source.

A room is a direct child of ``secondleap/``; a floor is a step in the longest chain of imports
between rooms. Imports inside functions and under ``TYPE_CHECKING`` count as all others do.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter

import pytest
from support import ROOT, syntax

PACKAGE = ROOT / "secondleap"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
}
Graph = dict[str, set[str]]


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement below ``node``; no expression holds one."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.expr):
            yield child
            yield from statements(child)


def imported(module: ast.Module) -> set[str]:
    """The modules of the package that ``module`` imports, wherever the statement is."""
    found = set()
    for node in statements(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "a relative import: write the whole name"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else str(node.module) for name in names}
    return {name for name in found if name.split(".")[0] == "secondleap"}


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else "__init__"


@cache
def modules() -> Graph:
    read = {name: imported(syntax(path)) for name, path in MODULES.items()}
    return {name: targets - {name} for name, targets in read.items()}


@cache
def rooms() -> Graph:
    graph: Graph = {room(name): set() for name in MODULES}
    for name, targets in modules().items():
        graph[room(name)] |= {room(target) for target in targets} - {room(name)}
    return graph


def floors(graph: Graph) -> dict[str, int]:
    """Node -> length of the longest chain of imports that starts at it. Raises `CycleError`."""
    found: dict[str, int] = {}
    for node in TopologicalSorter(graph).static_order():
        found[node] = 1 + max((found[below] for below in graph.get(node, ())), default=0)
    return found


def test_there_is_no_circle_between_modules_and_none_between_rooms() -> None:
    assert floors(modules()).keys() == MODULES.keys()
    floors(rooms())


def test_the_guide_maps_the_rooms_by_their_docstrings_each_below_what_it_imports() -> None:
    table = (ROOT / "MAINTAINING.md").read_text(encoding="utf-8").split("| room | ")[1]
    told = dict(re.findall(r"^\| `(\w+)/` \| (.+) \|$", table.split("\n\n")[0], re.MULTILINE))
    assert told == {
        room(name): ast.get_docstring(syntax(path))
        for name, path in MODULES.items()
        if path.name == "__init__.py" and path.parent.parent == PACKAGE
    }
    order = list(told)
    for name, targets in rooms().items():
        if name in told:
            assert {target for target in targets & told.keys()} <= {*order[: order.index(name)]}, (
                name
            )


def test_there_are_at_most_sixteen_rooms_on_ten_floors() -> None:
    assert len(rooms()) <= 16
    assert max(floors(rooms()).values()) <= 10


@pytest.mark.parametrize(
    "source",
    [
        "from secondleap.text.messages import message",
        "import secondleap.text.messages",
        "def late():\n    from secondleap.text import messages",
        "if TYPE_CHECKING:\n    from secondleap.text import messages",
    ],
)
def test_an_import_is_seen_wherever_it_is(source: str) -> None:
    assert imported(ast.parse(source)) == {"secondleap.text.messages"}
