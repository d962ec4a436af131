"""Takes the bytes of a raw document; gives its canonical text (canonicaliser c1), the ground every offset counts on."""

import hashlib
import unicodedata


def canonical_text(data: bytes) -> str:
    """Decode UTF-8, drop a byte-order mark, turn CRLF and CR into LF, apply NFC. Raises UnicodeDecodeError."""
    text = data.decode("utf-8").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def sha256(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of text in UTF-8, in hexadecimal."""
    return hashlib.sha256(data.encode("utf-8") if isinstance(data, str) else data).hexdigest()
