"""Takes an open search, or lines of its index; gives to the tests what a query finds, or what the lines say."""

import re
from typing import Any

from aqwal.search.engine import SiteSearch
from aqwal.search.places import BASE, ZERO

ALL = 500


def found(search: SiteSearch, query: str, **request: Any) -> list[str]:
    """Return kind and id of what a query finds in the records, best first; prose pages are left out."""
    answer = search.search(query, limit=ALL, **request)
    assert answer["total"] == len(answer["hits"])
    return [f"{hit['kind']} {hit['id']}" for hit in answer["hits"] if hit["kind"] != "page"]


def words_in(line: str) -> list[str]:
    """Read a line of words: each begins with a capital, which says how much it shares with the one before."""
    found: list[str] = []
    for capital, rest in re.findall("([A-Z])([^A-Z]*)", line):
        found.append((found[-1] if found else "")[:ord(capital) - ord("A")] + rest)
    return found


def numbers_in(line: bytes) -> list[int]:
    found, number, shift = [], 0, 0
    for digit in line:
        value = digit - ZERO
        assert 0 <= value < 2 * BASE
        number += value % BASE << shift
        shift += 5
        if value < BASE:
            found.append(number)
            number, shift = 0, 0
    assert shift == 0
    return found


def places_in(line: bytes) -> dict[int, list[int]]:
    """Read a line as its docstring says: entry → places."""
    numbers = iter(numbers_in(line))
    found: dict[int, list[int]] = {}
    entry = -1
    for head in numbers:
        entry += head // 2 + 1
        place, found[entry] = 0, []
        for _ in range(next(numbers) if head % 2 else 1):
            place += next(numbers)
            found[entry].append(place)
    return found
