"""Takes a generated archive; gives queries of every class that its readers might type, the same every time."""

import random
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from aqwal.search.names import common_rings
from bench.search.generated import Generated
from bench.search.vocabulary import CONSONANTS, NUMBERS

PER_CLASS = 12
LATIN = "bcdfghjklmnpqrstvwxz"
FATHA, TATWEEL = "\u064e", "\u0640"
FOREIGN = str.maketrans({"ي": "ی", "ك": "ک", "ه": "ہ"})
HINDI = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SISTERS = str.maketrans({"ت": "ط", "س": "ص", "ك": "ق", "ا": ""})

Word = TypeVar("Word")


class Asked(NamedTuple):
    """A query and its class."""

    kind: str
    typed: str


def asked(generated: Generated) -> list[Asked]:
    """Return some queries of each class, from the most frequent words to the rarest, in mixed order."""
    dice = random.Random(5)
    found = [Asked(kind, query) for kind, queries in _classes(generated, dice) for query in queries]
    dice.shuffle(found)
    return found


def _classes(generated: Generated, dice: random.Random) -> Iterator[tuple[str, list[str]]]:
    vocabulary = generated.vocabulary
    stems, long = vocabulary.stems, [stem for stem in vocabulary.stems if len(stem) > 4]
    yield "exact", _spread(stems)
    yield "al", [f"ال{stem}" for stem in _spread(stems, 1)]
    yield "proclitic", [f"وبال{stem}" for stem in _spread(stems, 2)]
    yield "suffix", [f"{stem}ات" for stem in _spread(stems, 3)]
    yield "ta", [stem.replace("ة", "ه") for stem in _spread([one for one in stems if one.endswith("ة")])]
    yield "hamza", [f"ا{stem[1:]}" for stem in _spread([one for one in stems if one[0] in "أإ"])]
    yield "diacritics", [FATHA.join(stem) for stem in _spread(stems, 4)]
    yield "tatweel", [TATWEEL.join(stem) for stem in _spread(stems, 5)]
    yield "persian", [stem.translate(FOREIGN) for stem in _spread([one for one in stems if "ي" in one or "ك" in one])]
    yield "digits", [str(number).translate(HINDI) for number in NUMBERS]
    yield "name", [arabic.translate(SISTERS) for arabic, _ in _spread(vocabulary.names)]
    yield "latin", [latin for _, latin in _spread(vocabulary.names, 1)]
    yield "alias", [ring[-1] for ring in common_rings()[:400:400 // PER_CLASS] if ring[-1].isascii()]
    yield "typo", [_slip(stem, dice) for stem in _spread(long, 6)]
    yield "english", _spread(vocabulary.english)
    yield "words", [" ".join(pair) for pair in zip(_spread(stems, 7), _spread(long, 1), strict=True)]
    threes = zip(_spread(stems, 8), _spread(long, 3), _spread(stems), strict=True)
    yield "three words", [" ".join(three) for three in threes]
    yield "phrase", [f'"{text}"' for text in _runs(generated, 2)] + [f'"{text}"' for text in _runs(generated, 3)]
    yield "sentence", _runs(generated, 8)
    yield "common", ["في", "من", "التي", "on", "the"]
    yield "negative", ["".join(dice.choices(letters, k=7)) for letters in (CONSONANTS, LATIN) * (PER_CLASS // 2)]


def _spread(words: list[Word], shift: int = 0) -> list[Word]:
    """Take words at ranks that grow by the same factor, from frequent to rare."""
    factor = len(words) ** (1 / PER_CLASS)
    return [words[min(len(words) - 1, int(factor ** step) - 1 + shift)] for step in range(PER_CLASS)]


def _runs(generated: Generated, length: int) -> list[str]:
    """Take words that stand one after the other in titles spread over the archive."""
    titles = [article["title"] or "" for article in generated.source.archive.articles.values()]
    return [" ".join(title.split()[:length]) for title in titles[::max(1, len(titles) // PER_CLASS)]][:PER_CLASS]


def _slip(word: str, dice: random.Random) -> str:
    """Exchange two letters in the middle, or drop one."""
    at = dice.randrange(1, len(word) - 2)
    if word[at] == word[at + 1]:
        return word[:at] + word[at + 1:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]
