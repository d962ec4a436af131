"""Takes problems found in the data; gives them as text, JSON or GitHub annotations, in one order."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Pointer = tuple[str | int, ...]
Severity = Literal["error", "warning"]
ISOLATE, POP = "\u2068", "\u2069"


@dataclass(frozen=True, order=True)
class Issue:
    """One problem: where (line and column count from 1), which rule, what is wrong, what to do."""

    path: str
    line: int
    column: int
    code: str
    pointer: Pointer
    message: str
    remedy: str
    severity: Severity = "error"

    @property
    def target(self) -> str:
        """The field in JSONPath form, such as `$.published.date`."""
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.pointer)


def problem(path: str, pointer: Pointer, code: str, message: str, remedy: str, quoted: str = "") -> Issue:
    """Make an error whose line is looked up later; `quoted` is text of the record, shown last and isolated."""
    shown = f"{message}: {quote(quoted)}" if quoted else message
    return Issue(path, 0, 0, code, pointer, shown, remedy)


def quote(text: str, limit: int = 60) -> str:
    """Return record text fit for a message: one line, short, control characters escaped, direction isolated."""
    flat = plain(text)
    cut = flat if len(flat) <= limit else flat[: limit - 1] + "…"
    return f"{ISOLATE}{cut}{POP}"


def plain(text: str) -> str:
    """Return text as a terminal may be given it: one line, and nothing that would steer it."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def in_order(issues: Iterable[Issue]) -> list[Issue]:
    """Return the issues sorted by place and without repeats."""
    return sorted(set(issues), key=lambda issue: (issue.path, issue.line, issue.column, issue.code, issue.target,
                                                  issue.message))


def as_text(issues: Sequence[Issue]) -> str:
    """Return one line an issue: `path:line:column: error code $.pointer: what is wrong; what to do`."""
    return "\n".join(
        f"{issue.path}:{issue.line}:{issue.column}: {issue.severity} {issue.code} {issue.target}: "
        f"{issue.message}; {issue.remedy}"
        for issue in issues
    )


def as_json(issues: Sequence[Issue]) -> str:
    """Return the issues as a JSON array of objects."""
    rows = [{**asdict(issue), "pointer": issue.target} for issue in issues]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(issues: Sequence[Issue]) -> str:
    """Return GitHub workflow commands, which show as annotations on the changed lines."""
    return "\n".join(
        f"::{issue.severity} file={_escape(issue.path, True)},line={issue.line},col={issue.column},"
        f"title={_escape(issue.code, True)}::{_escape(f'{issue.target}: {issue.message}; {issue.remedy}')}"
        for issue in issues
    )


def _escape(text: str, is_property: bool = False) -> str:
    """Escape as the workflow-command syntax asks: always % and line ends, in properties also : and ,."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if is_property else text


REPORTERS = {"text": as_text, "json": as_json, "github": as_github}
