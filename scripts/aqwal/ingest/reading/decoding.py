"""Takes the bytes of a page; gives their text and encoding, with a word on whatever was not clean UTF-8."""

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

from aqwal.ingest.reading.document import PageError

SAMPLE = 65_536
"""So many bytes tell an encoding; looking at more would only take longer."""
MAX_LINES = 200_000
"""A damaged page of more lines is taken as a whole, not line by line."""
ENCODINGS = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "cp720": "cp720", "cp1252": "windows-1252",
             "cp1251": "windows-1251"}
"""The one-byte encodings in which Arabic news pages are met, by their names in Python, and as they are told."""
MARKS = ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
PACKED = {b"%PDF": "a PDF file", b"PK\x03\x04": "a ZIP or office file", b"\x89PNG": "a picture", b"GIF8": "a picture",
          b"\xff\xd8\xff": "a picture", b"\x1f\x8b": "a packed file", b"RIFF": "a media file", b"\x7fELF": "a program"}
REPLACED = "\ufffd"
NOT_BELIEVED = frozenset({"utf-8", "ascii", "iso8859-1", "cp1252", "utf-7", "utf-16", "utf-16-le", "utf-16-be",
                          "utf-32", "utf-32-le", "utf-32-be", "punycode", "idna", "unicode-escape",
                          "raw-unicode-escape"})
"""Declared encodings that tell nothing of Arabic, or are none of pages: the bytes themselves are looked at."""


class Decoded(NamedTuple):
    """Text, the encoding it was in, and warnings. Clean UTF-8 has the encoding `utf-8`."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a page: UTF-16 by its marks, then UTF-8, then the encoding declared, then what a detector finds.

    Raises PageError where the bytes are no text.
    """
    for start, what in PACKED.items():
        if data.startswith(start):
            raise PageError(f"it is {what}, not the text or HTML of a page; convert it first")
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace").removeprefix("\ufeff"), wide, (f"the encoding is {wide}",))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return _as_declared(data, declared) or _damaged(data)


def _wide(data: bytes) -> str | None:
    """Return the encoding of two or four bytes a character: by its mark, or by where the high bytes of Arabic stand."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    sample = data[:SAMPLE]
    if len(sample) < 8 or (b"\0" not in sample and b"\x06" not in sample):
        return None
    # Of Arabic in two bytes the high one is 06, of spaces and digits 00; neither is met in text of one byte.
    even, odd = ((half.count(0) + half.count(6)) / len(half) for half in (sample[::2], sample[1::2]))
    if odd > 0.7 and even < 0.3:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.3 else None


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    try:
        name = codecs.lookup(declared or "").name
        if name in NOT_BELIEVED or not declared:
            return None
        text = data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return Decoded(text, name, (f"the encoding is {declared}, as the page declares",))


def _damaged(data: bytes) -> Decoded:
    """Decode what is not clean UTF-8: line by line, so that a page pasted together of two encodings reads right."""
    lines = data.split(b"\n") if data.count(b"\n") < MAX_LINES else [data]
    texts = [_utf8(line) for line in lines]
    foreign = b"\n".join(line for line, text in zip(lines, texts, strict=True) if text is None)
    if not foreign:
        damage = sum(text.count(REPLACED) for text in texts if text)
        return Decoded("\n".join(text or "" for text in texts), "utf-8, damaged",
                       (f"{damage} places were not valid UTF-8 and stand as {REPLACED}",))
    name, found = _detected(foreign)
    own = sum(not text.isascii() for text in texts if text)
    if not own:
        return Decoded(data.decode(name, "replace"), found, (f"the encoding is {found}, as its letters show",))
    mixed = "\n".join(line.decode(name, "replace") if text is None else text
                      for line, text in zip(lines, texts, strict=True))
    many = sum(text is None for text in texts)
    return Decoded(mixed, f"utf-8 and {found}", (f"mixed encodings: {many} of {len(lines)} lines are {found}",))


def _utf8(line: bytes) -> str | None:
    """Return a line as UTF-8, damaged in a few places at most; None if it is in another encoding."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("utf-8", "replace")
    letters = sum(not char.isascii() for char in text)
    return text if text.count(REPLACED) * 5 <= letters else None


def _detected(data: bytes) -> tuple[str, str]:
    """Return the Python name of an encoding and its usual one. Raises PageError where nothing reads as text."""
    best = from_bytes(data[:SAMPLE], cp_isolation=list(ENCODINGS)).best()
    if best is None:
        raise PageError("its bytes are no text in any encoding known for Arabic; save it as UTF-8")
    return best.encoding, ENCODINGS.get(best.encoding, best.encoding)
