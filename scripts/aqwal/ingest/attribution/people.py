"""Takes the names met in an article; gives who each of them is, from the titles and names read so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from aqwal.arabic.normalise import fold
from aqwal.ingest.attribution.lexicon import word_class
from aqwal.ingest.attribution.mentions import ANAPHORS
from aqwal.ingest.attribution.names import DUALS, Mention
from aqwal.ingest.attribution.spellings import same_name, skeleton
from aqwal.ingest.attribution.vocabulary import head_class, is_given, is_relation
from aqwal.ingest.attribution.words import ARTICLE, ARTICLES, bare
from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import Span, Speaker

COURTESIES = word_class("heads.tsv", "courtesy")
COUNTERPART = fold("نظير")
FEMININE_END = "ه"
KINDS = {"org": "organisation", "report": "organisation", "source": "person", "anaphor": "person"}
"""Kinds of speakers as the schema names them, where they differ."""
LATEST = 12
"""Entities looked at for one word, the last met first: whoever shares it with many more is not meant by it alone."""
FAR_LATTER = 160
"""Code points before "the latter" within which whoever is meant was named."""
FAR_BACK = 200
"""Entities or statements looked back on for a pair."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody who may speak, with all that the article has said of them so far."""

    kind: str
    gender: str
    proper: tuple[str, ...] = ()
    titles: set[str] = field(default_factory=set)
    name: str = ""
    seen: int = 0
    span: Span = (0, 0)


class People:
    """The table of one article. Names are added as the text goes; later full names complete earlier short ones."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Begin an empty table."""
        self._knowledge = knowledge
        self._entities: list[Entity] = []
        self._by_word: dict[str, list[Entity]] = {}
        self._by_skeleton: dict[str, list[Entity]] = {}
        self._offices: set[str] = set()
        self._met: dict[int, Entity] = {}

    def meet(self, mention: Mention) -> Entity:
        """Return the entity a mention means, a new one if none fits, and note that it was met here."""
        entity = self.find(mention)
        if entity is None:
            entity = Entity(mention.kind, mention.gender, span=mention.span)
            self._entities.append(entity)
        self._learn(entity, mention)
        self._met[mention.span[0]] = entity
        return entity

    def latter(self, place: int, gender: str) -> Entity | None:
        """Return whom "the latter" means: the last one met shortly before a place, if the gender fits."""
        near = (self._met.get(start) for start in range(place - 1, place - FAR_LATTER, -1))
        return next((entity for entity in near if entity is not None and entity.gender in (gender, "")), None)

    def find(self, mention: Mention) -> Entity | None:
        """Return the entity a mention means, or None."""
        if not mention.proper:
            return self._by_title(mention)
        found = self._by_name(mention.proper)
        first = mention.proper[0]
        if found is None and not mention.title and len(mention.proper) > 1 and not is_given(first) and (
                self.is_surname(first)):
            # A surname known by now, with a word behind it that was taken for a part of the name.
            return self._by_name((first,))
        return found

    def is_surname(self, key: str) -> bool:
        """Tell whether a word stands behind the first in the full name of somebody met before, or is all of it."""
        if key not in self._by_word:
            return False
        return any(key in (entity.proper[1:] or entity.proper) for entity in self._latest(self._by_word, [key]))

    def pair(self, mention: Mention, spoken: list[list[Entity]]) -> list[Entity]:
        """Return the two whom a dual means: the last two met of that office, or the last two who spoke together."""
        head = DUALS.get(mention.title[0]) if mention.title else None
        found = self._holders(head) or _one_by_one(spoken) if head else []
        return found or next((speakers for speakers in reversed(spoken[-FAR_BACK:]) if len(speakers) == 2), [])

    def speaker(self, entity: Entity) -> Speaker:
        """Return an entity as a speaker, with the authority record that bears its name."""
        key = self._record(entity) if self._knowledge.speakers else None
        return Speaker(entity.name, key, KINDS.get(entity.kind, entity.kind), (), entity.span)

    def _record(self, entity: Entity) -> str | None:
        known = self._knowledge.speakers
        key = known.get(" ".join(entity.proper)) or known.get(" ".join(fold(entity.name).split()))
        return known.get(" ".join(entity.proper[-2:])) if key is None and len(entity.proper) > 1 else key

    def _learn(self, entity: Entity, mention: Mention) -> None:
        entity.seen = max(entity.seen, mention.span[0])
        entity.gender = entity.gender or mention.gender
        if len(mention.proper) > len(entity.proper) and (
                not entity.proper or same_name(entity.proper, mention.proper)):
            entity.proper, entity.name, entity.span = mention.proper, mention.proper_text, mention.span
        elif not entity.name or (
                not entity.proper and mention.kind == "org" and len(mention.text) > len(entity.name)):
            entity.name = mention.text
        entity.titles |= self._titles(entity, mention)
        for word in {*entity.proper, *entity.titles}:
            _enter(self._by_word, word, entity)
        for word in entity.proper:
            _enter(self._by_skeleton, skeleton(word), entity)

    def _titles(self, entity: Entity, mention: Mention) -> set[str]:
        """Return the words of a title; "his counterpart" holds the office of whoever was named before."""
        titles = {bare(word) for word in mention.title} - COURTESIES
        if any(bare(word).startswith(COUNTERPART) for word in mention.title):
            return titles | {office if entity.gender != "f" or office.endswith(FEMININE_END) else office + FEMININE_END
                             for office in self._offices}
        if mention.title and mention.kind == "person":
            self._offices = {word for word in titles if head_class(word) == "title"}
        return titles

    def _latest(self, index: dict[str, list[Entity]], keys: Iterable[str]) -> list[Entity]:
        return [entity for key in keys for entity in index.get(key, ())[-LATEST:]]

    def _by_name(self, proper: tuple[str, ...]) -> Entity | None:
        candidates = self._latest(self._by_word, proper) or self._latest(self._by_skeleton, map(skeleton, proper))
        best = None
        for entity in candidates:
            if entity.proper and (best is None or entity.seen >= best.seen) and same_name(proper, entity.proper):
                best = entity
        return best

    def _by_title(self, mention: Mention) -> Entity | None:
        wanted = [bare(word) for word in mention.title if word not in COURTESIES and bare(word) not in COURTESIES]
        if not wanted or not _is_definite(mention):
            return None
        fitting = [entity for entity in self._latest(self._by_word, wanted[:1])
                   if _fits(entity, mention) and all(_holds(entity.titles, word) for word in wanted)]
        return max(fitting, key=lambda entity: (bool(entity.proper), entity.seen), default=None)

    def _holders(self, office: str) -> list[Entity]:
        """Return the last two named persons of an office, in the order of the text; nobody if there are not two."""
        found = [entity for entity in self._entities[-FAR_BACK:] if entity.proper and any(
            title.startswith(office) for title in entity.titles)]
        recent = sorted(found, key=lambda entity: entity.seen)[-2:]
        return sorted(recent, key=lambda entity: entity.span) if len(recent) == 2 else []


def _enter(index: dict[str, list[Entity]], key: str, entity: Entity) -> None:
    known = index.setdefault(key, [])
    if entity not in known[-LATEST:]:
        known.append(entity)


def _one_by_one(spoken: list[list[Entity]]) -> list[Entity]:
    """Return the last two persons who spoke alone."""
    alone = dict.fromkeys(speakers[0] for speakers in reversed(spoken[-FAR_BACK:])
                          if len(speakers) == 1 and speakers[0].kind == "person")
    return sorted([*alone][:2], key=lambda entity: entity.span) if len(alone) > 1 else []


def _fits(entity: Entity, mention: Mention) -> bool:
    same_kind = entity.kind == mention.kind or {entity.kind, mention.kind} <= {"org", "state"}
    return same_kind and not (entity.gender and mention.gender and entity.gender != mention.gender)


def _is_definite(mention: Mention) -> bool:
    """Tell "the minister", who was met before, from "a minister". Chains become definite at their end."""
    return mention.kind == "org" or any(word.startswith(ARTICLES) for word in mention.title)


def _holds(titles: set[str], word: str) -> bool:
    if word in titles or ARTICLE + word in titles:
        return True
    # "The Russian minister" for "minister of Russia"; "the spokeswoman" for "spokesperson".
    return len(word) > 4 and is_relation(ARTICLE + word) and any(title.startswith(word[:-1]) for title in titles)


def is_pair(mention: Mention) -> bool:
    """Tell whether a mention is a dual without names."""
    return mention.number == 2 and not mention.proper


def is_anaphor(mention: Mention) -> bool:
    """Tell whether a mention only points back."""
    return mention.kind == "anaphor" or (bool(mention.title) and mention.title[0] in ANAPHORS)


def is_report(mention: Mention) -> bool:
    """Tell whether a mention is a text that speaks for somebody."""
    return mention.kind == "report" or (bool(mention.title) and head_class(mention.title[0]) == "report")
