"""Takes a headline; gives the statement it makes where it names a speaker before a colon."""

from aqwal.ingest.attribution.contents import trimmed, typed
from aqwal.ingest.attribution.found import Finding, Reading
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.names import Mention, plain, surname
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.resolving import named
from aqwal.ingest.attribution.speakers import is_sure, speakers_at
from aqwal.ingest.attribution.subjects import subject_if
from aqwal.ingest.attribution.vocabulary import AFTER_NAME, is_given
from aqwal.ingest.attribution.words import AND, without_first_letter

MOST_WORDS = 12
"""Words before the colon where the speaker stands at the head."""
MOST_WORDS_BEFORE = 24
"""Words before the colon where the speaker stands right before it."""
FAR = 8
"""Words of a name right before the colon."""
SHORTEST = 3
MOST_INSTITUTION = 3
"""Words of the short form of an institution's name."""
BESIDE = word_class("stops.tsv", "before_colon")
TO = "ل"
TRAIL = ".."
"""What parts two headlines in one."""


def read_colon(passage: Passage, reading: Reading) -> bool:
    """Read "So-and-so: …"; returns whether the headline is of that form, with a speaker or without."""
    text = passage.text
    colon = text.find(":", passage.start, passage.end)
    if colon < 0 or passage.quote_at(colon) is not None or text[colon + 1:colon + 2].isdigit():
        return False
    last = passage.word_from(colon)
    mentions = _before_colon(passage, last, reading)
    if not mentions:
        return False
    speech = named(passage, mentions, reading.people, reading.memory)
    trail = text.find(TRAIL, colon, passage.end)
    span = trimmed(text, colon + 1, trail if trail > colon + 8 and not _goes_on(passage, trail) else passage.end)
    content = typed(passage, span, "colon", last) if span[1] - span[0] >= SHORTEST else None
    if speech is not None and content is not None and mentions[0].kind != "report":
        reading.add(Finding(speech.speakers, content.type, "affirm", (content.start, content.end), None,
                            0.92 * speech.confidence, ("headline", speech.why, "colon"), passage,
                            Sentence(0, len(passage.words), passage.start, passage.end)))
    return True


def _goes_on(passage: Passage, trail: int) -> bool:
    """Tell whether the same words go on behind two dots: by "and", with no speaker or verb of saying behind it."""
    first = passage.word_from(trail)
    key = passage.words[first].key if first < len(passage.words) else ""
    return key.startswith(AND) and key != AND and (
        ":" not in passage.text[trail:passage.end] and not any(passage.cues[first:]))


def _before_colon(passage: Passage, last: int, reading: Reading) -> list[Mention]:
    """Return the speakers named at the head of the headline, or right before the colon: "… and the minister: …"."""
    if not 0 < last <= MOST_WORDS_BEFORE:
        return []
    mentions, after = speakers_at(passage, 0, reading.people)
    if mentions and last <= MOST_WORDS and (after >= last or _is_beside(passage.words[after].key)) and (
            is_sure(mentions[0], reading.people)):
        return mentions
    institution = plain(passage.text, passage.words[:last], "org", "", 1)
    if last <= MOST_INSTITUTION and reading.people.find(institution) is not None:
        # "Education: …" for the ministry named in the report.
        return [institution]
    return next(filter(None, (_ending(passage, place, last, reading) for place in range(max(0, last - FAR), last))), [])


def _is_lone(mention: Mention) -> bool:
    """Tell one word without a title, which may be a given name or the adjective written like it."""
    return not mention.title and len(mention.proper) == 1


def _is_beside(key: str) -> bool:
    """Tell what may stand between a name and its colon; a glued "to" names who is spoken to."""
    return key in BESIDE or (key.startswith(TO) and not is_given(key))


def _ending(passage: Passage, place: int, last: int, reading: Reading) -> list[Mention]:
    """Return the speakers whose names begin at a word, perhaps behind a glued "and", and end at the colon."""
    word = passage.words[place]
    has_and = word.key.startswith(AND) and len(word.key) > 3
    forms = [without_first_letter(word), word] if has_and else [word]
    if place == last - 1 and reading.people.is_surname(forms[0].key):
        return [surname(passage.text, forms[0])]
    if place and passage.words[place - 1].key in AFTER_NAME:
        return []
    for form in forms:
        mentions, after = subject_if(passage.line, place, form)
        if mentions and after == last and is_sure(mentions[0], reading.people) and not (
                place and _is_lone(mentions[0]) and reading.people.find(mentions[0]) is None):
            return mentions
    return []
