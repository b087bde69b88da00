"""``python -m secondleap new-city NAME``: all files that a city's story begins with."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from secondleap.data.dataset import Dataset, read_dataset
from secondleap.data.schema import ARTICLE_LEDGER, LANGUAGES, Colour, PlaceKind
from secondleap.pages.navigation import CONFIGURATIONS
from secondleap.pages.record_templates import required_part, template
from secondleap.scaffold.files import (
    above,
    malformed,
    numbered,
    put,
    scalar,
    started,
    there_already,
    wrong_choice,
    wrong_id,
    wrong_text,
)
from secondleap.text.messages import RefusedError, message, nearest, translate

KINDS = tuple(kind for kind in get_args(PlaceKind) if kind != "world")
STORY_MARK, LEDGER_MARK = (
    "# new-city: the next story stands above this line",
    "# new-city: the next ledger stands above this line",
)
DATA = ("sources", "claims", "events")
# The page that names every city but the two of the title, each with a sentence.
DOOR = "docs/{language}/cities/index.md"
# Folders and names of the built site, and words that blocks take beside a city's id.
_TAKEN = {
    "all",
    ARTICLE_LEDGER,
    "index",
    "assets",
    "charts",
    "data",
    "downloads",
    "en",
    "ko",
    "search",
    *LANGUAGES,
}


@dataclass(frozen=True)
class City:
    """The command's arguments.

    ``region`` is an id of data/places.yml or ``Korean/English``; ``place`` is an id of that file,
    in the place of ``region`` and ``kind``. ``short_ko`` and ``short_en`` are for narrow places.
    """

    name: str
    ko: str
    en: str
    region: str = ""
    kind: str = ""
    place: str = ""
    colour: str = ""
    short_ko: str = ""
    short_en: str = ""


def wrong_name(name: str, dataset: Dataset) -> str:
    """Why ``name`` cannot be a city's id, or nothing."""
    if wrong := malformed(name):
        return wrong
    if name in dataset.cities:
        city = dataset.cities[name]
        return message(
            "'{name}' is a city already ({file}:{line}): choose another name,"
            " or write on in docs/ko/{name}.",
            name=name,
            file=city.file,
            line=city.line,
        )
    if name in _TAKEN or not name[0].isalpha():
        return message(
            "'{name}' means something else on this site: choose another name.", name=name
        )
    return ""


def wrong_region(region: str, dataset: Dataset) -> str:
    """Why ``region`` is no region, or nothing."""
    if (
        region in dataset.places
        or all(part.strip() for part in region.split("/"))
        and region.count("/") == 1
    ):
        return ""
    return message(
        "--region is an id of data/places.yml (spain), or a Korean and an English name"
        " with '/' between (독일/Germany), not '{region}'{hint}",
        region=region,
        hint=nearest(region, dataset.places),
    )


def reasons_against(city: City, dataset: Dataset) -> list[str]:
    """Everything wrong with the command's arguments."""
    found = [wrong_name(city.name, dataset)]
    found += [wrong_text(language, getattr(city, language)) for language in LANGUAGES]
    short = {f"short-{language}": getattr(city, f"short_{language}") for language in LANGUAGES}
    found += [wrong_text(option, text) for option, text in short.items() if text]
    if len([text for text in short.values() if text]) == 1:
        found.append(message("--short-ko and --short-en stand together: give both, or neither."))
    if city.colour:
        found.append(wrong_choice("colour", city.colour, get_args(Colour)))
    if city.place:
        found.append(wrong_id("place", city.place, dataset.places, "data/places.yml"))
        return [reason for reason in found if reason]
    if city.name in dataset.places:
        found.append(
            message(
                "the place '{name}' stands in data/places.yml already:"
                " add '--place {name}' to use it.",
                name=city.name,
            )
        )
    found += [wrong_region(city.region, dataset), wrong_choice("kind", city.kind, KINDS)]
    return [reason for reason in found if reason]


def _colour(dataset: Dataset) -> str:
    """The colour that the fewest cities have, the first of the palette; never ink."""
    used = Counter(city.colour for city in dataset.records["cities"])
    return min(
        (colour for colour in get_args(Colour) if colour != "ink"), key=lambda colour: used[colour]
    )


def _place(city: City, dataset: Dataset) -> str:
    region = dataset.places.get(city.region)
    ko, en = (region.ko, region.en) if region else (part.strip() for part in city.region.split("/"))
    names = f"ko: {scalar(f'{city.ko}({ko})')}, en: {scalar(f'{city.en}, {en}')}"
    return f"- {{id: {city.name}, kind: {city.kind}, {names}}}\n"


def _data_file(kind: str, root: Path, language: str) -> str:
    """A data file without a record: a TODO, and what the guide's template requires as a comment."""
    asks = {
        "sources": message(
            "TODO: write a record for every source you have read, in the form of the template;"
            " then remove this line."
        ),
        "claims": message(
            "TODO: write a record for every claim the story makes, in the form of the template;"
            " then remove this line."
        ),
        "events": message(
            "TODO: write the dated events of the story, in the form of the template;"
            " then remove this line."
        ),
    }
    lines = [
        translate(asks[kind], language),
        *required_part(template(root, kind, language)),
    ]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _started(city: City, language: str, page: str) -> str:
    """The first text of ``page``, its gaps marked. Inside a sentence an English name has a small
    "the"; ``$title`` begins a line."""
    inner = re.sub(r"^The ", "the ", city.en)
    title = inner[:1].upper() + inner[1:]
    return started(language, page, name=city.name, ko=city.ko, en=inner, title=title)


def _pages(city: City) -> dict[str, str]:
    """The story's page and its ledger, in both languages, by path."""
    made = {}
    for language in LANGUAGES:
        made[f"docs/{language}/{city.name}/index.md"] = _started(city, language, "index")
        made[f"docs/{language}/evidence/{city.name}.md"] = _started(city, language, "ledger")
    return made


def _listed(city: City, dataset: Dataset, root: Path) -> dict[str, str]:
    """The files that list all cities, with the new one: navigations, pages, cities, places."""
    short = (
        f"short: {{ko: {scalar(city.short_ko)}, en: {scalar(city.short_en)}}}, "
        if city.short_ko
        else ""
    )
    names = f"ko: {scalar(city.ko)}, en: {scalar(city.en)}, {short}"
    place = f", place: {city.place}" if city.place not in ("", city.name) else ""
    entry = f"- {{id: {city.name}, {names}colour: {city.colour or _colour(dataset)}{place}}}"
    made = {
        "data/cities.yml": above(
            (root / "data/cities.yml").read_text(encoding="utf-8"),
            "data/cities.yml",
            STORY_MARK,
            [entry],
        )
    }
    ko, en = city.short_ko or city.ko, city.short_en or city.en
    for language, name, title in (("ko", ko, f"{ko} 원장"), ("en", en, f"{en} ledger")):
        file = CONFIGURATIONS[language]
        text = above(
            (root / file).read_text(encoding="utf-8"),
            file,
            STORY_MARK,
            [f"- {scalar(name)}:", f"    - {city.name}/index.md"],
        )
        made[file] = above(text, file, LEDGER_MARK, [f"- {scalar(title)}: evidence/{city.name}.md"])
        door = DOOR.format(language=language)
        made[door] = (
            (root / door).read_text(encoding="utf-8").rstrip("\n")
            + "\n\n"
            + _started(city, language, "door")
        )
    if not city.place:
        made["data/places.yml"] = (
            (root / "data/places.yml").read_text(encoding="utf-8").rstrip("\n")
            + "\n"
            + _place(city, dataset)
        )
    return made


def files_of(city: City, root: Path, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """The files to write and the files to extend, each with its whole text.

    Raises `RefusedError` with every reason against it.
    """
    dataset = read_dataset(root)
    new = _pages(city) | {
        f"data/{kind}/{city.name}.yml": _data_file(kind, root, language) for kind in DATA
    }
    taken = [
        *new,
        *(f"docs/{tongue}/{city.name}{end}" for tongue in LANGUAGES for end in ("", ".md")),
    ]
    reasons = reasons_against(city, dataset)
    if city.name not in dataset.cities:
        reasons += there_already(root, taken)
    if reasons:
        raise RefusedError(*reasons)
    return new, _listed(city, dataset, root)


def write(city: City, root: Path, language: str) -> list[str]:
    """Writes the files of `files_of`, all or none; returns their names, new ones first."""
    return put(root, *files_of(city, root, language))


def next_steps(city: City, language: str) -> str:
    """The next steps for the writer, one a line."""
    name = city.name
    steps = (
        message(
            "Run 'make check': it lists what is to be written, in order."
            " When the list is empty, the story is whole."
        ),
        message(
            "Write records in data/sources/{name}.yml, then data/claims/{name}.yml and"
            " data/events/{name}.yml, by the templates in them.",
            name=name,
        ),
        message(
            "Write docs/ko/{name}/index.md and docs/en/{name}/index.md side by side;"
            " 'make serve' shows them as you write.",
            name=name,
        ),
        message(
            "Last, say in one sentence what the city shows, on the page of all cities:"
            " docs/ko/cities/index.md and docs/en/cities/index.md."
        ),
        message(
            "Charts: a series in data/series, a record in data/charts.yml with 'colour: {name}',"
            " and its block on a page.",
            name=name,
        ),
        message(
            "Later, if you like: a page of its own for each part ('new-page {name}/NAME'),"
            " a dot on the map ('at:' and 'page:' in data/places.yml).",
            name=name,
        ),
    )
    return numbered(steps, language)
