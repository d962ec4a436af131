"""Takes two versions of a value; gives each place where they differ, with the old and the new value there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any, Literal

PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
ALIGNED_UP_TO = 500
"""Longer lists are compared place by place: finding what moved takes time with the square of the length."""


class Absent(Enum):
    """Stands for no value at all, which null is not."""

    ABSENT = "absent"


@dataclass(frozen=True)
class FieldChange:
    """One place in a record. A removed item of a list is counted in the old list, any other in the new one."""

    path: str
    old: Any = Absent.ABSENT
    new: Any = Absent.ABSENT

    @property
    def what(self) -> Literal["added", "changed", "removed"]:
        """Say whether the place is new, gone, or holds something else."""
        if self.old is Absent.ABSENT:
            return "added"
        return "removed" if self.new is Absent.ABSENT else "changed"


def field_changes(old: Any, new: Any, path: str = "$") -> Iterator[FieldChange]:
    """Yield the places where two values differ, in the order of the new one; objects and lists are gone into."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*new, *(key for key in old if key not in new)]:
            place = f"{path}.{key}" if PLAIN_KEY.fullmatch(key) else f"{path}[{json.dumps(key)}]"
            if key in old and key in new:
                yield from field_changes(old[key], new[key], place)
            else:
                yield FieldChange(place, old.get(key, Absent.ABSENT), new.get(key, Absent.ABSENT))
    elif isinstance(old, list) and isinstance(new, list) and not (_is_span(old) and _is_span(new)):
        yield from _item_changes(old, new, path)
    elif _written(old) != _written(new):
        yield FieldChange(path, old, new)


def _item_changes(old: list[Any], new: list[Any], path: str) -> Iterator[FieldChange]:
    """Yield what differs between two lists: items that stayed are found wherever they moved by insertion."""
    for start, end, new_start, new_end in _blocks([_written(one) for one in old], [_written(one) for one in new]):
        both = min(end - start, new_end - new_start)
        for step in range(both):
            yield from field_changes(old[start + step], new[new_start + step], f"{path}[{new_start + step}]")
        for index in range(new_start + both, new_end):
            yield FieldChange(f"{path}[{index}]", new=new[index])
        for index in range(start + both, end):
            yield FieldChange(f"{path}[{index}]", old=old[index])


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of two lists that differ, as bounds in each."""
    if max(len(old), len(new)) > ALIGNED_UP_TO:
        yield 0, len(old), 0, len(new)
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, new_start, new_end


def _written(value: Any) -> str:
    """Return a value so that equal means equal: in Python, true is 1."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _is_span(value: list[Any]) -> bool:
    """Say whether a list is a start and an end, which is one value."""
    return len(value) == 2 and all(type(end) is int for end in value)
