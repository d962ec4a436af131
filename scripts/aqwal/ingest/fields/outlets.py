"""Takes a page and an article of it; gives the outlet: its name as written, its id where the dataset knows it.

Every place that may name the outlet gives a name with a weight; names that agree bear each other out.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aqwal.arabic.tokens import words
from aqwal.ingest.fields.lexicon import CREDITS, without
from aqwal.ingest.fields.names import Part, can_be_outlet, core, known, parts_of, site_of, without_for
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import ArticleSpans, Found, Noise, RawPage, Span

_RIGHTS = re.compile(r"©|محفوظ|حقوق|المواد المنشورة|[Rr]ights [Rr]eserved|[Cc]opyright")
_STRETCH = re.compile(r"(?:[^\d©|.،,:()\-–—•·\n]|(?<=[^\W\d_])\d{1,3}(?!\d))+")
_REACH, _LINE = 90, 45
_TOP_LINES, _FOOT = 6, 10
"""So many stretches on top of the page and at its end are looked through for notices of rights and known names."""
_CREDIT_BELOW = re.compile(r"\s*(?:المصدر|مصدر الخبر)\s*[:：]\s*([^\n]{2,60})")
_FIRST_ON = re.compile(r"(?:أولا|أولاً|اولا|first)[ً]?\s+(?:على|on|في)\s+([^\n.]{2,60})")
_PUBLISHED_IN = re.compile(r"نشر في ([^\d\n]{2,40}?) يوم[ :]")
_SAID_TO = re.compile(r"(?<![^\W_])(?:ل|لـ|لـ |سؤال |مراسل |مع )[«\"“]([^«»\"“”\n]{3,30})[»\"”]")
_BEFORE_MENU = re.compile(r"\s*([^\n]{2,40}?)\s*[\n»|/<>-]?\s*(?:الصفحة )?الرئيسية")
_FOLLOW = re.compile(r"(?:تابعونا|تابعوا|تابع|قناة|قناتنا)\s+([^\n:،,]{3,40})")
_LABELS = frozenset(" ".join(phrase) for phrase in CREDITS["source"])
_NAMING = frozenset(("site-name", "source-credit", "dateline", "duplicate-title"))
_WITH_RIGHTS = frozenset(("other", "follow-us", "comments-prompt", "source-credit", "related-headlines", "site-name"))
_TOP = frozenset(("site-name", "other", "section-label"))
_SUPPORT = 0.08
_KNOWN = 0.12
"""Added to a name the dataset knows."""
_LEAST = 0.45
_MOST = 60
_FAR = 50_000
"""A name is looked for again within so many characters."""


class Named(NamedTuple):
    """A name with its weight, the rule, its place."""

    name: str
    weight: float
    rule: str
    span: Span | None


def find_outlet(page: RawPage, article: ArticleSpans, knowledge: Knowledge, url: Found | None,
                ) -> tuple[Found | None, Found | None, tuple[str, ...]]:
    """Return the publisher's id, its name as the page writes it, and what is left to decide."""
    found = list(_all_names(page, article, knowledge))
    best = _best(page.text, found if len(found) <= _MOST else [*found[:_MOST // 2], *found[-_MOST // 2:]], knowledge)
    by_site = _by_site(url, knowledge)
    name = Found(best.name, best.weight, best.rule, best.span) if best else None
    identifier = known(best.name, knowledge) if best else None
    if by_site and (not identifier or by_site.value == identifier):
        publisher: Found | None = by_site
    elif identifier and best:
        publisher = Found(identifier, best.weight, best.rule, best.span)
    else:
        publisher = None
    problems = () if best else ("the page names no outlet",)
    if by_site and identifier and by_site.value != identifier:
        problems = (f"the address is of {by_site.value}, the text names {identifier}",)
    return publisher, name, problems


def _all_names(page: RawPage, article: ArticleSpans, knowledge: Knowledge) -> Iterator[Named]:
    if page.outlet and article.part == 1:
        yield Named(page.outlet, 0.9, "the head of the page", None)
    text = page.text
    title = text[slice(*article.title)] if article.title else ""
    yield from _on_top(text, article)
    noises = _own(article)
    for place, noise in enumerate(noises):
        if noise.kind in _NAMING:
            yield from _in_noise(text, noise, title)
        if place < _TOP_LINES or place >= len(noises) - _FOOT:
            yield from _at_the_ends(text, noise, knowledge)
    if article.part == 1:
        for match in _PUBLISHED_IN.finditer(text, 0, _FAR):
            yield from _named(parts_of(text, *match.span(1)), 0.88, "published in")
    if article.body:
        yield from _in_body(text, article)


def _own(article: ArticleSpans) -> tuple[Noise, ...]:
    """Return the noise that speaks of this article: above a further one stands what closes the one before."""
    if article.part == 1:
        return article.noise
    first = article.title[0] if article.title else article.body[0][0] if article.body else 0
    return tuple(noise for noise in article.noise if noise.start >= first)


def _in_noise(text: str, noise: Noise, title: str) -> Iterator[Named]:
    stop = min(noise.end, noise.start + 1_500)
    if noise.kind == "site-name":
        yield from _named(parts_of(text, noise.start, stop)[:1], 0.75, "site name")
    elif noise.kind == "source-credit":
        yield from _credited(text, noise.start, stop)
    elif noise.kind == "dateline":
        parts = parts_of(text, noise.start, stop)
        yield from _named((part for part in parts if not _is_bracketed(text, part)), 0.42, "dateline")
        yield from _named((part for part in parts if _is_bracketed(text, part)), 0.5, "brackets of the dateline")
    elif noise.kind == "duplicate-title" and title:
        rest = text.find(title, noise.start, stop)
        if rest >= 0:
            yield from _named(parts_of(text, rest + len(title), stop), 0.7, "beside the repeated title")


def _at_the_ends(text: str, noise: Noise, knowledge: Knowledge) -> Iterator[Named]:
    """Yield what a stretch near the top or the foot of the page names: a known outlet, the owner of the rights."""
    stop = min(noise.end, noise.start + 1_500)
    if noise.kind == "follow-us":
        yield from _followed(text, noise.start, stop, knowledge)
    elif noise.kind in ("other", "section-label") and noise.end - noise.start < _LINE and knowledge.publishers:
        name = text[noise.start:stop].strip()
        if known(name, knowledge):
            yield Named(name, 0.4, "line of its own", (noise.start, noise.start + len(name)))
    if noise.kind in _WITH_RIGHTS:
        yield from _owner(text, noise.start, noise.end)


def _is_bracketed(text: str, part: Part) -> bool:
    return text[max(0, part.start - 1):part.start] in ("(", "«", "[") and text[part.end:part.end + 1] in (")", "»", "]")


def _on_top(text: str, article: ArticleSpans) -> Iterator[Named]:
    """Yield the first line of the page, often the name of the site; with a menu behind it, it mostly is."""
    menu = _BEFORE_MENU.match(text, 0, _REACH) if article.part == 1 else None
    if menu:
        yield from _named(parts_of(text, *menu.span(1))[:1], 0.5, "before the menu")
    first = article.noise[0] if article.noise and article.part == 1 else None
    if first and first.kind in _TOP and text[:first.start].isspace() | (first.start == 0):
        end = text.find("\n", first.start, first.start + _REACH)
        if end > 0:
            yield from _named(parts_of(text, first.start, end)[:1], 0.38, "first line")


def _named(parts: Iterable[Part], weight: float, rule: str) -> Iterator[Named]:
    for part in map(without_for, parts):
        if can_be_outlet(part):
            yield Named(part.text, weight, rule, part.span)


def _credited(text: str, start: int, stop: int) -> Iterator[Named]:
    """Yield the name after "source:" in a credit line, or the first one of a line of names."""
    first = _FIRST_ON.search(text, start, stop)
    if first:
        yield from _named(parts_of(text, *first.span(1))[:1], 0.85, "appeared first on")
        return
    parts = parts_of(text, start, stop)
    labelled = next((place for place, part in enumerate(parts) if " ".join(part.words) in _LABELS), None)
    if labelled is not None:
        yield from list(_named(parts[labelled + 1:labelled + 4], 0.82, "source named"))[:1]
    else:
        yield from list(_named((part for part in parts if len(part.words) <= 4), 0.5, "credit line"))[:1]


def _owner(text: str, start: int, end: int) -> Iterator[Named]:
    """Yield the owner named in a notice of rights: the name in it, or that next to it."""
    match = _RIGHTS.search(text, max(start, end - 2_000), end)
    if not match:
        return
    low = max(start, text.rfind("\n", start, match.start()) + 1, match.start() - _REACH)
    line_end = text.find("\n", match.end(), end)
    high = min(line_end if line_end >= 0 else end, match.end() + _REACH)
    fit = []
    for one in _STRETCH.finditer(text[low:high]):
        part = _without_rights(text, low + one.start(), low + one.end())
        if part and can_be_outlet(part) and len(part.words) <= 5:
            is_alone = len(words(one.group())) == len(part.words)
            fit.append((is_alone, max(match.start() - part.end, part.start - match.end(), 0), part))
    if fit:
        best = min(fit, key=lambda row: row[:2])[2]
        yield Named(best.text, 0.62, "notice of rights", best.span)


def _without_rights(text: str, start: int, end: int) -> Part | None:
    """Return the stretch without the words of the notice; None where nothing is left, or a sentence."""
    pieces = list(re.finditer(r"\S+", text[start:end]))
    own = [" ".join(words(piece.group())) for piece in pieces]
    left = [place for place in without(CREDITS["rights"], own) if own[place]]
    if not left or left[-1] - left[0] >= len(left):
        return None
    first, last = start + pieces[left[0]].start(), start + pieces[left[-1]].end()
    name = text[first:last]
    return without_for(Part(name, first, last, tuple(words(name))))


def _followed(text: str, start: int, stop: int, knowledge: Knowledge) -> Iterator[Named]:
    """Yield an outlet the dataset knows, where readers are asked to follow it."""
    for match in _FOLLOW.finditer(text, start, stop):
        pieces = match.group(1).split()
        for size in range(min(len(pieces), 4), 0, -1):
            name = " ".join(pieces[:size])
            found = known(name, knowledge)
            if found and knowledge.publisher_kinds.get(found, "outlet") == "outlet":
                yield Named(name, 0.6, "readers are asked to follow it", (match.start(1), match.start(1) + len(name)))
                return


def _in_body(text: str, article: ArticleSpans) -> Iterator[Named]:
    """Yield the outlet that speakers are said to have spoken to, and a credit that cleaning left below the article."""
    last = max(article.body[-1][1], max((noise.end for noise in article.noise), default=0))
    below = _CREDIT_BELOW.match(text, last)
    if below:
        yield from _named(parts_of(text, *below.span(1))[:1], 0.8, "source named")
    for start, end in article.body[:40]:
        match = _SAID_TO.search(text, start, min(end, start + 2_000))
        if match:
            yield from _named(parts_of(text, *match.span(1))[:1], 0.4, "spoken to, by the text")


def _best(text: str, found: list[Named], knowledge: Knowledge) -> Named | None:
    """Return the name with most weight, names of which one holds the other's words counting together."""
    cores = [frozenset(core(tuple(words(one.name)))) for one in found]
    scored = []
    for place, one in enumerate(found):
        allies = {found[other].rule for other, words_of in enumerate(cores)
                  if other != place and (words_of <= cores[place] or cores[place] <= words_of)} - {one.rule}
        if not allies and len(one.name) > 3 and one.rule != "first line" and text.count(one.name, 0, _FAR) > 1:
            allies = {"its standing there again"}
        weight = one.weight + _SUPPORT * min(len(allies), 3) + (_KNOWN if known(one.name, knowledge) else 0)
        scored.append((weight, -place, one, tuple(sorted(allies))))
    if not scored:
        return None
    weight, _, one, others = max(scored, key=lambda row: row[:2])
    if weight < _LEAST:
        return None
    rule = one.rule + (f", borne out by {', '.join(others)}" if others else "")
    return Named(one.name, min(round(weight, 2), 0.97), rule, one.span)


def _by_site(url: Found | None, knowledge: Knowledge) -> Found | None:
    """Return the publisher whose site the address is on."""
    site = site_of(url.value) if url else ""
    while site.count("."):
        found = knowledge.publisher_sites.get(site)
        if found and url:
            return Found(found, 0.93, f"its site is {site}", url.span)
        site = site.partition(".")[2]
    return None
