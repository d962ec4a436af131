"""Takes a difference; gives it as JSON, as CSV and as lines for a terminal. The words for people are in `prose`."""

import csv
import json
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

from aqwal.changes.difference import WHATS, Difference, RecordChange, RetiredChange
from aqwal.changes.prose import markdown
from aqwal.changes.values import Absent, FieldChange
from aqwal.issues import plain
from aqwal.paths import FOLDERS

CSV_COLUMNS = ("folder", "id", "change", "path", "field_change", "old", "new", "to", "reason_ar", "reason_en")
NO_CELLS = ("", "", "", "")
REDIRECTS = "redirects"
MARKS = {"added": "+", "changed": "~", "removed": "-"}
CUT = 100
Value = dict[str, Any]


def as_value(difference: Difference) -> Value:
    """Return a difference as plain data. A field that was added has no `old`, one that was removed no `new`."""
    columns = difference.columns
    return {
        "dataset": difference.name, "previous": difference.old, "version": difference.new, "level": difference.level,
        "reasons": [{"level": level, "what": what} for level, what in difference.reasons],
        "detail": "fields" if difference.has_values else "records",
        "counts": {folder: {what: difference.count(folder, what) for what in WHATS} for folder in FOLDERS.values()},
        "about": [_field(one) for one in difference.about],
        "retired": [{"kind": one.kind, "id": one.id, "change": one.what, "fields": [_field(f) for f in one.fields]}
                    for one in difference.retired],
        "columns": {"added": list(columns.added), "removed": list(columns.removed), "changed": list(columns.changed),
                    "moved": list(columns.moved), "tighter": dict(columns.tighter), "looser": dict(columns.looser)},
        "records": [_record(one) for one in difference.records],
    }


def as_json(difference: Difference) -> str:
    """Return a difference as JSON, one record a line."""
    value = as_value(difference)
    listed = value.pop("records")
    head = json.dumps(value, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in listed)
    return f'{head},\n "records": [\n{lines}\n]}}\n' if listed else f'{head},\n "records": []}}\n'


def as_csv(difference: Difference) -> str:
    """Return a difference as a table; the text begins with a byte-order mark, for spreadsheets to show Arabic."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(CSV_COLUMNS)
    writer.writerows(rows_of(as_value(difference)))
    return "\ufeff" + stream.getvalue()


def rows_of(value: Value) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table from the plain data: one a record, or one a field of a changed record.

    Old and new value are JSON, which tells no value from null, and begins with no sign that a spreadsheet computes.
    """
    for field in value["about"]:
        yield ("dataset", value["dataset"], "changed", *_cells(field), "", "", "")
    for one in value.get("retired", ()):  # Releases made before it was told have none.
        for cells in [_cells(field) for field in one["fields"]] or [NO_CELLS]:
            yield (REDIRECTS, f"{one['kind']} {one['id']}", one["change"], *cells, "", "", "")
    for one in value["records"]:
        reason = one.get("reason") or {}
        rest = (one.get("to") or "", reason.get("ar", ""), reason.get("en", ""))
        for cells in [_cells(field) for field in one.get("fields", ())] or [NO_CELLS]:
            yield (one["folder"], one["id"], one["change"], *cells, *rest)


def as_text(difference: Difference) -> str:
    """Return a difference as lines for a terminal."""
    if difference.old is None:
        head = f"{difference.name} {difference.new}: the first release"
    else:
        head = f"{difference.name} {difference.old} → {difference.new}: {difference.level}"
    lines = [head, *(f"  {what}" for _, what in difference.reasons)]
    lines += [f"  {field.path}: {_shift(field)}" for field in difference.about]
    if not difference.has_values:
        lines.append("  only manifests were compared on one side or both: values are not known")
    for one in difference.records:
        named = f"  {one.label['ar']}" if one.label else ""
        moved = f" → {one.to}" if one.to else ""
        lines.append(f"{MARKS[one.what]} {one.folder} {one.id}{moved}{named}")
        lines += [f"    {field.path}: {_shift(field)}" for field in one.fields]
        lines += [f"    reason: {one.reason['en']}"] if one.reason else []
    lines += [line for retired in difference.retired for line in _retired(retired)]
    if not (difference.records or difference.about or difference.retired):
        lines.append("  no record differs")
    return "\n".join(map(plain, lines)) + "\n"


def _retired(change: RetiredChange) -> Iterator[str]:
    yield f"{MARKS[change.what]} {REDIRECTS} {change.kind} {change.id}"
    yield from (f"    {field.path}: {_shift(field)}" for field in change.fields)


def _shift(field: FieldChange) -> str:
    if field.old is Absent.ABSENT:
        return f"added {_cut(field.new)}"
    return f"removed {_cut(field.old)}" if field.new is Absent.ABSENT else f"{_cut(field.old)} → {_cut(field.new)}"


def _cut(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= CUT else text[:CUT - 1] + "…"


def _record(change: RecordChange) -> Value:
    value: Value = {"folder": change.folder, "id": change.id, "change": change.what, "label": change.label}
    if change.what == "changed":
        value["fields"] = [_field(one) for one in change.fields]
    if change.what == "removed":
        value |= {"to": change.to, "reason": change.reason}
    return value


def _field(change: FieldChange) -> Value:
    both = (("old", change.old), ("new", change.new))
    return {"path": change.path, **{name: value for name, value in both if value is not Absent.ABSENT}}


def _cells(field: Value) -> tuple[str, str, str, str]:
    what = "added" if "old" not in field else "removed" if "new" not in field else "changed"
    old, new = (json.dumps(field[name], ensure_ascii=False) if name in field else "" for name in ("old", "new"))
    return field["path"], what, old, new


FORMS: dict[str, Callable[[Difference], str]] = {"text": as_text, "json": as_json, "csv": as_csv, "markdown": markdown}
