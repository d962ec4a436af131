"""Takes README, CONTRIBUTING and the prose pages; proves that what they say of data, commands and files is so."""

import argparse
import importlib
import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from aqwal import cli, contract, records
from aqwal.canonical import canonical_text
from aqwal.codes import CODES
from aqwal.dataset import Archive, load_archive
from aqwal.derive.citation import cite_dataset
from aqwal.derive.sayings import sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.exports.lists import lists
from aqwal.exports.twins import twins
from aqwal.pages.edition import Edition
from aqwal.pages.feeds import feed_files
from aqwal.pages.inventory import page_keys, page_of
from aqwal.pages.views import checks
from aqwal.paths import CONFIGS, LANGUAGES, PROJECT, PROSE, Repository
from bench.ingest import __main__ as ingest_bench
from test_layers import LAYER_OF, MODULES, parts_of

README = (PROJECT / "README.md").read_text("utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
CHANGELOG = (PROJECT / "CHANGELOG.md").read_text("utf-8")
NAMES = sorted(path.name for path in PROSE["en"].glob("*.md"))
PAGES = {f"{language}/{name}": (PROSE[language] / name).read_text("utf-8") for language in LANGUAGES for name in NAMES}
TEXTS = {"README": README, "CONTRIBUTING": CONTRIBUTING, "CHANGELOG": CHANGELOG, **PAGES}
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
IN_LIST = re.compile(r"^(?: {8}\S.*\n)+", re.MULTILINE)  # where a fence is no block to the builder
PATH = re.compile(r"`((?:\.ci|dataset|docs|schemas|scripts|tests)/[\w./-]*|[\w.]+\.(?:yml|md|toml))`")
BENCH = "cd scripts && ../.venv/bin/python -m bench.ingest "
MADE_ELSEWHERE = {"dataset.yml", "expected.txt", "article.yml", "statements.yml", "CHANGES.md"}
FOLDERS = (PROJECT, PROJECT / ".github" / "workflows")
MADE_FOLDERS = ("dataset/drafts/", "dataset/releases/")
"""Made by `aqwal ingest` and `aqwal release`; the one is not kept in the repository, the other not there at first."""
FOREIGN = {"git": {"add", "commit", "push", "tag"}, "gh": {"attestation", "release"}}
"""Programs of others that are shown in use, and the verbs of theirs that are."""


@pytest.fixture(scope="module")
def real() -> Archive:
    loaded, issues = load_archive(Repository(PROJECT), use_cache=False)
    assert loaded is not None
    assert issues == []
    return loaded


def blocks(text: str, kind: str) -> list[str]:
    """Return the fenced blocks of a kind."""
    fenced = [match[3] for match in FENCE.finditer(text) if match[2] == kind]
    return fenced + ([one.replace(" " * 8, "") for one in IN_LIST.findall(FENCE.sub("", text))] if kind == "sh" else [])


def table_under(text: str, heading: str) -> dict[str, str]:
    """Return the first two columns of the first table below a heading."""
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip("|") for line in section.splitlines() if line.startswith("|")]
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return {row[0]: row[1] for row in rows[2:]}


def make_targets() -> set[str]:
    found = re.search(r"^\.PHONY: (.+)$", (PROJECT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found
    return set(found[1].split())


def options_of(verb: str) -> set[str]:
    """Return the long options of a verb."""
    parser = argparse.ArgumentParser()
    cli.verbs()[verb].add_arguments(parser)
    return {option for action in parser._actions for option in action.option_strings}


def test_the_counts_are_those_of_the_data(real: Archive) -> None:
    told = {name: int(number) for name, number in table_under(README, "What is in it").items()}
    assert told == real.about["expected"] == real.counts()
    assert f"| records | version {real.about['version']} |" in README
    assert len({article["document"]["sha256"] for article in real.articles.values()}) == 5
    assert "Six articles from five pages" in README
    listed = ", ".join(f"{number} {name}" for name, number in list(told.items())[:-1])
    assert f"Dataset {real.about['version']}: {listed} and {told['topics']} topics" in " ".join(CHANGELOG.split())


def test_every_verb_is_documented_and_no_other() -> None:
    rows = table_under(README, "The program")
    assert {verb.strip("`") for verb in rows} == {f"aqwal {verb}" for verb in cli.verbs()}
    for verb, words in rows.items():
        told = re.findall(r"--[a-z]+", words)
        assert set(told) <= options_of(verb.strip("`").removeprefix("aqwal "))


def test_every_make_target_is_documented_and_no_other() -> None:
    told = {target for text in TEXTS.values() for target in re.findall(r"(?:^\s*|`)make ([a-z]+)", text, re.MULTILINE)}
    assert told <= make_targets()
    assert set(re.findall(r"make ([a-z]+)", README)) == make_targets()


def commands() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        yield from ((name, line.strip()) for block in blocks(text, "sh") for line in block.splitlines() if line.strip())


def installs_an_extra(arguments: list[str]) -> bool:
    """Say whether pip is told to install the project with an extra that it has."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    return arguments in [["install", "--editable", f".[{extra}]"] for extra in project["optional-dependencies"]]


@pytest.mark.parametrize(("name", "line"), list(commands()))
def test_every_command_shown_can_be_given(name: str, line: str) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        assert set(arguments) <= make_targets()
    elif program == ".venv/bin/aqwal":
        assert cli._parser().parse_args(arguments).run
    elif program == ".venv/bin/python":
        assert arguments[0] == "-m"
        is_given = {"pytest": (PROJECT / arguments[2]).is_file, "pip": lambda: installs_an_extra(arguments[2:])}
        assert is_given[arguments[1]]()
    elif program == ".venv/bin/dask":
        pytest.importorskip("distributed")
        command = importlib.import_module(f"distributed.cli.dask_{arguments[0]}").main
        assert command.make_context(arguments[0], arguments[1:])
    elif line.startswith(BENCH):
        assert line.removeprefix(BENCH) in ingest_bench.PARTS
    elif program in FOREIGN:
        assert arguments[0] in FOREIGN[program]
    else:
        assert program == "sha256sum", f"{name}: {line} is not tested"


@pytest.mark.parametrize("name", list(TEXTS))
def test_every_file_named_exists(name: str) -> None:
    found = {path for path in PATH.findall(TEXTS[name]) if not path.startswith(MADE_FOLDERS)} - MADE_ELSEWHERE
    assert [path for path in sorted(found) if not any((folder / path).exists() for folder in FOLDERS)] == []
    folder = PROJECT if "/" not in name else PROSE[name[:2]]
    for target in re.findall(r"\]\(([^)#\s]+)\)", TEXTS[name]):
        if target.startswith("frames/"):
            assert (PROJECT / "docs" / target).is_file()
        elif not target.startswith(("https://", "../")):
            assert (folder / target).is_file(), target


def test_versions_licences_and_citation(real: Archive) -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"Python {project['requires-python'].removeprefix('>=')} or later" in README
    licences = table_under(README, "Licences")
    assert licences["program and schemas"].startswith(real.about["licences"]["code"])
    assert real.about["licences"]["data"] == "CC-BY-4.0"
    assert licences["records, digests, paraphrases"].startswith("CC BY 4.0")
    assert "CC BY 4.0" in (PROJECT / "dataset" / "LICENSE.txt").read_text("utf-8")
    plain = cite_dataset(real.about).plain
    assert f"> {plain['en']}\n" in README
    assert f"> {plain['en']}\n" in PAGES["en/use.md"]
    assert f"> {plain['ar']}\n" in re.sub(r"</?bdi[^>]*>", "", PAGES["ar/use.md"])


def test_the_annotated_records_fit_the_schemas() -> None:
    examples = re.findall(r"<!-- example: ([\w-]+) -->\n```yaml\n(.*?)```", CONTRIBUTING, re.DOTALL)
    assert [kind for kind, _ in examples] == ["speaker", "article", "statement-list"]
    for kind, text in examples:
        value, issues = records.parse(text.encode(), "example.yml")
        assert issues == []
        assert contract.explain(kind, value, "example.yml") == []


def test_the_messages_shown_are_real() -> None:
    given = {line for path in (PROJECT / "tests" / "bad").glob("*/expected.txt")
             for line in path.read_text("utf-8").splitlines()}
    shown = "".join(blocks(CONTRIBUTING, "text")).splitlines()
    assert len(shown) == 2
    assert set(shown) <= given
    assert "`all steps passed`" in CONTRIBUTING
    assert '"all steps passed"' in (PROJECT / "scripts" / "check.py").read_text("utf-8")


def test_both_languages_have_the_same_pages_sections_and_code() -> None:
    for name in NAMES:
        ids = [re.findall(r"^#+ .*\{: #([\w-]+) \}$", PAGES[f"{language}/{name}"], re.MULTILINE)
               for language in LANGUAGES]
        if name != "architecture.md":
            assert ids[0] == ids[1]
            assert blocks(PAGES[f"ar/{name}"], "python") == blocks(PAGES[f"en/{name}"], "python")
        headings = [len(re.findall(r"^#+ ", FENCE.sub("", PAGES[f"{language}/{name}"]), re.MULTILINE))
                    for language in LANGUAGES]
        assert headings == [len(one) for one in ids], f"{name}: a heading without an id"
    assert sorted(path.name for path in PROSE["ar"].glob("*.md")) == NAMES
    for config in CONFIGS.values():
        navigation = config.read_text("utf-8").split("nav:\n")[1]
        assert sorted(re.findall(r": ([\w-]+\.md)$", navigation, re.MULTILINE)) == NAMES
    for language in LANGUAGES:
        linked = set(re.findall(r"\]\(([\w-]+\.md)\)", PAGES[f"{language}/about.md"]))
        assert linked == set(NAMES) - {"about.md"}
        assert "](../checks/)" in PAGES[f"{language}/about.md"]


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\r\nb\rc\n", "كتابٌ  أ".encode(), "e\u0301\n\r".encode()])
def test_the_canonical_text_shown_is_ours(data: bytes) -> None:
    space: dict[str, object] = {}
    exec("".join(blocks(PAGES["en/method.md"], "python")), space)
    function = space["canonical_text"]
    assert callable(function)
    assert function(data) == canonical_text(data)


def test_the_numbers_of_the_method(real: Archive) -> None:
    statements = [statement for _, statement in real.each_statement()]
    arguable = sum(statement["certainty"] == "borderline" for statement in statements)
    utterances = {statement["utterance"] for statement in statements if statement["utterance"]}
    assert len(utterances) == 1
    english, arabic = (" ".join(PAGES[f"{language}/method.md"].split()) for language in ("en", "ar"))
    version = real.about["version"]
    assert f"Of the {len(statements)} statements in version {version}, {arguable} are so marked" in english
    assert f"الإصدار {version} من أقوال عددها {len(statements)} وُسم بذلك {arguable}." in arabic
    figures = re.search(r"held (\d+) statements, and (\d+) of these.*?review (\d+) ", english)
    assert figures
    listed, both, removed = map(int, figures.groups())
    assert listed - removed == len(statements)
    assert f"an F1 of {2 * both / (listed + both):.2f} on" in english
    assert f"129 قولا، اتفقتا على {both} منها" in arabic
    assert f"أُسقطت {removed} أقوال، فبقي {len(statements)}" in arabic


def test_the_layers_shown_are_those_enforced() -> None:
    rows = table_under(PAGES["en/architecture.md"], "Layers {: #layers }")
    told = {name: int(layer) for layer, names in rows.items() for name in re.findall(r"`(\w+)`", names)}
    # What has a place and is not written yet, or only starts the program, need not be told.
    written = {parts_of(path)[0] for path in MODULES} - {"__main__"}
    assert told == {name: LAYER_OF[name] for name in written}


@pytest.fixture(scope="module")
def downloads(real: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("downloads") / "unpacked"
    write_downloads(real, sayings_of(real), folder)
    return folder


@pytest.mark.parametrize("block", blocks(PAGES["en/use.md"], "python"), ids=lambda block: block.split()[1])
def test_the_code_shown_runs(block: str, downloads: Path, monkeypatch: pytest.MonkeyPatch,
                             capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip(block.split()[1])
    monkeypatch.chdir(downloads)
    exec(block, {})
    assert capsys.readouterr().out.strip() not in ("", "[]")


def test_the_formats_shown_are_written_and_their_sums_hold(downloads: Path) -> None:
    for language in LANGUAGES:
        table = [line for line in PAGES[f"{language}/use.md"].split("## ")[1].splitlines() if line.startswith("| `")]
        told = re.findall(r"`([\w./]+)`", "".join(table))
        assert len(told) == 7
        assert [name for name in told if not (downloads / name).exists()] == []
    line = blocks(PAGES["en/use.md"], "sh")[0]
    if shutil.which("sha256sum") is None:
        pytest.skip("no sha256sum here")
    assert subprocess.run(shlex.split(line), cwd=downloads, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_addresses_shown_exist(language: str, real: Archive) -> None:
    sayings = sayings_of(real)
    edition = Edition(real, sayings, "ar")
    files = {f"/{name}" for name, _ in [*twins(real, sayings), *lists(real, sayings), *feed_files(edition)]}
    told = re.findall(r"^\| `(/[\w./-]*)", PAGES[f"{language}/use.md"], re.MULTILINE)
    assert len(told) == 7
    for address in told:
        kind, _, identifier = address.strip("/").partition("/")
        held = {"articles": real.articles, "statements": real.statement_by_id, "en": {"": None}}.get(kind, {})
        assert address in files or (address.endswith("/") and identifier in held), address


def test_the_addresses_of_the_readme_are_pages(archive: Archive) -> None:
    edition = Edition(archive, sayings_of(archive), "en")
    told = set(re.findall(r"`(/[a-z]+/)`", README))
    assert told == {f"/{page_of(key, edition).path}" for key in page_keys(edition) if f"/{key[0]}/" in told}
    assert len(told) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_checks_has_every_code_once(language: str, archive: Archive) -> None:
    page = checks.page("checks", Edition(archive, sayings_of(archive), language))
    rows = [row for group in page.values["groups"].values() for row in group]
    assert [row.code for row in rows] == list(CODES)
    for row in rows:
        code = CODES[row.code]
        own = (code.ar, code.remedy_ar) if language == "ar" else (code.en, code.remedy_en)
        assert (row.meaning, row.remedy) == own
    assert page.path == "checks/"
