"""Takes a folder; gives a headless Chromium that reads it over the loopback, and what was sent to it."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]


@dataclass
class Traffic:
    """Bytes and files that were sent since the last reset."""

    sent: int = 0
    files: int = 0
    lock: Any = field(default_factory=threading.Lock)

    def reset(self) -> None:
        """Count from nothing again."""
        self.sent = self.files = 0

    def add(self, size: int) -> None:
        """Count one file."""
        with self.lock:
            self.sent += size
            self.files += 1


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Keeps connections open and sends head and body together, as real servers do."""

    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 18
    disable_nagle_algorithm = True

    def __init__(self, *args: Any, traffic: Traffic, **more: Any) -> None:
        self._traffic = traffic
        super().__init__(*args, **more)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send a file and count its bytes."""
        data = source.read()
        self._traffic.add(len(data))
        outputfile.write(data)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Traffic]]:
    """Serve a folder on the loopback; gives its address and the traffic."""
    traffic = Traffic()
    handler = functools.partial(_Handler, directory=str(folder), traffic=traffic)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", traffic
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Any]:
    """Start a headless Chromium; gives None where there is none."""
    if CHROMIUM is None:
        yield None
        return
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@contextmanager
def fresh_page(running: Any, address: str) -> Iterator[Any]:
    """Open an address in a profile of its own, whose cache is empty; gives the loaded page."""
    context = running.new_context()
    page = context.new_page()
    page.goto(address, wait_until="load")
    yield page
    context.close()
