"""The commands: ``python -m secondleap --help`` lists them."""

from __future__ import annotations

import argparse
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from pathlib import Path

from secondleap.build.offline_copies import differences
from secondleap.build.preview import serve
from secondleap.build.publish import publish, publish_with_books, summary
from secondleap.checks.explain import explain
from secondleap.checks.report import report
from secondleap.checks.run import check_site
from secondleap.data.dataset import overdue, project_root, read_dataset
from secondleap.data.faults import FaultsError
from secondleap.data.released import release
from secondleap.scaffold import new_city, new_page, new_series, series_from
from secondleap.text.messages import RefusedError, language_of, message, translate


def _check(options: argparse.Namespace) -> int:
    """Prints every fault of data and pages, what is left to write, the counts, and overdue claims.

    With ``--explain`` it explains one rule instead. Returns 1 where there is a fault, else 0.
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
    if past := overdue(site.dataset, date.today()):
        print(
            translate(message("to look at again: {claims}", claims=", ".join(past)), options.lang)
        )
    print(f"checked in {time.monotonic() - started:.1f} s")
    return 1 if faults else 0


def _release(options: argparse.Namespace) -> int:
    """Makes a release, once nothing is at fault: the values, the day and the version."""
    if options.version and not re.fullmatch(r"\d+(\.\d+){1,2}", options.version):
        raise RefusedError(
            message("VERSION is numbers and dots, as in 1.2.0, not '{text}'", text=options.version)
        )
    site, faults = check_site(project_root(Path.cwd()))
    if faults:
        raise FaultsError(faults)
    files = release(site.dataset, date.today(), options.version)
    step = ""
    if not files:
        step = message("nothing has changed since the last release")
    elif options.version:
        step = message(
            "commit these files together, and tag the commit 'v{name}'", name=options.version
        )
    return _print_written(files, translate(step, options.lang))


def _peaks(options: argparse.Namespace) -> int:
    """Prints every number that is drawn from the table of peaks, under its name."""
    for name, value in read_dataset(project_root(Path.cwd())).numbers.items():
        if options.part in name:
            print(f"{value:14.6g}  {name}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    """Checks a copy of the site, a folder or a zip, against its manifest."""
    found = differences(options.copy)
    for line in found:
        print(line)
    print(f"{options.copy}: {f'{len(found)} files differ' if found else 'whole'}")
    return 1 if found else 0


def _require(options: argparse.Namespace, names: Iterable[str], example: str) -> None:
    """Ends with an argparse error that names every missing flag of ``names``, and an example."""
    missing = [f"--{name}" for name in names if getattr(options, name) is None]
    if missing:
        reason = message(
            "missing: {missing}\nexample: .venv/bin/python -m secondleap {example}",
            missing=", ".join(missing),
            example=example,
        )
        options.parser.error(translate(reason, options.lang))


def _print_written(files: list[str], next_steps: str) -> int:
    print("\n".join([*files, "", next_steps]).rstrip())
    return 0


def _new_city(options: argparse.Namespace) -> int:
    example = f"new-city {options.name} --ko 셰필드 --en Sheffield --region 영국/UK --kind city"
    _require(options, ("ko", "en") if options.place else ("ko", "en", "region", "kind"), example)
    names = [field.name for field in fields(new_city.City)]
    city = new_city.City(**{name: getattr(options, name) or "" for name in names})
    files = new_city.write(city, project_root(Path.cwd()), options.lang)
    return _print_written(files, new_city.next_steps(city, options.lang))


def _new_page(options: argparse.Namespace) -> int:
    _require(options, ("ko", "en"), f'new-page {options.path} --ko 항만 --en "The port"')
    page = new_page.Page(options.path, options.ko, options.en)
    files = new_page.write(page, project_root(Path.cwd()))
    return _print_written(files, new_page.next_steps(page, options.lang))


def _new_series(options: argparse.Namespace) -> int:
    example = '--ko "항만 물동량" --en "Cargo of the port" --unit tonnes --place ulsan'
    required = ("ko", "en", "unit", "place")
    _require(options, required, f"new-series {options.name} {example}")
    given = {name: getattr(options, name) for name in (*required, "shape")}
    series = new_series.NewSeries(options.name, categories=tuple(options.category), **given)
    files = new_series.write(series, project_root(Path.cwd()))
    return _print_written(files, new_series.next_steps(series, options.lang))


def _series_from(options: argparse.Namespace) -> int:
    example = (
        '--name ulsan-cargo --agency "울산항만공사/Ulsan Port Authority" --code cargo'
        " --licence KOGL-1 --source usmbc-2026-port"
    )
    titles = () if options.replace else ("ko", "en", "unit", "place")
    required = ("name", "agency", "licence", "source", *titles)
    _require(options, required, f"series-from {options.file} {example}")
    names = [field.name for field in fields(series_from.SeriesFrom) if field.type == "str"]
    given = {name: getattr(options, name) or "" for name in names}
    series = series_from.SeriesFrom(**given, replace=options.replace)
    files = series_from.write(series, options.file.read_bytes(), project_root(Path.cwd()))
    return _print_written(files, series_from.next_steps(series, options.lang))


def _publish(options: argparse.Namespace) -> int:
    return publish(project_root(Path.cwd()))


def _serve(options: argparse.Namespace) -> int:
    return serve(project_root(Path.cwd()), options.port)


def _book(options: argparse.Namespace) -> int:
    return publish_with_books(project_root(Path.cwd()))


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    parser_ = argparse.ArgumentParser(
        prog=".venv/bin/python -m secondleap",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser_.add_subparsers(required=True, metavar="COMMAND", help="one of those below")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], summary: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, description=summary, allow_abbrev=False)
        added.add_argument(
            "--lang",
            choices=("ko", "en"),
            default=language_of(),
            help="language of the messages; the system's, or else English",
        )
        added.set_defaults(run=run, parser=added)
        return added

    command("check", _check, "hold data and pages against each other").add_argument(
        "--explain", metavar="CODE", help="tell one rule, with a bad and a good example"
    )
    command("publish", _publish, "check, and build site/")
    command("book", _book, "make the books, then build site/ with them")
    command("serve", _serve, "show live previews of both languages").add_argument(
        "--port",
        type=int,
        default=8000,
        help="where the Korean one stands, the English one at the next; 8000 where it is left out",
    )
    command("release", _release, "take today's values as published").add_argument(
        "version", nargs="?", default="", metavar="VERSION", help="the new version, as in 1.2.0"
    )
    command(
        "peaks", _peaks, "work out every number on cities after their peak (data/peaks)"
    ).add_argument("part", nargs="?", default="", metavar="NAME", help="only names that hold this")
    command("verify", _verify, "check a copy of the site").add_argument(
        "copy", type=Path, metavar="FOLDER-OR-ZIP"
    )
    city = command(
        "new-city", _new_city, "begin the story of a city or a region, in both languages"
    )
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
        help="an id of data/places.yml, in the place of --region and --kind",
    )
    city.add_argument(
        "--colour", help="a colour of the palette; the least used one where it is left out"
    )
    page = command("new-page", _new_page, "begin one more page of a story, in both languages")
    page.add_argument(
        "path",
        metavar="CITY/NAME",
        help="the city's folder and the page's name: small Latin letters, digits and hyphens",
    )
    page.add_argument("--ko", help="its Korean title in the navigation")
    page.add_argument("--en", help="its English title in the navigation")
    series = command(
        "new-series",
        _new_series,
        "begin a series of numbers: its CSV file and its entry",
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
        help="line (one definition; the default), dots (mixed definitions) or bars (categories)",
    )
    series.add_argument(
        "--category",
        action="append",
        default=[],
        metavar="ID=KOREAN/ENGLISH",
        help="a category of bars, once for each, in their order",
    )
    taken = command("series-from", _series_from, "put an agency's file in as a series")
    taken.add_argument("file", type=Path, metavar="FILE", help="a CSV file of period and value")
    for flag, text in (
        ("--name", "the id of the series"),
        ("--agency", "who measured it, in Korean/English"),
        ("--code", "the agency's own name of the series"),
        ("--vintage", "the date of the agency's release: 2024, 2024-11 or 2024-11-25"),
        ("--licence", f"one of {', '.join(series_from.LICENSES)}"),
        ("--source", "the id of the file's record in data/sources"),
        ("--ko", "its Korean title: what is measured"),
        ("--en", "the same in English"),
        ("--unit", "an id of data/units.yml"),
        ("--place", "an id of data/places.yml"),
        ("--shape", "line (one definition; the default) or dots (mixed definitions)"),
    ):
        taken.add_argument(flag, help=text)
    taken.add_argument(
        "--obtained",
        default="original",
        help=f"where it was read, one of {', '.join(series_from.OBTAINED)}; the agency otherwise",
    )
    taken.add_argument(
        "--replace",
        action="store_true",
        help="replace the rows of a series that is there; it keeps its titles, unit and place",
    )
    parser_.epilog = "\n".join(
        f"  {name:<12} {added.description}" for name, added in commands.choices.items()
    )
    return parser_


def main(arguments: list[str]) -> int:
    """Runs one command in the project around the working directory; returns the exit status."""
    if not arguments:
        parser().print_help(sys.stderr)
        return 2
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
    except KeyboardInterrupt:
        print("secondleap: stopped", file=sys.stderr)
        return 130
    except (OSError, zipfile.BadZipFile) as error:
        print(f"secondleap: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
