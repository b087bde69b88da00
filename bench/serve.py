"""How far one small server goes: real Caddy and real nginx on loopback, asked 10,000 times or more over 200 connections (wrk).

    .venv/bin/python bench/serve.py      needs wrk, nginx, caddy and a built site/

Prints requests per second, the 99th percentile, and how many failed. The tool shares the cores with the server, so the
figures are a floor; nginx is told against Caddy in the same run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from test_hosts import caddy, free_port, nginx  # noqa: E402

PAGE, CONNECTIONS, LEAST = "/en/pittsburgh/collapse.html", 200, 10_000


def measured(port: int) -> tuple[int, float, str, int]:
    """(answers, answers a second, 99th percentile, failures) of ten seconds, asked for as packed copies."""
    command = [
        "wrk",
        "-t2",
        f"-c{CONNECTIONS}",
        "-d10s",
        "--latency",
        "-H",
        "Accept-Encoding: gzip",
        f"http://127.0.0.1:{port}{PAGE}",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    failed = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", said))) + sum(
        map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    )
    answers = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    return (
        answers,
        float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]),
        re.search(r"99%\s+(\S+)", said)[1],
        failed,
    )  # type: ignore[index]


def main() -> int:
    worst = 0
    for host in (caddy, nginx):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder).chmod(0o755)
            port = free_port()
            command, places = host(ROOT / "site", Path(folder), port)
            process = subprocess.Popen(
                command,
                env={**os.environ, **places},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(2)
            answers, rate, slow, failed = measured(port)
            process.terminate()
            process.wait()
            print(
                f"{host.__name__:6} {answers:,} answers, {rate:,.0f} a second, 99% within {slow}, {failed} failed"
            )
            worst |= failed > 0 or answers < LEAST
    return worst


if __name__ == "__main__":
    sys.exit(main())
