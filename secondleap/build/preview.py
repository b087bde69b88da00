"""Live previews of both languages: an edited page is rendered at once, a change of a record, the
theme or the package starts both anew."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from secondleap.build.engine import CONFIGS
from secondleap.text.messages import RefusedError, message

_WATCHED = ("data", "secondleap", "theme", "projects", "mkdocs.yml")
_UNWATCHED = ("__pycache__", "node_modules")
_PAUSE = 0.5  # seconds between two looks
HOST = "127.0.0.1"


def _state(root: Path) -> dict[Path, int]:
    """Every watched file with the time of its last change."""
    found = {}
    for name in _WATCHED:
        walked = os.walk(root / name) if (root / name).is_dir() else [(str(root), [], [name])]
        for folder, inner, files in walked:
            inner[:] = [each for each in inner if each not in _UNWATCHED]
            for file in files:
                path = Path(folder, file)
                try:
                    found[path] = path.stat().st_mtime_ns
                except FileNotFoundError:
                    continue  # an editor replaces a file by another of the same name
    return found


def _refuse_taken(ports: dict[str, int]) -> None:
    """Raises `RefusedError` where something listens at one of ``ports`` already."""
    for port in ports.values():
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((HOST, port))
            except OSError as error:
                raise RefusedError(
                    message(
                        "port {port} is taken: end what listens there, or choose another one,"
                        " as in 'make serve PORT={other}'.",
                        port=port,
                        other=port + 10,
                    )
                ) from error


def _start(root: Path, ports: dict[str, int]) -> list[subprocess.Popen[bytes]]:
    """The engine's own server for each language, out of reach of the terminal's Ctrl+C."""
    own = {
        "NO_MKDOCS_2_WARNING": "1",
        "SECONDLEAP_STRICT": "false",
        "SECONDLEAP_PROJECTS": "false",
    }
    started = []
    for language, (config, _) in CONFIGS.items():
        other = next(port for name, port in ports.items() if name != language)
        command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--config-file", config]
        engine = subprocess.Popen(
            [*command, "--dev-addr", f"{HOST}:{ports[language]}"],
            cwd=root,
            env={**os.environ, **own, "SECONDLEAP_OTHER": f"http://{HOST}:{other}/"},
            start_new_session=True,
        )
        started.append(engine)
    return started


def _stop(engines: list[subprocess.Popen[bytes]]) -> None:
    for engine in engines:
        engine.terminate()
    for engine in engines:
        engine.wait()


def _interrupted(signal_number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def serve(root: Path, port: int) -> int:
    """Serves Korean at ``port`` and English at the next one, until it is interrupted.

    Raises `RefusedError` where a port is taken. What a broken record stops starts again with the
    next change.
    """
    ports = {language: port + step for step, language in enumerate(CONFIGS)}
    _refuse_taken(ports)
    signal.signal(signal.SIGTERM, _interrupted)
    engines: list[subprocess.Popen[bytes]] = []
    try:
        while True:
            before = _state(root)
            engines = _start(root, ports)
            while _state(root) == before:
                time.sleep(_PAUSE)
            _stop(engines)
    except KeyboardInterrupt:
        return 0
    finally:
        _stop(engines)
