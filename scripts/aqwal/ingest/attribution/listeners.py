"""Takes a reporting verb and the place behind its subject; gives who is spoken to, and who carries the words."""

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.cues import ADDRESSED, VerbCue
from aqwal.ingest.attribution.names import Mention
from aqwal.ingest.attribution.passages import Passage, Sentence
from aqwal.ingest.attribution.people import People
from aqwal.ingest.attribution.phrases import is_medium
from aqwal.ingest.attribution.speakers import is_sure, speakers_at, unglued

TO = "ل"
FROM = fold("عن")
FAR = 12
"""Words in front of "his words" within which the outlet stands that carries them."""


def addressees(passage: Passage, cue: VerbCue, behind: int, last: int, people: People) -> list[Mention]:
    """Return those spoken to: the object of "asked", "urged"; or who stands behind a glued "to"."""
    if behind >= last or passage.is_apart(behind):
        return []
    if cue.verb.lemma in ADDRESSED:
        found = speakers_at(passage, behind, people)[0]
    else:
        glued = unglued(passage, behind) if passage.words[behind].key.startswith(TO) else None
        found = [glued] if glued is not None else []
    return [one for one in found if one.kind != "anaphor" and is_sure(one, people) and not is_medium(one)]


def carriers(passage: Passage, sentence: Sentence, cue: VerbCue, people: People) -> list[Mention]:
    """Return the outlet of "the agency … quoted so-and-so's words"; nothing for other cues."""
    if not cue.is_noun:
        return []
    for place in range(max(sentence.first, cue.place - FAR), cue.place):
        mentions, after = speakers_at(passage, place, people)
        if mentions and is_medium(mentions[0]) and after < cue.place and passage.words[after].key == FROM:
            return mentions[:1]
    return []
