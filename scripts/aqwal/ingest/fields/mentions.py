"""Takes the tokens of a stretch of a page; gives the dates it mentions, each with the ways it can be read.

Every date is found from a figure: beside two figures (2021-03-23, ٢٣/٣/٢٠٢١) or beside a month's name (23 مارس 2021,
آذار/مارس, March 23, 2021). Only the tokens next to it are looked at, so that the time taken grows with the length.
"""

from dataclasses import dataclass
from datetime import date

from aqwal.ingest.fields.conversion import from_hijri, gregorian, is_hijri_year
from aqwal.ingest.fields.lexicon import DATE_WORDS, MONTH_STARTS, MONTHS, WEEKDAYS, key, single
from aqwal.ingest.fields.tokens import Token

INNER = single(DATE_WORDS, "inner")
_BETWEEN = frozenset(" \t\u00a0\u200e\u200f\u061c،,/.-–—()|_\\")
_JOINTS = frozenset("/-.–—\\٫")
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u200b"))
_HIJRI_SIGN = frozenset(("ه", "هجريه", "هجري"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A date on the page. `readings`: the days it may mean, the usual one first; none where the year is missing."""

    start: int
    end: int
    readings: tuple[date, ...]
    calendar: str
    weekday: int | None = None
    """The day of the week named beside it."""
    part: tuple[int, int] | None = None
    """Month and day, where no year is given."""
    is_short: bool = False
    """The year has two figures."""


def mentions_in(text: str, tokens: list[Token]) -> list[Mention]:
    """Return the dates among tokens, in order."""
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        last = place
        if token.number >= 0:
            mention, last = _by_figures(text, tokens, place) or _by_name(text, tokens, place) or (None, place)
            if mention:
                found.append(mention)
        place = last + 1
    return found


def _gap(text: str, one: Token, two: Token) -> str:
    return text[one.end:two.start].translate(_MARKS) if two.start - one.end <= 5 else "\n"


def _is_near(text: str, one: Token, two: Token) -> bool:
    return two.start - one.end <= 5 and _BETWEEN.issuperset(text[one.end:two.start])


def _joint(text: str, tokens: list[Token], place: int) -> str:
    """Return the sign that joins a figure to the figure after it, or nothing."""
    if place < 0 or place + 1 >= len(tokens) or tokens[place].number < 0 or tokens[place + 1].number < 0:
        return ""
    gap = _gap(text, tokens[place], tokens[place + 1]).strip(" \u00a0")
    return gap if gap in _JOINTS else ""


def _by_figures(text: str, tokens: list[Token], place: int) -> tuple[Mention, int] | None:
    """Read three figures joined by one sign; or two with spaces about it, as some agencies date their reports."""
    joint = _joint(text, tokens, place)
    if not joint or _joint(text, tokens, place - 1):
        return None
    if _joint(text, tokens, place + 1) != joint:
        return _day_and_month(text, tokens, place, joint)
    one, two, three = tokens[place:place + 3]
    if _joint(text, tokens, place + 2):
        return None
    readings, calendar = _readings(one, two, three, _hijri_after(tokens, place + 2))
    if not readings:
        return None
    weekday = _weekday(text, tokens, place, place + 2)
    is_short = len(one.text) < 4 and len(three.text) < 4
    return Mention(one.start, three.end, readings, calendar, weekday, None, is_short), place + 2


def _day_and_month(text: str, tokens: list[Token], place: int, joint: str) -> tuple[Mention, int] | None:
    one, two = tokens[place:place + 2]
    if joint not in "-–—/" or not (1 <= one.number <= 31 and 1 <= two.number <= 12) or len(one.text + two.text) > 4:
        return None
    if " " not in text[one.end:two.start] and joint != "/":
        return None
    return Mention(one.start, two.end, (), "gregorian", None, (two.number, one.number)), place + 1


def _readings(one: Token, two: Token, three: Token, is_hijri: bool) -> tuple[tuple[date, ...], str]:
    """Return the days three figures may mean: day or year first, as usual in Arabic; then with the month first."""
    if len(one.text) == 4 and len(three.text) <= 2:
        year, orders = one.number, ((two.number, three.number), (three.number, two.number))
    elif len(three.text) == 4 and len(one.text) <= 2:
        year, orders = three.number, ((two.number, one.number), (one.number, two.number))
    elif len(one.text) <= 2 and len(two.text) <= 2 and len(three.text) == 2 and one.number <= 31:
        year, orders = 2000 + three.number, ((two.number, one.number), (one.number, two.number))
    else:
        return (), ""
    calendar = "hijri" if is_hijri or is_hijri_year(year) else "gregorian"
    turn = from_hijri if calendar == "hijri" else gregorian
    days = [turn(year, month, day) for month, day in orders]
    return tuple(dict.fromkeys(day for day in days if day)), calendar


def _hijri_after(tokens: list[Token], place: int) -> bool:
    after = tokens[place + 1:place + 2]
    return bool(after) and after[0].start - tokens[place].end <= 2 and key(after[0].text) in _HIJRI_SIGN


def _by_name(text: str, tokens: list[Token], place: int) -> tuple[Mention, int] | None:
    """Read a figure with a month's name after it, or before it."""
    day = tokens[place]
    if not 1 <= day.number <= 31 or len(day.text) > 2:
        return None
    at = _over_inner(text, tokens, place)
    month, last, first = None, 0, place
    if at < len(tokens) and _is_near(text, tokens[at - 1], tokens[at]):
        month, last = _month(text, tokens, at)
    if not month:
        first, month = _month_before(text, tokens, place)
        last = place
    if not month:
        return None
    year, end = _year(text, tokens, last)
    return _named(text, tokens, (first, end), day.number, month, year), end


def _named(text: str, tokens: list[Token], ends: tuple[int, int], day: int, month: tuple[str, int], year: int,
           ) -> Mention:
    first, last = ends
    weekday = _weekday(text, tokens, first, last)
    calendar, number = month
    start, end = tokens[first].start, tokens[last].end
    if year < 0:
        return Mention(start, end, (), calendar, weekday, (number, day))
    turned = (from_hijri if calendar == "hijri" else gregorian)(year, number, day)
    return Mention(start, end, (turned,) if turned else (), calendar, weekday)


def _over_inner(text: str, tokens: list[Token], place: int) -> int:
    """Return the place after a figure and the words that may follow it within a date."""
    at = place + 1
    while at < len(tokens) and at <= place + 2 and key(tokens[at].text) in INNER and _is_near(text, tokens[at - 1],
                                                                                             tokens[at]):
        at += 1
    return at


def _month(text: str, tokens: list[Token], place: int) -> tuple[tuple[str, int] | None, int]:
    """Return the month named here, and the last token of its name or of its two names (شباط/فبراير)."""
    month, last = _one_month(tokens, place)
    if month and last + 1 < len(tokens) and _is_near(text, tokens[last], tokens[last + 1]):
        again, end = _one_month(tokens, last + 1)
        if again == month:
            return month, end
    return month, last


def _one_month(tokens: list[Token], place: int) -> tuple[tuple[str, int] | None, int]:
    token = tokens[place]
    if token.number >= 0 or len(token.text) > 14:
        return None, place
    word = key(token.text)
    if place + 1 < len(tokens) and word in MONTH_STARTS and len(tokens[place + 1].text) <= 9:
        both = MONTHS.get(f"{word} {key(tokens[place + 1].text)}")
        if both:
            return both, place + 1
    return MONTHS.get(word), place


def _month_before(text: str, tokens: list[Token], place: int) -> tuple[int, tuple[str, int] | None]:
    """Return a month's name before the figure, where a year follows: نوفمبر 16, 2025."""
    if place == 0 or place + 1 >= len(tokens) or len(tokens[place + 1].text) != 4:
        return place, None
    if not _is_near(text, tokens[place - 1], tokens[place]) or not _is_near(text, tokens[place], tokens[place + 1]):
        return place, None
    for first in (place - 2, place - 1):
        if first >= 0:
            month, last = _one_month(tokens, first)
            if month and last == place - 1:
                return first, month
    return place, None


def _year(text: str, tokens: list[Token], last: int) -> tuple[int, int]:
    """Return the year after a month or a day, and the last token of the date; -1 without one."""
    at = _over_inner(text, tokens, last)
    if at < len(tokens) and len(tokens[at].text) == 4 and tokens[at].number > 0 and _is_near(
            text, tokens[at - 1], tokens[at]):
        return tokens[at].number, at
    return -1, last


def _weekday(text: str, tokens: list[Token], first: int, last: int) -> int | None:
    """Return the day of the week named just before or just after a date."""
    for place in (first - 1, first - 2, last + 1, last + 2):
        if 0 <= place < len(tokens):
            token = tokens[place]
            number = WEEKDAYS.get(key(token.text)) if token.number < 0 and len(token.text) <= 10 else None
            gap = (token.end, tokens[first].start) if place < first else (tokens[last].end, token.start)
            if number is not None and gap[1] - gap[0] <= 12 and "\n" not in text[slice(*gap)]:
                return number
    return None
