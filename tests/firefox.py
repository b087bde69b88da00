"""Debian's Firefox, driven by WebDriver BiDi (w3.org/TR/webdriver-bidi): it speaks it without a
driver in between.

Playwright and Selenium both need a binary of their own for Firefox; a few commands over one socket
do here.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import websocket

# The network is cut: every request but one to a file goes to a port where nobody listens. Nothing
# is asked of Mozilla.
_PREFERENCES = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.no_proxies_on": "",
    "remote.active-protocols": 1,
    "app.update.enabled": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.server": "",
}
# Told by the page itself: what could not be loaded, and every address it asked for.
_WATCH = """() => addEventListener('error', event => {
  const {src, href} = event.target
  if (event.target !== window) (window.__unloaded ??= []).push(src || href)
}, true)"""

_CONTROL = "\ue009"  # the Control key, as WebDriver writes it


class Firefox:
    """One window of a fresh, headless Firefox. ``wrong`` gathers errors of the console and of
    scripts.
    """

    def __init__(self, preferences: dict[str, Any] | None = None) -> None:
        self.profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in (_PREFERENCES | (preferences or {})).items()
        ]
        (self.profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        program = shutil.which("firefox-esr") or shutil.which("firefox") or "firefox-esr"
        self.process = subprocess.Popen(
            [
                program,
                "--headless",
                "--no-remote",
                "--profile",
                str(self.profile),
                "--remote-debugging-port",
                "0",
                "about:blank",
            ],
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr
        address = next(
            match[1]
            for line in self.process.stderr
            if (match := re.search(r"listening on (ws://\S+)", line))
        )
        self.socket = websocket.create_connection(
            f"{address}/session", timeout=60, suppress_origin=True
        )
        self._numbers = itertools.count(1)
        self.wrong: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.send("script.addPreloadScript", functionDeclaration=_WATCH)
        self.window = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Sends one command and returns its result. Raises `RuntimeError` with the browser's words
        where it is refused.
        """
        number = next(self._numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            said = json.loads(self.socket.recv())
            if said.get("id") == number:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['error']}: {said['message']}")
                return said["result"]
            if said.get("method") == "log.entryAdded" and said["params"]["level"] == "error":
                self.wrong.append(f"{said['params']['type']}: {said['params']['text']}")

    def open(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self.window, url=address, wait="complete")

    def evaluate(self, expression: str, scripts: bool = True) -> Any:
        """The value of a JavaScript expression, by way of JSON; a promise is waited for, unless the
        page runs no ``scripts``: it keeps none then.
        """
        found = self.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()"
            if scripts
            else f"JSON.stringify({expression})",
            awaitPromise=scripts,
            target={"context": self.window},
            resultOwnership="none",
        )
        if found["type"] == "exception":
            raise RuntimeError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"]) if found["result"]["type"] == "string" else None

    def type(self, text: str, control: bool = False) -> None:
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        if control:
            keys = [
                {"type": "keyDown", "value": _CONTROL},
                *keys,
                {"type": "keyUp", "value": _CONTROL},
            ]
        self.send(
            "input.performActions",
            context=self.window,
            actions=[{"type": "key", "id": "keys", "actions": keys}],
        )

    def width(self, pixels: int, height: int = 900) -> None:
        self.send(
            "browsingContext.setViewport",
            context=self.window,
            viewport={"width": pixels, "height": height},
        )

    def requested(self) -> list[str]:
        """What the page at hand has asked for and, of it, what did not come, marked so."""
        asked = self.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
        return asked + [
            f"failed: {address}" for address in self.evaluate("window.__unloaded || []")
        ]

    def close(self) -> None:
        self.socket.close()
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)
