"""``check --explain CODE``: a rule with its message, a bad and a good example, in Korean or
English."""

from __future__ import annotations

import difflib

from secondleap.checks.examples import examples
from secondleap.checks.run import RULES
from secondleap.data.schema_errors import SHAPES
from secondleap.text.messages import RefusedError, message, translate


def codes() -> dict[str, tuple[str, str]]:
    """Code -> what is expected and the fix, of everything that `check` may report, in the order of
    the guide."""
    rules = {rule.code: (rule.expected, rule.fix) for rule in RULES}
    return {**SHAPES, **rules}


def example(code: str, language: str) -> tuple[str, str, str]:
    """File, bad and good text of the example for ``code``."""
    return examples()[code].texts(language)


def explain(code: str, language: str) -> str:
    """The rule ``code`` in ``language``. Raises `RefusedError`, with the codes most like it, where
    there is no such rule."""
    known = codes()
    asked = code.upper()
    if asked not in known:
        near = (
            difflib.get_close_matches(asked, known, n=3, cutoff=0.5)
            or [name for name in known if name[:1] == asked[:1]]
            or list(known)
        )
        raise RefusedError(
            message("there is no rule '{code}'; near it: {near}", code=code, near=", ".join(near))
        )
    expected, fix = (translate(text, language) for text in known[asked])
    file, bad, good = example(asked, language)

    def block(title: str, text: str) -> str:
        return f"{translate(title, language)}\n" + "\n".join(
            f"    {line}" for line in text.splitlines()
        )

    head = [
        f"{asked}: {expected}",
        fix,
        "",
        translate(message("An example in {file}", file=file), language),
    ]
    return "\n".join([*head, block(message("wrong:"), bad), block(message("right:"), good)])
