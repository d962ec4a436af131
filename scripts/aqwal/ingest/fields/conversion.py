"""Takes day, month and year as written; gives the date in our calendar, Hijri ones by the Umm al-Qura table."""

from datetime import date, timedelta

from hijridate import Hijri

FIRST_YEAR, LAST_YEAR = 1900, 2100
FIRST_HIJRI, LAST_HIJRI = 1343, 1500
"""Years of the Umm al-Qura table."""


def is_hijri_year(year: int) -> bool:
    """Say whether a figure is a year of the Hijri calendar rather than of ours."""
    return FIRST_HIJRI <= year <= LAST_HIJRI


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the date; None where there is no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_hijri(year: int, month: int, day: int) -> date | None:
    """Return the date of a Hijri day by the Umm al-Qura calendar; None where there is no such day."""
    if not is_hijri_year(year):
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def to_weekday(day: date, weekday: int) -> date | None:
    """Return the day itself, the one before or the one after, whichever is that day of the week; None without."""
    return next((near for near in (day, day - timedelta(1), day + timedelta(1)) if near.weekday() == weekday), None)
