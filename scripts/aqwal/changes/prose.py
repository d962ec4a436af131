"""Takes a difference; gives it in words as Markdown, in which no value of a record can act as markup.

Values stand in code spans. Labels stand as text with every sign escaped that Markdown or HTML could read, their
direction isolated; what is left of addresses and mentions is broken up, so that nothing becomes a link by itself.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from aqwal.changes.difference import WHATS, Difference, RecordChange, RetiredChange, What
from aqwal.changes.hashes import KIND_OF
from aqwal.changes.values import Absent, FieldChange
from aqwal.derive.addresses import article_of
from aqwal.issues import ISOLATE, POP, plain
from aqwal.paths import FOLDERS
from aqwal.record_types import Bilingual

SIGNS = re.compile(r"(?i:(?<=www)\.)|:(?=\S)|(?<!\w)_|_(?!\w)|[\\`*\[\]<>&@|~!#$]")
"""What Markdown, as it is read on GitHub, could take for markup within a line, an address or a mention."""
HEADINGS = {"added": "Added", "changed": "Changed", "removed": "Removed"}
Link = Callable[[str, str], str | None]
"""Folder and id → the address to link a record to."""


@dataclass(frozen=True)
class Wanted:
    """How to write: a heading, what to link records to, and how many records, fields and characters to show at most."""

    link: Link = lambda _folder, _id: None
    records: int | None = 100
    fields: int | None = 20
    characters: int = 160


def markdown(difference: Difference, wanted: Wanted | None = None) -> str:
    """Return a difference in words: counts first, then each record, cut where it gets too long."""
    how = wanted or Wanted()
    return "\n".join([*_head(difference), *_body(difference, how)]) + "\n"


def file_of(folder: str, identifier: str) -> str:
    """Return the file of a record in the repository."""
    if folder == FOLDERS["topic"]:
        return "dataset/topics.yml"
    return f"dataset/{folder}/{article_of(identifier) if folder == FOLDERS['statement'] else identifier}.yml"


def _head(difference: Difference) -> Iterator[str]:
    total = {what: sum(1 for one in difference.records if one.what == what) for what in WHATS}
    if difference.old is None:
        yield f"# {escaped(difference.name)} {escaped(difference.new)}: the first release\n"
        yield f"All {_counted(total['added'], 'record')} are new.\n"
    else:
        yield f"# {escaped(difference.name)}: from {escaped(difference.old)} to {escaped(difference.new)}\n"
        said = ", ".join(f"{number} {what}" for what, number in total.items() if number)
        yield (f"Records: {said}." if said else "No record differs.") + "\n"
    if any(total.values()):
        yield "| kind | " + " | ".join(WHATS) + " |\n| --- | ---: | ---: | ---: |"
        for folder in FOLDERS.values():
            counts = [difference.count(folder, what) for what in WHATS]
            if any(counts):
                yield f"| {folder} | " + " | ".join(map(str, counts)) + " |"
        yield ""


def _body(difference: Difference, how: Wanted) -> Iterator[str]:
    if difference.old is None:
        return
    yield f"For the version these changes are **{difference.level}**" + (":\n" if difference.reasons else ".\n")
    yield from (f"- {level}: {escaped(what)}" for level, what in difference.reasons)
    yield from [""] if difference.reasons else []
    if not difference.has_values:
        yield "Only manifests were compared on one side or both, so that values are not known.\n"
    if difference.about:
        yield "## The dataset's own record\n"
        yield from (f"- {_field(one, how)}" for one in difference.about)
        yield ""
    if difference.retired:
        yield "## Identifiers retired before\n"
        yield from (line for one in difference.retired for line in _retired(one, how))
        yield ""
    left = how.records
    for what in WHATS:
        listed = [one for one in difference.records if one.what == what]
        shown = listed if left is None else listed[:left]
        left = None if left is None else left - len(shown)
        if listed:
            yield f"## {HEADINGS[what]}\n"
            yield from (line for one in shown for line in _record(one, what, how))
            yield from [f"- … and {len(listed) - len(shown)} more"] if len(shown) < len(listed) else []
            yield ""


def _record(change: RecordChange, what: What, how: Wanted) -> Iterator[str]:
    name = code(change.id)
    address = how.link(change.folder, change.id) if what != "removed" else None
    named = f"[{name}]({target(address)})" if address else name
    label = f": {_labelled(change.label, how)}" if change.label else ""
    yield f"- {KIND_OF[change.folder]} {named}{label}"
    if what == "removed":
        gone = f"its place was taken by {code(change.to)}" if change.to else "nothing took its place"
        why = f"; {_labelled(change.reason, how)}" if change.reason else "; no reason is given"
        yield f"  - {gone}{why}"
    shown = change.fields[:how.fields]
    yield from (f"  - {_field(one, how)}" for one in shown)
    if len(shown) < len(change.fields):
        yield f"  - … and {len(change.fields) - len(shown)} more fields"


def _retired(change: RetiredChange, how: Wanted) -> Iterator[str]:
    yield f"- {escaped(change.kind)} {code(change.id)}: the entry in redirects.yml was {change.what}"
    yield from (f"  - {_field(one, how)}" for one in change.fields)


def _field(field: FieldChange, how: Wanted) -> str:
    path = code(field.path)
    if field.old is Absent.ABSENT:
        return f"{path}: added {_value(field.new, how)}"
    if field.new is Absent.ABSENT:
        return f"{path}: removed {_value(field.old, how)}"
    return f"{path}: {_value(field.old, how)} became {_value(field.new, how)}"


def _value(value: Any, how: Wanted) -> str:
    return code(_cut(json.dumps(value, ensure_ascii=False), how.characters))


def _labelled(label: Bilingual, how: Wanted) -> str:
    arabic, english = (escaped(_cut(label[language], how.characters)) for language in ("ar", "en"))
    return f"{ISOLATE}{arabic}{POP} — {english}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit - 1] + "…"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def escaped(text: str) -> str:
    """Return text of a record that stands as nothing but text: one line, no markup, no mention, no address."""
    flat = plain(" ".join(text.split()))
    return SIGNS.sub(_harmless, flat)


def _harmless(sign: re.Match[str]) -> str:
    # GitHub looks for mentions in what was rendered, so that an escape alone does not stop it; a comment does.
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "@<!-- -->", "#": "#<!-- -->"}.get(sign[0], f"\\{sign[0]}")


def code(text: str) -> str:
    """Return text as a code span, fenced by one backtick more than it holds in a row."""
    flat = plain(" ".join(text.split()))
    fence = "`" * (max(map(len, re.findall("`+", flat)), default=0) + 1)
    blank = " " if flat.startswith("`") or flat.endswith("`") or not flat else ""
    return f"{fence}{blank}{flat}{blank}{fence}"


def target(address: str) -> str:
    """Return an address for use in a link: what would end the link early is percent-encoded."""
    return re.sub(r"[\s<>()\[\]\\\"'`|]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), address)
