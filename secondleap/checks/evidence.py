"""Rules on the evidence of claims: quotations, framing words, key figures, arithmetic."""

from __future__ import annotations

import ast
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from secondleap.checks.registry import READABLE, Finding, rule
from secondleap.checks.site import Site
from secondleap.data.schema import LANGUAGES, Claim, Evidence, Source
from secondleap.text.figures import Figure, read
from secondleap.text.messages import message

WORDS_OF_A_QUOTE, CHARACTERS_OF_A_QUOTE, QUOTES_OF_A_SOURCE = 25, 60, 3
_IDEOGRAPHIC = ("zh", "ja")  # languages that write no space between words

# Words that say more than a figure does. English ones that often frame nothing are left out where
# they do not: at first, the first half, first and foremost.
FRAMING = {
    "ko": re.compile(
        r"유일|최초|최대(?! ?\d)|최고|최저|최악|사상 처음|가장 (?:많|크|큰|높|낮|적|오래|빠)"
    ),
    "en": re.compile(
        r"\b(?:only one|the only|sole|largest|biggest|highest|lowest|fastest|oldest|unprecedented"
        r"|(?<!at )(?<!the year’s )first (?:in|of its|to|time|ever)|peaked)\b",
        re.IGNORECASE,
    ),
}
# What carries them in a passage, in the languages that the sources speak.
_CARRIES = re.compile(
    r"유일|최초|최대|최고|최저|최악|처음|첫|만에|가장|1위|정점|기록"
    r"|\b(?:only|sole|first|largest|biggest|greatest|most|highest|lowest|fastest|oldest|peak\w*|record|récord|"
    r"unprecedented|fewest|least|never|No\. ?1"
    r"|únic[oa]|primer[oa]?|mayor|máxim[oa]|más|primeir[oa]|maior|erste[nrs]?|größte[nrs]?|einzige\w*"
    r"|premi[eè]re?|største|første|prim[oa]|maggiore)\b"
    r"|首|最|唯一|第一|初",
    re.IGNORECASE,
)


def _quoted(site: Site) -> Iterator[tuple[Claim, Evidence, Source]]:
    """Every line of evidence with a quotation, and its source."""
    for claim in site.dataset.records["claims"]:
        for line in claim.evidence:
            if line.quote and line.source in site.dataset.sources:
                yield claim, line, site.dataset.sources[line.source]


@rule("E601", requires=READABLE)
def short_quotation(site: Site) -> Iterator[Finding]:
    """A quotation has 25 words at most (60 characters in Chinese or Japanese) and comes from a text
    that was read; a source is quoted three times at most.

    Shorten it to the words that carry the figure, write under 'read:' what was read, or leave it
    out.
    """
    of_source: Counter[str] = Counter()
    for claim, line, source in _quoted(site):
        quote = line.quote or ""
        of_source[source.id] += 1
        if source.language in _IDEOGRAPHIC:
            length, most = len(re.sub(r"\s", "", quote)), CHARACTERS_OF_A_QUOTE
        else:
            length, most = len(quote.split()), WORDS_OF_A_QUOTE
        about = (claim.id, source.id)
        if length > most:
            found = message(
                "a quotation of {length} from '{source}'", length=length, source=source.id
            )
            yield Finding(claim.file, claim.line, found, about)
        if line.read not in ("passage", "excerpt"):
            found = message("a quotation from '{source}' that was not read", source=source.id)
            yield Finding(claim.file, claim.line, found, about)
        if of_source[source.id] == QUOTES_OF_A_SOURCE + 1:
            found = message("a fourth quotation from '{source}'", source=source.id)
            yield Finding(claim.file, claim.line, found, about)


@rule("E602", requires=READABLE)
def framing_carried(site: Site) -> Iterator[Finding]:
    """A word that frames a claim (the only, first, largest, highest) is in a passage that its
    evidence quotes.

    Quote the words of the source that say so, or leave the word out of the claim.
    """
    for claim in site.dataset.records["claims"]:
        quotes = [line.quote for line in claim.evidence if line.quote]
        if any(_CARRIES.search(quote) for quote in quotes):
            continue
        words = [
            word[0]
            for language in LANGUAGES
            for word in FRAMING[language].finditer(claim[language])
        ]
        if words:
            found = message(
                "'{id}' says {words}", id=claim.id, words=", ".join(f"'{word}'" for word in words)
            )
            yield Finding(claim.file, claim.line, found, (claim.id,))


def _line_figures(line: Evidence, source: Source | None) -> set[Figure]:
    """The figures of a line of evidence and of the passage that it quotes."""
    texts = [(line.en, "en"), (line.ko, "ko")]
    if line.quote and source:
        # Most languages but English and Korean write 1.234,5 for 1,234.5.
        same = source.language in (*LANGUAGES, *_IDEOGRAPHIC)
        quote = line.quote if same else line.quote.translate(str.maketrans(",.", ".,"))
        texts.append((quote, source.language if source.language in LANGUAGES else "en"))
    return {
        Figure(figure.value, figure.dimension)
        for text, language in texts
        for figure in read(text, language).figures
    }


@rule("E603", requires=READABLE)
def key_figure_of_one_line(site: Site) -> Iterator[Finding]:
    """The key figure of a claim with a headline stands in one line of its evidence, or is computed.

    Put the figure's own source into the evidence, or write the arithmetic under 'computed:'.
    """
    for claim in site.dataset.records["claims"]:
        if not claim.headline or not claim.figures or claim.figures[0].computed:
            continue
        figure = site.dataset.figure(claim.figures[0])
        wanted = Figure(abs(figure.value), figure.dimension)
        lines = (
            _line_figures(line, site.dataset.sources.get(line.source)) for line in claim.evidence
        )
        if not any(wanted.matches(other) for line in lines for other in line):
            found = message(
                "the key figure {figure} of '{id}' in no line of its evidence",
                figure=f"{claim.figures[0].value:f}",
                id=claim.id,
            )
            yield Finding(claim.file, claim.line, found, (claim.id,))


_OPERATORS: dict[type[ast.AST], Callable[..., Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}


def calculate(text: str, known: Mapping[str, float]) -> Decimal:
    """The value of ``text``: numbers, names of ``known`` ones, + - * / ** and brackets.

    Raises `ValueError` for all else.
    """

    def value(node: ast.AST) -> Decimal:
        if isinstance(node, ast.Name) and node.id in known:
            return Decimal(repr(known[node.id]))
        if isinstance(node, ast.Expression):
            return value(node.body)
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            return Decimal(repr(node.value))
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](value(node.left), value(node.right))
        if isinstance(node, ast.UnaryOp) and type(node.op) in _OPERATORS:
            return _OPERATORS[type(node.op)](value(node.operand))
        raise ValueError(text)

    try:
        return value(ast.parse(text, mode="eval"))
    except (SyntaxError, ArithmeticError) as error:
        raise ValueError(text) from error


@rule("E604", requires=READABLE)
def computed_figure(site: Site) -> Iterator[Finding]:
    """A figure declared 'computed:' is what its arithmetic gives, rounded as the figure is written.

    Correct the arithmetic or the figure: numbers, + - * / ** and brackets only, and the names that
    '.venv/bin/python -m secondleap peaks' prints.
    """
    for claim in site.dataset.records["claims"]:
        for figure in claim.figures:
            if not figure.computed:
                continue
            try:
                result = calculate(figure.computed, site.dataset.numbers)
            except ValueError:
                found = message(
                    "'{text}' of '{id}', which is no arithmetic", text=figure.computed, id=claim.id
                )
                yield Finding(claim.file, claim.line, found, (claim.id,))
                continue
            # Rounded to the last figure that is written: 280,000 to ten thousands, 3.6 to tenths.
            # What a table counts is exact: 230 is not 228.
            exponent = figure.value.normalize().as_tuple().exponent
            counted = any(letter.isalpha() for letter in figure.computed)
            step = Decimal(1).scaleb(min(exponent, 0) if counted else exponent)
            if abs(result - figure.value) > step / 2:
                found = message(
                    "{value} of '{id}', where '{text}' gives {result}",
                    value=f"{figure.value:f}",
                    id=claim.id,
                    text=figure.computed,
                    result=f"{result.normalize():.6g}",
                )
                yield Finding(claim.file, claim.line, found, (claim.id,))
