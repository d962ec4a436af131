"""Takes a table and what is to be made of it; gives that, made once for each table and not once a page."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

Made = TypeVar("Made")
Table = TypeVar("Table", bound=Mapping[Any, Any])


class _Same:
    """A table that equals only itself: comparing it by content would cost more than making the result anew."""

    __slots__ = ("table",)

    def __init__(self, table: Mapping[Any, Any]) -> None:
        self.table = table

    def __hash__(self) -> int:
        return id(self.table)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.table is self.table


@lru_cache(maxsize=16)
def _made(make: Callable[[Any], Any], same: _Same) -> Any:
    return make(same.table)


def prepared(make: Callable[[Table], Made], table: Table) -> Made:
    """Return what is made of a table that nobody changes."""
    made: Made = _made(make, _Same(table))
    return made
