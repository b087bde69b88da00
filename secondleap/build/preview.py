"""Live previews of both languages. A page is made when it is asked for, by an engine that any
change of a page, a record, the theme or the package starts anew: what somebody looks at is never
older than what it is made of, and waits for no other page.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import unquote, urlsplit

from secondleap.build.engine import CONFIGS
from secondleap.build.preview_pages import DONE, LOST
from secondleap.text.messages import RefusedError, message

_WATCHED = ("docs", "data", "secondleap", "theme", "projects", "mkdocs.yml")
_UNWATCHED = ("__pycache__", "node_modules")
_FILE = re.compile(rf'^ *File "(?:{"|".join(_WATCHED)})\b', re.M)  # a line of a traceback
_PAUSE = 0.5  # seconds between two looks
HOST = "127.0.0.1"
FIRST, LAST = 1024, 65534  # ports of the Korean one; the English one takes the next
EDITION = "-edition"  # an address that answers otherwise after every change
_FOLLOW = """<script>
const follow = setInterval(async () => {
  const newest = document.hidden ? "" : await (await fetch("/%s")).text();
  if (!newest || newest === "%s") return;
  clearInterval(follow);
  location.reload();
}, 500);
</script>"""


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


def _refuse_ports(ports: dict[str, int]) -> None:
    """Raises `RefusedError` where ``ports`` cannot be had, or something listens there already."""
    chosen = min(ports.values())
    if not FIRST <= chosen <= LAST:
        raise RefusedError(
            message(
                "no port {port}: choose one from {first} to {last}; the English preview takes the"
                " next one.",
                port=chosen,
                first=FIRST,
                last=LAST,
            )
        )
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
                        other=chosen + 10 if chosen + 10 <= LAST else chosen - 10,
                    )
                ) from error


class _Language:
    """One language: the folder of what is made of it, and the engine that makes it when asked."""

    def __init__(self, root: Path, config: str, folder: Path, other: str) -> None:
        self.root, self.folder = root, folder
        module = "secondleap.build.preview_pages"
        self.command = [sys.executable, "-m", module, config, str(folder)]
        own = {
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONIOENCODING": "utf-8",
            "SECONDLEAP_STRICT": "false",
            "SECONDLEAP_PROJECTS": "false",
        }
        self.environment = {**os.environ, **own, "SECONDLEAP_OTHER": other}
        self.engine: subprocess.Popen[str] | None = None
        self.asking = threading.Lock()
        self.told = ""
        self.renew()

    def renew(self) -> None:
        """Has all that is asked for from now on made of the files as they are now."""
        self.edition = str(time.time_ns())
        engine, self.engine = self.engine, None
        if engine:
            engine.kill()
            engine.wait()

    def _start(self) -> subprocess.Popen[str]:
        """An engine, out of reach of the terminal's Ctrl+C: it ends with its input."""
        return subprocess.Popen(
            self.command,
            cwd=self.root,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def make(self, name: str) -> str:
        """Has the file ``name`` made or copied; says what is wrong, where that ends the engine."""
        with self.asking:
            while True:
                engine = self.engine = self.engine or self._start()
                assert engine.stdin and engine.stdout
                said = ""
                with suppress(OSError):  # one that has ended still has its last words to say
                    print(json.dumps(name), file=engine.stdin, flush=True)
                for line in engine.stdout:
                    if line.startswith(DONE):
                        print(said, end="", file=sys.stderr)  # warnings
                        return ""
                    said += line
                status = engine.wait()
                if self.engine is engine:  # no change has ended it
                    self.engine = None
                    command = " ".join(self.command)
                    return self._cause(said) or f"the engine has ended with {status}: {command}"

    def _cause(self, said: str) -> str:
        """What an engine said at its end; of a traceback, from the last file of the project on."""
        said = said.rstrip().replace(f"{self.root}{os.sep}", "")
        files = [found.start() for found in re.finditer(_FILE, said)]
        return said[files[-1] :] if files else said

    def tell(self, wrong: str) -> None:
        """Says in the terminal what the page says, once."""
        if wrong != self.told:
            print(wrong, file=sys.stderr)
        self.told = wrong


class _Handler(SimpleHTTPRequestHandler):
    """Answers with what the engine makes, and with the files beside it."""

    def __init__(self, language: _Language, *given: Any) -> None:
        self.language = language
        super().__init__(*given, directory=str(language.folder))

    def do_GET(self) -> None:
        edition = self.language.edition
        name = unquote(urlsplit(self.path).path)[1:]
        name += "index.html" if not name or name.endswith("/") else ""
        if name == EDITION:
            return self._answer(HTTPStatus.OK, edition)
        wrong, status = self.language.make(name), HTTPStatus.OK
        file = Path(self.translate_path(f"/{name}"))
        if not wrong and not file.exists():
            file, status = self.language.folder / LOST, HTTPStatus.NOT_FOUND
            wrong = self.language.make(LOST)
        if wrong:
            self.language.tell(wrong)
            status, html = HTTPStatus.INTERNAL_SERVER_ERROR, f"<pre>{escape(wrong)}</pre>"
        elif file.suffix == ".html":
            html = file.read_text(encoding="utf-8")
        else:
            return super().do_GET()
        return self._answer(status, html + _FOLLOW % (EDITION, edition))

    def _answer(self, status: HTTPStatus, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Says nothing: a page in view asks twice a second whether it is the newest."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *given: Any) -> None:
        """A reader who leaves before the answer is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(*given)


def _interrupted(signal_number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def serve(root: Path, port: int) -> int:
    """Serves Korean at ``port`` and English at the next one, until it is interrupted.

    Raises `RefusedError` where a port is taken or is none. What a broken record stops is told on
    the page, and goes on with the next change.
    """
    ports = {language: port + step for step, language in enumerate(CONFIGS)}
    _refuse_ports(ports)
    signal.signal(signal.SIGTERM, _interrupted)
    with tempfile.TemporaryDirectory() as folder:
        languages = []
        try:
            for language, (config, _) in CONFIGS.items():
                other = next(at for name, at in ports.items() if name != language)
                made = Path(folder, language)
                made.mkdir()
                languages.append(_Language(root, config, made, f"http://{HOST}:{other}/"))
                answer = partial(_Handler, languages[-1])
                server = _Server((HOST, ports[language]), answer)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                print(f"{language}  http://{HOST}:{ports[language]}/", flush=True)
            state = _state(root)
            while True:
                time.sleep(_PAUSE)
                if state != (state := _state(root)):
                    for each in languages:
                        each.renew()
        except KeyboardInterrupt:
            return 0
        finally:
            for each in languages:
                each.renew()
