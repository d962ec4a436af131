"""Takes an archive and a language; gives an edition: names, addresses and texts as its pages show them."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from aqwal.dataset import Archive
from aqwal.derive.addresses import path_of
from aqwal.derive.corrections import FORMS, Reported, form_address
from aqwal.derive.formats import Download
from aqwal.derive.paragraphs import Paragraph, paragraphs_of
from aqwal.derive.profiles import role_on
from aqwal.derive.sayings import Saying, Sayings
from aqwal.pages.catalogue import Catalogue, catalogue
from aqwal.pages.history import History, Since, history_of
from aqwal.record_types import Article, Bilingual, Publisher

BASES = {"ar": "", "en": "en/"}
"""Language → where its pages stand below the root of the site."""


Made = TypeVar("Made")


@dataclass(frozen=True)
class Edition:
    """The site in one language. Every text it returns is plain text, escaped only by the templates."""

    archive: Archive
    sayings: Sayings
    language: str
    downloads: tuple[Download, ...] = ()
    source: Mapping[str, str] = field(default_factory=dict)
    """Article id → canonical text of its page; filled in a reading copy only."""
    earlier: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Released version → path and size of each of its files that the site holds."""
    shared: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """What no language changes: made once, and the same in each edition that `replace` makes of this one."""

    @cached_property
    def texts(self) -> Catalogue:
        """The interface texts."""
        return catalogue(self.language)

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` gave the first time this key was asked for: what many pages share is made once."""
        if key not in self._kept:
            self._kept[key] = make()
        made: Made = self._kept[key]
        return made

    def read_history(self) -> History | None:
        """Return when each record was released and changed, read once for all languages; None without releases."""
        if "history" not in self.shared:
            self.shared["history"] = history_of(self.archive)
        made: History | None = self.shared["history"]
        return made

    @property
    def history(self) -> History | None:
        """When each record was released and changed; None where nothing was released."""
        return self.read_history()

    def since(self, kind: str, identifier: str) -> Since | None:
        """Return the releases a record first stood in and last changed in; None where nothing was released."""
        return self.history.since(kind, identifier) if self.history else None

    def corrections(self, kind: str, page: Reported) -> list[tuple[str, str]]:
        """Return name and address of each form for reporting a mistake on a page; none without a repository."""
        keys = self.texts.keys()
        words = {form: f"corrections.{form.replace('-', '_')}" for form in FORMS[kind]}
        forms = [(form, self.texts.text(own if (own := f"{key}_{kind}") in keys else key))
                 for form, key in words.items()]
        about = self.archive.about
        return [(name, address) for form, name in forms if (address := form_address(about, form, page, name))]

    @property
    def base(self) -> str:
        """Where this edition stands below the root of the site."""
        return BASES[self.language]

    @property
    def is_private(self) -> bool:
        """Whether this is a reading copy, never published."""
        return bool(self.source)

    def paragraphs(self, article: Article) -> list[Paragraph]:
        """Return the paragraphs of an article's source, in a reading copy that has it."""
        text = self.source.get(article["id"])
        return paragraphs_of(article, text) if text is not None else []

    def say(self, text: Bilingual) -> str:
        """Return a bilingual text in this language."""
        return text["ar"] if self.language == "ar" else text["en"]

    def name(self, kind: str, identifier: str) -> str:
        """Return the name of a speaker, publisher, event or topic."""
        records = {"speaker": self.archive.speakers, "publisher": self.archive.publishers,
                   "event": self.archive.events, "topic": self.archive.topics}[kind]
        names = records[identifier]["names"]  # type: ignore[index]
        return str(names[self.language])

    def headline(self, article: Article) -> str:
        """Return the title on Arabic pages, our label where there is none and on English pages."""
        return article["title"] or article["label"]["ar"] if self.language == "ar" else article["label"]["en"]

    def outlet(self, article: Article) -> str:
        """Return the publisher's name, or the words for an unnamed outlet."""
        if not article["publisher"]:
            return self.texts.text("common.outlet_unknown")
        return self.name("publisher", article["publisher"])

    def speakers(self, saying: Saying) -> str:
        """Return the speakers of a statement as one text."""
        joint = self.texts.text("common.and")
        return joint.join(self.name("speaker", one) for one in saying.statement["speakers"])

    def role(self, speaker_id: str, saying: Saying) -> str | None:
        """Return the speaker's role at the time, where the records give it."""
        role = role_on(self.archive, speaker_id, saying)
        return self.say(role["title"]) if role else None

    def path(self, kind: str, identifier: str) -> str:
        """Return a record page's path below the root of the language; a statement may be a place on its article's."""
        return path_of(self.archive.about, kind, identifier)

    def permalink(self, kind: str, identifier: str) -> str:
        """Return the full address of a record page in this language."""
        return self.archive.about["url"] + self.base + self.path(kind, identifier)

    @cached_property
    def _articles_by(self) -> dict[str, dict[str, list[Article]]]:
        """Articles by document, event, topic, publisher and year, each list in time order."""
        names = ("document", "event", "topic", "publisher", "year")
        tables: dict[str, dict[str, list[Article]]] = {name: {} for name in names}
        for article in sorted(self.archive.articles.values(), key=article_order):
            for table, keys in (
                ("document", [article["document"]["sha256"]]),
                ("event", article["events"]), ("topic", article["topics"]),
                ("publisher", [article["publisher"] or ""]), ("year", [year_of(article)]),
            ):
                for key in keys:
                    tables[table].setdefault(key, []).append(article)
        return tables

    def articles_by(self, table: str, key: str) -> list[Article]:
        """Return the articles of a document, event, topic, publisher or year, oldest first; `table` names which."""
        return self._articles_by[table].get(key, [])

    def outlets(self) -> list[Publisher]:
        """Return the publishers that have published an article of the dataset, by id."""
        used = {article["publisher"] for article in self.archive.articles.values()}
        return [record for key, record in self.archive.publishers.items() if key in used]

    def newest(self) -> Iterator[Saying]:
        """Yield the dated statements, newest first."""
        return (saying for saying in reversed(self.sayings.all) if saying.date)


def article_order(article: Article) -> tuple[bool, str, str]:
    """Sort key: oldest first, undated last, then by id."""
    day = article["published"]["date"] or article["published"]["earliest"]
    return day is None, day or "", article["id"]


def year_of(article: Article) -> str:
    """Return the year an article was published, or nothing where it is not known."""
    return (article["published"]["date"] or "")[:4]
