"""The path to the next city: the command that begins it, the rules it explains, the language it speaks."""

from __future__ import annotations

import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from cityfill import filled, filled_data, filled_page
from support import ROOT
from frictionless import Package
from messages import messages

from secondleap.__main__ import main
from secondleap.checks import explain
from secondleap.checks.run import check_site
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import LANGUAGES, City
from secondleap.data.series import PACKAGE
from secondleap.markdown.blocks import RENDERERS
from secondleap.pages.todo import GAP, PAGES
from secondleap.render.charts.svg import COLOURS
from secondleap.render.context import Context
from secondleap.scaffold import new_city as newcity
from secondleap.text.messages import catalog, language_of, message, translate

Refused = Callable[[str, tuple[str, ...], str], None]
NEW = [sys.executable, "-m", "secondleap", "new-city"]
LOMBARDY = ("lombardy", "--ko", "롬바르디아", "--en", "Lombardy", "--place", "lombardy")
DOORS = {
    f"docs/{language}/cities/index.md" for language in LANGUAGES
}  # where each city is named with a sentence
ESSEN = ("essen", "--ko", "에센", "--en", "Essen", "--region", "독일/Germany", "--kind", "city")


def copied(folder: Path) -> Path:
    for name in ("data", "docs", "projects", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what a writer edits; a test may write in it."""
    return copied(tmp_path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which nothing is ever written."""
    return copied(tmp_path_factory.mktemp("untouched"))


def run(
    project: Path, *arguments: str, command: str = "new-city", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*NEW[:-1], command, *arguments],
        cwd=project,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
    )


@pytest.fixture
def refused(
    untouched: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refused:
    """Holds that a command with such arguments says what is wrong and writes nothing."""
    monkeypatch.chdir(untouched)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    before = files(untouched)

    def hold(command: str, arguments: tuple[str, ...], said: str) -> None:
        try:
            status = main([command, *arguments])
        except SystemExit as stop:  # argparse's own
            status = stop.code
        assert status in (1, 2)
        assert said in capsys.readouterr().err
        assert files(untouched) == before

    return hold


def files(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*")
        if path.is_file()
    }


# --- a new city


@pytest.mark.parametrize(
    "arguments", [ESSEN, LOMBARDY], ids=["a city", "a region whose place stands already"]
)
def test_what_is_written_passes_but_for_its_gaps(project: Path, arguments: tuple[str, ...]) -> None:
    before = files(project)
    done = run(project, *arguments)
    assert done.returncode == 0, done.stderr
    name, after = arguments[0], files(project)
    new = after.keys() - before.keys()
    assert {f"docs/{language}/{name}/{page}.md" for language in LANGUAGES for page in PAGES} <= new
    assert {f"data/{kind}/{name}.yml" for kind in ("sources", "claims", "events")} <= new
    assert {f"docs/{language}/evidence/{name}.md" for language in LANGUAGES} <= new
    assert all(file in done.stdout for file in new)
    site, faults = check_site(project)
    assert {fault.code for fault in faults} == {GAP}
    assert {fault.file for fault in faults} == {
        file for file in new if "/evidence/" not in file
    } | DOORS
    assert site.dataset.cities[name].ko == arguments[2]
    assert name in site.dataset.places


def test_what_stands_is_left_as_it_is(project: Path) -> None:
    """What is extended keeps every line it had, comments among them, in its order."""
    before = files(project)
    assert run(project, *ESSEN).returncode == 0
    after = files(project)
    changed = {file for file in before if after[file] != before[file]}
    assert changed == {
        "data/cities.yml",
        "data/places.yml",
        "mkdocs.yml",
        "projects/en/mkdocs.yml",
        *DOORS,
    }
    for file in changed:
        left = iter(after[file].decode().splitlines())
        assert all(line in left for line in before[file].decode().splitlines()), file
    for config, language in (("mkdocs.yml", "ko"), ("projects/en/mkdocs.yml", "en")):
        nav = yaml.load(after[config], Loader=yaml.BaseLoader)["nav"]
        titles = [next(iter(entry)) for entry in nav]
        others = nav[titles.index({"ko": "다른 도시", "en": "More cities"}[language])]
        door, *stories = next(iter(others.values()))
        assert door == "cities/index.md" and list(stories[-1]) == [
            {"ko": "에센", "en": "Essen"}[language]
        ]
        pages = [
            entry if isinstance(entry, str) else next(iter(entry.values()))
            for entry in next(iter(stories[-1].values()))
        ]
        assert pages == [f"essen/{page}.md" for page in newcity.TITLES]
        assert "evidence/essen.md" in str(nav[-3])


def test_no_city_adds_a_tab(project: Path) -> None:
    """Tabs are the first level of the navigation: there is no room for one more."""

    def tabs() -> list[str]:
        return [
            next(iter(entry))
            for config in newcity.CONFIGS.values()
            for entry in yaml.load((project / config).read_text("utf-8"), yaml.BaseLoader)["nav"]
        ]

    before = tabs()
    assert run(project, *ESSEN).returncode == 0
    assert tabs() == before


def test_a_long_name_stands_in_prose_and_its_short_one_where_there_is_little_room(
    project: Path,
) -> None:
    short = ("--short-ko", "루르", "--short-en", "Ruhr")
    assert (
        run(
            project,
            "ruhr",
            "--ko",
            "루르와 에센",
            "--en",
            "The Ruhr and Essen",
            "--region",
            "독일/Germany",
            "--kind",
            "region",
            *short,
        ).returncode
        == 0
    )
    for config, story, ledger in (
        ("mkdocs.yml", "루르", "루르 원장"),
        ("projects/en/mkdocs.yml", "Ruhr", "Ruhr ledger"),
    ):
        nav = (project / config).read_text(encoding="utf-8")
        assert f"- {story}:\n" in nav and f"- {ledger}: evidence/ruhr.md\n" in nav
    city = read_dataset(project).cities["ruhr"]
    assert (city.ko, city.en, city.label("ko"), city.label("en")) == (
        "루르와 에센",
        "The Ruhr and Essen",
        "루르",
        "Ruhr",
    )
    assert "# The record behind the Ruhr and Essen {" in (
        project / "docs/en/evidence/ruhr.md"
    ).read_text(encoding="utf-8")
    assert "\n## The Ruhr and Essen {#ruhr}\n" in (project / "docs/en/cities/index.md").read_text(
        encoding="utf-8"
    )
    filled_data(project, "ruhr")
    shown = RENDERERS["timeline"](
        "all", Context("en", read_dataset(project), lambda path, anchor: path, lambda path: path)
    )
    assert ">Ruhr<" in shown and "Ruhr · city" in shown and "Ruhr and Essen" not in shown


def test_a_second_city_stands_beside_the_first_in_a_colour_of_its_own(project: Path) -> None:
    assert run(project, *ESSEN).returncode == run(project, *LOMBARDY).returncode == 0
    cities = read_dataset(project).cities
    used = [city.colour for city in cities.values()]
    assert used.count(cities["essen"].colour) == used.count(cities["lombardy"].colour) == 1
    assert list(cities)[-3:] == ["essen", "lombardy", "network"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ulsan", *ESSEN[1:]), "'ulsan' is a city already (data/cities.yml:6)"),
        (("Essen", *ESSEN[1:]), "NAME is 'Essen': write small Latin letters"),
        (("article", *ESSEN[1:]), "'article' means something else on this site"),
        (("compare", *ESSEN[1:]), "docs/ko/compare is there already: nothing is overwritten."),
        (("glossary", *ESSEN[1:]), "docs/en/glossary.md is there already: nothing is overwritten."),
        (
            ("sheffield", *ESSEN[1:]),
            "the place 'sheffield' stands in data/places.yml already: add '--place sheffield'",
        ),
        (
            ("essen", "--ko", "에센"),
            "missing: --en, --region, --kind\nexample: python -m secondleap new-city essen --ko 셰필드",
        ),
        ((*ESSEN[:5], "--region", "germny", "--kind", "town"), "--kind is one of city, county"),
        ((*ESSEN[:5], "--region", "spian", "--kind", "city"), "not 'spian'; did you mean 'spain'?"),
        (
            ("essen", "--ko", "{에센}", *ESSEN[3:]),
            "--ko is a name without brackets, quotes and signs, not '{에센}'",
        ),
        ((*ESSEN, "--colour", "red"), "--colour is one of rust, steel"),
        ((*ESSEN, "--short-ko", "에센"), "--short-ko and --short-en stand together"),
        (
            (*ESSEN, "--short-ko", "에센", "--short-en", "[E]"),
            "--short-en is a name without brackets, quotes and signs, not '[E]'",
        ),
        ((*LOMBARDY[:5], "--place", "lombardi"), "not 'lombardi'"),
    ],
)
def test_a_wrong_word_stops_it_before_anything_is_written(
    refused: Refused, arguments: tuple[str, ...], said: str
) -> None:
    refused("new-city", arguments, said)


def test_all_that_is_wrong_is_told_at_once(project: Path) -> None:
    done = run(project, "essen", "--ko", " ", "--en", "", "--region", "nowhere", "--kind", "town")
    assert len(done.stderr.splitlines()) == 4


@pytest.mark.parametrize(
    "file", ["data/claims/essen.yml", "docs/en/essen/rise.md", "docs/ko/evidence/essen.md"]
)
def test_a_file_that_is_there_is_never_overwritten(project: Path, file: str) -> None:
    (project / file).parent.mkdir(parents=True, exist_ok=True)
    (project / file).write_text("mine", encoding="utf-8")
    before = files(project)
    done = run(project, *ESSEN)
    assert done.returncode == 1 and f"{file} is there already" in done.stderr
    assert files(project) == before


def test_without_its_place_in_the_navigation_it_says_where_the_line_belongs(project: Path) -> None:
    path = project / "projects/en/mkdocs.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(newcity.LEDGER_MARK, ""), encoding="utf-8"
    )
    before = files(project)
    done = run(project, *ESSEN)
    assert (
        done.returncode == 1
        and f"projects/en/mkdocs.yml has the line '{newcity.LEDGER_MARK}' 0 times" in done.stderr
    )
    assert files(project) == before


def test_a_disk_that_fills_leaves_nothing_behind(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write_text = files(project), Path.write_text

    def full(self: Path, *arguments: object, **more: object) -> int:
        if self.name == "places.yml" and len(str(arguments[0])) > len(
            before["data/places.yml"].decode()
        ):
            raise OSError(28, "No space left on device")
        return write_text(self, *arguments, **more)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        newcity.write(newcity.City("essen", "에센", "Essen", "독일/Germany", "city"), project, "en")
    assert files(project) == before


@pytest.mark.parametrize("kind", newcity.DATA)
def test_the_templates_are_those_of_the_guide(project: Path, kind: str) -> None:
    """There is one text of each template: change the guide, and the next city has the change."""
    guide = project / "CONTRIBUTING.md"
    guide.write_text(
        guide.read_text(encoding="utf-8").replace("- id: ", "- id: changed-"), encoding="utf-8"
    )
    assert run(project, *ESSEN).returncode == 0
    written = (project / f"data/{kind}/essen.yml").read_text(encoding="utf-8")
    bare = "".join(f"{line[2:]}\n" for line in written.splitlines()[1:])
    assert "- id: changed-" in bare and f"\n```yaml\n{bare}```\n" in guide.read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gaps_are_a_list_in_the_order_of_writing(project: Path, language: str) -> None:
    assert run(project, *ESSEN).returncode == 0
    done = subprocess.run(
        [sys.executable, "-m", "secondleap", "check", "--lang", language],
        cwd=project,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    listed = re.findall(r"^ *(\d+)\. (\S+):\d+: ", done.stderr, re.MULTILINE)
    assert [int(number) for number, _ in listed] == list(range(1, 16))
    wanted = [f"data/{kind}/essen.yml" for kind in ("sources", "claims", "events")]
    wanted += [f"docs/{tongue}/essen/{page}.md" for page in PAGES for tongue in LANGUAGES] + sorted(
        DOORS, reverse=True
    )
    assert [file for _, file in listed] == wanted
    assert (
        translate("To do, in this order:", language) in done.stderr
        and translate("found:", language) not in done.stderr
    )


def test_while_pages_have_gaps_nobody_asks_for_citations_of_the_new_records(project: Path) -> None:
    assert run(project, *ESSEN).returncode == 0
    filled_data(project, "essen")
    assert {fault.code for fault in check_site(project)[1] if "essen" in fault.file} == {"T001"}
    for path in (project / "docs").glob("*/essen/*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace("TODO", "Text"), encoding="utf-8")
    assert "D106" in {
        fault.code for fault in check_site(project)[1] if fault.file == "data/claims/essen.yml"
    }


def test_a_filled_gap_leaves_the_list_and_code_may_speak_of_the_mark(mini: Path) -> None:
    path = mini / "docs/en/city/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "{#why}",
            "{#why}\n\nTODO: say why.\n\nWrite `TODO` where text is missing.\n\n```\nTODO\n```",
        ),
        encoding="utf-8",
    )
    assert [(fault.file, fault.line, fault.found) for fault in check_site(mini)[1]] == [
        ("docs/en/city/index.md", 13, "say why.")
    ]


# --- a new page

PORT = ("ulsan/port", "--ko", "항만", "--en", "The port")


@pytest.mark.parametrize(
    "city", ["ulsan", "basque"], ids=["a city with a tab", "a city in the tab of the others"]
)
def test_a_new_page_stands_last_of_its_city_in_both_navigations(project: Path, city: str) -> None:
    before = files(project)
    done = run(project, f"{city}/port", *PORT[1:], command="new-page")
    assert done.returncode == 0, done.stderr
    after = files(project)
    assert after.keys() - before.keys() == {
        f"docs/{language}/{city}/port.md" for language in LANGUAGES
    }
    assert {file for file in before if after[file] != before[file]} == set(newcity.CONFIGS.values())
    for language, config in newcity.CONFIGS.items():
        old, new = before[config].decode().splitlines(), after[config].decode().splitlines()
        (added,) = (number for number, line in enumerate(new) if line.endswith(f" {city}/port.md"))
        assert [*new[:added], *new[added + 1 :]] == old
        assert (
            new[added].strip()
            == f"- {dict(zip(LANGUAGES, PORT[2::2], strict=True))[language]}: {city}/port.md"
        )
        assert f" {city}/" in new[added - 1] and f" {city}/" not in new[added + 1]
        assert len(new[added]) - len(new[added].lstrip()) == len(new[added - 1]) - len(
            new[added - 1].lstrip()
        )
    faults = check_site(project)[1]
    assert {(fault.code, fault.file) for fault in faults} == {
        (GAP, f"docs/{language}/{city}/port.md") for language in LANGUAGES
    }


def test_a_new_page_whose_gaps_are_filled_is_whole(project: Path) -> None:
    """In a city as young as itself, whose other pages are whole too."""
    assert run(project, *ESSEN).returncode == 0
    filled(project, "essen")
    assert run(project, "essen/port", *PORT[1:], command="new-page").returncode == 0
    assert {fault.code for fault in check_site(project)[1]} == {GAP}
    filled_page(project, "essen/port.md", "essen")
    assert check_site(project)[1] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("port", *PORT[1:]), "CITY/NAME is 'port': write a city's folder"),
        (("ulsan/Port", *PORT[1:]), "CITY/NAME is 'ulsan/Port'"),
        (("ulsan/../port", *PORT[1:]), "CITY/NAME is 'ulsan/../port'"),
        (
            ("ulsam/port", *PORT[1:]),
            "no page of 'ulsam' stands in the navigation; did you mean 'ulsan'?",
        ),
        (
            ("ulsan/rise", *PORT[1:]),
            "docs/ko/ulsan/rise.md is there already: nothing is overwritten.",
        ),
        (("ulsan/port", "--ko", "항만"), "missing: --en\nexample: "),
        (("ulsan/port", "--ko", "[항만]", "--en", "Port"), "--ko is a name without brackets"),
    ],
)
def test_a_wrong_word_stops_a_new_page_too(
    refused: Refused, arguments: tuple[str, ...], said: str
) -> None:
    refused("new-page", arguments, said)


def test_all_that_is_wrong_with_a_new_page_is_told_at_once_in_korean(project: Path) -> None:
    done = run(project, "Ulsan", "--ko", "", "--en", "{}", "--lang", "ko", command="new-page")
    assert len(done.stderr.splitlines()) == 3 and all(
        re.search("[가-힣]", line) for line in done.stderr.splitlines()
    )


def test_a_navigation_that_lacks_the_city_is_told(project: Path) -> None:
    path = project / "projects/en/mkdocs.yml"
    path.write_text(
        re.sub(r" +- .*ulsan/.*\n", "", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    done = run(project, *PORT, command="new-page")
    assert done.returncode == 1 and "projects/en/mkdocs.yml lists no page of 'ulsan'" in done.stderr
    assert not (project / "docs/ko/ulsan/port.md").exists()


# --- a new series

CARGO = (
    "ulsan-cargo",
    "--ko",
    "항만 물동량",
    "--en",
    "Cargo of the port",
    "--unit",
    "tonnes",
    "--place",
    "ulsan",
)
PORTS = ("--category", "main=본항/Main port", "--category", "new-port=신항/New port")
SERIES = "data/series/ulsan-cargo.csv"


@pytest.mark.parametrize(
    ("more", "row"),
    [((), "2024,200000000,{source},"), (PORTS, "main,200000000,{source},")],
    ids=["a line", "bars"],
)
def test_a_new_series_wants_notes_and_rows_and_is_whole_with_them(
    project: Path, more: tuple[str, ...], row: str
) -> None:
    before = files(project)
    done = run(project, *CARGO, *more, command="new-series")
    assert done.returncode == 0, done.stderr
    after = files(project)
    package = f"data/series/{PACKAGE}"
    assert after.keys() - before.keys() == {SERIES} and {
        file for file in before if after[file] != before[file]
    } == {package}
    assert after[package].startswith(before[package][: before[package].rindex(b"\n  }\n ]")])
    site, faults = check_site(project)
    assert {(fault.code, fault.file) for fault in faults} == {(GAP, package), ("S200", SERIES)}
    source = site.dataset.records["sources"][0].id
    (project / SERIES).write_text(
        after[SERIES].decode() + row.format(source=source) + "\n", encoding="utf-8"
    )
    (project / package).write_text(after[package].decode().replace("TODO: ", ""), encoding="utf-8")
    site, faults = check_site(project)
    made = site.dataset.series["ulsan-cargo"]
    assert faults == [] and (made.shape, len(made.rows), list(made.categories)) == (
        ("bars", 1, ["main", "new-port"]) if more else ("line", 1, [])
    )
    report = Package(str(project / package)).validate()
    assert report.valid, report.flatten(["title", "message"])[:5]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Cargo", *CARGO[1:]), "NAME is 'Cargo'"),
        (("ulsan-exports", *CARGO[1:]), "the series 'ulsan-exports' is there already"),
        (CARGO[:5], "missing: --unit, --place\nexample: "),
        (
            (*CARGO[:5], "--unit", "tones", "--place", "ulsan"),
            "--unit is an id of data/units.yml, not 'tones'; did you mean 'tonnes'?",
        ),
        (
            (*CARGO[:7], "--place", "ulsam"),
            "--place is an id of data/places.yml, not 'ulsam'; did you mean 'ulsan'?",
        ),
        ((*CARGO, "--shape", "bar"), "--shape is one of line, dots, bars, not 'bar'"),
        ((*CARGO, "--shape", "bars"), "--shape bars and --category stand together"),
        ((*CARGO, "--shape", "dots", *PORTS), "--shape bars and --category stand together"),
        (
            (*CARGO, "--category", "main=본항"),
            "--category is an id, '=', and a Korean and an English name",
        ),
        ((*CARGO, *PORTS, *PORTS), "once each (port=항만/Port), not 'main=본항/Main port'"),
    ],
)
def test_a_wrong_word_stops_a_new_series_too(
    refused: Refused, arguments: tuple[str, ...], said: str
) -> None:
    refused("new-series", arguments, said)


def test_all_that_is_wrong_with_a_new_series_is_told_at_once_in_korean(project: Path) -> None:
    wrong = (
        "ulsan-cargo",
        "--ko",
        "",
        "--en",
        "{}",
        "--unit",
        "x",
        "--place",
        "y",
        "--shape",
        "z",
        "--category",
        "w",
    )
    done = run(project, *wrong, "--lang", "ko", command="new-series")
    assert len(done.stderr.splitlines()) == 6 and all(
        re.search("[가-힣]", line) for line in done.stderr.splitlines()
    )


# --- cities from data


def test_a_city_s_colours_stand_in_drawings_and_in_both_schemes_with_contrast() -> None:
    css = (ROOT / "theme/assets/second-leap.css").read_text(encoding="utf-8")
    light, dark = (
        css[css.index(f"/* {name} palette */") :].split("}")[0] for name in ("light", "dark")
    )

    def value(scheme: str, name: str) -> str:
        return re.search(rf"--{name}: (#[0-9A-F]{{6}});", scheme)[1]

    def luminance(colour: str) -> float:
        parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for name in City.model_fields["colour"].annotation.__args__:
        assert value(light, name) == COLOURS[name], name
        assert f'[data-colour="{name}"]' in css
        for scheme in (light, dark):
            for ground in ("paper", "panel"):
                low, high = sorted(
                    (luminance(value(scheme, name)), luminance(value(scheme, ground)))
                )
                assert (high + 0.05) / (low + 0.05) >= 4.5, (name, ground)


# --- the rules explained


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", explain.codes())
def test_a_rule_is_told_in_both_languages(code: str, language: str) -> None:
    told = explain.explain(code.lower(), language)
    expected, fix = explain.codes()[code]
    assert told.startswith(f"{code}: {translate(expected, language)}\n{translate(fix, language)}\n")
    assert (re.search("[가-힣]", told.split("\n\n")[0]) is not None) == (
        language == "ko"
    ) or code in {
        "F302",
        "T502",
        "T503",
        "T504",
    }  # they quote Korean words
    for text in explain.example(code, language)[1:]:
        assert all(f"    {line}" in told.splitlines() for line in text.splitlines())


def test_an_unknown_code_names_those_near_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "secondleap", "check", "--explain", "P299"],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
    )
    near = r"secondleap: there is no rule 'P299'; near it: P2\d\d, P2\d\d, P2\d\d\n"
    assert done.returncode == 1 and re.fullmatch(near, done.stderr)


# --- the language of messages


def test_every_message_is_known_in_korean_with_the_same_values() -> None:
    known, spoken = catalog(), messages()
    assert sorted(spoken - known.keys()) == []
    for english, korean in known.items():
        assert re.search("[가-힣]", korean) or english == "{figures}", english
        if "{" in english and english in spoken:
            fields = (
                [
                    {name for _, name, _, _ in string.Formatter().parse(text) if name}
                    for text in (english, korean)
                ]
                if "{#" not in english
                else [0, 0]
            )
            assert fields[0] == fields[1], english


def test_no_korean_is_kept_for_a_message_that_nothing_says() -> None:
    spoken = messages() | {"found:", "expected:", "fix:"}
    yaml_s_own = [text for text in catalog() if text not in spoken]
    assert all(
        text.startswith(
            ("mapping values", "did not find", "found ", "could not find", "block sequence")
        )
        for text in yaml_s_own
    ), yaml_s_own


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ko"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": ""}, "ko"),
        ({"LANG": "kok_IN"}, "en"),
    ],
)
def test_the_system_s_language_is_followed(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_a_message_in_a_message_is_told_too() -> None:
    made = message(
        "the unknown claim '{claim}'{hint}",
        claim="a-claim",
        hint=message("; did you mean '{name}'?", name="b-claim"),
    )
    assert made == "the unknown claim 'a-claim'; did you mean 'b-claim'?"
    assert translate(made, "ko") == "알 수 없는 주장 'a-claim'. 혹시 'b-claim'?"


def test_a_value_that_reads_like_a_message_stays_itself() -> None:
    assert translate(message("the value '{value}'", value="note"), "ko") == "값 'note'"
