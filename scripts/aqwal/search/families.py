"""Takes the words of an archive; gives an order in which the forms of one word stand together.

The search asks for all forms of a word at once, so that keeping them in one file saves requests. The order says
nothing about meaning: which forms belong together is decided by the search itself, for each query.
"""

from collections.abc import Collection, Iterable

CHAINS = tuple(sorted((first + second for first in ("", "و", "ف") for second in
                       ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل") if first + second), key=len, reverse=True))
TAILS = ("اتها", "اتهم", "تها", "تهم", "هما", "ات", "ان", "ين", "ون", "ها", "هم", "ته", "نا", "وا", "يه",
         "ه", "ا", "ي", "ت")
SHORTEST = 3
"""A stem has at least so many letters."""


def stem(word: str, vocabulary: Collection[str]) -> str:
    """Return a word without what stands before it, where the rest is attested, and without one ending."""
    base = word
    for chain in CHAINS:
        rest = word[len(chain):]
        if word.startswith(chain) and len(rest) >= SHORTEST and (
                chain.endswith(("ال", "لل")) or rest in vocabulary or f"ال{rest}" in vocabulary):
            base = rest
            break
    for tail in TAILS:
        if base.endswith(tail) and len(base) - len(tail) >= SHORTEST:
            return base[:-len(tail)]
    return base


def in_families(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return (stem, word) for every word, ordered so that equal stems stand together."""
    vocabulary = set(words)
    return sorted((stem(word, vocabulary), word) for word in vocabulary)
