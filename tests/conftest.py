"""Takes the toy dataset; gives it to the tests as fixtures, and the option that accepts changed expected output."""

import shutil
from pathlib import Path

import pytest

from aqwal.cli import main
from aqwal.dataset import Archive, load_archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.exports.downloads import write_downloads
from aqwal.pages.edition import Edition
from aqwal.paths import Repository
from release_repository import released_twice

TESTS = Path(__file__).parent
TOY = TESTS / "toy"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="rewrite expected outputs with what the program gives now")


@pytest.fixture(scope="session")
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def toy() -> Repository:
    """The toy repository itself; only to be read."""
    return Repository(TOY)


@pytest.fixture
def toy_copy(tmp_path: Path) -> Repository:
    """A copy of the toy repository that a test may break."""
    shutil.copytree(TOY / "dataset", tmp_path / "repository" / "dataset")
    return Repository(tmp_path / "repository")


@pytest.fixture(scope="session")
def archive(toy: Repository) -> Archive:
    loaded, issues = load_archive(toy, use_cache=False)
    assert issues == []
    assert loaded is not None
    return loaded


@pytest.fixture(scope="session")
def sayings(archive: Archive) -> Sayings:
    return sayings_of(archive)


@pytest.fixture(scope="session")
def written(archive: Archive, sayings: Sayings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The downloads of the toy dataset; only to be read."""
    folder = tmp_path_factory.mktemp("downloads") / "first"
    write_downloads(archive, sayings, folder)
    return folder


@pytest.fixture
def copy(written: Path, tmp_path: Path) -> Path:
    """A copy of the downloads that a test may break."""
    return Path(shutil.copytree(written, tmp_path / "copy"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy dataset as a built site; only to be read."""
    folder = tmp_path_factory.mktemp("toy")
    shutil.copytree(TOY / "dataset", folder / "dataset")
    assert main(["--root", str(folder), "build"]) == 0
    return folder / "site"


@pytest.fixture(scope="session")
def two_releases(toy: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """The toy dataset, changed and released twice, in a git repository; only to be read."""
    return released_twice(toy, tmp_path_factory.mktemp("released") / "toy")


@pytest.fixture(params=["ar", "en"])
def edition(request: pytest.FixtureRequest, archive: Archive, sayings: Sayings) -> Edition:
    """The toy dataset in each language."""
    return Edition(archive, sayings, request.param)


@pytest.fixture
def english(archive: Archive, sayings: Sayings) -> Edition:
    return Edition(archive, sayings, "en")
