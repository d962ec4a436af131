"""Takes a folded word; gives what it can be: the head of a name, a given name, a state, or a word like any other."""

import re
from functools import lru_cache

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.lexicon import common_words, state_beginnings, states, verbs, word_class, word_list
from aqwal.ingest.attribution.words import ARTICLE, Word, bare

MEMORY = 32768
"""Words whose answers are kept: those of the language that the news use fit in."""
HEADS = {kind: word_class("heads.tsv", kind) for kind in ("title", "org", "group", "source", "report")}
HONORIFICS = word_class("heads.tsv", "honorific")
GIVEN_NAMES = word_list("given_names.txt")
MASDARS = word_list("masdars.txt")
MASDAR_FORM = re.compile(r"ت..ي.ه?|ا.ت.ا.|است..ا.|ان..ا.|ت.ا.ي?")
"""Patterns of verbal nouns."""
NEWS_WORDS = word_list("news_words.txt")
AFTER_NAME = word_class("stops.tsv", "after")
BESIDE_VERB = word_class("stops.tsv", "between")
MEDIA = word_class("name_words.tsv", "medium")
PRESS = MEDIA | word_class("name_words.tsv", "press")
ALI = fold("علي")

OWNERS = (("ته", "ه"), ("تها", "ه"), ("تهم", "ه"), ("ها", ""), ("هم", ""), ("نا", ""), ("ه", ""))
"""Endings of possession, and the ending of the noun without them."""
NOUN_ENDS = ("ه", "ات", "ون", "ين", "ان", "ها", "هم", "ي", "ا", "يه", "هما", "نا", "ني", "كم",
             "اته", "اتها", "اتهم", "اتهما", "و")
OWNED = ("ه", "ها", "هم")
OBJECT_ENDS = tuple(fold(end) for end in ("ها", "هم", "هما", "تهم", "تنا"))
"""What ends in these is a noun or verb with "her", "their" …, no name."""
FUTURE = ("سي", "ست", "سن", "سا")
PAST_ENDS = ("ت", "وا")
NAMES_LIKE_FUTURE = ("ستي", "سان", "سار", "سام")
RELATIONS = ("ي", "يه", "يين", "يان", "يون", "يتان", "اء")
TO_THE = "لل"
SEVERAL = ("ان", "ين", "ون")


@lru_cache(maxsize=MEMORY)
def head_class(key: str) -> str:
    """Return the class of a word that can begin a speaker's name: title, org, group, source, report, or nothing."""
    if key.startswith(TO_THE):
        return ""
    for form in (key, bare(key), *_without_ending(key)):
        for kind, heads in HEADS.items():
            if form in heads:
                return kind
    if key.startswith(ARTICLE) and key in HONORIFICS:
        return "title"
    if key.endswith("و") and (key + "ن" in HEADS["group"] or key[:-1] in HEADS["title"]) and len(key) > 4:
        # A plural in front of what it belongs to: "owners-of".
        return "group"
    stem = bare(key)
    # Duals and plurals of offices: "the two ministers", "the ministers".
    return "title" if stem.endswith(SEVERAL) and stem[:-2] in HEADS["title"] and len(stem) > 4 else ""


@lru_cache(maxsize=MEMORY)
def without_owner(key: str) -> str:
    """Return an office with "her", "its" … as the office with article: "her director" → "the director"."""
    titles = HEADS["title"]
    if key in titles or key.startswith(ARTICLE) or key in HEADS["org"]:
        return key
    for end, instead in OWNERS:
        if key.endswith(end) and key[:-len(end)] + instead in titles:
            return ARTICLE + key[:-len(end)] + instead
    return key


def _without_ending(key: str) -> tuple[str, ...]:
    """Return a word without "her", "their" …, or the ending of an object: "her director", "an official"."""
    office = without_owner(key)
    if office != key:
        return (bare(office),)
    if key.endswith("ا") and (key[:-1] in HEADS["source"] or key[:-1] in HEADS["group"]):
        return (key[:-1],)
    return ()


def is_given(key: str) -> bool:
    """Tell whether a word is a known given name."""
    return key in GIVEN_NAMES


@lru_cache(maxsize=MEMORY)
def is_common(key: str) -> bool:
    """Tell whether a word is in the dictionary, with or without article, ending or glued preposition."""
    known = common_words()
    forms = [key, bare(key)]
    forms += [form[:-len(end)] for form in tuple(forms) for end in NOUN_ENDS
              if form.endswith(end) and len(form) - len(end) > 2]
    forms += [form + "ه" for form in forms] + [form[:-1] + "ه" for form in forms if form.endswith("ت")]
    return any(form in known for form in forms) or bare(key) in MASDARS or bare(key) in NEWS_WORDS


@lru_cache(maxsize=MEMORY)
def is_masdar(key: str) -> bool:
    """Tell whether a word is a verbal noun: of the list, also with "his" or "her", or by its form."""
    if key in MASDARS or any(key.endswith(end) and key[:-len(end)] in MASDARS for end in OWNED):
        return True
    return MASDAR_FORM.fullmatch(key) is not None and not is_given(key)


@lru_cache(maxsize=MEMORY)
def is_relation(key: str) -> bool:
    """Tell whether a word is an adjective such as "the Russian": article and ي or ية."""
    return len(key) > 4 and key.startswith(ARTICLE) and key.endswith(RELATIONS)


@lru_cache(maxsize=MEMORY)
def names_somebody(key: str) -> bool:
    """Tell whether a word can be part of a proper name: it is known as one, or it is nothing else."""
    if is_given(key):
        return True
    if len(key) < 2 or key[0].isdigit() or key.startswith(TO_THE):
        return False
    if key in AFTER_NAME or key in verbs() or head_class(key) or (key[0] == "و" and key[1:] in states()):
        return False
    return not (_has_glued(key) or is_inflected(key) or is_common(key))


def _has_glued(key: str) -> bool:
    rest = key[1:]
    if len(key) <= 3 or key[0] not in "وبلكف":
        return False
    if key[0] == "ب" and MASDAR_FORM.fullmatch(rest):
        return True
    return is_common(rest) or rest in AFTER_NAME or bool(head_class(rest)) or (key[0] in "وف" and rest in verbs())


def is_inflected(key: str) -> bool:
    """Tell a verb, or a noun with "her", by its ends: "he will go", "we accept", "her house"."""
    if key.endswith(OBJECT_ENDS) and len(key) > 3:
        return True
    if is_future(key) or (key.startswith(FUTURE) and len(key) > 5 and not key.startswith(NAMES_LIKE_FUTURE)):
        return True
    if len(key) > 4 and key.endswith(PAST_ENDS) and (
            is_common(key[:-2] if key.endswith("وا") else key[:-1])):
        return True
    return key[0] in "يتن" and len(key) > 3 and _is_verb_stem(key[1:])


def is_future(key: str) -> bool:
    """Tell "he will go" from a name that begins like it."""
    return len(key) > 4 and key.startswith(FUTURE) and not key.startswith(NAMES_LIKE_FUTURE) and _is_verb_stem(key[2:])


def _is_verb_stem(key: str) -> bool:
    """Tell what is left of a present behind its first letter: of some verbs it lacks the first of the past."""
    return len(key) > 2 and (is_common(key) or is_common("ا" + key))


def is_name_here(word: Word) -> bool:
    """Tell the given name Ali from the preposition that most pages write with another last letter."""
    return word.key != ALI or word.raw.endswith("ي")


def is_state(words: list[Word], place: int) -> int:
    """Return how many words from a place name a state or a capital: 0, 1, 2 or 3."""
    if place >= len(words) or words[place].key not in state_beginnings():
        return 0
    for count in (3, 2, 1):
        if place + count <= len(words) and " ".join(word.key for word in words[place:place + count]) in states():
            return count
    return 0
