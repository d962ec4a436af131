"""Takes a path and content; writes the file beside its place and swaps it in, so that no reader meets half a file."""

from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
