"""What a contributor looks up, as HTML: the template of a record, and every rule."""

from __future__ import annotations

from html import escape

from secondleap import guide
from secondleap.render import Context
from secondleap.render.words import WORDS
from secondleap.say import tell


def _code(text: str) -> str:
    return f"<pre><code>{escape(text)}</code></pre>"


def template(kind: str, context: Context) -> str:
    """The template of a record of ``kind``, its comments in the page's language."""
    return _code(guide.template(context.ledger.root, kind, context.language))


def addresses() -> list[str]:
    """The ids of all rules on the page that shows them."""
    from secondleap.rules import explain  # whose rules look at the blocks, of which this is one

    return [code.lower() for code in explain.codes()]


def rules(context: Context) -> str:
    """Every rule at its own address: its code and what it expects, and behind that how to mend it, with an example."""
    from secondleap.rules import explain  # whose rules look at the blocks, of which this is one

    words, made = WORDS[context.language], []
    for code, texts in explain.codes().items():
        expected, mend = (escape(tell(text, context.language)) for text in texts)
        file, bad, good = explain.example(code, context.language)
        parts = "".join(f'<p class="label">{words[name]}</p>{_code(text)}' for name, text in (("wrong", bad), ("right", good)))
        made.append(
            f'<details class="rule" id="{code.lower()}"><summary><code>{code}</code> <samp>{expected}</samp></summary><p><samp>{mend}</samp></p>'
            f"<p>{words['example_in'].format(file=f'<code>{file}</code>')}</p>{parts}</details>"
        )
    return f'<div class="rules">{"".join(made)}</div>'
