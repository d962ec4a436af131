"""Takes a folder; gives its whole content, so that two folders can be compared."""

from pathlib import Path


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file by its path below the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}
