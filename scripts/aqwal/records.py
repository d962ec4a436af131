"""Takes record files (YAML); gives values, positions of fields, and the canonical form back. The only user of yaml."""

import errno
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from aqwal.issues import Issue, Pointer, quote

MAX_BYTES = 8_000_000
"""A larger record file is refused: the largest sensible one (a thousand statements) has about one megabyte."""
MAX_DEPTH = 16
WIDTH = 110
NO_KEYS = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
"""Words that YAML reads as something other than text."""

Value = Any
"""What YAML can hold: None, bool, int, float, str, lists and dicts of these."""


class _Loader(yaml.CSafeLoader):
    """YAML without dates: a date stays the text that was written."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def load_record(path: Path, name: str) -> tuple[Value, list[Issue]]:
    """Read one record file. Returns its value and no issue, or None and what is wrong with the file."""
    try:
        data = load_bytes(path)
    except OSError as error:
        return None, [_broken(name, "file-unreadable", f"the file cannot be read ({error.strerror})",
                              "check that it is a readable file")]
    if data is None:
        return None, [_too_large(name)]
    return parse(data, name)


def load_bytes(path: Path) -> bytes | None:
    """Read a plain file, or a link to one; None if it is too large. Raises OSError for anything else."""
    # Asked before it is opened: opening a pipe waits for ever, and a device has no end.
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    if status.st_size > MAX_BYTES:
        return None
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)  # it may have grown since
    return data if len(data) <= MAX_BYTES else None


def parse(data: bytes, name: str) -> tuple[Value, list[Issue]]:
    """Parse the bytes of a record file named `name`. Returns the value and no issue, or None and the issues."""
    if len(data) > MAX_BYTES:
        return None, [_too_large(name)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return None, [_broken(name, "file-encoding", f"byte {error.start} is not UTF-8", "save the file as UTF-8",
                              line, column)]
    try:
        issues = _scan(text, name)
        return (None, issues) if issues else (yaml.load(text, _Loader), [])
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error, name)]
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a number of thousands of digits
        what = str(error).splitlines()[0]
        return None, [_broken(name, "yaml-syntax", f"not valid YAML: {what}", "mend the syntax")]


def positions(path: Path) -> dict[Pointer, tuple[int, int]]:
    """Return line and column (from 1) of every field of a file that parses; of the key, where there is one."""
    found: dict[Pointer, tuple[int, int]] = {}
    try:
        node = yaml.compose(path.read_text("utf-8"), _Loader)
    except (yaml.YAMLError, OSError, UnicodeDecodeError):
        return found
    if node is not None:
        _walk(node, (), found)
    return found


def dump(value: Value, modeline: str = "") -> str:
    """Return the canonical text of a record whose keys are in schema order, under its editor modeline."""
    body: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH)
    return f"{modeline}\n{body}" if modeline else body


def comment_at(text: str, start: int = 0) -> int:
    """Return the index of the first comment from `start` on in YAML that parses (a # outside its scalars), or -1."""
    reached = start
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            found = text.find("#", reached, max(reached, event.start_mark.index))
            if found >= 0:
                return found
            reached = max(reached, event.end_mark.index)
    return text.find("#", reached)


class _Dumper(yaml.SafeDumper):
    """Canonical form: block mappings; short lists and small number-only mappings on one line; no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Write every value out where it stands."""
        return True


def _is_flat(items: list[Value]) -> bool:
    return all(not isinstance(item, dict | list) and len(str(item)) < 60 for item in items)


def _represent_list(dumper: _Dumper, data: list[Value]) -> yaml.Node:
    pairs = bool(data) and all(isinstance(item, list) and len(item) == 2 and _is_flat(item) for item in data)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=_is_flat(data) or pairs)


def _represent_dict(dumper: _Dumper, data: dict[str, Value]) -> yaml.Node:
    anchor = {"start", "end"} <= set(data) and all(isinstance(data[key], int) for key in ("start", "end"))
    return dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=anchor)


def _represent_text(dumper: _Dumper, data: str) -> yaml.Node:
    style = ">" if len(data) > WIDTH and "\n" not in data and data == data.strip() and "  " not in data else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(list, _represent_list)
_Dumper.add_representer(dict, _represent_dict)
_Dumper.add_representer(str, _represent_text)


def _scan(text: str, name: str) -> list[Issue]:
    """Return repeated keys, tags, the first alias, over-deep nesting: from the event stream, nothing is built yet."""
    issues: list[Issue] = []
    keys_of: list[set[str] | None] = []  # for each open node the keys met so far; None for a sequence
    expects_key: list[bool] = []
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.NodeEvent):
            keys = keys_of[-1] if expects_key and expects_key[-1] else None
            if isinstance(event, yaml.AliasEvent):
                return [*issues, _at(event, name, "yaml-alias", f"the alias *{event.anchor} repeats a part of the file",
                                     "write the values of all aliases out")]
            issues.extend(_node_issues(event, keys, name))
            if expects_key:
                expects_key[-1] = not expects_key[-1]
        if isinstance(event, yaml.CollectionStartEvent):
            keys_of.append(set() if isinstance(event, yaml.MappingStartEvent) else None)
            expects_key.append(True)
            if len(keys_of) > MAX_DEPTH:
                return [_at(event, name, "yaml-syntax", f"nested deeper than {MAX_DEPTH} levels", "flatten the record")]
        elif isinstance(event, yaml.CollectionEndEvent):
            keys_of.pop()
            expects_key.pop()
    return issues


def _node_issues(event: yaml.NodeEvent, keys: set[str] | None, name: str) -> Iterator[Issue]:
    """Yield what is wrong with one node; `keys` are those met in its mapping if the node is a key, and grow by it."""
    tag = getattr(event, "tag", None)
    if tag is not None:
        yield _at(event, name, "yaml-syntax", f"the tag {quote(str(tag))} is not allowed",
                  "write the plain value")
    if isinstance(event, yaml.ScalarEvent) and keys is not None:
        if event.value in keys:
            yield _at(event, name, "yaml-duplicate-key", f"the key {quote(event.value)} stands twice in one mapping",
                      "keep one of them")
        keys.add(event.value)
        if event.value.lower() in NO_KEYS or not event.value.replace("-", "_").isidentifier():
            yield _at(event, name, "yaml-syntax", f"the key {quote(event.value)} is not a plain word",
                      "use a field name as the key")
    elif keys is not None:
        yield _at(event, name, "yaml-syntax", "a key is not a plain word", "use a field name as the key")


def _walk(node: yaml.Node, pointer: Pointer, found: dict[Pointer, tuple[int, int]]) -> None:
    found.setdefault(pointer, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            step = (*pointer, str(key.value))
            found[step] = (key.start_mark.line + 1, key.start_mark.column + 1)
            _walk(value, step, found)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _walk(item, (*pointer, index), found)


def _too_large(name: str) -> Issue:
    return _broken(name, "file-too-large", f"the file has more than {MAX_BYTES} bytes",
                   "split it, or check what was pasted into it")


def _syntax(error: yaml.MarkedYAMLError, name: str) -> Issue:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    what = " ".join(part for part in (error.context, error.problem) if part)
    if "alias" in what:
        return _broken(name, "yaml-alias", f"not allowed here: {what}", "write the value out", line, column)
    return _broken(name, "yaml-syntax", f"not valid YAML: {what}", "mend the syntax at this place", line, column)


def _at(node: yaml.Event, name: str, code: str, message: str, remedy: str) -> Issue:
    mark = node.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _broken(name, code, message, remedy, line, column)


def _broken(name: str, code: str, message: str, remedy: str, line: int = 1, column: int = 1) -> Issue:
    return Issue(name, line, column, code, (), message, remedy)
