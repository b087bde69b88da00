"""What a contributor looks up, as HTML: the template of a record, and every rule."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from secondleap.pages import record_templates as guide
from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.text.messages import translate


def _code(text: str) -> str:
    return f"<pre><code>{escape(text)}</code></pre>"


def template(kind: str, context: Context) -> str:
    """The template of a record of ``kind``, its comments in the page's language."""
    return _code(guide.template(context.dataset.root, kind, context.language))


def rules(
    codes: dict[str, tuple[str, str]],
    example: Callable[[str, str], tuple[str, str, str]],
    context: Context,
) -> str:
    """Every rule at its own address: its code and what it expects, and behind that how to fix it, with an example.

    ``codes``: code -> what is expected and how to fix it; ``example(code, language)``: file, bad and good text.
    """
    words, made = WORDS[context.language], []
    for code, texts in codes.items():
        expected, mend = (escape(translate(text, context.language)) for text in texts)
        file, bad, good = example(code, context.language)
        parts = "".join(
            f'<p class="label">{words[name]}</p>{_code(text)}'
            for name, text in (("wrong", bad), ("right", good))
        )
        made.append(
            f'<details class="rule" id="{code.lower()}"><summary><code>{code}</code> <samp>{expected}</samp></summary><p><samp>{mend}</samp></p>'
            f"<p>{words['example_in'].format(file=f'<code>{file}</code>')}</p>{parts}</details>"
        )
    return f'<div class="rules">{"".join(made)}</div>'
