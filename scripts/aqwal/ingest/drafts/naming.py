"""Takes the name of a page; gives the name of its draft's folder, which harms no path, shell or terminal."""

from aqwal.canonical import sha256

MOST = 100
MOST_BYTES = 200
"""File systems allow 255 bytes, and beside the name stand a dot and an ending."""
CUT = 80
CUT_BYTES = 180


def folder_name(stem: str) -> str:
    """Return the stem without what a path, a shell or a hidden file would mind, and not too long."""
    plain = "".join(char if char.isalnum() or char in "._-" else "-" for char in stem).lstrip(".-")
    if plain == stem and len(plain) <= MOST and len(plain.encode()) <= MOST_BYTES:
        return plain
    # Two stems must not become one name.
    cut = plain[:CUT].encode()[:CUT_BYTES].decode("utf-8", "ignore")
    return f"{cut}-{sha256(stem)[:8]}"
