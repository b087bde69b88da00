"""One build of a project at a time."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Holds the lock of the project at ``root``; the system releases it however the run ends.

    Child processes inherit it: the lock is free once the last of them has ended.
    Raises `BlockingIOError` where another build runs.
    """
    path = root / ".cache" / "build.lock"
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BlockingIOError(f"another build is running in {root}: wait for it") from None
        yield
