"""Takes the toy dataset's index; shows that it holds every record, no source text, and the same bytes each time."""

import gzip
import json
import os
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from aqwal.arabic.tokens import words
from aqwal.dataset import Archive, load_archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.paths import PROJECT, Repository
from aqwal.search import index as index_module
from aqwal.search.documents import Prose, Source
from aqwal.search.families import in_families, stem
from aqwal.search.index import index_files
from aqwal.search.manifest import data_files
from search_asked import places_in, words_in

SEEDS = PROJECT.parent / "shared" / "seeds"
PROSE = [Prose("about/", ("عن الضفتين", "About the two banks"), ("نهر وجسر.", "A river and a bridge.")),
         Prose("guide/", ("دليل", "Guide"), ("كيف يُبحث.", "How to search."))]
Files = dict[str, bytes]


def data(files: Files, name: str) -> str:
    """Return the text of a data file, or of a part of the core, by the name that the manifest gives it."""
    manifest = json.loads(files["search/manifest.json"])
    if name in manifest["core"]:
        return data(files, "core").split("\f")[manifest["core"].index(name)]
    return gzip.decompress(files[f"search/{data_files(manifest)[name]}"]).decode()


def words_of(files: Files) -> list[list[str]]:
    """Return the words of each file of places."""
    return [words_in(line) for line in data(files, "words").split("\n")]


@pytest.fixture(scope="module")
def source(archive: Archive, sayings: Sayings) -> Source:
    return Source(archive, sayings, PROSE)


@pytest.fixture(scope="module")
def index(source: Source) -> Files:
    return dict(index_files(source))


@pytest.fixture(scope="module")
def manifest(index: Files) -> dict[str, Any]:
    return json.loads(index["search/manifest.json"])


# --- files -------------------------------------------------------------------------------------------------------

def test_every_file_is_named_by_its_content(index: Files) -> None:
    for path, content in index.items():
        if not path.endswith("manifest.json"):
            assert path.split(".")[-2] == sha256(content).hexdigest()[:10], path


def test_the_manifest_names_every_file_and_stands_last(index: Files, manifest: dict[str, Any]) -> None:
    named = {f"search/{name}" for name in (*data_files(manifest).values(), manifest["engine"])}
    assert named == index.keys() - {"search/manifest.json"}
    assert list(index)[-1] == "search/manifest.json"
    assert manifest["format"] == index_module.FORMAT
    assert manifest["private"] is False


def test_the_manifest_counts_what_there_is(index: Files, manifest: dict[str, Any], archive: Archive) -> None:
    rows = json.loads(data(index, "entries"))
    counted = [[one if isinstance(one, int) else len(one) for one in rows[name]]
               for name in ("digests", "statements", "paragraphs")]
    sizes = [1 + sum(row) for row in zip(*counted, strict=True)]
    vocabulary = [word for own in words_of(index) for word in own]
    assert manifest["counts"] == {"entries": sum(sizes) + len(rows["others"]), "articles": len(archive.articles),
                                  "words": len(vocabulary)}


def test_packed_files_carry_no_time_and_no_name(index: Files) -> None:
    for path, content in index.items():
        if path.endswith(".bin"):
            assert content[:4] == b"\x1f\x8b\x08\x00", path
            assert content[4:8] == b"\0\0\0\0", path


def test_two_runs_give_the_same_bytes(source: Source, index: Files) -> None:
    assert dict(index_files(source)) == index


def test_the_order_of_sets_does_not_count() -> None:
    program = ("import hashlib\nfrom aqwal.dataset import load_archive\nfrom aqwal.derive.sayings import sayings_of\n"
               "from aqwal.paths import Repository\nfrom aqwal.search.documents import Source\n"
               "from aqwal.search.index import index_files\nfrom pathlib import Path\nimport sys\n"
               "archive = load_archive(Repository(Path(sys.argv[1])), use_cache=False)[0]\n"
               "files = index_files(Source(archive, sayings_of(archive)))\n"
               "print(hashlib.sha256(repr(list(files)).encode()).hexdigest())\n")
    command = [sys.executable, "-c", program, str(PROJECT / "tests" / "toy")]
    sums = {subprocess.run(command, capture_output=True, text=True, check=True, timeout=60,
                           env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(sums) == 1


def test_places_stand_in_the_order_of_words(index: Files, source: Source) -> None:
    held = words_of(index)
    for number, own in enumerate(held):
        assert len(data(index, f"places/{number}").split("\n")) == len(own)
    vocabulary = [word for own in held for word in own]
    assert len(set(vocabulary)) == len(vocabulary)
    toy = set(words(source.archive.articles["a0001"]["digest"]["ar"]))
    assert toy <= set(vocabulary)


def test_the_forms_of_a_word_are_in_one_file(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "PLACES_SIZE", 300)
    files = dict(index_files(source))
    held = words_of(files)
    assert len(held) > 10
    vocabulary = {word for own in held for word in own}
    families = [{stem(word, vocabulary) for word in own} for own in held]
    assert not any(one & other for one, other in pairwise(families))
    assert sum(map(len, families)) == len(set().union(*families))
    assert all(sum(map(len, data(files, f"places/{number}").split("\n")[:-1])) < 5000 for number in range(len(held)))


def test_a_family_begins_where_its_members_share_a_stem() -> None:
    order = [word for _, word in in_families(["وجسر", "الجسر", "نهر", "جسر", "بالنهر", "جسرها", "ولد"])]
    at = sorted(order.index(word) for word in ("جسر", "وجسر", "الجسر", "جسرها"))
    assert at == list(range(at[0], at[0] + 4))
    assert stem("ولد", {"ولد"}) == "ولد"


def test_what_every_query_needs_is_one_file(index: Files, manifest: dict[str, Any]) -> None:
    assert (manifest["first"], manifest["core"]) == (["core"], ["words", "entries", "names", "lexicon"])
    assert data(index, "core").count("\f") == len(manifest["core"]) - 1
    assert manifest["files"].keys() == {"core", "spans", "facets"}


def test_only_a_reading_copy_has_spans_and_they_cut_the_source(archive: Archive, sayings: Sayings) -> None:
    assert json.loads(data(dict(index_files(Source(archive, sayings))), "spans")) == []
    article = deepcopy(archive.articles["a0001"])
    article["title_span"], article["body"] = [0, 5], [[6, 21]]
    other = replace(archive, articles={**archive.articles, "a0001": article})
    files = dict(index_files(Source(other, sayings, (), {"a0001": "عنوان\nفقرة أولى\nثانية"})))
    rows = json.loads(data(files, "entries"))
    assert (rows["paragraphs"][0], rows["titles"]) == (2, [1, *[0] * (len(archive.articles) - 1)])
    assert json.loads(data(files, "spans"))[:2] == [[[0, 5], [6, 15], [16, 21]], [None]]


def test_a_private_index_says_so(source: Source) -> None:
    assert json.loads(dict(index_files(source, is_private=True))["search/manifest.json"])["private"] is True


# --- entries -----------------------------------------------------------------------------------------------------

def test_every_record_and_page_is_an_entry(index: Files, archive: Archive, sayings: Sayings) -> None:
    rows = json.loads(data(index, "entries"))
    assert rows["articles"] == list(archive.articles)
    columns = (rows[name] for name in ("articles", "digests", "statements", "paragraphs", "titles"))
    for key, digests, statements, paragraphs, title in zip(*columns, strict=True):
        assert digests == max(text.count("\n") + 1 for text in archive.articles[key]["digest"].values())
        own = [f"{key}-s{number:02d}" for number in range(1, statements + 1)]
        assert own == [saying.id for saying in sayings.by_article[key]]
        assert (paragraphs, title) == (0, 0)
    wanted = [*(("speaker", key) for key in archive.speakers), *(("publisher", key) for key in archive.publishers),
              *(("event", key) for key in archive.events), *(("topic", key) for key in archive.topics),
              *(("page", page.path) for page in PROSE)]
    assert [tuple(row) for row in rows["others"]] == wanted


def test_statements_numbered_with_gaps_keep_their_numbers(archive: Archive) -> None:
    other = deepcopy(archive)
    del other.statements["a0001"][2]
    rows = json.loads(data(dict(index_files(Source(other, sayings_of(other)))), "entries"))
    assert rows["statements"][0] == ["01", "02", "04", "05", "06", "07", "08", "09"]


def entries_with(index: Files, word: str) -> set[int]:
    for number, own in enumerate(words_of(index)):
        if word in own:
            return set(places_in(data(index, f"places/{number}").split("\n")[own.index(word)].encode()))
    return set()


@pytest.mark.parametrize("text", [
    "رئيسة بلدية وادينور", "Head of the Joint Bridge Authority", "Звёздный", "林山", "Sada Burjana", "بطولة كرة القدم",
    "Prevention of harm", "البنية التحتية", "guide", "mulberry", "رسما للعبور", "No toll on the bridge",
])
def test_every_kind_of_text_is_indexed(index: Files, text: str) -> None:
    assert all(entries_with(index, word) for word in words(text))


def test_a_speaker_marks_the_statements_and_nothing_else(index: Files, archive: Archive, sayings: Sayings) -> None:
    rows = json.loads(data(index, "entries"))
    base, wanted = 0, {}
    for key, digests in zip(archive.articles, rows["digests"], strict=True):
        for place, saying in enumerate(sayings.by_article[key]):
            for speaker in saying.statement["speakers"]:
                wanted.setdefault(speaker, set()).add(base + 1 + digests + place)
        base += 1 + digests + len(sayings.by_article[key])
    for number, speaker in enumerate(archive.speakers):
        assert entries_with(index, f"@s{number}") == wanted.get(speaker, set())


def test_cards_lead_to_pages_that_the_site_has(index: Files, site: Path) -> None:
    names = [name for name in data_files(json.loads(index["search/manifest.json"])) if name.startswith("texts/")]
    cards = [card for name in names for card in json.loads(data(index, name))]
    paths = [part.get("path", card["path"]) for card in cards for part in card["parts"]]
    assert len(paths) > 50
    assert [path for path in paths if not (site / path / "index.html").is_file() and path != "guide/"] == []


def test_facets_agree_with_the_records(index: Files, archive: Archive, sayings: Sayings) -> None:
    facets = json.loads(data(index, "facets"))
    keys = {kind: [value[0] for value in values] for kind, values in facets["values"].items()}
    assert keys == {"speaker": list(archive.speakers), "publisher": list(archive.publishers),
                    "topic": list(archive.topics), "event": list(archive.events)}
    articles = list(archive.articles.values())
    for row, statements, article in zip(facets["articles"], facets["statements"], articles, strict=True):
        publisher, year, topics, events = row
        assert (keys["publisher"][publisher] if publisher >= 0 else None) == article["publisher"]
        assert year == (article["published"]["date"] or "")[:4]
        assert [keys["topic"][number] for number in topics] == article["topics"]
        assert [keys["event"][number] for number in events] == article["events"]
        for (kind, speakers, about, event), saying in zip(statements, sayings.by_article[article["id"]], strict=True):
            assert ("direct", "indirect", "mixed")[kind] == saying.statement["type"]
            assert [keys["speaker"][number] for number in speakers] == saying.statement["speakers"]
            assert [keys["topic"][number] for number in about] == saying.statement["about"]
            assert (keys["event"][event] if event >= 0 else None) == saying.statement["event"]


# --- the real dataset --------------------------------------------------------------------------------------------

@pytest.mark.seeds
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the raw seed pages are not beside this repository")
def test_the_public_index_of_the_real_dataset_holds_no_source_text() -> None:
    from aqwal.texts import guard_of, load_texts, texts_of

    dataset, _ = load_archive(Repository(PROJECT), use_cache=False)
    assert dataset is not None
    raw = load_texts(SEEDS)
    guard = guard_of((one.text for one in raw.values()),
                     [article["title"] for article in dataset.articles.values() if article["title"]])
    public = Source(dataset, sayings_of(dataset))
    for private in (False, True):
        files = dict(index_files(Source(dataset, public.sayings, (), texts_of(dataset, raw)) if private else public))
        found = {name: guard.leaks(data(files, name)) for name in data_files(json.loads(files["search/manifest.json"]))}
        leaking = {name for name, runs in found.items() if runs}
        assert all(name.startswith("texts/") for name in leaking)
        assert bool(leaking) == private, "the guard must see the texts of a reading copy"
