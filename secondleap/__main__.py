"""``python -m secondleap check | publish | book | release | verify COPY | new-city NAME | new-page CITY/NAME | new-series NAME``: the commands behind the Makefile, and a few more."""

from __future__ import annotations

import argparse
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from secondleap.build.offline_copies import differences
from secondleap.build.publish import publish, publish_with_books, summary
from secondleap.checks.explain import explain
from secondleap.checks.report import report
from secondleap.checks.run import check_site
from secondleap.data.dataset import project_root, read_dataset
from secondleap.data.faults import FaultsError
from secondleap.data.released import release
from secondleap.scaffold import new_city as newcity
from secondleap.scaffold import new_page as newpage
from secondleap.scaffold import new_series as newseries
from secondleap.scaffold.new_city import City, wrong_name
from secondleap.scaffold.new_page import Page, wrong_path
from secondleap.text.messages import RefusedError, language_of, message, translate


def check(options: argparse.Namespace) -> int:
    """Checks data and pages; prints every fault, what is left to write, and the counts. 0 where all is well, else 1.

    With ``--explain`` it tells one rule instead.
    """
    if options.explain:
        print(explain(options.explain, options.lang))
        return 0
    started = time.monotonic()
    site, faults = check_site(project_root(Path.cwd()))
    if faults:
        print(report(faults, options.lang), file=sys.stderr)
    for line in summary(site):
        print(line)
    print(f"checked in {time.monotonic() - started:.1f} s")
    return 1 if faults else 0


def make_release(options: argparse.Namespace) -> int:
    """Takes today's values as published, once nothing is at fault."""
    site, faults = check_site(project_root(Path.cwd()))
    if faults:
        raise FaultsError(faults)
    release(site.dataset)
    return 0


def verify(options: argparse.Namespace) -> int:
    """Checks a copy of the site, a folder or a zip, against its manifest. 0 where it is whole, else 1."""
    found = differences(options.copy)
    for line in found:
        print(line)
    print(f"{options.copy}: {f'{len(found)} files differ' if found else 'whole'}")
    return 1 if found else 0


def _ask(question: str, wrong: Callable[[str], str], language: str) -> str:
    """The answer to ``question``, asked again until nothing is wrong with it."""
    while True:
        answer = input(f"{translate(question, language)} ").strip()
        if not (reason := wrong(answer)):
            return answer
        print(translate(reason, language))


Questions = dict[str, tuple[str, Callable[[str], str]]]


def _ask_what_is_left_open(options: argparse.Namespace, questions: Questions, example: str) -> None:
    """Asks what ``options`` leave open. Where nobody is there to ask, it raises `RefusedError` with ``example``, a command that leaves nothing open."""
    left = {
        option: asked for option, asked in questions.items() if getattr(options, option) is None
    }
    if left and not sys.stdin.isatty():
        missing, example = (
            " ".join(f"--{option}" for option in left),
            f"python -m secondleap {example}",
        )
        raise RefusedError(
            message(
                "missing: {missing}. Without a terminal nothing is asked; write them all, as in: {example}",
                missing=missing,
                example=example,
            )
        )
    for option, (question, wrong) in left.items():
        setattr(options, option, _ask(question, wrong, options.lang))


def _written(files: list[str], next_steps: str) -> int:
    """Tells which files were written, and what to do now."""
    print("\n".join([*files, "", next_steps]))
    return 0


def new_city(options: argparse.Namespace) -> int:
    """Writes what a new story begins with. What the options leave open is asked, where there is somebody to ask."""
    root = project_root(Path.cwd())
    dataset = read_dataset(root)
    if reason := wrong_name(options.name, dataset):
        raise RefusedError(reason)
    example = f"new-city {options.name} --ko 셰필드 --en Sheffield --region 영국/UK --kind city"
    _ask_what_is_left_open(options, newcity.questions(dataset, options.place), example)
    told = {
        field: getattr(options, field) or ""
        for field in ("ko", "en", "region", "kind", "place", "colour", "short_ko", "short_en")
    }
    city = City(options.name, **told)
    return _written(newcity.write(city, root, options.lang), newcity.next_steps(city, options.lang))


def new_page(options: argparse.Namespace) -> int:
    """Writes what a new page of a story begins with, and asks as `new_city` does."""
    root = project_root(Path.cwd())
    if None in (options.ko, options.en) and (
        reason := wrong_path(options.path, root)
    ):  # before anything is asked
        raise RefusedError(reason)
    _ask_what_is_left_open(
        options, newpage.questions(), f'new-page {options.path} --ko 항만 --en "The port"'
    )
    page = Page(options.path, options.ko, options.en)
    return _written(newpage.write(page, root), newpage.next_steps(page, options.lang))


def new_series(options: argparse.Namespace) -> int:
    """Writes what a new series begins with, and asks as `new_city` does."""
    root = project_root(Path.cwd())
    dataset = read_dataset(root)
    if reason := newseries.wrong_name(options.name, dataset):
        raise RefusedError(reason)
    example = f'new-series {options.name} --ko "항만 물동량" --en "Cargo of the port" --unit tonnes --place ulsan'
    _ask_what_is_left_open(options, newseries.questions(dataset), example)
    told = {field: getattr(options, field) for field in ("ko", "en", "unit", "place", "shape")}
    begun = newseries.Begun(options.name, categories=tuple(options.category), **told)
    return _written(newseries.write(begun, root), newseries.next_steps(begun, options.lang))


def _publish(options: argparse.Namespace) -> int:
    return publish(project_root(Path.cwd()))


def _book(options: argparse.Namespace) -> int:
    return publish_with_books(project_root(Path.cwd()))


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    made = argparse.ArgumentParser(prog="python -m secondleap", allow_abbrev=False)
    commands = made.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], told: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=told, description=told, allow_abbrev=False)
        added.add_argument(
            "--lang",
            choices=("ko", "en"),
            default=language_of(),
            help="language of the messages; the system's, or else English",
        )
        added.set_defaults(run=run)
        return added

    command("check", check, "hold data and pages against each other").add_argument(
        "--explain", metavar="CODE", help="tell one rule, with a bad and a good example"
    )
    command("publish", _publish, "check, and build site/")
    command("book", _book, "make the books, then build site/ with them")
    command("release", make_release, "take today's values as published")
    command("verify", verify, "check a copy of the site").add_argument(
        "copy", type=Path, metavar="FOLDER-OR-ZIP"
    )
    city = command("new-city", new_city, "begin the story of a city or a region, in both languages")
    city.add_argument(
        "name", metavar="NAME", help="its id: small Latin letters, digits and hyphens"
    )
    city.add_argument("--ko", help="its Korean name")
    city.add_argument("--en", help="its English name")
    city.add_argument(
        "--short-ko", help="its Korean name in the navigation and on filters, where that is shorter"
    )
    city.add_argument("--short-en", help="the same in English")
    city.add_argument("--region", help="where it lies: an id of data/places.yml, or Korean/English")
    city.add_argument("--kind", help="what kind of place it is: city, region, state ...")
    city.add_argument(
        "--place",
        help="the id of its place in data/places.yml, where that stands already; takes the place of --region and --kind",
    )
    city.add_argument(
        "--colour", help="a colour of the palette; the least used one where it is left out"
    )
    page = command("new-page", new_page, "begin one more page of a story, in both languages")
    page.add_argument(
        "path",
        metavar="CITY/NAME",
        help="the city's folder and the page's name: small Latin letters, digits and hyphens",
    )
    page.add_argument("--ko", help="its Korean title in the navigation")
    page.add_argument("--en", help="its English title in the navigation")
    series = command(
        "new-series",
        new_series,
        "begin a series of numbers: its CSV file and its entry in the data package",
    )
    series.add_argument(
        "name", metavar="NAME", help="its id: small Latin letters, digits and hyphens"
    )
    series.add_argument("--ko", help="its Korean title: what is measured")
    series.add_argument("--en", help="the same in English")
    series.add_argument("--unit", help="an id of data/units.yml")
    series.add_argument("--place", help="an id of data/places.yml")
    series.add_argument(
        "--shape",
        default="",
        help="line (one definition), dots (mixed definitions) or bars (categories); a line where it is left out",
    )
    series.add_argument(
        "--category",
        action="append",
        default=[],
        metavar="ID=KOREAN/ENGLISH",
        help="a category of bars, once for each, in their order",
    )
    return made


def main(arguments: list[str]) -> int:
    """Runs one command in the project around the working directory; returns the exit status."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except FaultsError as error:
        print(report(error.faults, options.lang), file=sys.stderr)
    except RefusedError as error:
        print(
            "\n".join(f"secondleap: {translate(reason, options.lang)}" for reason in error.reasons),
            file=sys.stderr,
        )
    except (EOFError, KeyboardInterrupt):
        print(translate("secondleap: stopped; nothing was written.", options.lang), file=sys.stderr)
    except (OSError, zipfile.BadZipFile) as error:
        print(f"secondleap: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
