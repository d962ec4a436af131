"""Takes the citation files of the toy dataset; holds them against independent readers, and against each other."""

import json
import re
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from subprocess import run
from typing import Any

import pypandoc
import pytest
from datacite import schema45
from jsonschema import Draft7Validator

from aqwal import records
from aqwal.checks.creators import last_character
from aqwal.cli import main
from aqwal.dataset import Archive
from aqwal.derive.citation import name_parts
from aqwal.derive.sayings import Sayings
from aqwal.exports.downloads import write_downloads
from aqwal.paths import PROJECT, Repository

CSL = PROJECT.parent / "shared" / "validators" / "csl-data.json"
CHECKER = Path(sys.executable).with_name("check-jsonschema")
DOI = re.compile(r"10\.\d{4,9}/[!-~]+")
PERSON = {"ar": "هدون، سلمى", "en": "Haddun, Salma", "kind": "person", "orcid": "0000-0002-1694-233X"}
UNDIVIDED = {"ar": "لين شان", "en": "Lin Shan", "kind": "person", "orcid": None}
PANDOC = {"citation.bib": ("bibtex", "biblatex"), "citation.ris": ("ris",), "citation.csl.json": ("csljson",)}
NAMES = ("CITATION.cff", "zenodo.json", "datacite.json", *PANDOC)
Files = dict[str, str]


def written(archive: Archive, sayings: Sayings, folder: Path) -> Files:
    write_downloads(archive, sayings, folder)
    return {name: (folder / name).read_bytes().decode() for name in NAMES}


@pytest.fixture(scope="module")
def plain(archive: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of a dataset without a DOI, by an organisation."""
    return written(archive, sayings, tmp_path_factory.mktemp("plain") / "latest")


@pytest.fixture(scope="module")
def known(archive: Archive) -> Archive:
    """The dataset with a DOI, and with authors of each sort."""
    about: Any = deepcopy(archive.about)
    about["doi"] = "10.5281/zenodo.1234567"
    about["creators"] += [PERSON, UNDIVIDED]
    return replace(archive, about=about)


@pytest.fixture(scope="module")
def full(known: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> Files:
    return written(known, sayings, tmp_path_factory.mktemp("full") / "latest")


@pytest.fixture(params=["plain", "full"])
def files(request: pytest.FixtureRequest) -> Files:
    """The files of both, one after the other."""
    found: Files = request.getfixturevalue(request.param)
    return found


def cff(text: str) -> Any:
    value, issues = records.parse(text.encode(), "CITATION.cff")
    assert issues == []
    return value


# Each file for itself, held against what others say that it must be.

def complaints_about_cff(text: str, folder: Path) -> str:
    """Return what check-jsonschema finds wrong with a CITATION.cff."""
    (folder / "CITATION.cff").write_text(text, "utf-8")
    done = run([str(CHECKER), "--builtin-schema", "vendor.citation-file-format", str(folder / "CITATION.cff")],
               capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_the_citation_file_fits_its_format(files: Files, tmp_path: Path) -> None:
    assert complaints_about_cff(files["CITATION.cff"], tmp_path) == ""


@pytest.mark.parametrize(("old", "new", "named"), [
    ("type: dataset", "type: data", "data"),
    ("license: CC-BY-4.0", "licence: CC-BY-4.0", "licence"),
    ("orcid: https://orcid.org/0000-0002-1694-233X", "orcid: 0000-0002-1694-233X", "orcid"),
    ("date-released: '2031-05-01'", "date-released: soon", "date-released"),
])
def test_a_broken_citation_file_is_noticed(old: str, new: str, named: str, full: Files, tmp_path: Path) -> None:
    assert old in full["CITATION.cff"]
    assert named in complaints_about_cff(full["CITATION.cff"].replace(old, new), tmp_path)


def test_the_metadata_fit_the_schema_of_datacite_and_become_its_xml(files: Files) -> None:
    value = json.loads(files["datacite.json"])
    assert list(schema45.validator.iter_errors(value)) == []
    assert value["titles"][0]["title"] in schema45.tostring(value)


def test_the_size_given_is_that_of_the_data_files(archive: Archive, sayings: Sayings, tmp_path: Path) -> None:
    """The files that describe are written one after the other: what each could count besides is a matter of turn."""
    write_downloads(archive, sayings, tmp_path)
    data = json.loads((tmp_path / "datapackage.json").read_bytes())["resources"]
    value = json.loads((tmp_path / "datacite.json").read_bytes())
    assert value["sizes"][-1] == f"{sum(one['bytes'] for one in data)} bytes in {len(data)} data files"
    assert value["formats"] == list(dict.fromkeys(one["mediatype"] for one in data))


@pytest.mark.parametrize("breakage", [
    lambda value: value.pop("publisher"),
    lambda value: value["types"].update(resourceTypeGeneral="Data"),
    lambda value: value.update(publicationYear="31"),
    lambda value: value.update(licence="CC-BY-4.0"),
    lambda value: value.update(doi="https://doi.org/10.5281/zenodo.1"),
    lambda value: value["titles"][1].update(titleType="Arabic"),
])
def test_broken_metadata_are_noticed(breakage: Callable[[Any], object], full: Files) -> None:
    value = json.loads(full["datacite.json"])
    breakage(value)
    assert list(schema45.validator.iter_errors(value)) != []


def test_no_doi_is_made_up_and_the_address_stands_for_it(plain: Files, full: Files) -> None:
    """The schema asks for no DOI, as that is what DataCite gives; every other file leaves it out as well."""
    assert [name for name, text in plain.items() if DOI.search(text) or '"doi"' in text.lower()] == []
    value = json.loads(plain["datacite.json"])
    assert "doi" not in schema45.validator.schema["required"]
    assert value["alternateIdentifiers"] == [{"alternateIdentifier": value["url"], "alternateIdentifierType": "URL"}]
    assert all("10.5281/zenodo.1234567" in text for text in full.values())


def zenodo_problems(value: Any) -> list[str]:
    """Say what Zenodo would refuse, or read as something else, in the fields that we write."""
    texts = ("title", "description", "version", "publication_date", "license", "notes", "language", "access_right")
    wrong = [name for name in texts if not isinstance(value.get(name), str) or not value[name]]
    wrong += [name for name in value if name not in (*texts, "upload_type", "creators", "keywords",
                                                     "related_identifiers")]
    wrong += ["upload_type"] if value.get("upload_type") != "dataset" else []
    wrong += ["license"] if value["license"] != value["license"].lower() else []
    wrong += ["language"] if not re.fullmatch("[a-z]{3}", value["language"]) else []
    wrong += ["creators" for one in value["creators"] if not one["name"] or set(one) - {"name", "orcid"}]
    wrong += ["related_identifiers" for one in value["related_identifiers"]
              if one["relation"] not in ("isDocumentedBy", "isVersionOf")]
    wrong += ["description"] if re.sub(r"</?p>", "", value["description"]).count("<") else []
    return wrong


def test_the_deposit_has_what_zenodo_reads(files: Files) -> None:
    assert zenodo_problems(json.loads(files["zenodo.json"])) == []


@pytest.mark.parametrize(("name", "value"), [
    ("upload_type", "software"), ("license", "CC-BY-4.0"), ("language", "ar"), ("doi", "10.5281/zenodo.1"),
    ("description", "<p>a <script> b</p>"), ("creators", [{"name": "A", "type": "Organisation"}]),
])
def test_a_broken_deposit_is_noticed(name: str, value: Any, plain: Files) -> None:
    assert zenodo_problems({**json.loads(plain["zenodo.json"]), name: value}) == [name]


def test_csl_fits_the_published_schema(files: Files) -> None:
    if not CSL.is_file():
        pytest.skip("the official CSL-JSON schema is not beside the repository")
    schema = Draft7Validator(json.loads(CSL.read_text("utf-8")))
    value = json.loads(files["citation.csl.json"])
    assert list(schema.iter_errors(value)) == []
    assert list(schema.iter_errors([{**value[0], "doi": "10.5281/zenodo.1"}])) != []
    assert list(schema.iter_errors([{**value[0], "author": [{"name": "A"}]}])) != []


# All files together.

def as_pandoc_reads(text: str, form: str) -> Any:
    """Return the one work that pandoc finds in a file, in the form of CSL."""
    work, = json.loads(pypandoc.convert_text(text, "csljson", format=form))
    return work


def name_of(author: dict[str, str]) -> str:
    return author.get("literal") or ", ".join(author[part] for part in ("family", "given") if part in author)


def test_pandoc_finds_the_same_work_in_each_form(files: Files) -> None:
    works = [as_pandoc_reads(files[name], form) for name, forms in PANDOC.items() for form in forms]
    told = [{"title": work["title"], "authors": [name_of(one) for one in work["author"]], "url": work["URL"],
             "year": work["issued"]["date-parts"][0][0], "version": work.get("version", work.get("edition")),
             "doi": work.get("DOI")} for work in works]
    assert told == [told[0]] * 4
    assert told[0]["title"] == "Sayings of the Two Banks"


def test_pandoc_notices_a_broken_entry_and_this_test_another_author(plain: Files) -> None:
    with pytest.raises(RuntimeError, match=r"(?i)error"):
        as_pandoc_reads(plain["citation.bib"].replace("{{Two", "{{{Two"), "bibtex")
    other = as_pandoc_reads(plain["citation.ris"].replace("project,", "project"), "ris")
    assert name_of(other["author"][0]) != "Two Banks project"


@pytest.mark.parametrize(("name", "form", "old", "new"), [
    ("citation.bib", "biblatex", "},\n  title", "}\n  title"),
    ("citation.ris", "ris", "TI  - ", "TITLE - "),
    ("citation.csl.json", "csljson", "[[2031, 5, 1]]", '[["soon"]]'),
])
def test_pandoc_refuses_each_form_when_broken(name: str, form: str, old: str, new: str, plain: Files) -> None:
    assert old in plain[name]
    as_pandoc_reads(plain[name], form)
    with pytest.raises(RuntimeError, match=r"(?i)error"):
        as_pandoc_reads(plain[name].replace(old, new), form)


def stated(files: Files) -> dict[str, dict[str, object]]:
    """Return what each file says of version, date, licence, title, address and DOI; None where it says none."""
    cited, deposit = cff(files["CITATION.cff"]), json.loads(files["zenodo.json"])
    registered, csl = json.loads(files["datacite.json"]), json.loads(files["citation.csl.json"])[0]
    ris = dict(re.findall(r"^([A-Z]\w)  - (.*)\r$", files["citation.ris"], re.MULTILINE))
    bib = dict(re.findall(r"^  ([\w-]+) = \{(.*?)\},?$", files["citation.bib"], re.MULTILINE))
    related = {one["relation"]: one["identifier"] for one in deposit["related_identifiers"]}
    return {
        "CITATION.cff": {"version": cited["version"], "date": cited["date-released"], "licence": cited["license"],
                         "title": cited["title"], "url": cited["url"], "doi": cited.get("doi")},
        "zenodo.json": {"version": deposit["version"], "date": deposit["publication_date"],
                        "licence": deposit["license"], "title": deposit["title"], "url": related["isDocumentedBy"],
                        "doi": related.get("isVersionOf")},
        "datacite.json": {"version": registered["version"], "date": registered["dates"][0]["date"],
                          "licence": registered["rightsList"][0]["rightsIdentifier"],
                          "title": registered["titles"][0]["title"], "url": registered["url"],
                          "doi": registered.get("doi")},
        "citation.bib": {"version": bib["version"], "date": f"{bib['year']}-{int(bib['month']):02}",
                         "title": bib["title"].strip("{}"), "url": bib["url"], "doi": bib.get("doi")},
        "citation.ris": {"version": ris["ET"], "date": ris["DA"].replace("/", "-"), "title": ris["TI"],
                         "url": ris["UR"], "doi": ris.get("DO")},
        "citation.csl.json": {"version": csl["version"], "date": date(*csl["issued"]["date-parts"][0]).isoformat(),
                              "title": csl["title"], "url": csl["URL"], "doi": csl.get("DOI")},
    }


def disagreements(files: Files, archive: Archive) -> list[tuple[str, str]]:
    """Return each file and the field in which it departs from dataset.yml."""
    about = archive.about
    right = {"version": about["version"], "date": about["released"], "licence": about["licences"]["data"],
             "title": about["title"]["en"], "url": about["url"], "doi": about["doi"]}
    wrong = []
    for name, values in stated(files).items():
        for field, value in values.items():
            expected = right[field]
            if name == "zenodo.json" and field == "licence":
                expected = str(expected).lower()  # Zenodo names licences so
            if name == "citation.bib" and field == "date":
                expected = str(expected)[:7]  # BibTeX has no field for the day
            wrong += [(name, field)] if value != expected else []
    return wrong


def test_every_file_says_what_the_record_says(plain: Files, full: Files, archive: Archive, known: Archive) -> None:
    assert disagreements(plain, archive) == []
    assert disagreements(full, known) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_another_version_or_doi_is_noticed(name: str, full: Files, known: Archive) -> None:
    older = full[name].replace("1.2.0", "1.1.0")
    older = older.replace("cff-version: 1.1.0", "cff-version: 1.2.0")
    assert disagreements({**full, name: older}, known) == [(name, "version")]
    other = full[name].replace("zenodo.1234567", "zenodo.7654321")
    assert disagreements({**full, name: other}, known) == [(name, "doi")]


def test_dates_are_real_dates(files: Files) -> None:
    """The schemas of DataCite and Zenodo let any text through."""
    for name in ("CITATION.cff", "zenodo.json", "datacite.json", "citation.ris", "citation.csl.json"):
        assert date.fromisoformat(str(stated(files)[name]["date"])).isoformat() == "2031-05-01"


def test_a_doi_is_given_bare_and_in_its_own_syntax(full: Files) -> None:
    for name, values in stated(full).items():
        assert DOI.fullmatch(str(values["doi"])), name
    bare = {re.sub(r"\\?_", "_", found) for text in full.values() for found in DOI.findall(text)}
    assert {one.rstrip('",}') for one in bare} == {"10.5281/zenodo.1234567"}


def test_authors_are_the_same_everywhere_and_no_name_is_divided_by_a_guess(full: Files) -> None:
    cited, registered = cff(full["CITATION.cff"])["authors"], json.loads(full["datacite.json"])["creators"]
    assert cited == [{"name": "Two Banks project"},
                     {"family-names": "Haddun", "given-names": "Salma",
                      "orcid": "https://orcid.org/0000-0002-1694-233X"}, {"family-names": "Lin Shan"}]
    names = ["Two Banks project", "Haddun, Salma", "Lin Shan"]
    assert [one["name"] for one in registered] == [one["name"] for one in json.loads(full["zenodo.json"])["creators"]
                                                   ] == names
    assert [one["nameType"] for one in registered] == ["Organizational", "Personal", "Personal"]
    assert [name_parts(one) for one in (PERSON, UNDIVIDED)] == [("Haddun", "Salma"), None]  # type: ignore[arg-type]


def test_an_orcid_stands_in_every_file_with_its_last_character(full: Files) -> None:
    for name, text in full.items():
        found = set(re.findall(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", text))
        assert found == {"0000-0002-1694-233X"}, name
    assert [last_character(one) for one in ("0000-0002-1694-233X", "0000-0002-1825-0097", "0000-0001-5109-3700")
            ] == ["X", "7", "0"]


def test_a_hostile_title_stays_text_in_every_file(known: Archive, sayings: Sayings, tmp_path: Path) -> None:
    title = "50% of {x} & #1_a: <script>alert(1)</script> - ~d\n@misc{boom,"
    quoted = f"'b' \"c\" {title}"
    about: Any = {**known.about, "title": {"ar": title, "en": title}, "description": {"ar": quoted, "en": quoted}}
    files = written(replace(known, about=about), sayings, tmp_path / "latest")
    flat = " ".join(title.split())
    assert complaints_about_cff(files["CITATION.cff"], tmp_path) == ""
    assert cff(files["CITATION.cff"])["title"] == flat
    deposit = json.loads(files["zenodo.json"])
    assert zenodo_problems(deposit) == []
    assert unescape(deposit["description"]).startswith(f"<p>'b' \"c\" {flat}</p>")
    assert schema45.validate(json.loads(files["datacite.json"]))
    read = [as_pandoc_reads(files[name], forms[0]) for name, forms in PANDOC.items()]
    assert [work["id"] for work in read] == ["toy-towns-1.2.0"] * 3
    assert [work["title"] for work in read] == [flat] * 3


# The two files at the top of the repository.

def test_the_repository_is_cited_as_the_record_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(PROJECT), "cite", "--check"]) == 0
    assert capsys.readouterr().err == ""


def test_cite_writes_both_files_and_a_second_time_nothing(toy_copy: Repository, plain: Files,
                                                          capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(toy_copy.root), "cite"]
    assert main([*arguments, "--check"]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told == [f"{name} does not say what dataset.yml says; run `aqwal cite`"
                    for name in ("CITATION.cff", ".zenodo.json")]
    assert main(arguments) == 0
    assert capsys.readouterr().err == "wrote CITATION.cff\nwrote .zenodo.json\n"
    assert (toy_copy.root / "CITATION.cff").read_bytes().decode() == plain["CITATION.cff"]
    assert (toy_copy.root / ".zenodo.json").read_bytes().decode() == plain["zenodo.json"]
    assert (main([*arguments, "--check"]), main(arguments)) == (0, 0)
    assert capsys.readouterr().err == ""


def test_cite_notices_one_file_that_was_edited_by_hand(toy_copy: Repository,
                                                       capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(toy_copy.root), "cite"]
    main(arguments)
    toy_copy.citation.write_text(toy_copy.citation.read_text("utf-8").replace("1.2.0\ndate", "1.2.1\ndate"), "utf-8")
    capsys.readouterr()
    assert main([*arguments, "--check"]) == 1
    assert capsys.readouterr().err == "CITATION.cff does not say what dataset.yml says; run `aqwal cite`\n"
    assert "version: 1.2.1" in toy_copy.citation.read_text("utf-8")


def test_cite_writes_nothing_from_a_broken_record(toy_copy: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    toy_copy.about.write_text(toy_copy.about.read_text("utf-8").replace("doi: null", "doi: 10"), "utf-8")
    assert main(["--root", str(toy_copy.root), "cite"]) == 1
    assert "dataset/dataset.yml:" in capsys.readouterr().out
    assert not toy_copy.citation.exists()
