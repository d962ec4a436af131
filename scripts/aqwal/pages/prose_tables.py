"""Takes a prose page as the builder rendered it; gives it with the head of a column on each of the column's cells.

On a phone a table of the prose becomes a list, and its heads are gone from sight; each cell then says what it is of.
"""

import re
from html import escape, unescape

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
CELL = re.compile(r"<td(?=[\s>])")
PLAIN = 2
"""In a table of so few columns the second says of the first what it is, and no head is needed."""


def with_heads(html: str) -> str:
    """Return a page with `data-head` on the cells of its tables, all but those of the first column."""
    return TABLE.sub(lambda table: _labelled(table[0]), html)


def _labelled(table: str) -> str:
    heads = [escape(unescape(re.sub(r"<[^>]+>", "", head)).strip()) for head in HEAD.findall(table)]
    if len(heads) <= PLAIN:
        return table

    def row(match: re.Match[str]) -> str:
        following = iter(heads)
        return CELL.sub(lambda cell: _cell(cell[0], next(following, ""), heads[0]), match[0])

    return ROW.sub(row, table)


def _cell(tag: str, head: str, first: str) -> str:
    return f'{tag} data-head="{head}"' if head and head != first else tag
