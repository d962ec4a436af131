"""Takes a record file; gives its canonical text: keys in schema order, one style, comments at its head kept."""

from itertools import takewhile

from aqwal import records
from aqwal.dataset import RecordFile
from aqwal.fields import in_schema_order
from aqwal.issues import Issue


def canonical_file(file: RecordFile) -> tuple[str | None, list[Issue]]:
    """Return the canonical text of a file, None where the file has it already, or why it cannot be had."""
    value, issues = records.load_record(file.path, file.name)
    if issues:
        return None, issues
    text = file.path.read_bytes().decode("utf-8").removeprefix("\ufeff")
    head = head_comments(text)
    comment = records.comment_at(text, len("\n".join(head)))
    if comment >= 0:
        line, column = text.count("\n", 0, comment) + 1, comment - text.rfind("\n", 0, comment)
        return None, [Issue(file.name, line, column, "comment-inside", (), "the comment would be lost in rewriting",
                            "move it to the top of the file or into a note")]
    new = records.dump(in_schema_order(file.schema, value), "\n".join(head))
    if records.parse(new.encode(), file.name)[0] != value:
        raise ValueError(f"{file.name} would not read the same after rewriting; it was left as it is")
    return (None if new == text else new), []


def head_comments(text: str) -> list[str]:
    """Return the comment lines that stand before the record."""
    return list(takewhile(lambda line: line.startswith("#"), text.splitlines()))
