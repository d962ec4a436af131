"""Takes a place in a passage; gives the speakers named there, or right before a verb, also in the less plain ways."""

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.cues import VerbCue, is_that
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.names import SEVERAL, Mention, plain, surname
from aqwal.ingest.attribution.passages import Passage
from aqwal.ingest.attribution.people import People
from aqwal.ingest.attribution.subjects import name_if, subject_if
from aqwal.ingest.attribution.vocabulary import BESIDE_VERB, head_class, is_common, is_given, is_relation
from aqwal.ingest.attribution.words import AND, ARTICLE, Word, without_first_letter

AUXILIARY = word_class("stops.tsv", "auxiliary")
CONSTRUCT = "و"
"""A plural subject that belongs to what stands behind it."""
PLURALS = ("ين", "ون")
FROM = fold("عن")
MARKS = " \"«»“”"
TATWEEL = "\u0640"
TO, TO_THE = "ل", "لل"
MOST_BEFORE = 16
"""Words before a verb in which its subject may stand."""
MOST_FIRM = 4
"""Words of a firm's name in quotation marks."""


def speakers_at(
    passage: Passage, place: int, people: People, may_join: bool = False,
) -> tuple[list[Mention], int]:
    """Return the speakers named at a place, also by a surname that is a dictionary word, or a firm's name in marks."""
    mentions, after = passage.subject_at(place)
    if place >= len(passage.words):
        return mentions, after
    if may_join and not (mentions and is_sure(mentions[0], people)):
        joined, joined_after = _behind_and(passage, place)
        if joined and is_sure(joined[0], people):
            return joined, joined_after
    word = passage.words[place]
    if mentions and mentions[0].kind == "person" and mentions[0].title[:1] == (word.key,) and (
            is_relation(word.key) and people.is_surname(word.key)):
        # A surname that looks like "the Swedish", with or without another speaker behind it.
        return _surnames(passage, place, people)
    if mentions and not is_sure(mentions[0], people):
        firm, firm_after = _firm(passage, place)
        return (firm, firm_after) if firm else (mentions, after)
    if mentions:
        return mentions, after
    if people.is_surname(word.key):
        return [surname(passage.text, word)], place + 1
    return _firm(passage, place)


def _surnames(passage: Passage, place: int, people: People) -> tuple[list[Mention], int]:
    """Read a surname, and another behind a glued "and"."""
    found, after = [surname(passage.text, passage.words[place])], place + 1
    if after < len(passage.words) and not passage.is_apart(after) and passage.words[after].key.startswith(AND):
        joined = without_first_letter(passage.words[after])
        if people.is_surname(joined.key):
            return [*found, surname(passage.text, joined)], after + 1
    return found, after


def _behind_and(passage: Passage, place: int) -> tuple[list[Mention], int]:
    """Read the speakers behind a glued "and"."""
    word = passage.words[place]
    if not word.key.startswith(AND) or len(word.key) <= 3 or is_common(word.key):
        return [], place
    return subject_if(passage.line, place, without_first_letter(word))


def _firm(passage: Passage, place: int) -> tuple[list[Mention], int]:
    """Read a short name in quotation marks."""
    start = passage.words[place].start
    quote = passage.quote_at(start)
    if quote is None or quote.inner != start or not quote.is_closed:
        return [], place
    last = passage.word_from(quote.inner_end)
    if not 0 < last - place <= MOST_FIRM:
        return [], place
    title = tuple(word.key for word in passage.words[place:last])
    written = passage.text[quote.inner:quote.inner_end]
    return [Mention((quote.inner, quote.inner_end), title, (), "org", "f", 1, written)], last


def is_sure(mention: Mention, people: People) -> bool:
    """Tell whether a mention surely names a speaker: by its title, a known given name, or since it was met before."""
    if mention.title or mention.kind != "person" or any(is_given(word) for word in mention.proper[:2]):
        return True
    return people.find(mention) is not None


def unglued(passage: Passage, place: int) -> Mention | None:
    """Read a name with a glued "of" in front of it: "a statement of-the-ministry"."""
    word = passage.words[place]
    if word.key.startswith(TO_THE):
        word = word._replace(key=ARTICLE + word.key[len(TO_THE):])
    elif word.key.startswith(TO) and len(word.key) > 3 and not head_class(word.key):
        word = _without_to(passage.text, word)
    found = name_if(passage.line, place, word)
    return found[0] if found else None


def _without_to(text: str, word: Word) -> Word:
    """Return a word without a glued "to" and the tatweels behind it."""
    cut = 1
    while text[word.start + cut] == TATWEEL:
        cut += 1
    return word._replace(key=word.key[1:], start=word.start + cut, raw=word.raw[cut:])


def plain_group(passage: Passage, place: int) -> Mention | None:
    """Read a plain plural: "the Syrians", "those who sit", "makers of-the policies"."""
    word = passage.words[place]
    following = passage.words[place + 1:place + 2]
    if following and word.key.endswith(CONSTRUCT) and len(word.key) > 4 and is_common(word.key) and (
            following[0].key.startswith(ARTICLE) and not passage.is_apart(place + 1)):
        return plain(passage.text, [word, following[0]], "group", "", SEVERAL)
    if not word.key.startswith(ARTICLE) or not word.key.endswith(PLURALS):
        return None
    return plain(passage.text, [word], "group", "", SEVERAL)


def quoted_source(passage: Passage, first: int, place: int, people: People) -> tuple[list[Mention], int]:
    """Return who is quoted in front of a place, "from a source …", and the place behind the name."""
    for index in range(place - 2, max(first, place - MOST_BEFORE) - 1, -1):
        if passage.words[index].key == FROM:
            mentions, after = speakers_at(passage, index + 1, people)
            return (mentions, after) if mentions and after <= place and is_sure(mentions[0], people) else ([], place)
    return [], place


def before_verb(passage: Passage, cue: VerbCue, first: int, people: People) -> list[Mention]:
    """Return the speakers whose names end right before a verb: "the minister said", "that Wang proposed"."""
    start, end = _reach(passage, cue, first)
    words = passage.words
    is_beside = cue.in_relative or cue.is_noun or not passage.is_apart(end)
    is_single = cue.verb.number == 0 and not cue.verb.participle
    is_behind_that = 0 < start < end and is_that(words[start - 1])
    for place in range(start, end):
        mentions, after = speakers_at(passage, place, people, may_join=True)
        if not mentions and is_behind_that and place == start and start + 1 == end:
            group = plain_group(passage, place)
            if group is not None:
                return [group]
        if not mentions or not is_beside or _is_too_few(mentions, cue):
            continue
        while after < end and (words[after].key in BESIDE_VERB or words[after].key in AUXILIARY):
            after += 1
        if after == end and ((is_behind_that and place == start) or is_sure(mentions[0], people)):
            return mentions[-1:] if is_single else mentions
    return []


def _is_too_few(mentions: list[Mention], cue: VerbCue) -> bool:
    """Tell one name before a dual: "that the delegations in Tunis agreed on …"."""
    return cue.verb.number == 2 and not cue.verb.participle and len(mentions) == 1 and mentions[0].number == 1


def _reach(passage: Passage, cue: VerbCue, first: int) -> tuple[int, int]:
    """Return where a subject before a verb may begin, and where it must end."""
    words = passage.words
    end = cue.place - cue.in_relative
    while end > first and words[end - 1].key in AUXILIARY:
        end -= 1
    start = end
    while start > first and end - start < MOST_BEFORE and words[start - 1].key not in AUXILIARY and (
            not is_that(words[start - 1])):
        start -= 1
        if start > first and passage.gaps[start].strip(MARKS):
            break
    return start, end
