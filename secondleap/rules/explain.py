"""``check --explain CODE``: a rule with its message, a bad and a good example, in Korean or English."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from secondleap.rules.every import RULES
from secondleap.say import RefusedError, said, tell
from secondleap.shapes import SHAPES

EXAMPLES = Path(__file__).with_name("examples.yml")


@cache
def examples() -> dict[str, dict[str, Any]]:
    """Code -> its example."""
    return {item["code"]: item for item in yaml.load(EXAMPLES.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)}


def codes() -> dict[str, tuple[str, str]]:
    """Code -> what is expected and how to mend it, of everything that `check` may report, in the order of the guide."""
    rules = {rule.code: (rule.expected, rule.mend) for rule in RULES}
    return {**SHAPES, **rules}


def example(code: str, language: str) -> tuple[str, str, str]:
    """File, bad and good text of the example for ``code``."""
    item = examples()[code]
    bad, good = (text if isinstance(text := item[name], str) else text[language] for name in ("bad", "good"))
    return item["file"].replace("{language}", language), bad, good


def explain(code: str, language: str) -> str:
    """The rule ``code`` told in ``language``. Raises `RefusedError`, with the codes most like it, where there is no such rule."""
    known = codes()
    asked = code.upper()
    if asked not in known:
        near = difflib.get_close_matches(asked, known, n=3, cutoff=0.5) or [name for name in known if name[:1] == asked[:1]] or list(known)
        raise RefusedError(said("there is no rule '{code}'; near it: {near}", code=code, near=", ".join(near)))
    expected, mend = (tell(text, language) for text in known[asked])
    file, bad, good = example(asked, language)

    def block(title: str, text: str) -> str:
        return f"{tell(title, language)}\n" + "\n".join(f"    {line}" for line in text.splitlines())

    head = [f"{asked}: {expected}", mend, "", tell(said("An example in {file}", file=file), language)]
    return "\n".join([*head, block(said("wrong:"), bad), block(said("right:"), good)])
