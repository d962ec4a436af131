"""Takes a site and the name of a file in it; gives its text, and a problem where it is not UTF-8."""

from pathlib import Path


def load_text(site: Path, name: str, problems: list[str]) -> str:
    """Return a file's text; bytes that are not UTF-8 are added to `problems`, and stand as U+FFFD in the text."""
    data = (site / name).read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        problems.append(f"{name}: not UTF-8 at byte {error.start}")
        return data.decode(errors="replace")
