"""Takes nothing; gives made-up Arabic and English text with the word counts of news: few words often, very many seldom.

Stems are made by rule from three consonants and a pattern, names from syllables that both scripts write, and Arabic
stems carry what stands before and after a word in real text, so that a large archive has tens of thousands of forms.
Words come back within an article, as they do in one on a subject. Nothing is copied from a text.
"""

import random
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from aqwal.search.names import common_rings

CONSONANTS = "بتجحخدرزسشصضطعغفقكلمنهوي"
PATTERNS = ("{0}{1}{2}", "{0}ا{1}{2}", "{0}{1}ا{2}", "{0}{1}ي{2}", "{0}{1}و{2}", "{0}{1}{2}ة", "م{0}{1}{2}",
            "م{0}{1}{2}ة", "م{0}{1}و{2}", "م{0}ا{1}{2}ة", "ت{0}{1}ي{2}", "ت{0}ا{1}{2}", "ا{0}ت{1}ا{2}", "إ{0}{1}ا{2}",
            "أ{0}{1}ا{2}",
            "ان{0}{1}ا{2}", "است{0}{1}ا{2}", "ي{0}{1}{2}", "ت{0}{1}{2}", "{0}{1}ا{2}ة", "{0}وا{1}{2}", "مت{0}{1}{2}")
STEMS, NAMES, PLACES, ENGLISH_STEMS = 9_000, 3_000, 600, 5_000
JOINING = ("في من على إلى أن عن التي الذي مع هذا هذه بعد قبل بين كما لم لا ما أو حيث ذلك خلال منذ حتى أي كل غير عند "
           "ثم قد كان كانت يكون عدم نحو لدى حول ضد إن لن وهو وهي").split()
ENGLISH_JOINING = ("the of to and in a that for on is with as by at it from was be has are said its will not an this "
                   "have but which had he their were after between also").split()
LEADS = (("", 104), ("ال", 58), ("و", 9), ("وال", 8), ("ب", 6), ("بال", 4), ("ل", 5), ("لل", 4), ("ف", 1), ("س", 1))
ENDS = (("", 140), ("ات", 14), ("ية", 10), ("ي", 8), ("ها", 6), ("ين", 6), ("ه", 6), ("ون", 3), ("ا", 4), ("هم", 2),
        ("ان", 1))
ENGLISH_ENDS = (("", 60), ("s", 18), ("ed", 9), ("ing", 7), ("ly", 3), ("al", 3))
NUMBERS = (2, 7, 12, 30, 100, 2021, 2024)
DEFINITE = ("ال", "لل")
OWNED = frozenset(("ها", "ه", "هم", "ا"))
SYLLABLES = tuple((ar + vowel_ar, latin + vowel) for ar, latin in zip(
    "بتجدرزسفكلمن", ("b", "t", "j", "d", "r", "z", "s", "f", "k", "l", "m", "n"), strict=True)
    for vowel_ar, vowel in (("ا", "a"), ("ي", "i"), ("و", "o"), ("", "e")))
# Shares of the words of an Arabic text.
JOIN_SHARE, NAME_SHARE, PLACE_SHARE, NUMBER_SHARE = 0.28, 0.05, 0.04, 0.02
AGAIN = 0.35
"""So much of an article repeats words it has already used."""


def _by_rank(count: int, shift: float = 2.7, power: float = 1.2) -> list[float]:
    """Return running sums of the weights of Zipf and Mandelbrot."""
    return list(accumulate((rank + shift) ** -power for rank in range(1, count + 1)))


def _running(pairs: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [text for text, _ in pairs], list(accumulate(weight for _, weight in pairs))


class Vocabulary:
    """Words of both languages in the order of how often they are used, and a seeded die that draws from them."""

    def __init__(self, seed: int = 11) -> None:
        self.dice = random.Random(seed)
        self.stems = self._stems()
        self.names = self._names()
        self.english = self._english()
        self._weights = {count: _by_rank(count) for count in (STEMS, NAMES, PLACES, ENGLISH_STEMS)}
        self._weights |= {len(one): _by_rank(len(one)) for one in (JOINING, ENGLISH_JOINING, self.places)}
        self._ends = {"ar": _running(ENDS), "en": _running(ENGLISH_ENDS), "lead": _running(LEADS)}

    def _stems(self) -> list[str]:
        roots = ["".join(self.dice.sample(CONSONANTS, 3)) for _ in range(4000)]
        made: dict[str, None] = {}
        while len(made) < STEMS:
            made[self.dice.choice(PATTERNS).format(*self.dice.choice(roots))] = None
        return list(made)

    def _names(self) -> list[tuple[str, str]]:
        made: dict[str, str] = {}
        while len(made) < NAMES:
            parts = self.dice.choices(SYLLABLES, k=self.dice.choice((2, 3, 3, 4)))
            arabic = "".join(ar for ar, _ in parts)
            if len(arabic) > 3:
                made.setdefault(arabic, "".join(latin for _, latin in parts))
        return list(made.items())

    def _english(self) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < ENGLISH_STEMS:
            parts = self.dice.choices(SYLLABLES, k=self.dice.choice((2, 2, 3)))
            made["".join(latin for _, latin in parts) + self.dice.choice("ntrlsd")] = None
        return list(made)

    @cached_property
    def places(self) -> list[str]:
        """Single words of the reviewed names, so that a generated text has what the search knows by name."""
        single = dict.fromkeys(ring[0] for ring in common_rings() if " " not in ring[0] and not ring[0].isascii())
        return list(single)[:PLACES]

    def _draw(self, words: Sequence[str], count: int) -> list[str]:
        return self.dice.choices(words, cum_weights=self._weights[len(words)], k=count)

    def arabic(self, count: int) -> list[str]:
        """Draw the words of an Arabic text."""
        joining, names, places, numbers = (round(count * share) for share in (
            JOIN_SHARE, NAME_SHARE, PLACE_SHARE, NUMBER_SHARE))
        again = round(count * AGAIN) if count > 30 else 0
        leads, ends = (self.dice.choices(texts, cum_weights=weights, k=count)
                       for texts, weights in (self._ends["lead"], self._ends["ar"]))
        plain = max(1, count - joining - names - places - numbers - again)
        found = [_inflected(*parts) for parts in zip(leads, self._draw(self.stems, plain), ends, strict=False)]
        found += [name for name, _ in self.dice.choices(self.names, cum_weights=self._weights[NAMES], k=names)]
        found += self._draw(self.places, places)
        found += self.dice.choices(found, k=again)
        found += self._draw(JOINING, joining)
        found += [str(self.dice.choice((*NUMBERS, self.dice.randrange(5000)))) for _ in range(numbers)]
        self.dice.shuffle(found)
        return found[:count]

    def english_text(self, count: int) -> str:
        """Draw an English text."""
        joining = count * 2 // 5
        texts, weights = self._ends["en"]
        ends = self.dice.choices(texts, cum_weights=weights, k=count - joining)
        found = [stem + end for stem, end in zip(self._draw(self.english, count - joining), ends, strict=True)]
        found += self._draw(ENGLISH_JOINING, joining)
        self.dice.shuffle(found)
        return " ".join(found)

    def arabic_text(self, count: int) -> str:
        """Draw an Arabic text."""
        return " ".join(self.arabic(count))


def _inflected(lead: str, stem: str, end: str) -> str:
    if lead.endswith(DEFINITE) and end in OWNED:
        end = ""
    if end and stem.endswith("ة"):
        stem = stem[:-1] + ("ت" if end in OWNED else "")
    return lead + stem + end
