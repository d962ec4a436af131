"""Takes the command line; runs one verb. Exit status: 0 fine, 1 problems in the data, 2 wrong use or broken set-up."""

import argparse
import importlib
import io
import os
import pkgutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from aqwal import commands

INTERRUPTED = 128 + signal.SIGINT
READER_GONE = 141  # 128 + SIGPIPE, which not every system names


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    _never_fail_on_output()
    options = _parser().parse_args(arguments)
    # Being told to end is like Ctrl-C: what is being built is cleaned away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has what it wanted. Nothing more can be written, not even on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except Exception as error:
        if options.debug:
            raise
        print(f"aqwal: {_in_one_line(error)}", file=sys.stderr)
        return 2
    return status


def verbs() -> dict[str, ModuleType]:
    """Return the command modules by verb. They import what is heavy only when they run."""
    return {
        name.replace("_", "-"): importlib.import_module(f"{commands.__name__}.{name}")
        for name in sorted(module.name for module in pkgutil.iter_modules(commands.__path__))
        if not name.startswith("_")
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aqwal", description="Records of who said what in, a published dataset out.")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR",
                        help="the dataset repository (default: the current folder)")
    parser.add_argument("--debug", action="store_true", help="show where an unexpected error comes from")
    subparsers = parser.add_subparsers(title="verbs", required=True, metavar="VERB", dest="verb")
    for verb, module in verbs().items():
        summary = getattr(module, "HELP", None) or (module.__doc__ or "").splitlines()[0]
        one = subparsers.add_parser(verb, help=summary, description=summary)
        one.add_argument("--root", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
        one.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return parser


def _in_one_line(error: Exception) -> str:
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}"
    what = " ".join(str(error).split())
    return f"internal error: {type(error).__name__}: {what} (--debug shows where)"


def _never_fail_on_output() -> None:
    """Let a terminal that lacks Arabic show escapes instead of stopping the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
