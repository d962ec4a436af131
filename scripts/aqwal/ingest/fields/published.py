"""Takes a page, an article of it and its address; gives the day of publication, or why the page does not tell it.

Each date outside sentences is weighed by where it stands and what labels it; days of the week beside it and in the
lead speak for or against it. A date above the title is often the day the page was read: first on the page,
it counts only if the lead agrees.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from aqwal.ingest.fields.candidates import Candidate, candidates_of
from aqwal.ingest.fields.conversion import gregorian, to_weekday
from aqwal.ingest.fields.relative import day_of_report, distance_of
from aqwal.ingest.page import ArticleSpans, Found, RawPage

_LEAST = 0.5
"""Below this a date is told, not taken."""
_WEIGHTS = {"dateline": 0.9, "lead": 0.82, "head": 0.88, "top": 0.7, "before": 0.6, "after": 0.42}
_LABELS = {"published": 0.95, "updated": 0.75, "masthead": 0.45, "caption": 0.3}
_HEAD_WEIGHT = 0.9
_MANY_WORDS = 9
_MOST = 100
"""A page with more dates than this is a list of dates."""
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|$|-)")
_YEAR = re.compile(r"(?<!\d)(?:©[^\d\n]{0,40}|حقوق[^\d\n]{0,40}|[-–]\s?)((?:19|20)\d\d)(?!\d)")
_TAIL = 600
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Dated = tuple[Found | None, tuple[str, ...]]


class _Choice(NamedTuple):
    """A candidate with the day it is read as, its weight, and what was noticed."""

    day: date
    weight: float
    candidate: Candidate
    rule: str
    notes: tuple[str, ...]
    problems: tuple[str, ...]


def find_published(page: RawPage, article: ArticleSpans, url: Found | None) -> Dated:
    """Return the day of publication with its evidence, and what is left to decide."""
    candidates = candidates_of(page, article)
    today = day_of_report(page.text, article)
    full = [one for one in candidates if one.mention.readings][:_MOST]
    choices = sorted((choice for one in full if (choice := _weighed(one, today, full))),
                     key=lambda choice: (-choice.weight, choice.candidate.mention.calendar,
                                         choice.candidate.mention.start))
    head = _head_day(page, article)
    if choices and not head and not choices[0].candidate.label and choices[0].candidate.place in ("before", "top"):
        counted = _from_distance(page, article, choices)
        if counted and counted[0]:
            return counted
    if choices and choices[0].weight >= _LEAST:
        return _stated(choices, head)
    if head:
        return Found(head.isoformat(), _HEAD_WEIGHT, "stated in the head of the page"), ()
    return (_from_distance(page, article, choices) or _without_year(page.text, candidates, today, choices)
            or _from_address(url) or _unresolved(choices, candidates))


def _head_day(page: RawPage, article: ArticleSpans) -> date | None:
    """Return the day the head of the page gives; it is that of the first article."""
    if not page.published or article.part > 1:
        return None
    try:
        return date.fromisoformat(page.published[:10])
    except ValueError:
        return None


def _weighed(one: Candidate, today: tuple[int, tuple[int, int], str] | None, others: list[Candidate]) -> _Choice | None:
    mention = one.mention
    weight = _LABELS.get(one.label) or _WEIGHTS[one.place]
    if one.label != "published" and one.others > _MANY_WORDS:
        weight = min(weight, 0.44)
    if one.is_first and not one.label and one.place in ("before", "top"):
        weight -= 0.2 if one.place == "before" else 0
    if mention.is_short and not one.label and mention.weekday is None:
        return None
    choice = _read(one, weight, others)
    return _with_report(choice, today) if today else choice


def _read(one: Candidate, weight: float, others: list[Candidate]) -> _Choice:
    """Return the candidate as the day that the day of the week beside it allows."""
    mention = one.mention
    day, notes, problems = mention.readings[0], [], []
    rule = f"stated: {_PLACES[one.place]}" + (f", labelled as {one.label}" if one.label else "")
    if mention.calendar == "hijri":
        day, weight, rule, note = _from_hijri(day, mention.weekday, weight, rule)
        notes.append(note)
        problems += _against_gregorian(one, day, others)
    elif mention.weekday is not None:
        fitting = [reading for reading in mention.readings if reading.weekday() == mention.weekday]
        if fitting:
            day, weight = fitting[0], weight + 0.03
            notes.append(f"it was a {_NAMES[day.weekday()]}, as said beside it")
        else:
            weight *= 0.7
            problems.append(f"the page says {_NAMES[mention.weekday]} beside {day}, a {_NAMES[day.weekday()]}")
    elif len(mention.readings) > 1:
        day, weight, problem = _ambiguous(mention.readings, weight, others)
        problems += problem
    return _Choice(day, weight, one, rule, tuple(notes), tuple(problems))


_PLACES = {"dateline": "in the dateline", "lead": "beside «today» in the lead", "head": "between title and body",
           "top": "above the body", "before": "above the title", "after": "below the body"}


def _from_hijri(day: date, weekday: int | None, weight: float, rule: str) -> tuple[date, float, str, str]:
    rule = rule.replace("stated", "inferred from a Hijri date", 1)
    note = "converted by the Umm al-Qura calendar; sighting may put it a day earlier or later"
    shifted = to_weekday(day, weekday) if weekday is not None else None
    if shifted:
        return shifted, weight * 0.9, rule, f"{note}; the {_NAMES[shifted.weekday()]} beside it decides"
    return day, weight * 0.8, rule, note


def _against_gregorian(one: Candidate, day: date, others: list[Candidate]) -> list[str]:
    """Tell of a date in our calendar beside a Hijri one that is not the same day."""
    near = [other for other in others if other.mention.calendar == "gregorian"
            and abs(other.mention.start - one.mention.end) < 40]
    return [f"the Hijri date beside {other.mention.readings[0]} is {day}" for other in near
            if abs((other.mention.readings[0] - day).days) > 1]


def _ambiguous(readings: tuple[date, ...], weight: float, others: list[Candidate]) -> tuple[date, float, list[str]]:
    """Return the reading that another date of the page bears out; else the usual one, said to be unsure."""
    sure = {other.mention.readings[0] for other in others if len(other.mention.readings) == 1}
    sure |= {day for other in others for day in other.mention.readings if day.weekday() == other.mention.weekday}
    for reading in readings:
        if any(abs((reading - day).days) <= 1 for day in sure):
            return reading, weight, []
    return readings[0], weight * 0.85, [f"{readings[0]} may also be read as {readings[1]}: day and month are small"]


def _with_report(choice: _Choice, today: tuple[int, tuple[int, int], str]) -> _Choice:
    """Weigh a date by the day of the week that the lead calls today."""
    weekday, _, said = today
    late = (choice.day.weekday() - weekday) % 7
    unsure = choice.candidate.place in ("before", "top", "after") and choice.candidate.label != "published"
    if late == 0:
        return choice._replace(weight=max(choice.weight + 0.03, 0.8), notes=(*choice.notes, f"the lead says {said}"))
    readings = choice.candidate.mention.readings
    other = next((day for day in readings[1:] if day.weekday() == weekday), None)
    if other and choice.candidate.mention.calendar == "gregorian" and choice.candidate.mention.weekday is None:
        return choice._replace(day=other, weight=max(choice.weight, 0.7), problems=(),
                               notes=(f"read as month before day, since the lead says {said}",))
    if late == 1 and not unsure:
        return choice._replace(notes=(*choice.notes, f"the day after the report, whose lead says {said}"))
    problem = f"the lead says {said}, but {choice.day} was a {_NAMES[choice.day.weekday()]}"
    weight = choice.weight * (0.6 if unsure else 0.75)
    return choice._replace(weight=weight, problems=(*choice.problems, problem))


def _stated(choices: list[_Choice], head: date | None) -> Dated:
    best = choices[0]
    weight, problems = best.weight, list(best.problems)
    if best.candidate.label == "updated":
        problems.append(f"{best.day} is labelled as the day of the last change")
    if head and abs((head - best.day).days) <= 1:
        weight += 0.03
    elif head:
        problems.append(f"the head of the page says {head}, its text {best.day}")
        if weight < _HEAD_WEIGHT:
            return Found(head.isoformat(), 0.7, "stated in the head of the page"), tuple(problems)
    problems += [f"{other.day} also stands {_PLACES[other.candidate.place]}"
                 for other in choices[1:3] if other.weight > best.weight - 0.1 and abs((other.day - best.day).days) > 1]
    mention = best.candidate.mention
    found = Found(best.day.isoformat(), min(round(weight, 2), 0.98), best.rule, (mention.start, mention.end),
                  "; ".join(best.notes))
    return found, tuple(problems)


def _from_distance(page: RawPage, article: ArticleSpans, choices: list[_Choice]) -> Dated | None:
    """Resolve "two hours ago" by the date on top of the page, which is then the day the page was read."""
    distance = distance_of(page.text, article)
    if not distance:
        return None
    read_on = next((choice for choice in choices if choice.candidate.place in ("before", "top")), None)
    if not read_on or not distance.hours:
        return None, (f"the page says only «{distance.words}», and the day it was read is not known"
                      if distance.hours else f"the page says only «{distance.words}», which names no day",)
    day = read_on.day - timedelta(days=int(distance.hours // 24))
    note = f"«{distance.words}», counted from {read_on.day} above the title, taken as the day the page was read"
    return Found(day.isoformat(), 0.7 if distance.hours <= 12 else 0.6, "inferred from a distance in time",
                 distance.span, note), read_on.problems


def _without_year(text: str, candidates: list[Candidate], today: tuple[int, tuple[int, int], str] | None,
                  choices: list[_Choice]) -> Dated | None:
    """Fill in the year of a dateline's day and month from the page, where the day of the week leaves one."""
    parts = [one for one in candidates if one.mention.part and one.mention.calendar == "gregorian"
             and (one.place == "dateline" or one.label)]
    if not parts:
        return None
    mention = parts[0].mention
    month, day = mention.part or (0, 0)
    weekday = mention.weekday if mention.weekday is not None else today[0] if today else None
    years = {int(found) for found in _YEAR.findall(text[:_TAIL] + "\n" + text[-_TAIL:])}
    years |= {choice.day.year for choice in choices}
    days = [found for year in sorted(years) if (found := gregorian(year, month, day))
            and (weekday is None or found.weekday() == weekday)]
    if len(days) != 1:
        return None, (f"the dateline gives day {day} of month {month} without a year",)
    why = "the only year the page names" + (f" in which it was a {_NAMES[weekday]}" if weekday is not None else "")
    return Found(days[0].isoformat(), 0.6 if weekday is not None else 0.5, "inferred: day and month of the dateline",
                 (mention.start, mention.end), why), ()


def _from_address(url: Found | None) -> Dated | None:
    found = _PATH_DAY.search(url.value) if url else None
    day = gregorian(*map(int, found.groups())) if found else None
    if not day or not url:
        return None
    return Found(day.isoformat(), 0.65, "inferred from the page's address", url.span, url.value), ()


def _unresolved(choices: list[_Choice], candidates: list[Candidate]) -> Dated:
    told = [f"{choice.day} stands {_PLACES[choice.candidate.place]} and may not be the day of publication"
            for choice in choices[:2]]
    told += [problem for choice in choices[:2] for problem in choice.problems]
    if not candidates:
        told.append("no date of publication was found")
    return None, tuple(told)

