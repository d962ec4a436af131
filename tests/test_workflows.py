"""Takes the workflows; proves that they are well-formed, have no right too many, and call only what exists.

How their steps behave is shown in `test_workflow_steps.py`.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from aqwal import cli
from aqwal.paths import PROJECT

GITHUB = PROJECT / ".github"
FILES = {path.stem: path for path in sorted((GITHUB / "workflows").glob("*.yml"))}
TEXTS = {name: path.read_text("utf-8") for name, path in FILES.items()}
# Every scalar as text: read as YAML 1.1 asks, the key `on` would be true.
WORKFLOWS: dict[str, dict[str, Any]] = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}
MAKEFILE = (PROJECT / "Makefile").read_text("utf-8")
VARIABLE = re.compile(r"\$\{?\w+\}?")
PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")
RIGHTS = {
    ("check", "records"): {"contents": "read"},
    ("check", "tests"): {"contents": "read"},
    ("check", "site"): {"contents": "read"},
    ("publish", "build"): {"contents": "read"},
    ("publish", "deploy"): {"pages": "write", "id-token": "write"},
    ("release", "build"): {"contents": "read"},
    ("release", "attest"): {"id-token": "write", "attestations": "write", "artifact-metadata": "write"},
    ("release", "publish"): {"contents": "write"},
    ("release", "site"): {"actions": "write"},
}
"""All that any job may do. A right that is added has to be added here too."""
TOKEN_STEPS = {("publish", "Fetch the files of earlier releases"),
               ("release", "Make a draft with all assets, look at them, publish"),
               ("release", "Publish the site, which now has the files of this release")}


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for workflow, value in WORKFLOWS.items():
        yield from ((workflow, name, job) for name, job in value["jobs"].items())


def steps() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for workflow, job, value in jobs():
        yield from ((workflow, job, step) for step in value["steps"])


SHELL = [(f"{workflow}: {step['name']}", step["run"]) for workflow, _, step in steps() if "run" in step]


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def audits(*paths: Path) -> set[str]:
    """Return the names of the audits with which zizmor finds something."""
    done = subprocess.run([tool("zizmor"), "--offline", "--persona", "pedantic", "--format", "json", *map(str, paths)],
                          capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 11, 12, 13, 14), done.stderr
    return {finding["ident"] for finding in json.loads(done.stdout)}


def test_zizmor_finds_nothing() -> None:
    assert audits(GITHUB) == set()


BROKEN = {
    "an action that may change": ("check", r"(actions/checkout)@\S+ # \S+", r"\1@v7", "unpinned-uses"),
    "a title that becomes a command": ("check", r"run: make test",
                                       r"run: echo ${{ github.event.pull_request.title }}", "template-injection"),
    "rights for a stranger's change": ("check", r"  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    "no word about rights": ("release", r"permissions: \{\}\n", "", "excessive-permissions"),
    "a right for all jobs": ("publish", r"permissions: \{\}", "permissions: write-all", "excessive-permissions"),
    "a right that nobody explains": ("publish", r"pages: write #.*", "pages: write", "undocumented-permissions"),
    "a token left in the folder": ("release", r" +persist-credentials: false\n", "", "artipacked"),
    "two publications at once": ("publish", r"concurrency:\n(?:  .*\n)+", "", "concurrency-limits"),
}


@pytest.mark.parametrize("breakage", BROKEN)
def test_zizmor_finds_what_was_broken_on_purpose(breakage: str, tmp_path: Path) -> None:
    workflow, pattern, other, audit = BROKEN[breakage]
    text, times = re.subn(pattern, other, TEXTS[workflow], count=1)
    assert times == 1
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    broken = tmp_path / ".github" / "workflows" / f"{workflow}.yml"
    broken.write_text(text, "utf-8")
    assert audit in audits(broken)


def test_zizmor_finds_updates_taken_too_soon(tmp_path: Path) -> None:
    text = (GITHUB / "dependabot.yml").read_text("utf-8")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github" / "dependabot.yml").write_text(text.replace("default-days: 14", "default-days: 1"), "utf-8")
    assert "dependabot-cooldown" in audits(tmp_path / ".github" / "dependabot.yml")


def fits(schema: str, *paths: Path) -> bool:
    command = [tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *map(str, paths)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_workflows_and_updates_fit_the_published_schemas() -> None:
    assert fits("github-workflows", *FILES.values())
    assert fits("dependabot", GITHUB / "dependabot.yml")


@pytest.mark.parametrize(("schema", "name", "old", "new"), [
    ("github-workflows", "workflows/check.yml", "runs-on:", "run-on:"),
    ("github-workflows", "workflows/release.yml", "contents: write", "contents: all"),
    ("github-workflows", "workflows/publish.yml", "cancel-in-progress", "cancel"),
    ("dependabot", "dependabot.yml", "interval: monthly", "interval: sometimes"),
])
def test_a_misspelt_workflow_does_not_fit(schema: str, name: str, old: str, new: str, tmp_path: Path) -> None:
    text = (GITHUB / name).read_text("utf-8")
    assert old in text
    (tmp_path / Path(name).name).write_text(text.replace(old, new, 1), "utf-8")
    assert not fits(schema, tmp_path / Path(name).name)


def test_a_job_has_no_right_but_those_it_needs() -> None:
    assert all(workflow["permissions"] == {} for workflow in WORKFLOWS.values())
    assert {(workflow, name): job["permissions"] for workflow, name, job in jobs()} == RIGHTS


def test_no_secret_is_used_and_the_token_stands_in_three_steps_alone() -> None:
    assert not any("secrets." in text for text in TEXTS.values())
    holding = {(workflow, step["name"]) for workflow, _, step in steps() if "github.token" in str(step)}
    assert holding == TOKEN_STEPS
    assert sum(text.count("github.token") for text in TEXTS.values()) == len(TOKEN_STEPS)


def test_a_proposed_change_meets_no_token_that_may_write() -> None:
    assert set(WORKFLOWS["check"]["on"]) == {"pull_request"}
    assert "github.token" not in TEXTS["check"]


def test_the_site_comes_from_the_main_branch_and_releases_from_tags() -> None:
    assert WORKFLOWS["publish"]["on"] == {"push": {"branches": ["main"]}, "workflow_dispatch": ""}
    assert WORKFLOWS["publish"]["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert WORKFLOWS["release"]["on"] == {"push": {"tags": ["v*"]}}


def test_every_action_is_pinned_to_one_commit_whose_version_is_told() -> None:
    lines = [line.strip() for text in TEXTS.values() for line in text.splitlines() if "uses:" in line]
    found = [match for line in lines if (match := PINNED.search(line))]
    assert len(found) == len(lines)
    commits = {match["action"]: match["commit"] for match in found}
    assert all(commits[match["action"]] == match["commit"] for match in found)
    assert all(action.startswith("actions/") for action in commits)


def test_no_credential_stays_in_the_folder() -> None:
    checkouts = [step for _, _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 5
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_every_job_ends_in_time_and_runs_on_a_named_system() -> None:
    for _, _, job in jobs():
        assert 0 < int(job["timeout-minutes"]) <= 60
        assert job["runs-on"] == "ubuntu-24.04"
    assert all("group" in workflow["concurrency"] for workflow in WORKFLOWS.values())


def test_python_is_the_oldest_that_is_promised() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    used = {step["with"]["python-version"] for _, _, step in steps()
            if step.get("uses", "").startswith("actions/setup-python@")}
    assert used == {project["requires-python"].removeprefix(">=")}


def test_what_is_published_is_whole() -> None:
    uploads = [step["with"] for _, _, step in steps() if "upload" in step.get("uses", "") and "site/" in str(step)]
    assert len(uploads) == 2
    assert all(one["include-hidden-files"] == "true" for one in uploads)


@pytest.mark.parametrize(("name", "script"), SHELL, ids=[name for name, _ in SHELL])
def test_the_shell_reads_every_step_and_nothing_is_pasted_into_it(name: str, script: str) -> None:
    assert "${{" not in script, name
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
    if shutil.which("shellcheck"):
        command = ["shellcheck", "--shell", "bash", "-"]
        assert subprocess.run(command, input=script, text=True, check=False).returncode == 0


def test_the_shell_is_the_same_everywhere() -> None:
    assert all(workflow["defaults"]["run"]["shell"] == "bash" for workflow in WORKFLOWS.values())


def commands(program: str) -> list[list[str]]:
    """Return the arguments of each call of a program in the steps, a value in place of each variable."""
    found = []
    for _, script in SHELL:
        for line in script.splitlines():
            if match := re.search(rf"(?:^|[|;(]|\s){re.escape(program)} ([^|>;)]*)", line.strip()):
                found.append(shlex.split(VARIABLE.sub("1.2.3", match[1])))
    return found


def test_every_make_target_called_exists_and_reads_the_variables_it_is_given() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    called = commands("make")
    assert len(called) == 7
    for arguments in called:
        names = [one for one in arguments if not one.startswith("--") and "=" not in one]
        given = [one.partition("=")[0] for one in arguments if "=" in one and not one.startswith("--")]
        assert set(names) <= targets, arguments
        assert all(f"$({one})" in MAKEFILE for one in given), arguments
    assert {"validate", "diff", "test", "site", "release"} <= {name for one in called for name in one}


def test_every_verb_called_exists_and_takes_the_options_it_is_given() -> None:
    called = commands(".venv/bin/aqwal")
    assert len(called) == 2
    for arguments in called:
        assert cli._parser().parse_args(arguments).run


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_steps_that_the_documentation_names_exist(language: str) -> None:
    text = (PROJECT / "docs" / language / "releasing.md").read_text("utf-8")
    section = text.split("{: #stops }")[1].split("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")][1:]
    told = [re.split("[,،]", row)[0] for row in rows]
    release = WORKFLOWS["release"]["jobs"]
    names = {one["name"] for job in release.values() for one in [job, *job["steps"]]}
    assert len(told) == 4 and set(told) <= names
    assert all(f"`{path.name}`" in text for path in FILES.values())
    assert all(f"**{job['name']}**" in text for job in WORKFLOWS["check"]["jobs"].values())
