"""Takes a reporting verb in a passage; gives what it introduces: a clause, a quotation, speech or an object."""

import re

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.contents import Content, is_name, trimmed, typed
from aqwal.ingest.attribution.cues import Cue, PhraseCue, VerbCue, is_that
from aqwal.ingest.attribution.endings import end_of, is_introduced
from aqwal.ingest.attribution.lexicon import verbs, word_class
from aqwal.ingest.attribution.objects import Object, object_of
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.quotations import Quotation
from aqwal.ingest.attribution.words import AND, ARTICLE

FAR = 45
"""Words between a cue and what introduces its content, at most."""
NOT_THAT_AFTER = word_class("contents.tsv", "not_that_after")
DRAWN_IN = frozenset(fold(word) for word in ("إن", "أنه", "أنها", "بأن"))
"""Forms of "that" which some pages draw into the quotation."""
DESCRIBING = word_class("contents.tsv", "describing")
COMMA = re.compile(r"[،,]")
MOST_SENTENCES = 50
"""Sentences of unmarked speech behind a colon."""
FAR_ASIDE = 12
"""Words of an aside between a cue and its clause."""
NEAR = 9
"""Words at the head of a sentence within which a new report must begin."""
BETWEEN_QUOTATIONS = " .\n\u00a0"
STOPS = (".", "،", "")


def content_of(passage: Passage, cue: VerbCue, after: int, last: int) -> Content | None:
    """Return the content of a verb whose subject ends before a word; `last` is the end of the sentence, as a word."""
    frames = cue.verb.frames
    found = object_of(passage, cue, after, last)
    limit = min(last, after + FAR)
    is_described = cue.verb.lemma in DESCRIBING and passage.words[cue.place].key[len(cue.conjunction):] not in verbs()
    index = after
    while index < limit:
        gap = passage.gaps[index]
        quote = _quote_before(passage, index)
        if "q" in frames and ":" in (gap if quote is None else passage.text[passage.words[index - 1].end:quote.start]):
            return _after_colon(passage, index, quote)
        if quote is not None:
            if found is None and "q" in frames and _is_speech(passage, quote, gap):
                return _quoted(passage, quote, index)
            if found is not None and found.word >= index:
                break
            index = max(index + 1, passage.word_from(quote.end)) if quote.is_closed else limit
            continue
        if ("t" in frames or is_described) and _begins_clause(passage, index):
            if found is None or found.word >= index - 1 or _is_apposition(passage, found, index):
                return _after_that(passage, index, last, cue)
            break
        if index > after and _is_cut_by(passage.cues[index], gap, found):
            behind = _behind_aside(passage, index, limit)
            if not behind or found is not None:
                break
            index = behind
            continue
        index += 1
    return _object(passage, found, last, cue) if found is not None else None


def _is_apposition(passage: Passage, found: Object, index: int) -> bool:
    """Tell "stressed the league, a party to the case, in a statement, that …": between commas it is no object."""
    return found.frame == "noun" and passage.words[found.word].key.startswith(ARTICLE) and (
        passage.is_apart(found.word) and COMMA.search(passage.gaps[index]) is not None)


def _behind_aside(passage: Passage, index: int, limit: int) -> int:
    """Return where the clause begins that goes on behind ", according to the record, that …", or 0."""
    if not isinstance(passage.cues[index], PhraseCue) or not COMMA.search(passage.gaps[index]):
        return 0
    comma = next((place for place in range(index + 1, min(limit, index + FAR_ASIDE))
                  if COMMA.search(passage.gaps[place])), 0)
    return comma if comma and _begins_clause(passage, comma) else 0


def _quote_before(passage: Passage, index: int) -> Quotation | None:
    """Return the quotation that opens right before a word."""
    start = passage.words[index].start
    quote = passage.quote_at(start)
    return quote if quote is not None and passage.words[index - 1].end <= quote.start and quote.inner <= start else None


def _begins_clause(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    return is_that(word) and not word.key.startswith(AND) and passage.words[index - 1].key not in NOT_THAT_AFTER


def _is_cut_by(cue: Cue | None, gap: str, found: Object | None) -> bool:
    """Tell whether a further cue takes for itself what would come behind it."""
    if cue is None or (cue.verb is not None and cue.verb.ambiguous and not (
            cue.verb.participle and COMMA.search(gap))):
        return False
    if not isinstance(cue, VerbCue):
        return True
    return not cue.in_relative and (
        not cue.verb.participle or "q" not in cue.verb.frames or found is not None or COMMA.search(gap) is not None)


def _is_speech(passage: Passage, quote: Quotation, gap: str) -> bool:
    """Tell speech from a name or a scare quote: after a colon, or four words, or two and nothing behind them."""
    if ":" in gap:
        return True
    count, behind = passage.words_within(quote), passage.word_from(quote.inner_end)
    if is_name(passage, quote) or (count <= 5 and any(is_that(word) for word in passage.words[behind:behind + 14])):
        return False
    return count >= 4 or (count >= 2 and passage.text[quote.end:quote.end + 2].strip()[:1] in STOPS)


def _after_that(passage: Passage, index: int, last: int, cue: VerbCue) -> Content | None:
    if index + 1 >= last:
        return None
    span = trimmed(passage.text, passage.words[index].end, end_of(passage, index + 1, last, "that", cue.verb))
    return typed(passage, span, "that", index)


def _after_colon(passage: Passage, index: int, quote: Quotation | None) -> Content | None:
    if quote is not None:
        return _quoted(passage, quote, index)
    first = passage.sentence_at(index) + 1
    following = passage.sentences[first:first + MOST_SENTENCES]
    end = next((sentence.start for sentence in following if _has_own_cue(passage, sentence)),
               following[-1].end if following else passage.end)
    start, end = trimmed(passage.text, passage.words[index].start, end)
    return Content(start, end, "colon", "direct", index) if end > start else None


def _has_own_cue(passage: Passage, sentence: Sentence) -> bool:
    """Tell whether a sentence behind unmarked speech begins a new report, and is not more of that speech."""
    for place in range(sentence.first, min(sentence.first + NEAR, sentence.last)):
        cue = passage.cues[place]
        if not isinstance(cue, VerbCue) or cue.is_noun or cue.verb.participle or not cue.verb.frames & {"t", "q"}:
            continue
        if place == sentence.first and cue.conjunction == AND and not cue.verb.present:
            return True
        rest = passage.text[passage.words[place].end:sentence.end]
        return any(mark in rest for mark in ":«\"") or is_introduced(passage, cue, sentence.last)
    return False


def _quoted(passage: Passage, quote: Quotation, index: int) -> Content | None:
    """Take a quotation as content, with those that go straight on behind it."""
    end = quote
    for place in range(passage.quotes_from(quote.start) + 1, len(passage.outer)):
        following = passage.outer[place]
        if passage.text[end.end:following.start].strip(BETWEEN_QUOTATIONS):
            break
        end = following
    start, stop = trimmed(passage.text, quote.inner, end.inner_end)
    start = _without_that(passage, start, stop)
    return Content(start, stop, "quote", "direct", index) if stop > start else None


def _without_that(passage: Passage, start: int, end: int) -> int:
    """Leave out a "that" which some pages draw into the quotation."""
    index = passage.word_from(start)
    if index < len(passage.words) and passage.words[index].start == start and passage.words[index].key in DRAWN_IN:
        return trimmed(passage.text, passage.words[index].end, end)[0]
    return start


def _object(passage: Passage, found: Object, last: int, cue: VerbCue) -> Content | None:
    quote = passage.quote_at(passage.words[found.word].start)
    start = found.start
    if quote is not None and quote.start >= passage.words[cue.place].end:
        start = min(start, quote.start)
    span = trimmed(passage.text, start, end_of(passage, found.word, last, found.frame, cue.verb))
    return typed(passage, span, found.frame, found.word)
