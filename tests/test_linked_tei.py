"""Takes the records as a TEI document; holds it against the grammar of TEI P5 and against the records.

Every check is also shown a copy that was broken on purpose, and must refuse it.
"""

import copy
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from aqwal.dataset import Archive
from aqwal.texts import guard_of
from linked_files import (
    TEI,
    XML_ID,
    XML_LANG,
    digest_of,
    hostile,
    jing_faults,
    said_in_records,
    said_in_tei,
    toy_pages,
    write_forms,
)

NEEDS_JAVA = pytest.mark.skipif(shutil.which("java") is None, reason="no Java here, which jing is written in")
NCNAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
POINTERS = ("who", "toWhom", "ref", "ana", "corresp", "resp", "source", "target")


@pytest.fixture(scope="module")
def written(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_forms(archive, tmp_path_factory.mktemp("linked"))["tei"]


@pytest.fixture
def root(written: Path) -> Any:
    return etree.parse(written).getroot()


def ids_of(root: Any) -> list[str]:
    return [one.get(XML_ID) for one in root.iter() if one.get(XML_ID)]


def dangling(root: Any) -> list[str]:
    """Return every pointer into the document that leads nowhere; jing does not look."""
    known = set(ids_of(root))
    pointers = (value for one in root.iter() for name in POINTERS for value in one.get(name, "").split())
    return [value for value in pointers if value.startswith("#") and value[1:] not in known]


def test_the_file_is_named_after_the_dataset(written: Path, archive: Archive) -> None:
    assert written.name == f"{archive.about['name']}.tei.xml"


@NEEDS_JAVA
def test_the_document_is_valid_tei(written: Path) -> None:
    assert jing_faults(written) == []


BROKEN = {
    "unknown element": ("editionStmt>", "editionstmt>"), "no date": ('when="2030-04-17"', 'when="17 April"'),
    "no language": ('xml:lang="en"', 'xml:lang="e n"'), "a name twice": ('xml:id="a0002"', 'xml:id="a0001"'),
    "a name that is none": ('xml:id="a0001-s01"', 'xml:id="1"'), "no degree": ('cert="high"', 'cert="surely"'),
}


@pytest.fixture(scope="module")
def refused(written: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Which of the broken copies jing finds fault with; it is started once for all."""
    folder = tmp_path_factory.mktemp("broken")
    text = written.read_text("utf-8")
    paths = {folder / f"{number}.xml": name for number, name in enumerate(BROKEN)}
    for path, name in paths.items():
        given, broken = BROKEN[name]
        assert given in text
        path.write_text(text.replace(given, broken), "utf-8")
    faults = jing_faults(*paths)
    return {name for path, name in paths.items() if any(fault.startswith(f"{path}:") for fault in faults)}


@NEEDS_JAVA
@pytest.mark.parametrize("name", BROKEN)
def test_jing_refuses_a_broken_document(name: str, refused: set[str]) -> None:
    assert name in refused


def test_every_pointer_leads_somewhere_and_every_name_is_given_once(root: Any) -> None:
    ids = ids_of(root)
    assert [name for name, count in Counter(ids).items() if count > 1] == []
    assert [name for name in ids if not NCNAME.fullmatch(name)] == []
    assert dangling(root) == []
    next(root.iter(f"{TEI}said")).set("who", "#speaker-nobody")
    assert dangling(root) == ["#speaker-nobody"]


def test_an_identifier_that_begins_with_a_digit_makes_a_valid_name(archive: Archive, tmp_path: Path) -> None:
    changed = copy.deepcopy(archive)
    changed.topics["2030-plan"] = {**changed.topics.pop("sport"), "id": "2030-plan"}
    for article, statement in changed.each_statement():
        for topics in (article["topics"], statement["about"]):
            topics[:] = ["2030-plan" if topic == "sport" else topic for topic in topics]
    root = etree.parse(write_forms(changed, tmp_path)["tei"]).getroot()
    assert "topic-2030-plan" in ids_of(root)
    assert dangling(root) == []


def test_every_record_stands_in_it_once(root: Any, archive: Archive) -> None:
    people = {one["id"] for one in archive.speakers.values() if one["kind"] == "person"}
    bodies = {*archive.speakers} - people
    by_tag = {tag: {one.get(XML_ID) for one in root.iter(f"{TEI}{tag}")} for tag in ("person", "org", "event", "said")}
    assert by_tag["person"] == {f"speaker-{one}" for one in people}
    assert by_tag["org"] == {f"speaker-{one}" for one in bodies} | {f"publisher-{one}" for one in archive.publishers}
    assert by_tag["event"] == {f"event-{one}" for one in archive.events}
    assert by_tag["said"] == {statement["id"] for _, statement in archive.each_statement()}
    divisions = [one.get(XML_ID) for one in root.iter(f"{TEI}div") if one.get("type") == "article"]
    assert divisions == list(archive.articles)
    assert {f"topic-{one}" for one in archive.topics} <= set(ids_of(root))


def test_a_person_has_a_name_in_each_script_and_dated_roles(root: Any, archive: Archive) -> None:
    held = {one.get(XML_ID): one for one in root.iter(f"{TEI}person")}
    for speaker in archive.speakers.values():
        if speaker["kind"] == "person":
            person = held[f"speaker-{speaker['id']}"]
            names = {name.get(XML_LANG): name.text for name in person.iter(f"{TEI}persName") if not name.get("type")}
            assert names == {language: name for language, name in speaker["names"].items() if name}
            spellings = [name.text for name in person.iter(f"{TEI}persName") if name.get("type") == "spelling"]
            assert spellings == [spelling["form"] for spelling in speaker["spellings"]]
            roles = [one for tag in ("affiliation", "occupation") for one in person.iter(f"{TEI}{tag}")]
            assert {(one.get("from"), one.get("to"), one.get("ref")) for one in roles} == {
                (role["from"], role["to"], f"#speaker-{role['organisation']}" if role["organisation"] else None)
                for role in speaker["roles"]}
    salim = held["speaker-salim-haddun"]
    assert salim.find(f"{TEI}affiliation").get("ref") == "#speaker-bridge-authority"
    assert salim.find(f"{TEI}occupation").get("from") == "2011-09-01"


def test_a_statement_tells_who_said_it_to_whom_and_that_it_is_our_paraphrase(root: Any, archive: Archive) -> None:
    held = {one.get(XML_ID): one for one in root.iter(f"{TEI}said")}
    for _, statement in archive.each_statement():
        said = held[statement["id"]]
        assert said.get("who").split() == [f"#speaker-{one}" for one in statement["speakers"]]
        assert said.get("toWhom", "").split() == [f"#speaker-{one}" for one in statement["addressees"]]
        assert {f"#act-{statement['act']}", f"#wording-{statement['type']}"} <= set(said.get("ana").split())
        assert said.get("direct") == "false"
        assert said.get("resp") == "#creator-1"
        assert {seg.get("type") for seg in said.iter(f"{TEI}seg")} == {"paraphrase"}
    assert digest_of(said_in_tei(Path(root.getroottree().docinfo.URL))) == digest_of(said_in_records(archive))
    assert held["a0001-s02"].get("corresp") == "#a0003-s01"
    nested = next(one for one in held["a0001-s09"].iter(f"{TEI}ptr") if one.get("type") == "nested-in")
    assert nested.get("target") == "#a0001-s08"


def test_the_header_says_what_is_ours_and_on_which_terms(root: Any, archive: Archive) -> None:
    header = root.find(f"{TEI}teiHeader")
    (licence,) = header.iter(f"{TEI}licence")
    assert licence.text == archive.about["licences"]["data"]
    rules = " ".join(" ".join(one.itertext()) for one in header.iter(f"{TEI}editorialDecl"))
    assert "paraphrase" in rules
    assert "صياغة" in rules
    assert not list(root.find(f"{TEI}text").iter(f"{TEI}licence")), "there is no licence on what is not ours"


def test_every_text_says_what_language_it_is_in(root: Any) -> None:
    """Dates, numbers and addresses are in none."""
    plain = {"date", "idno", "edition", "measure", "licence"}
    held = [one for one in root.iter() if (one.text or "").strip() and one.tag.removeprefix(TEI) not in plain]
    silent = {one.tag.removeprefix(TEI) for one in held
              if not any(part.get(XML_LANG) for part in (one, *one.iterancestors())) and one.get("type") != "spelling"}
    assert silent == set()


def test_no_word_of_a_source_stands_in_it(root: Any, archive: Archive) -> None:
    guard = guard_of(toy_pages().values(), [article["title"] or "" for article in archive.articles.values()])
    assert guard.leaks(" \n".join(root.itertext())) == []
    text = " ".join(root.itertext())
    assert not [one for _, one in archive.each_statement() if one["key_phrase"] and one["key_phrase"] in text]


def test_a_hostile_record_is_only_text(archive: Archive, tmp_path: Path) -> None:
    spoiled = hostile(archive)
    path = write_forms(spoiled, tmp_path)["tei"]
    wanted = {key: tuple(re.sub("[\x01\x0b\ufffe]", "\ufffd", text) for text in texts)
              for key, texts in said_in_records(spoiled).items()}
    assert said_in_tei(path) == wanted
    root = etree.parse(path).getroot()
    assert dangling(root) == []
    assert len(ids_of(root)) == len(ids_of(etree.parse(write_forms(archive, tmp_path / "plain")["tei"]).getroot()))
    assert shutil.which("java") is None or jing_faults(path) == []


def test_an_empty_archive_is_still_a_document(archive: Archive, tmp_path: Path) -> None:
    empty = Archive(archive.about, {}, {}, {}, {}, {}, {}, [])
    path = write_forms(empty, tmp_path)["tei"]
    assert shutil.which("java") is None or jing_faults(path) == []


def test_the_same_records_give_the_same_bytes(written: Path, archive: Archive, tmp_path: Path) -> None:
    assert write_forms(archive, tmp_path)["tei"].read_bytes() == written.read_bytes()
