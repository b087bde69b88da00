"""A site of as many cities as asked for: invented data and text, the same for the same seed, that pass every rule of the real package."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PAGES = ("index", "rise", "collapse", "response", "today")  # of a city
LANGUAGES = ("ko", "en")
REGION = 12  # ledgers in one entry of the navigation
DRAWN = 20  # charts at most: drawing costs once, showing costs every build
SYLLABLES = list(
    zip(
        "가나다라마바사아자차카타파하",
        ["ga", "na", "da", "ra", "ma", "ba", "sa", "a", "ja", "cha", "ka", "ta", "pa", "ha"],
        strict=True,
    )
)
TOPICS = {
    "ko": "철강 생산|조선 수주|제조업 고용|항만 물동량|공장 출하|부품 수출",
    "en": "steel output|ship orders|factory work|port traffic|plant shipments|parts exports",
}
WHO = {
    "ko": "시의회는|노동조합은|대학은|은행은|상인들은|설계실은|협력사는|연구소는",
    "en": "The council|The union|The college|The bank|The traders|The drawing office|The suppliers|The laboratory",
}
DID = {
    "ko": "새 설비를 들이기로 했다|빈 공장을 사들였다|젊은 기술자를 가르쳤다|낡은 선로를 걷어 냈다|이웃 도시에 물었다|장부를 다시 썼다|강가를 비웠다|빚을 나누어 갚았다",
    "en": "chose new machines|bought the empty plant|taught young engineers|took up the old tracks|asked the next town|wrote the books anew|cleared the river bank|paid the debt in parts",
}
WHY = {
    "ko": "손님이 떠났기 때문이다|값이 오르지 않아서였다|배울 사람이 남아 있어서였다|땅이 비어 있어서였다|다른 길이 없어서였다|먼저 해 본 곳이 있어서였다",
    "en": "because the customers had left|because prices stood still|because there were hands to teach|because the land lay idle|because there was no other way|because another place had tried it",
}
ABOUT = {"ko": "{}의 이야기", "en": "The story of {}"}
OPENING = {
    "ko": "도시를 모았다. 저마다 이야기가 있다. 모르는 것도 있다.",
    "en": "Here are the cities. Each has its story. Not all is known.",
}
HEADINGS = {
    "ko": ("처음에 있던 일", "무엇이 달라졌나", "누가 움직였나", "아직 모르는 것"),
    "en": ("What was there", "What changed", "Who moved", "What is not known"),
}


@dataclass(frozen=True)
class City:
    id: str
    ko: str
    en: str

    def __getitem__(self, language: str) -> str:
        return getattr(self, language)


def cities(count: int) -> list[City]:
    """The first ``count`` invented cities; their names hold no digit, which a rule would take for a figure."""
    found = []
    for number in range(count):
        one, two, three = (
            SYLLABLES[number // len(SYLLABLES) ** power % len(SYLLABLES)] for power in (0, 1, 2)
        )
        name = three[1] + two[1] + one[1]
        found.append(
            City(f"{name}-town", f"{three[0]}{two[0]}{one[0]}시", f"{name.capitalize()} Town")
        )
    return found


def _claims(city: City, chance: random.Random) -> list[dict[str, Any]]:
    """Four claims for each page of ``city``."""
    made = []
    for number in range(4 * len(PAGES)):
        topic, share, year = chance.randrange(6), chance.randint(3, 80), chance.randint(1960, 2024)
        ko, en = (TOPICS[language].split("|")[topic] for language in LANGUAGES)
        made.append(
            {
                "id": f"{city.id}-{number:02}",
                "ko": f"{city.ko} {ko} 규모는 {year}년에 {share}% 줄었다.",
                "en": f"In {year} {en} in {city.en} fell {share}%.",
                "figures": [f"{share} percent"],
                "headline": {"ko": f"줄어든 {ko}", "en": f"fall in {en}"},
                "period": str(year),
                "place": city.id,
                "verdict": chance.choice(("confirmed", "close", "differs", "unverified")),
                "evidence": [
                    {
                        "source": f"{city.id}-{number % 4}",
                        "ko": f"{share}% 줄었다고 적었다.",
                        "en": f"Reports a fall of {share}%.",
                    }
                ],
            }
        )
    return made


def _sentence(language: str, picks: tuple[int, int, int]) -> str:
    who, did, why = (
        bank[language].split("|")[pick] for bank, pick in zip((WHO, DID, WHY), picks, strict=True)
    )
    return f"{who} {did}. {why}." if language == "ko" else f"{who} {did}. It did so {why}."


def _page(
    city: City,
    name: str,
    claims: list[dict[str, Any]],
    terms: list[dict[str, Any]],
    chart: str,
    chance: random.Random,
) -> dict[str, str]:
    """One page in both languages: four sections, each claim cited twice, the terms mentioned once each."""
    picks = [(chance.randrange(8), chance.randrange(8), chance.randrange(6)) for _ in range(20)]
    made = {}
    for language in LANGUAGES:
        say = [_sentence(language, pick) for pick in picks]
        told = [f"{claim[language]}[^{claim['id']}]" for claim in claims]
        named = [
            "“{}”라는 말은 그때 없었다. {}도 그랬다."
            if language == "ko"
            else "Nobody said “{}” then. It was the same with {}."
        ][0]
        spoken = [
            named.format(
                ABOUT[language].format(city[language]), term[language].split("(")[0].strip()
            )
            for term in terms
        ]
        parts = [
            f"---\ndescription: {ABOUT[language].format(city[language])}.\n---\n# {ABOUT[language].format(city[language])} {{#{city.id}-{name}}}\n"
        ]
        parts.append(f"{told[0]} {say[0]}\n")
        if name == "index":
            parts.append(
                f"/// facts | {claims[0]['id']} {claims[1]['id']}\n///\n\n/// chart | {chart}\n///\n"
            )
        for number, heading in enumerate(HEADINGS[language]):
            parts.append(f"## {heading} {{#part-{'abcd'[number]}}}\n")
            parts.append(
                f"{say[4 * number + 1]} {told[number]} {say[4 * number + 2]} {' '.join(spoken[number::4])}\n"
            )
            parts.append(
                f"{say[4 * number + 3]} {told[(number + 1) % 4]} {say[4 * number + 4]} [{city[language]}](index.md).\n"
            )
        if name == "today":
            parts.append(f"/// timeline | {city.id}\n///\n")
        made[language] = "\n".join(parts)
    return made


def _yaml(path: Path, records: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(
            records, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000
        ),
        encoding="utf-8",
    )


def _series(project: Path, listed: list[City], chance: random.Random) -> None:
    """A series and a chart for each of the first cities."""
    folder, resources, charts = project / "data/series", [], []
    folder.mkdir(parents=True)
    for city in listed[:DRAWN]:
        rows = [
            f"{year},{chance.randint(50, 400) * 1000},{city.id}-0," for year in range(1990, 2024)
        ]
        (folder / f"{city.id}.csv").write_text(
            "\n".join(["period,value,source,mark", *rows]) + "\n", encoding="utf-8"
        )
        about = {
            "titles": {"ko": "일자리", "en": "Jobs"},
            "notes": {"ko": "연말의 값이다.", "en": "At the end of the year."},
        }
        resources.append(
            {
                "name": city.id,
                "path": f"{city.id}.csv",
                "modified": "2026-11-22",
                **about,
                "unit": "jobs",
                "place": city.id,
                "shape": "line",
            }
        )
        words = {
            "title": {"ko": "일자리가 오르내렸다", "en": "Jobs came and went"},
            "alt": {"ko": "오르내리는 선.", "en": "A line that rises and falls."},
        }
        charts.append(
            {
                "id": f"{city.id}-jobs",
                **words,
                "lines": [{"series": city.id, "colour": city.id, "ko": "일자리", "en": "jobs"}],
            }
        )
    (folder / "datapackage.json").write_text(
        json.dumps({"name": "grown", "resources": resources}), encoding="utf-8"
    )
    _yaml(project / "data/charts.yml", charts)


def _navigation(listed: list[City], language: str) -> list[Any]:
    """Every city below the page that lists them, and ledgers by region, as the guide asks for where there are many."""
    stories = [{city[language]: [f"{city.id}/{name}.md" for name in PAGES]} for city in listed]
    regions = [listed[start : start + REGION] for start in range(0, len(listed), REGION)]
    ledgers = [
        {
            f"{region[0][language]} …": [
                {city[language]: f"evidence/{city.id}.md"} for city in region
            ]
        }
        for region in regions
    ]
    tabs = [
        {"Cities": ["cities/index.md", *stories]},
        {"Evidence": [*ledgers, "evidence/sources.md", "evidence/timeline.md"]},
    ]
    return ["index.md", *tabs, "glossary.md"]


def configure(project: Path, listed: list[City]) -> None:
    """Writes both configurations: the project's own, with the navigation of ``listed``."""
    for language, name in {"ko": "mkdocs.yml", "en": "projects/en/mkdocs.yml"}.items():
        head = re.sub(
            r"(?:\.\./\.\./)?secondleap, ",
            "",
            (ROOT / name).read_text(encoding="utf-8").split("\nnav:\n")[0],
        )  # the package is not there to watch
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        nav = yaml.dump({"nav": _navigation(listed, language)}, allow_unicode=True, sort_keys=False)
        (project / name).write_text(f"{head}\n{nav}", encoding="utf-8")


def grow(project: Path, pages: int, seed: int = 7) -> list[City]:
    """Makes a project of ``pages`` city pages a language at ``project``, which is not there yet; returns its cities."""
    listed = cities(max(1, pages // len(PAGES)))
    read = yaml.load((ROOT / "data/terms.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    terms = [
        {
            **{key: value for key, value in term.items() if key != "page"},
            "source": f"{listed[0].id}-0",
        }
        for term in read
        if not any(letter.isdigit() for letter in term["ko"] + term["en"])
    ]
    shutil.copytree(
        ROOT / "theme", project / "theme"
    )  # its folder may be there already, with what was drawn before
    shutil.copy(ROOT / "shared.yml", project)
    configure(project, listed)
    _series(project, listed, random.Random(seed))
    _yaml(project / "data/terms.yml", terms)
    _yaml(
        project / "data/units.yml",
        [
            {"id": "percent", "ko": "{}%", "en": "{}%", "dimension": "percent"},
            {"id": "jobs", "ko": "{}개", "en": "{} jobs"},
        ],
    )
    _yaml(
        project / "data/places.yml",
        [{"id": city.id, "kind": "city", "ko": city.ko, "en": city.en} for city in listed],
    )
    _yaml(
        project / "data/cities.yml",
        [{"id": city.id, "ko": city.ko, "en": city.en, "colour": "steel"} for city in listed],
    )
    docs: dict[str, str] = {}
    for number, city in enumerate(listed):
        chance = random.Random(f"{seed} {city.id}")  # a city is the same, however many there are
        claims = _claims(city, chance)
        _yaml(project / f"data/claims/{city.id}.yml", claims)
        source = {
            "type": "report",
            "publisher": f"{city.en} Press",
            "issued": "1999",
            "language": "en",
        }
        titles = [
            f"The year book of {city.en}, volume {roman}" for roman in ("I", "II", "III", "IV")
        ]
        sources = [
            {
                "id": f"{city.id}-{n}",
                **source,
                "title": title,
                "URL": f"https://example.org/{city.id}/{n}",
            }
            for n, title in enumerate(titles)
        ]
        _yaml(project / f"data/sources/{city.id}.yml", sources)
        days = [f"{chance.randint(1960, 2024)}-0{n + 1}" for n in range(4)]
        events = [
            {
                "id": f"{day}-{city.id}",
                "date": day,
                "theme": "city",
                "ko": f"{city.ko} 새 다리가 열린다",
                "en": f"A new bridge opens in {city.en}",
            }
            for day in days
        ]
        _yaml(
            project / f"data/events/{city.id}.yml",
            [{**event, "source": f"{city.id}-1"} for event in events],
        )
        for place, name in enumerate(PAGES):
            first = (number * len(PAGES) + place) * 12 % len(terms)
            some = [terms[(first + n) % len(terms)] for n in range(12)]
            made = _page(
                city,
                name,
                claims[4 * place : 4 * place + 4],
                some,
                f"{listed[number % DRAWN].id}-jobs",
                chance,
            )
            docs |= {f"{language}/{city.id}/{name}.md": text for language, text in made.items()}
        for language in LANGUAGES:
            docs[f"{language}/evidence/{city.id}.md"] = (
                f"---\ndescription: {city[language]}.\nsearch: {{boost: 0.15}}\n---\n# {city[language]} {{#{city.id}}}\n\n/// ledger | {city.id}\n///\n"
            )
    registers = {
        "index": "",
        "cities/index": "",
        "glossary": "glossary",
        "evidence/sources": "sources",
        "evidence/timeline": "timeline | all",
    }
    for name, block in registers.items():
        for language in LANGUAGES:
            up = "../" * name.count("/")
            named = "".join(f"- [{city[language]}]({up}{city.id}/index.md)\n" for city in listed)
            shown = f"/// {block}\n///\n" if block else f"{OPENING[language]}\n\n{named}"
            docs[f"{language}/{name}.md"] = (
                f"---\ndescription: {name}.\n---\n# {name} {{#{name.rpartition('/')[2]}}}\n\n{shown}"
            )
    for name, text in docs.items():
        path = project / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return listed


def written_out(project: Path, into: Path) -> None:
    """The pages of ``project`` at ``into`` for a site without the package: what a citation or a block shows is written out in Markdown, as its writer would."""
    from secondleap.data.dataset import read_dataset

    dataset = read_dataset(project)

    def evidence(claim: Any, language: str) -> str:
        sources = [(item, dataset.sources[item.source]) for item in claim.evidence]
        told = " ".join(
            f"[{source.title}]({source.URL}), {source.publisher}, {source.issued}. {item[language]}"
            for item, source in sources
        )
        return f"{claim[language]} *{claim.verdict}*, {dataset.places[claim.place][language]}, {claim.period}. {told} [#](../evidence/{claim.ledger}.md#{claim.id})"

    def block(name: str, argument: str, language: str) -> str:
        if name == "ledger":
            listed = [claim for claim in dataset.records["claims"] if claim.ledger == argument]
            return "\n".join(
                f"### {claim[language]} {{#{claim.id}}}\n\n{evidence(claim, language)}\n"
                for claim in listed
            )
        if name == "timeline":
            listed = [
                event for event in dataset.records["events"] if argument in ("all", event.group)
            ]
            return "\n".join(
                f"- **{event.date}** {event[language]} ([{event.source}]({dataset.sources[event.source].URL}))"
                for event in listed
            )
        if name == "sources":
            return "\n".join(
                f"- [{source.title}]({source.URL}), {source.publisher}, {source.issued}"
                for source in dataset.records["sources"]
            )
        if name == "glossary":
            return "\n".join(
                f"## {term[language]} {{#{term.id}}}\n\n{term.definition[language]}\n"
                for term in dataset.records["terms"]
            )
        if name == "facts":
            listed = [dataset.claims[claim] for claim in argument.split()]
            return "\n".join(
                f"- **{claim.figures[0].value}%** {claim.headline[language]}[^{claim.id}]"
                for claim in listed
            )
        return f"![{argument}](../chart.svg)"

    for path in sorted((project / "docs").rglob("*.md")):
        language = path.relative_to(project / "docs").parts[0]
        text = re.sub(
            r"^/// (\w+)(?: \| (.*))?\n///$",
            lambda match, tongue=language: block(match[1], match[2] or "", tongue),
            path.read_text("utf-8"),
            flags=re.MULTILINE,
        )
        cited = dict.fromkeys(re.findall(r"\[\^([\w-]+)\]", text))
        text += "".join(
            f"\n[^{claim}]: {evidence(dataset.claims[claim], language)}\n" for claim in cited
        )
        goal = into / path.relative_to(project / "docs")
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_text(text, encoding="utf-8")
    for language in LANGUAGES:
        (into / language / "chart.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
        )
