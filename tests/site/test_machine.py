"""A build on a difficult machine works or fails with one clear line; the former site is kept."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from support import ROOT

COMMAND = [sys.executable, "-m", "secondleap", "publish"]


def publish(root: Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(COMMAND, cwd=root, capture_output=True, text=True, **more)  # type: ignore[call-overload]


def former(root: Path) -> Path:
    page = root / "site" / "former.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text("former", encoding="utf-8")
    return page


def whole(root: Path, name: str = "site") -> bool:
    """Whether the folder ``name`` is one whole site, former or new, as its manifest says."""
    folder = root / name
    if not folder.is_dir() or (folder / "former.html").is_file():
        return folder.is_dir()
    return (
        subprocess.run(
            ["sha256sum", "--check", "--quiet", "--strict", "MANIFEST.sha256"],
            cwd=folder,
            capture_output=True,
        ).returncode
        == 0
    )


def one_line(run: subprocess.CompletedProcess[str], *told: str) -> bool:
    """Whether the run failed and said why without a traceback, briefly."""
    return (
        run.returncode == 1
        and "Traceback" not in run.stderr
        and len(run.stderr.strip().splitlines()) <= 5
        and all(word in run.stderr for word in told)
    )


def test_killed_at_any_moment_the_site_is_always_whole(mini: Path) -> None:
    former(mini)
    moments, seconds, killed = random.Random(os.environ["SECONDLEAP_SEED"]), 10.0, 0
    while killed < 10:
        started = time.monotonic()
        process = subprocess.Popen(
            COMMAND,
            cwd=mini,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            assert process.wait(moments.uniform(0, seconds)) == 0
            seconds = (
                time.monotonic() - started
            )  # it was done before: a build takes less than was thought
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
        assert whole(mini) or whole(
            mini, ".site-former"
        )  # between two renames; the next run mends it
    assert (
        publish(mini).returncode == 0 and whole(mini) and not (mini / "site/former.html").exists()
    )


WAITING = """
import pathlib, time

def on_config(config):
    pathlib.Path("begun").touch()
    end = time.monotonic() + 60
    while not pathlib.Path("go").exists() and time.monotonic() < end:
        time.sleep(0.05)
"""


def until(done: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(0.05)
    assert done()


def test_an_engine_that_outlives_a_killed_run_holds_the_next_one_off(mini: Path) -> None:
    (mini / "waiting.py").write_text(WAITING, encoding="utf-8")
    for name, hooks in {"mkdocs.yml": "[waiting.py]", "projects/en/mkdocs.yml": "[]"}.items():
        config = mini / name
        config.write_text(
            config.read_text(encoding="utf-8") + f"hooks: {hooks}\n", encoding="utf-8"
        )
    process = subprocess.Popen(
        COMMAND, cwd=mini, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until((mini / "begun").exists)
    process.kill()
    process.wait()
    held = publish(mini)
    assert one_line(held, "another build is running"), held.stderr
    (mini / "go").touch()
    until(lambda: publish(mini).returncode == 0)
    assert whole(mini)


def test_out_of_disk_the_former_site_stays(mini: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=3m none "$1" && cp -r "$2"/. "$1" && mkdir "$1/site"'
        ' && echo former > "$1/site/former.html" && cd "$1" && "$3" -m secondleap publish; code=$?;'
        " cat site/former.html; ls -d .site-* 2>/dev/null; exit $code"
    )
    run = subprocess.run(
        [
            "unshare",
            "--mount",
            "--map-root-user",
            "sh",
            "-c",
            script,
            "sh",
            disk,
            mini,
            sys.executable,
        ],
        capture_output=True,
        text=True,
    )
    assert one_line(run, "No space left on device"), run.stderr
    assert run.stdout.endswith("former\n"), run.stdout


def test_two_builds_at_once_one_waits_its_turn(mini: Path) -> None:
    former(mini)
    running = [
        subprocess.Popen(
            COMMAND, cwd=mini, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in running]
    assert sorted(process.returncode for process in running) == [0, 1], said
    assert "another build is running" in "".join(said) and len("".join(said).splitlines()) == 1
    assert whole(mini) and not (mini / "site/former.html").exists()


# Where the tests run as root, root's rights are dropped: a user who owns the folder is left.
PLAIN = (["setpriv", "--bounding-set=-all"] if os.getuid() == 0 else []) + COMMAND


def test_someone_who_is_not_root_replaces_a_read_only_site(mini: Path) -> None:
    former(mini)
    (mini / "site").chmod(0o555)
    run = subprocess.run(PLAIN, cwd=mini, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (
        whole(mini) and not (mini / "site/former.html").exists() and not list(mini.glob(".site-*"))
    )


def test_a_folder_one_may_not_write_to_is_told_in_one_line(mini: Path) -> None:
    former(mini)
    mini.chmod(0o555)
    run = subprocess.run(PLAIN, cwd=mini, capture_output=True, text=True)
    mini.chmod(0o755)
    assert one_line(run, "Permission denied"), run.stderr
    assert (mini / "site/former.html").is_file()


def test_an_odd_path_in_the_plain_locale_works(mini: Path, tmp_path: Path) -> None:
    odd = shutil.move(mini, tmp_path / "새 폴더 (1) #")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "PYTHON"))
    } | {"LANG": "C"}
    run = publish(Path(odd), env=environment)
    assert run.returncode == 0, run.stderr
    assert "시험" in (Path(odd) / "site/index.html").read_text(encoding="utf-8")


def test_windows_line_endings_give_the_same_page(mini: Path) -> None:
    assert publish(mini).returncode == 0
    page = (mini / "site/city/index.html").read_bytes()
    for path in (mini / "docs").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert publish(mini).returncode == 0
    assert (mini / "site/city/index.html").read_bytes() == page


def test_a_page_of_two_megabytes_works(mini: Path) -> None:
    for language, words in (("ko", "긴 글이 이어진다. "), ("en", "A long text goes on. ")):
        path = mini / f"docs/{language}/index.md"
        paragraph = words * 40 + "\n\n"
        path.write_text(
            path.read_text(encoding="utf-8")
            + "\n\n"
            + paragraph * (2_000_000 // len(paragraph.encode()) + 1),
            encoding="utf-8",
        )
        assert path.stat().st_size > 2_000_000
    run = publish(mini)
    assert run.returncode == 0, run.stderr
    assert whole(mini)


def test_a_series_of_a_hundred_thousand_rows_is_told_by_its_faults_or_works(mini: Path) -> None:
    path = mini / "data/series/pittsburgh-population.csv"
    former(mini)
    head, first, *_ = path.read_text(encoding="utf-8").splitlines()
    rest = first.partition(",")[2]
    path.write_text(
        "\n".join([head, *(f"{year},{rest}" for year in range(100_000))]) + "\n", encoding="utf-8"
    )
    run = publish(mini)
    assert "Traceback" not in run.stderr
    assert whole(mini) and (run.returncode == 0 or "pittsburgh-population.csv" in run.stderr)


def test_a_yaml_bomb_is_one_fault(mini: Path) -> None:
    former(mini)
    levels = "".join(
        f"- &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]\n" for level in range(1, 30)
    )
    (mini / "data/terms.yml").write_text(f"- &l0 [x]\n{levels}", encoding="utf-8")
    run = publish(mini, timeout=60)
    assert (
        run.returncode == 1
        and "D001" in run.stderr
        and "alias" in run.stderr
        and "Traceback" not in run.stderr
    )
    assert whole(mini)


def test_a_loop_of_links_is_told_in_one_line(mini: Path) -> None:
    former(mini)
    (mini / "docs/ko/loop").symlink_to(".", target_is_directory=True)
    assert one_line(publish(mini, timeout=60), "docs/ko/loop is a symbolic link")
    assert whole(mini)


def test_the_tests_use_the_package_of_this_folder() -> None:
    import secondleap

    assert Path(secondleap.__file__).is_relative_to(ROOT)
