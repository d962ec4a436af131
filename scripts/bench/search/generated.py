"""Takes a number of articles; gives a made-up archive, ready to be indexed, with about 350 searched words in each."""

from dataclasses import dataclass

from aqwal.derive.sayings import sayings_of
from aqwal.record_types import Bilingual
from aqwal.search.documents import Source
from bench.generate import generate_archive
from bench.search.vocabulary import Vocabulary

TITLE, LABEL = 9, 8
STATEMENTS, SAID, DIGEST = 5, 20, 30
PARAGRAPHS, PARAGRAPH, SUMMARY = 7, 40, 15


@dataclass(frozen=True)
class Generated:
    """What is indexed, and the words it was made of."""

    source: Source
    vocabulary: Vocabulary

    @property
    def is_private(self) -> bool:
        """Whether the source texts are searched."""
        return bool(self.source.texts)


def published(articles: int) -> Generated:
    """Return what a published site searches: title, label, digest and five statements, in both languages."""
    vocabulary = Vocabulary()
    archive = generate_archive(articles, STATEMENTS)
    for key, article in archive.articles.items():
        article["title"], article["label"] = vocabulary.arabic_text(TITLE), _both(vocabulary, LABEL)
        first, second = _both(vocabulary, DIGEST), _both(vocabulary, DIGEST)
        article["digest"] = {"ar": f"{first['ar']}\n{second['ar']}", "en": f"{first['en']}\n{second['en']}"}
        for statement in archive.statements[key]:
            statement["said"] = _both(vocabulary, SAID)
    _name_speakers(archive.speakers, vocabulary)
    return Generated(Source(archive, sayings_of(archive)), vocabulary)


def reading_copy(articles: int) -> Generated:
    """Return what a reading copy searches: the title and seven paragraphs of the source, with a short digest."""
    vocabulary = Vocabulary()
    archive = generate_archive(articles, 0)
    texts = {}
    for key, article in archive.articles.items():
        title = vocabulary.arabic_text(TITLE)
        words = vocabulary.arabic(PARAGRAPHS * PARAGRAPH)
        lines = [" ".join(words[at:at + PARAGRAPH]) for at in range(0, len(words), PARAGRAPH)]
        texts[key] = "\n".join([title, *lines])
        article["title"], article["title_span"] = title, [0, len(title)]
        article["body"] = [[len(title) + 1, len(texts[key])]]
        article["label"], article["digest"] = _both(vocabulary, LABEL), _both(vocabulary, SUMMARY)
    _name_speakers(archive.speakers, vocabulary)
    return Generated(Source(archive, sayings_of(archive), (), texts), vocabulary)


def _both(vocabulary: Vocabulary, length: int) -> Bilingual:
    return {"ar": vocabulary.arabic_text(length), "en": vocabulary.english_text(length)}


def _name_speakers(speakers: object, vocabulary: Vocabulary) -> None:
    """Give every speaker a name of two words that both scripts write."""
    assert isinstance(speakers, dict)
    for number, speaker in enumerate(speakers.values()):
        (first, latin_first), (second, latin_second) = vocabulary.names[number], vocabulary.names[-1 - number]
        arabic = f"{first} {second}"
        speaker["names"] |= {"ar": arabic, "en": f"{latin_first.title()} {latin_second.title()}"}
        speaker["spellings"] = [{**one, "form": arabic} for one in speaker["spellings"]]
