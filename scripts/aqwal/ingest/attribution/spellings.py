"""Takes two names; gives whether they are one person's: part of one another, or spelt in two ways."""

from functools import lru_cache

from aqwal.ingest.attribution.words import bare

SKELETON = str.maketrans({"ج": "ق", "غ": "ق", "گ": "ق", "ط": "ت", "ث": "ت", "ص": "س", "ض": "د", "ذ": "د", "ظ": "ز",
                          "ا": "", "و": "", "ي": "", "ه": ""})
SHORTEST = 4
"""Letters of the shortest word that may be spelt in two ways."""
MOST_OFF = 2
"""Letters by which two spellings differ in length, at most."""


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """Return what the spellings of a foreign name share: its consonants, with those that vary made equal."""
    return bare(word).translate(SKELETON)


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the shorter name is part of the longer, word by word, allowing for two spellings of a long word."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    rest = list(long)
    for word in short:
        place = next((place for place, other_word in enumerate(rest) if same_word(word, other_word)), None)
        if place is None:
            return False
        del rest[place]
    # One word alone must be the family name or the first name, never a middle piece such as "abd".
    return len(short) > 1 or len(long) > 2 or same_word(short[0], long[-1]) or same_word(short[0], long[0])


def same_word(one: str, other: str) -> bool:
    """Tell whether two words of names are one, perhaps spelt in two ways."""
    if one == other or bare(one) == bare(other):
        return True
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > MOST_OFF or bare(one)[0] != bare(other)[0]:
        return False
    key = skeleton(one)
    return len(key) > 1 and key == skeleton(other)
