"""Every rule: the mini project passes it, and each example of a mistake is reported, at the right
line, once."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support import ROOT

from secondleap.__main__ import main
from secondleap.checks.examples import Example, all_examples
from secondleap.checks.explain import codes
from secondleap.checks.run import RULES, check_site
from secondleap.data.faults import Fault
from secondleap.data.schema import LANGUAGES

KO, EN = "docs/ko/city/index.md", "docs/en/city/index.md"
CLAIMS, SOURCES = "data/claims/pittsburgh.yml", "data/sources/pittsburgh.yml"
POPULATION = "data/series/pittsburgh-population.csv"
PACKAGE = "data/series/datapackage.json"
CASES = [
    pytest.param(example, language, id=f"{example.code}-{example.name or language}")
    for example in all_examples()
    for language in (LANGUAGES if "{language}" in example.file else ("ko",))
]


def plant(root: Path, file: str, old: str, new: str) -> None:
    """Writes ``new`` in the place of the first ``old`` in ``file``."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


@contextmanager
def made(root: Path, example: Example, language: str) -> Iterator[str]:
    """The mistake of ``example`` in ``root``, and undone; gives the file that is at fault."""
    file, bad, good = example.texts(language)
    path = root / file
    before = path.read_bytes() if path.is_file() else None
    if example.change == "rename":
        moved = root / bad
        is_new = not moved.parent.is_dir()
        moved.parent.mkdir(exist_ok=True)
        path.rename(moved)
        yield bad
        moved.rename(path)
        if is_new:
            moved.parent.rmdir()
        return
    if example.change == "encoding":
        path.write_bytes(path.read_text(encoding="utf-8").encode(bad))
    elif example.change == "append":
        path.write_bytes((before or b"") + bad.encode())
    else:
        plant(root, file, good, bad)
    yield example.reported_in or file
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mini project for mistakes that are undone."""
    return Path(shutil.copytree(ROOT / "tests/mini", tmp_path_factory.mktemp("shared") / "mini"))


def test_the_mini_project_is_whole(mini: Path) -> None:
    assert check_site(mini)[1] == []


@pytest.mark.parametrize(("example", "language"), CASES)
def test_a_mistake_is_reported_once(shared: Path, example: Example, language: str) -> None:
    with made(shared, example, language) as at_fault:
        faults = check_site(shared)[1]
    own = [fault for fault in faults if fault.code == example.code and example.found in fault.found]
    assert own, faults
    if example.found:
        assert own[0].file == at_fault
    assert not example.line or own[0].line == example.line
    assert own[0].expected and own[0].fix
    others = {fault.code for fault in faults} - {example.code}
    assert others <= set(example.also)
    if example.also:
        assert others or language == "en"
    else:
        assert len(faults) == 1


def test_a_mistake_undone_leaves_nothing_wrong(shared: Path) -> None:
    assert check_site(shared)[1] == []


def test_every_code_has_an_example() -> None:
    assert set(codes()) == {example.code for example in all_examples()}


def test_rules_come_after_those_that_they_require() -> None:
    known = set(codes())
    for rule in RULES:
        assert rule.requires <= known - {rule.code}
        assert rule.expected.endswith(".") and rule.fix.endswith("."), rule.code


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("한 회사만의 수치다.", "One company only."),
        ("제철소의 75%가 닫았다고 적었다.", "75% of the mills closed"),
    ],
)
def test_digits_of_a_name_are_excused_in_a_record_too(mini: Path, ko: str, en: str) -> None:
    """In a note and in what the article says; and the entry counts as needed there."""
    plant(mini, CLAIMS, ko, f"메트로폴리 30에 따르면 {ko}")
    plant(mini, CLAIMS, en, f"{en} after Metropoli")
    assert [(fault.code, "30" in fault.found) for fault in check_site(mini)[1]] == [("D104", True)]
    with (mini / "data/exemptions.yml").open("a", encoding="utf-8") as exemptions:
        exemptions.write('- {id: metropoli, text: "메트로폴리 30", reason: an association}\n')
    assert check_site(mini)[1] == []


def test_all_faults_of_a_run_appear_at_once_with_their_count(
    mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(mini, CLAIMS, "verdict: close", "verdict: true")
    plant(mini, KO, "하나가 아니다 {#why}", "하나가 아니다")
    plant(mini, EN, "In 1986 Homestead", "In 1986 all 15,000 of Homestead")
    monkeypatch.chdir(mini)
    assert main(["check", "--lang", "en"]) == 1
    printed = capsys.readouterr().err
    codes = set(re.findall(r"^\S+:\d+: (\w+)$", printed, re.MULTILINE))
    assert codes >= {"D005", "P202", "F301"}
    count = len(re.findall(r"^  found: ", printed, re.MULTILINE))
    assert printed.rstrip().endswith(f"{count} faults.")
    assert printed.count("  expected: ") == printed.count("  fix: ") == count


def test_a_fault_is_printed_in_three_named_parts_below_each_other() -> None:
    fault = Fault("a.yml", 3, "D002", "a", "each key once", "b")
    assert str(fault) == ("a.yml:3: D002\n  found:    a\n  expected: each key once\n  fix:      b")
    korean = fault.text("ko").splitlines()
    assert len(korean) == 4 and all(re.match("  [가-힣]+: ", line) for line in korean[1:])


# --- what follows from another fault


def test_nothing_more_is_said_of_a_record_that_cannot_be_read(mini: Path) -> None:
    """The claim is cited on pages, named by charts, published, and holds figures and years."""
    plant(mini, CLAIMS, "audit: 2026-11-22", "audit: correct")
    assert {(fault.code, fault.file) for fault in check_site(mini)[1]} == {("D005", CLAIMS)}


@pytest.mark.parametrize("file", ["data/cities.yml", "data/units.yml", "data/places.yml"])
def test_of_a_file_that_cannot_be_read_nothing_else_is_said(
    mini: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], file: str
) -> None:
    """What has other causes is left for later too, and a line says so."""
    plant(mini, KO, "73% 줄었다", "74% 줄었다")
    with (mini / file).open("a", encoding="utf-8") as records:
        records.write("- {id: [\n")
    assert [(fault.file, fault.code) for fault in check_site(mini)[1]] == [(file, "D001")]
    monkeypatch.chdir(mini)
    assert main(["check", "--lang", "ko"]) == 1
    assert re.search(r"고칠 곳 1건\. .*그 파일을 고친 뒤에", capsys.readouterr().err)


@pytest.mark.parametrize(
    "file", [CLAIMS, KO, POPULATION, PACKAGE, "data/units.yml", "data/released.json", "mkdocs.yml"]
)
def test_an_empty_file_is_one_fault(mini: Path, file: str) -> None:
    (mini / file).write_bytes(b"\n")
    assert [(fault.file, fault.code) for fault in check_site(mini)[1]] == [(file, "D009")]


@pytest.mark.parametrize("file", [PACKAGE, "data/released.json"])
def test_json_that_cannot_be_read_is_one_fault(mini: Path, file: str) -> None:
    (mini / file).write_text("[1, 2", encoding="utf-8")
    assert [(fault.file, fault.code) for fault in check_site(mini)[1]] == [(file, "D001")]


def test_the_tags_of_an_engine_are_no_fault(mini: Path) -> None:
    with (mini / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write('site_url: !ENV [SITE_URL, ""]\nhook: !!python/name:a.b\n')
    assert check_site(mini)[1] == []


def test_what_to_correct_in_a_list_is_shown_by_its_value(mini: Path) -> None:
    plant(mini, CLAIMS, "- 73 percent", "- 73%")
    (fault,) = check_site(mini)[1]
    assert "'73%'" in fault.fix


def test_a_cause_hides_only_what_rests_on_it(mini: Path) -> None:
    """A claim cited wrongly in one sentence does not silence the figure of another."""
    plant(mini, KO, "4만 개가 사라졌다.[^jobs-lost]", "4만 개가 사라졌다.[^job-lost]")
    plant(mini, KO, "73% 줄었다", "74% 줄었다")
    assert [fault.code for fault in check_site(mini)[1]] == ["F302", "P208"]


def test_a_word_that_is_an_unread_id_hides_nothing(mini: Path) -> None:
    """Faults follow from others by declaration, not since their text holds a word."""
    plant(mini, SOURCES, "id: daily", "id: daily\n  colour: red")
    plant(mini, KO, "하나가 아니다 {#why}", "daily 하나가 아니다")
    assert {fault.code for fault in check_site(mini)[1]} == {"D004", "P202"}


# --- encodings and separators


@pytest.mark.parametrize("file", [KO, EN, CLAIMS, "data/terms.yml"])
def test_a_byte_order_mark_is_accepted(mini: Path, file: str) -> None:
    path = mini / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check_site(mini)[1] == []


def test_a_byte_order_mark_is_accepted_in_a_series_and_its_package(mini: Path) -> None:
    for path in (mini / "data/series").iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check_site(mini)[1] == []


@pytest.mark.parametrize("file", [KO, CLAIMS, "data/terms.yml", "data/series/datapackage.json"])
@pytest.mark.parametrize("encoding", ["cp949", "utf-16"])
def test_another_encoding_is_one_fault_that_names_it(mini: Path, file: str, encoding: str) -> None:
    path = mini / file
    path.write_bytes(path.read_text(encoding="utf-8").replace("−", "-").encode(encoding))
    (fault,) = check_site(mini)[1]
    assert (fault.file, fault.code) == (file, "D008")
    assert encoding.upper() in fault.found and "UTF-8" in fault.fix


def test_a_series_in_another_encoding_is_one_fault(mini: Path) -> None:
    path = mini / POPULATION
    path.write_bytes("# 인구\n".encode("cp949") + path.read_bytes())
    found = {(fault.file, fault.code) for fault in check_site(mini)[1]}
    assert found == {(POPULATION, "D008")}


def test_bytes_of_no_encoding_are_a_fault_at_their_line(mini: Path) -> None:
    path = mini / KO
    path.write_bytes(path.read_bytes() + b"\n\xff\xfe\xff\n")
    (fault,) = check_site(mini)[1]
    assert fault.code == "D008"
    assert fault.line == path.read_bytes().count(b"\n", 0, path.read_bytes().index(b"\xff")) + 1


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_series_with_another_separator_is_one_fault(mini: Path, separator: str) -> None:
    path = mini / POPULATION
    path.write_text(path.read_text(encoding="utf-8").replace(",", separator), encoding="utf-8")
    (fault,) = check_site(mini)[1]
    assert (fault.file, fault.line, fault.code) == (POPULATION, 1, "S206")


def test_windows_line_ends_move_no_line(mini: Path) -> None:
    path = mini / KO
    plant(mini, KO, "[^jobs-lost] Act", "[^job-lost] Act")
    before = [fault.line for fault in check_site(mini)[1]]
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [fault.line for fault in check_site(mini)[1]] == before == [15]
