"""Takes "according to" phrases and quotations without a verb in front; gives the statements they make."""

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.contents import Content, trimmed, typed
from aqwal.ingest.attribution.cues import QUOTING, THAT, PhraseCue, VerbCue
from aqwal.ingest.attribution.endings import end_of
from aqwal.ingest.attribution.found import Finding, Reading
from aqwal.ingest.attribution.names import Mention
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.quotations import Quotation
from aqwal.ingest.attribution.resolving import carried, named
from aqwal.ingest.attribution.speakers import plain_group, speakers_at, unglued
from aqwal.ingest.attribution.vocabulary import MEDIA, is_common
from aqwal.ingest.attribution.words import ARTICLE
from aqwal.ingest.page import Span

NETWORK = fold("شبكة")
COMMA = "،"
BETWEEN = " ،,.-–—\n"
"""What may stand between a quotation and the cue behind it."""
SO = "هكذا"
""""…", so said the president."""
BESIDE_QUOTATION = " .\"»”«“\n"
ENDS = ".؟!:»”\""
BEGINS_BEHIND = ".،\"«“"
SHORTEST = 12
"""Code points of the shortest statement that an "according to" makes."""
SHORTEST_PLURAL = 6
FEWEST_BEFORE, FEWEST_QUOTED, FEWEST_SAID, FEWEST_ALONE = 4, 5, 3, 6
"""Words that must stand before a phrase; in a quotation before it, before a verb, and alone."""
FAR_COMMA = 80
FAR_BACK = 80


def is_medium(mention: Mention) -> bool:
    """Tell whether a mention is an agency, paper or station, which carries others' words."""
    words = mention.words
    if words[0].removeprefix(ARTICLE) == NETWORK and len(words) > 1 and is_common(words[1]):
        return False
    return any(word in MEDIA or word.removeprefix(ARTICLE) in MEDIA for word in words[:2])


def read_phrase(passage: Passage, sentence: Sentence, cue: PhraseCue, reading: Reading) -> int:
    """Read an "according to" phrase; returns the place behind it."""
    mentions, behind = _sayers(passage, cue, sentence, reading)
    here = reading.in_sentence(sentence)
    start = passage.words[cue.place].start
    if mentions and is_medium(mentions[0]):
        if here is not None:
            here.via += [reading.people.meet(mention) for mention in mentions]
        return behind
    if here is not None and (here.content[1] >= start - 4 or not mentions):
        return behind
    speech = named(passage, mentions, reading.people, reading.memory) if mentions else (
        carried(cue.verb, reading.memory) if cue.kind != "source" else None)
    if speech is None:
        return behind
    is_first = cue.place <= sentence.first + 1
    content = _behind(passage, sentence, behind) if is_first else _before(passage, sentence, cue, here)
    if is_first and content is not None and _reports(passage, content):
        # "According to a statement, the president expressed …": the verb has a speaker of its own.
        return behind
    if content is not None and content.end - content.start >= SHORTEST:
        end = passage.words[(cue.after if mentions else min(behind, len(passage.words))) - 1].end
        reading.add(Finding(speech.speakers, content.type, "affirm", (content.start, content.end), (start, end),
                            0.8 * speech.confidence, ("according to", speech.why, content.frame), passage, sentence))
    return behind


def _reports(passage: Passage, content: Content) -> bool:
    """Tell whether what stands behind a phrase begins with a reporting verb that names its subject."""
    index = passage.word_from(content.start)
    cue = passage.cues[index] if index < len(passage.cues) else None
    return isinstance(cue, VerbCue) and not cue.verb.participle and bool(
        cue.after < len(passage.words) and passage.subject_at(cue.after)[0])


def _sayers(passage: Passage, cue: PhraseCue, sentence: Sentence, reading: Reading) -> tuple[list[Mention], int]:
    place = cue.after
    if place >= sentence.last or (cue.kind == "saying" and passage.is_apart(place)):
        return [], place
    mentions, behind = speakers_at(passage, place, reading.people)
    if mentions:
        return mentions, behind
    group = plain_group(passage, place) if len(passage.words[place].key) > SHORTEST_PLURAL else None
    if group is not None:
        return [group], place + 1
    owner = unglued(passage, place)
    if owner is None or owner.kind == "anaphor":
        return [], place
    return [owner], passage.word_from(owner.span[1])


def quoted_from(passage: Passage, sentence: Sentence, between: Span, reading: Reading) -> list[Mention]:
    """Return those whom an agency quotes between its verb and what is said: "…, quoting from three sources, that"."""
    for place in range(*between):
        cue = passage.cues[place]
        if isinstance(cue, PhraseCue) and passage.words[place].key in QUOTING:
            return _sayers(passage, cue, sentence, reading)[0]
    return []


def _before(passage: Passage, sentence: Sentence, cue: PhraseCue, here: Finding | None) -> Content | None:
    """Take what the sentence says before the phrase: the quotation right before it, or all since the last content."""
    end = passage.words[cue.place].start
    start = max(sentence.start, here.content[1] + 1 if here else 0)
    quote = _quotation_ending(passage, end)
    if quote is not None and quote.start >= start and passage.words_within(quote) >= FEWEST_QUOTED:
        return _whole(passage, quote, cue.place)
    span = trimmed(passage.text, start, end)
    count = passage.word_from(span[1]) - passage.word_from(span[0])
    return typed(passage, span, "object", cue.place) if count >= FEWEST_BEFORE else None


def _quotation_ending(passage: Passage, end: int) -> Quotation | None:
    """Return the closed quotation right before a code point."""
    index = passage.quotes_from(end) - 1
    quote = passage.outer[index] if index >= 0 else None
    is_near = quote is not None and quote.is_closed and quote.end <= end and (
        not passage.text[quote.end:end].replace(SO, "", 1).strip(BETWEEN))
    return quote if is_near else None


def _whole(passage: Passage, quote: Quotation, place: int) -> Content | None:
    """Return all that a quotation holds as content."""
    start, end = trimmed(passage.text, quote.inner, quote.inner_end)
    return Content(start, end, "quote", "direct", place) if end > start else None


def _behind(passage: Passage, sentence: Sentence, behind: int) -> Content | None:
    """Take what follows a phrase at the head of a sentence."""
    if behind >= sentence.last:
        return None
    start = passage.words[behind].start
    if COMMA not in passage.gaps[behind]:
        comma = passage.text.find(COMMA, start, min(sentence.end, start + FAR_COMMA))
        start = comma + 1 if comma >= 0 else start
    index = passage.word_from(start)
    if index < sentence.last and passage.words[index].key.removeprefix("ف") in THAT:
        start = passage.words[index].end
    end = end_of(passage, min(index, sentence.last - 1), sentence.last, "that")
    return typed(passage, trimmed(passage.text, start, end), "object", behind)


def quotation_before(passage: Passage, cue: VerbCue, reading: Reading) -> Content | None:
    """Return the quotation that ends right before a verb: "…", said so-and-so."""
    if "q" not in cue.verb.frames or cue.conjunction or cue.verb.participle:
        return None
    quote = _quotation_ending(passage, passage.words[cue.place].start)
    if quote is None or passage.words_within(quote) < FEWEST_SAID or reading.is_taken(quote.inner, quote.inner_end):
        return None
    return _whole(passage, quote, cue.place)


def take_lone_quotations(passage: Passage, reading: Reading) -> None:
    """Ascribe quotations no verb introduces: they go on with the statement before, or its speaker goes on speaking."""
    for quote in passage.outer:
        if not reading.found or not _is_alone(passage, quote) or reading.is_taken(quote.inner, quote.inner_end):
            continue
        last, start = reading.found[-1], quote.start
        span = trimmed(passage.text, quote.inner, quote.inner_end)
        if last.passage is passage and last.type == "direct" and last.content[1] <= span[0] and not (
                passage.text[last.content[1]:start].strip(BESIDE_QUOTATION)):
            last.content = (last.content[0], span[1])
            continue
        speech = carried(None, reading.memory)
        if speech is not None:
            sentence = passage.sentences[passage.sentence_at(passage.word_from(quote.inner))]
            reading.add(Finding(speech.speakers, "direct", "affirm", span, None, 0.6, ("quotation alone", speech.why),
                                passage, sentence))


def _is_alone(passage: Passage, quote: Quotation) -> bool:
    """Tell a quotation that is a sentence or more from one that is part of a sentence."""
    if not quote.is_closed or passage.words_within(quote) < FEWEST_ALONE:
        return False
    before = passage.text[max(passage.start, quote.start - FAR_BACK):quote.start].rstrip()
    behind = passage.text[quote.end:quote.end + 3].strip()
    return (not before or before[-1] in ENDS) and (not behind or behind[0] in BEGINS_BEHIND)
