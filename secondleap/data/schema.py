"""The records of ``data/``, typed and frozen. Knows shapes, not meanings: what a record may hold,
not whether it is true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

LANGUAGES = ("ko", "en")
ACCESS_RECORD = "data/access.json"  # what the tests of access found, as they wrote it
DRAWINGS = "theme/drawings"  # the folder of the pictures of `Drawing`
ARTICLE_LEDGER = "article"  # name of the ledger that holds the claims of the 2021 article

_WORDS_OF_AN_EVENT = 7  # of its date and its English text, in a derived id
_DATE = r"\d{4}(-\d\d(-\d\d)?)?"
ID_PATTERN, MONTH_PATTERN, DATE_PATTERN, PERIOD_PATTERN = (
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    r"^\d{4}(-\d\d)?$",
    rf"^{_DATE}$",
    rf"^{_DATE}(/{_DATE})?$",
)
URL_PATTERN, LANGUAGE_PATTERN = r"^https?://\S+$", r"^[a-z]{2}$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Month = Annotated[str, StringConstraints(pattern=MONTH_PATTERN)]
Date = Annotated[str, StringConstraints(pattern=DATE_PATTERN)]
Period = Annotated[str, StringConstraints(pattern=PERIOD_PATTERN)]
Verdict = Literal["confirmed", "close", "differs", "contradicted", "unverified"]
PlaceKind = Literal[
    "city", "county", "district", "metropolitan-area", "state", "region", "nation", "world"
]
Theme = Literal["industry", "work", "city", "university", "company", "policy", "network"]
# Names of the style sheet's colours that a city may have (theme/assets/second-leap.css).
Colour = Literal["rust", "steel", "slate", "moss", "plum", "teal", "indigo", "ochre", "ink"]
# The item types of the Citation Style Language 1.0.2 that this site needs.
SourceType = Literal[
    "article-newspaper", "article-journal", "entry-encyclopedia", "report", "document", "webpage"
]

# Who made a statement; `personal` is a forum, a comment, a blog.
SourceKind = Literal[
    "office",
    "scholarship",
    "press",
    "company",
    "union",
    "party",
    "advocacy",
    "encyclopedia",
    "personal",
]


def _words_of_figure(value: Any) -> Any:
    """``"73 percent"`` for ``{value: 73, unit: percent}``: the short form in which most figures are
    written."""
    if isinstance(value, str) and len(value.split()) == 2:
        return dict(zip(("value", "unit"), value.split(), strict=True))
    return value


class Record(BaseModel):
    """Base of all records: frozen, and no field passes that is not named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Record):
    """The same said in both languages."""

    ko: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, language: str) -> str:
        return getattr(self, language)


class Quantity(Record):
    """A figure of a claim: ``value`` in base units (people, won, per cent), ``unit`` an id of
    ``data/units.yml``.

    ``computed`` is the arithmetic that gives the value from the figures of the evidence: ``100 * (1
    - 4.6 / 17)``.
    """

    value: Decimal
    unit: Id
    computed: str | None = None


class Placed(Record):
    """A record that has its own entry in a file of ``data/``. ``group`` is the file's name: a
    city, mostly."""

    id: Id
    file: str = Field("", exclude=True)
    line: int = Field(0, exclude=True)
    group: str = Field("", exclude=True)


class Evidence(Text):
    """What one source says of a claim, in our own words.

    ``quote`` is the passage itself, exact, in the source's language, at most 25 words; beside one,
    our words may be left out where they would be the claim's. ``read``
    tells what was seen of it: the
    ``passage`` on its page, an ``excerpt`` of the page, or ``not`` (it could not be had again).
    ``against`` marks a line that
    contradicts our sentence.
    """

    source: Id
    quote: str | None = None
    read: Literal["passage", "excerpt", "not"] | None = None
    against: bool = False


class ArticleStatement(Text):
    """What the 2021 article says, in our words. ``verdict``: how that fares against the record."""

    verdict: Verdict


class Claim(Placed, Text):
    """A sentence that can be true or false, checked against sources.

    ``article`` says what the 2021 article says and how that fares, where the claim is the
    article's. ``figures`` are those of the claim's own wording; these, ``period`` and ``place`` are
    derived from the wording and the city where the record leaves them out
    (`secondleap.data.derived`). ``audit`` is the day of an independent second look, or
    ``not-refound`` where that look could not find it again.
    ``headline`` says what and where of the first figure, for a strip of key figures. ``recheck`` is
    the day by which a sentence that speaks of the present, the latest or a record is to be looked
    at again.
    """

    article: ArticleStatement | None = None
    figures: tuple[Annotated[Quantity, BeforeValidator(_words_of_figure)], ...] = ()
    headline: Text | None = None
    period: Period | None = None
    place: Id = ""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    note: Text | None = None
    recheck: Date | None = None
    audit: Literal["not-refound"] | Date | None = None

    @model_validator(mode="before")
    @classmethod
    def _quoted_in_its_own_words(cls, given: dict[str, Any]) -> dict[str, Any]:
        said = {language: given.get(language) or "–" for language in LANGUAGES}
        lines = given.get("evidence")
        if not isinstance(lines, list):
            return given
        bare = [
            isinstance(line, dict) and "quote" in line and not line.keys() & set(LANGUAGES)
            for line in lines
        ]
        filled = [
            said | line if is_bare else line for line, is_bare in zip(lines, bare, strict=True)
        ]
        return {**given, "evidence": filled}

    @property
    def verdict(self) -> Verdict | None:
        """How the article's sentence fares; none where the claim is not the article's."""
        return self.article.verdict if self.article else None

    @property
    def ledger(self) -> str:
        """The ledger page that holds this claim's address: ``article``, or the city's."""
        return ARTICLE_LEDGER if self.article else self.group

    def texts(self, language: str) -> Iterator[str]:
        """Every text of the record but the article's."""
        yield self[language]
        yield from (item[language] for item in self.evidence)
        if self.note:
            yield self.note[language]


Address = Annotated[str, StringConstraints(pattern=URL_PATTERN)]


class Source(Placed):
    """A source, in the field names of CSL-JSON. ``weak`` marks a copy, an aggregator or a forum.

    ``publisher-en`` and ``publisher-ko`` are the publisher's names in English and Korean, where
    they differ from its own, on one of its sources for all of them.
    ``title-described`` says that the title is a description, since the headline could not be seen.
    ``archived`` is where an
    archive keeps the page as it was read, shown beside the original. ``kind`` is who made the
    statement, ``seen`` in what form
    it was read, ``about_itself`` whether it speaks of its own work.
    """

    type: SourceType
    title: str
    title_en: str | None = Field(None, alias="title-en")
    title_described: bool = Field(False, alias="title-described")
    publisher: str
    publisher_en: str | None = Field(None, alias="publisher-en")
    publisher_ko: str | None = Field(None, alias="publisher-ko")
    issued: Date | None = None
    accessed: Date | None = None
    URL: Address
    archived: Address | None = None
    language: Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
    kind: SourceKind | None = None
    seen: Literal["original", "copy", "excerpt"] | None = None
    about_itself: bool = Field(False, alias="about-itself")
    weak: bool = False
    note: Text | None = None


class Event(Placed, Text):
    """Something that happened on a day, in a month or in a year. Its id, where the record has none,
    is the date with the first words of the English text."""

    id: Id = ""
    date: Date
    theme: Theme
    source: Id

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_text(cls, given: dict[str, Any]) -> dict[str, Any]:
        text = f"{given.get('date', '')} {given.get('en', '')}".casefold()
        words = re.findall("[a-z0-9]+", text)
        return {"id": "-".join(words[:_WORDS_OF_AN_EVENT]), **given}


class Term(Placed, Text):
    """A glossary entry. ``also`` holds other spellings and names, for search and for marks in the
    text.

    ``roman`` writes a Korean term in Latin letters. ``page`` is the page about the term, where
    there is one. A term with
    ``mark: false`` is listed and searched, but its mentions are left unmarked: every reader knows
    it.
    """

    definition: Text
    also: tuple[str, ...] = ()
    roman: str | None = None
    page: str | None = None
    mark: bool = True
    source: Id

    @property
    def names(self) -> list[str]:
        """Every name without repeats: in both languages, what is in brackets after a name, and
        ``also``."""
        found: list[str] = []
        for name in (self.ko, self.en, *self.also):
            bracketed = re.fullmatch(r"(.*?)\s*\(([^(),]+)\)", name)
            found += bracketed.groups() if bracketed else [name]
        return list(dict.fromkeys(found))


class Synonym(Placed):
    """Words that readers type for one another, in either language; the search finds each by all."""

    names: tuple[str, ...] = Field(min_length=2)


class City(Placed, Text):
    """A city or a region that has a story on the site. Files of claims, events and sources bear its
    id.

    ``colour`` is its colour wherever it is shown, ``short`` its name where there is little room,
    ``turn`` the year its industry turned, from which the timeline counts. ``place`` is where its
    claims hold that name no other place: the place of its own id where it is left out.
    """

    short: Text | None = None
    colour: Colour
    turn: int | None = None
    place: Id | None = None

    def label(self, language: str) -> str:
        """Its name in a navigation and on a filter's button."""
        return (self.short or self)[language]


class Place(Placed, Text):
    """Where a claim holds. ``kind`` keeps a city apart from its metropolitan area.

    ``at`` (longitude, latitude) and ``page`` put it on the map of the hub network, with a ``fact``
    that ``claim`` backs.
    """

    kind: PlaceKind
    at: tuple[float, float] | None = None
    page: str | None = None
    fact: Text | None = None
    claim: Id | None = None


class Unit(Placed, Text):
    """How a quantity is written: ``{}`` stands for the number. ``dimension`` as in
    `secondleap.text.figures`."""

    dimension: str = ""


class Exemption(Placed):
    """Digits in the text that are no figure of fact, and why."""

    text: str
    reason: str


class ChartLine(Text):
    """One series of a chart, with its label and its colour: that of a city, by its id, or ``ink``
    or ``quiet``. ``thin`` lines stand behind the others, ``dashed`` ones are counted otherwise."""

    series: Id
    colour: Id = "ink"
    thin: bool = False
    dashed: bool = False


class ChartRemark(Text):
    """A note on the picture: at a period, at a level of the values, or on the value that the series
    ``of`` has ``at`` a period, which it tells where it has no words. From there a rule runs
    ``until`` a later period. ``colour`` is that of a city, where the note is to stand out."""

    ko: str
    en: str
    at: Month | None = None
    level: Decimal | None = None
    of: Id | None = None
    until: Month | None = None
    colour: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _told_by_its_value(cls, given: dict[str, Any]) -> dict[str, Any]:
        return {"ko": "", "en": "", **given} if "of" in given else given


class ChartVariant(Text):
    """One choice of turning points: for each series, the period from which its years are
    counted. ``finding`` says what the choice shows; ``claims`` are those of the chart that are
    about it alone."""

    starts: dict[Id, Month]
    finding: Text | None = None
    claims: tuple[Id, ...] = ()


class Chart(Placed):
    """What a chart shows. ``title`` says the finding, ``about`` what is drawn, where and when,
    ``alt`` tells the picture in words; all are held against the data.

    ``axis`` names what the values count, where that is not their unit. ``floor`` is the value at
    which their axis starts. ``highlight`` gives categories or times that stand out their colour.
    ``broad`` ones take the whole page. ``aligned`` ones count the years from each series' own
    turning point, and show each value as a share of the value there; those with a ``window`` show
    so many years large, and the whole run small, and those with one turning point count calendar
    years. Of those with a ``span`` what lies before or after it stands in the table alone.
    ``stacked`` ones begin with the first line, and tell its share; ``total`` is the series of their
    wholes: it fills years whose parts are not known.
    """

    title: Text
    about: Text
    alt: Text
    kind: Literal["line", "steps", "columns", "bars", "stacked", "aligned"] = "line"
    lines: tuple[ChartLine, ...] = Field(min_length=1)
    remarks: tuple[ChartRemark, ...] = ()
    variants: tuple[ChartVariant, ...] = ()
    claims: tuple[Id, ...] = ()
    axis: Text | None = None
    floor: Decimal | None = None
    window: int | None = None
    span: tuple[str, str] | None = None
    highlight: dict[Id, Id] = {}
    total: Id | None = None
    broad: bool = False


class Drawing(Placed):
    """A picture of ``theme/drawings``: its caption, its text alternative, and, for a diagram, the
    words in it by key."""

    title: Text
    alt: Text
    claims: tuple[Id, ...] = ()
    labels: dict[str, Text] = {}

    @property
    def files(self) -> dict[str, str]:
        """Size -> file name. A diagram is drawn twice, since its words keep their size; a drawing
        once."""
        if self.labels:
            return {size: f"{self.id}-{size}.svg" for size in ("wide", "narrow")}
        return {"both": f"{self.id}.svg"}


class Correction(Placed, Text):
    """A published value that was changed: of which record, on which day, from what to what, and why
    (the text)."""

    date: Date
    record: str
    old: str
    new: str


KINDS: dict[str, type[Placed]] = {
    "sources": Source,
    "claims": Claim,
    "events": Event,
    "terms": Term,
    "synonyms": Synonym,
    "cities": City,
    "places": Place,
    "units": Unit,
    "exemptions": Exemption,
    "charts": Chart,
    "drawings": Drawing,
    "corrections": Correction,
}

# The exported file below data/ -> the kind of record in it.
LEDGER_FILES = {
    "claims.json": "claims",
    "events.csv": "events",
    "terms.json": "terms",
    "terms.csv": "terms",
    "sources.csl.json": "sources",
    "sources.bib": "sources",
}

# Every value of every series in one table. What is below this folder of data/ keeps its columns.
VALUES_FILE = "v1/values.csv"

# Kind of record -> the section of RECORDS.md that holds its template.
RECORD_TEMPLATES = {
    "sources": "Add a source",
    "claims": "Add a claim",
    "events": "Add an event",
    "terms": "Add a term",
    "synonyms": "Make a page found",
    "places": "Add a place",
    "units": "Add a unit",
    "cities": "Add a city by hand",
    "exemptions": "Excuse digits that belong to a name",
    "charts": "Add a chart",
    "drawings": "Add a drawing",
    "corrections": "Correct a published value",
}
