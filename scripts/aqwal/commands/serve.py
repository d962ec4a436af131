"""Takes a dataset repository that is being edited; shows its site to this machine, kept up with every change."""

import gc
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aqwal.paths import Repository

HELP = "show the site on this machine while records are edited: open pages reload by themselves"
PORT = 8000
LAST_PORT = 65535


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options of `aqwal serve`."""
    parser.add_argument("--port", type=_port, default=PORT, metavar="N",
                        help=f"port on 127.0.0.1 (default: {PORT}; 0: any that is free)")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= LAST_PORT):
        raise ArgumentTypeError(f"{text!r} is no port, which is a number up to {LAST_PORT}")
    return int(text)


def run(options: Namespace) -> int:
    """Serve until Ctrl-C; returns 0 then, and 2 where the port is taken or there is no dataset."""
    from aqwal.paths import Repository

    repository = Repository(options.root.resolve())
    if not repository.dataset.is_dir():
        print(f"aqwal: no folder {repository.dataset}; name the dataset repository with --root", file=sys.stderr)
        return 2
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up and signal.getsignal(hang_up) == signal.SIG_DFL:
        # A terminal that is closed is like Ctrl-C, unless it was asked not to be.
        signal.signal(hang_up, signal.default_int_handler)
    with TemporaryDirectory(prefix="aqwal-serve-", ignore_cleanup_errors=True) as work:
        return _serve(repository, Path(work), options.port)


def _serve(repository: "Repository", work: Path, port: int) -> int:
    from aqwal.serving.live import Live
    from aqwal.serving.making import Maker
    from aqwal.serving.watching import watch
    from aqwal.serving.web import Server

    maker = Maker(repository, work)
    live = Live(maker, _say)
    try:
        server = Server(port, live, _say)
    except OSError as error:
        print(f"aqwal: port {port} of this machine cannot be used ({error.strerror}); name another with --port",
              file=sys.stderr)
        return 2
    observer = None
    try:
        with server:
            observer = watch(maker.watched(), live.tell)
            live.start()
            gc.collect()
            gc.freeze()  # The records stay; looking through all of them for garbage would take longer than a page.
            print(f"{server.url} (Ctrl-C ends)", flush=True)
            server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        _say("aqwal: ended")
    finally:
        if observer is not None:
            observer.stop()
        live.end()
    return 0


def _say(text: str) -> None:
    # Who reads this, such as `head`, may have gone; the site is served on.
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
