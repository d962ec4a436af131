"""Takes a number of articles; gives a made-up archive of that size, the same every time."""

import random
from collections.abc import Sequence
from typing import Any

from aqwal.dataset import Archive
from aqwal.record_types import Bilingual

# Plain words, so that the lists stay readable as text.
WORDS = ("المدينة الجسر الوزير القرية النهر السوق المجلس الخطة العمل المدرسة الطريق الحديقة الميزانية الفريق اللجنة "
         "الموسم الزراعة المشروع السكان البحر الميناء القطار الكتاب المعرض التجارة الماء الكهرباء الصحة التعليم السفر "
         "قريبة جديدة واسعة طويلة مهمة قديمة عامة كبيرة صغيرة مشتركة في على من إلى عن مع بعد قبل خلال حول").split()
ENGLISH = ("the council plan river market bridge town school budget team season garden port train trade water power "
           "health travel road new old wide long shared public near great small important in on of to with after "
           "before during about").split()
TYPES = ("direct", "indirect", "mixed")
ACTS = ("affirm", "announce", "demand", "warn", "other")
PER_ARTICLE = 5
HASH = "0" * 64


def generate_archive(articles: int, per_article: int = PER_ARTICLE) -> Archive:
    """Return an archive with `per_article` statements an article, and speakers and events in proportion."""
    dice = random.Random(7)
    speakers = [f"speaker-{number:05d}" for number in range(max(10, articles // 10))]
    publishers = [f"outlet-{number:03d}" for number in range(20)]
    events = [f"event-{number:05d}" for number in range(max(4, articles // 40))]
    topics = [f"topic-{number:02d}" for number in range(15)]
    ids = [f"a{number:05d}" for number in range(1, articles + 1)]
    records = {one: _article(one, dice, publishers, events, topics) for one in ids}
    statements = {one: [_statement(record, number, dice, speakers, topics) for number in range(1, per_article + 1)]
                  for one, record in records.items()}
    return Archive(
        about=_about(), articles=records, statements=statements,
        speakers={one: _speaker(one, dice, ids) for one in speakers},
        publishers={one: _named(one, dice, kind="outlet", country=None, url=None,
                                rights={"policy": "facts-only", "licence": None, "note": None}) for one in publishers},
        events={one: _named(one, dice, date={"start": "2030-01-01", "end": "2030-01-02", "basis": "stated"}, place=None,
                            description=_both(dice, 20)) for one in events},
        topics={one: {"id": one, "names": _both(dice, 2), "definition": _both(dice, 8), "broader": None}
                for one in topics},
        redirects=[],
    )


def _about() -> Any:
    text = {"ar": "مجموعة مولدة", "en": "Generated dataset"}
    return {"name": "generated", "title": text, "description": text, "version": "1.0.0", "released": "2031-01-01",
            "url": "https://generated.example/", "contact": None, "repository": None, "doi": None,
            "creators": [{**text, "kind": "organisation", "orcid": None}], "keywords": [text],
            "licences": {"data": "CC-BY-4.0", "code": "MIT"}, "coverage": text, "statement_pages": True, "expected": {}}


def _article(identifier: str, dice: random.Random, publishers: Sequence[str], events: Sequence[str],
             topics: Sequence[str]) -> Any:
    day = f"{dice.randint(2020, 2029)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    return {
        "id": identifier, "title": _text(dice, 9, WORDS), "label": _both(dice, 8), "publisher": dice.choice(publishers),
        "agencies": [], "published": {"date": day, "precision": "day", "earliest": None, "latest": None,
                                      "basis": "stated", "note": None},
        "language": "ar", "url": None, "archive_url": None, "section": None, "events": [dice.choice(events)],
        "topics": sorted(dice.sample(list(topics), 3)), "digest": _both(dice, 150),
        "rights": "http://rightsstatements.org/vocab/InC/1.0/",
        "document": {"sha256": identifier + HASH[len(identifier):], "canonical_sha256": HASH, "canonicaliser": "c1",
                     "length": 3000},
        "part": 1, "body": [[200 + 400 * part, 590 + 400 * part] for part in range(6)], "title_span": [0, 90],
        "noise": [{"start": 92, "end": 180, "kind": "duplicate-title"},
                  {"start": 2700, "end": 2990, "kind": "keywords"}],
        "note": None,
    }


def _statement(article: Any, number: int, dice: random.Random, speakers: Sequence[str], topics: Sequence[str]) -> Any:
    start = 210 + 400 * (number - 1)
    return {
        "id": f"{article['id']}-s{number:02d}", "speakers": [dice.choice(speakers)], "type": dice.choice(TYPES),
        "act": dice.choice(ACTS), "said": _both(dice, 25), "addressees": [], "about": [dice.choice(topics)],
        "said_on": {"date": article["published"]["date"], "basis": "inferred"}, "via": [],
        "event": article["events"][0], "nested_in": None, "utterance": None, "certainty": "explicit", "in_title": False,
        "content": {"start": start, "end": start + 150, "sha256": HASH}, "cue": {"start": start - 8, "end": start - 4},
        "key_phrase": None,
    }


def _speaker(identifier: str, dice: random.Random, articles: Sequence[str]) -> Any:
    names = {**_both(dice, 2), "ru": None, "zh": None}
    used = sorted(dice.sample(list(articles), min(3, len(articles))))
    return {"id": identifier, "kind": "person", "names": names, "spellings": [{"form": names["ar"], "articles": used}],
            "roles": [{"title": _both(dice, 3), "organisation": None, "from": None, "to": None, "articles": used}],
            "wikidata": None, "note": None}


def _named(identifier: str, dice: random.Random, **fields: Any) -> Any:
    return {"id": identifier, "names": _both(dice, 3), "wikidata": None, "note": None, **fields}


def _both(dice: random.Random, length: int) -> Bilingual:
    return {"ar": _text(dice, length, WORDS), "en": _text(dice, length, ENGLISH)}


def _text(dice: random.Random, length: int, words: Sequence[str]) -> str:
    return " ".join(dice.choices(words, k=length))
