"""Takes a file of queries; gives them with their judgments, and tells whether a text is relevant to one.

A line: id, class, query, forms, note, and for look-alikes the forbidden forms, with tabs between; after `~` in the
last column stand forms that are neither right nor wrong, such as the adjective of a noun. Forms are
alternatives with ` | ` between; words joined by `_` stand one after the other; `&` joins groups that must all stand
somewhere; `+` before a word allows any chain of proclitics. All is compared in folded form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from aqwal.arabic.tokens import words

CHAINS = r"(?:[وف]?(?:[بكل]?(?:ال)?|لل|س))"


@dataclass(frozen=True)
class Query:
    """One query: its class, what is typed, and which texts it is meant to find or must not find."""

    id: str
    kind: str
    typed: str
    forms: str
    forbidden: str = ""
    tolerated: str = ""

    @cached_property
    def _test(self) -> Callable[[str], bool]:
        return _test_of(self.forms)

    @cached_property
    def _bar(self) -> Callable[[str], bool]:
        return _test_of(self.forbidden)

    @cached_property
    def _pass(self) -> Callable[[str], bool]:
        return _test_of(self.tolerated)

    def is_relevant(self, folded: str) -> bool:
        """Say whether a text, as folded words with a blank between, answers the query."""
        return self._test(folded)

    def is_forbidden(self, folded: str) -> bool:
        """Say whether a text holds only a look-alike."""
        return self._bar(folded) and not self._test(folded)

    def is_tolerated(self, folded: str) -> bool:
        """Say whether a text is neither right nor wrong."""
        return self._pass(folded) and not self._test(folded)

    @property
    def is_one_word(self) -> bool:
        """Whether the query is one word, for which wrong hits are counted."""
        return len(words(self.typed)) == 1


def load_queries(path: Path) -> list[Query]:
    """Read a file of queries; comments begin with #."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            columns = [*line.split("\t"), "", "", ""]
            forbidden, _, tolerated = columns[5].partition("~")
            own = (columns[0], columns[1], columns[2], columns[3].strip())
            found.append(Query(*own, forbidden.strip(), tolerated.strip()))
    return found


def _test_of(forms: str) -> Callable[[str], bool]:
    listed = (one for one in forms.split("|") if one.strip())
    alternatives = [[re.compile(_pattern(group)) for group in one.split("&")] for one in listed]
    return lambda folded: any(all(group.search(folded) for group in one) for one in alternatives)


def _pattern(group: str) -> str:
    parts = []
    for word in group.strip().split("_"):
        key = "".join(words(word))
        # After ل the article loses its first letter, and with it a word that begins with ل one of its own.
        led = f"(?:{CHAINS}{key}|[وف]?ل{key}{f'|[وف]?للّ?{key[1:]}' if key.startswith('ل') else ''})"
        parts.append(led if word.strip().startswith("+") else key)
    return rf"(?:^| ){' '.join(parts)}(?= |$)"
