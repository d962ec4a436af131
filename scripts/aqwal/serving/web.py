"""Takes requests of browsers on this machine; answers with the live site, and tells open pages of changes.

Only requests that name this machine as their host are answered, so that no page of another site can read this one by
letting its own name lead here. Pages get a script that waits for changes; no file of the site holds it.
"""

import html
import json
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import parse_qs, quote, unquote, urlsplit

from aqwal.issues import quote as for_message
from aqwal.serving.live import Live, State
from aqwal.serving.snapshot import HTML, LOST, Answer, Snapshot

ADDRESS = "127.0.0.1"
OWN = "__aqwal/"
"""Where the server's own script and events stand; no path of the site begins so."""
PING = 15.0
"""Seconds after which a line is sent that says nothing, which finds out whether anybody still listens."""
FRAME = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>aqwal serve</title></head>
<body><h1>{title}</h1><pre style="white-space: pre-wrap">{text}</pre></body></html>
"""
PATIENCE = 120.0
"""Seconds to wait for the files beside the pages."""
NOT_FOUND = 404
HTTP_PORT = 80
"""The port that a Host header leaves out."""
MOST_SENT = 200
"""At most so many answers are kept for being asked for again."""


class Server(ThreadingHTTPServer):
    """Serves a live site. Raises OSError where the port is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, live: Live, say: Callable[[str], None]) -> None:
        self.live, self.say = live, say
        super().__init__((ADDRESS, port), Handler)
        names = {ADDRESS, "localhost"}
        self.hosts = {f"{name}:{self.server_port}" for name in names}
        if self.server_port == HTTP_PORT:
            self.hosts |= names

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:  # noqa: ARG002
        """Say what went wrong, unless a browser has just gone away."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            self.say(f"aqwal: {type(error).__name__}: {error}")


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "aqwal"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """Answer a request."""
        if self.headers.get("Host", "").lower() not in self.server.hosts:
            self._send(Answer(403, HTML, _told("Not this machine", "The request names another host.")))
            return
        try:
            parts = urlsplit(self.path)
        except ValueError:
            self._send(Answer(400, HTML, _told("No address", "The address of the request cannot be read.")))
            return
        path = unquote(parts.path).lstrip("/")
        if path == f"{OWN}events":
            self._events(parse_qs(parts.query))
        elif path == f"{OWN}live.js":
            self._send(Answer(200, "text/javascript; charset=utf-8", live_script()))
        else:
            answer = answer_of(self.server.live.state, path, self.server.say)
            if answer.status == NOT_FOUND and "." in path.rpartition("/")[2] and not path.endswith(LOST):
                # A file that is no page may not have been made yet: the first of them take longer than the first page.
                answer = answer_of(self.server.live.wait_for_files(PATIENCE), path, self.server.say)
            self._send(answer)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if answer.location:
            self.send_header("Location", quote(answer.location))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _events(self, query: dict[str, list[str]]) -> None:
        """Tell one open page of what is wrong, and when it shows what is no longer so, until it goes away."""
        path = query.get("path", ["/"])[0].lstrip("/")
        seen = query.get("seen", [""])[0]
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        number, told = -1, ""
        while self.command == "GET":
            state = self.server.live.wait(number, PING)
            if state is None:
                return
            if state.number == number:
                self._event("")
                continue
            number = state.number
            if shown(state, path)[1] != seen:
                self._event("event: changed\ndata:\n")
                return
            if state.problems != told:
                self._event(f"event: problems\ndata: {json.dumps(state.problems)}\n")
            told = state.problems

    def _event(self, text: str) -> None:
        self.wfile.write(f"{text or ':'}\n".encode())
        self.wfile.flush()


def answer_of(state: State, path: str, say: Callable[[str], None] = lambda _: None) -> Answer:
    """Return what is sent for a path: the file of the site, a page with the script that waits for changes."""
    answer, mark = shown(state, path)
    if answer.status == 500:
        say(f"aqwal: {for_message('/' + path)}: the page cannot be made; open it to see why")
    if answer.media_type != HTML or answer.location:
        return answer
    script = f'<script src="/{OWN}live.js" data-seen="{mark}"></script>'.encode()
    before, end, after = answer.body.rpartition(b"</body>")
    return Answer(answer.status, HTML, before + script + end + after)


def shown(state: State, path: str) -> tuple[Answer, str]:
    """Return what stands at a path of the site, and a mark that changes with it."""
    if state.site is None:
        answer = Answer(503, HTML, _told("The records are not valid", state.problems))
        # What is wrong stands on the page itself, so another fault is another page.
        return answer, _mark(answer)
    kept: tuple[Answer, str] | None = state.sent.get(path)
    if kept is None:
        answer = _page(state.site, path)
        kept = answer, _mark(answer)
        if answer.media_type == HTML and len(state.sent) < MOST_SENT:
            state.sent[path] = kept
    return kept


def _page(site: Snapshot, path: str) -> Answer:
    try:
        return site.answer(path)
    except Exception as error:  # A fault of a template being written must not end the server.
        return Answer(500, HTML, _told("This page cannot be made", f"{type(error).__name__}: {error}"))


def _mark(answer: Answer) -> str:
    return sha256(answer.body).hexdigest()[:16]


def _told(title: str, text: str) -> bytes:
    return FRAME.format(title=html.escape(title), text=html.escape(text)).encode()


@cache
def live_script() -> bytes:
    """Return the script that waits for changes."""
    return (files("aqwal.serving") / "live.js").read_bytes()
