"""Takes generated archives of two sizes; proves that writing each form needs no more memory for the larger one."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings, sayings_of
from aqwal.hydrate.features import Features, as_text
from aqwal.linked import FORMS, LinkedForm
from bench.generate import generate_archive

SLACK = 200_000
"""Bytes by which two runs may differ: buffers, and what Python keeps for later."""
FLAT = [form for form in FORMS if form.form != "skos"]
"""All but the topics, of which no archive has many."""


def peak(form: LinkedForm, archive: Archive, sayings: Sayings, path: Path) -> int:
    """Return how much memory writing a form takes at its highest, beyond what is there already."""
    form.write(archive, sayings, path)
    tracemalloc.start()
    try:
        form.write(archive, sayings, path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Archive, Sayings]]:
    folder = tmp_path_factory.mktemp("features")
    archives = [replace(generate_archive(number), features=folder) for number in (50, 400)]
    counts = {f"كلمة{number}": 2 for number in range(50)}
    for identifier in archives[1].articles:
        features: Features = {"article": identifier, "scheme": "f1", "words": 150, "once": 50, "counts": counts}
        (folder / f"{identifier}.json").write_text(as_text(features), "utf-8")
    return [(archive, sayings_of(archive)) for archive in archives]


@pytest.mark.parametrize("form", FLAT, ids=lambda form: form.form)
def test_eight_times_the_articles_need_no_more_memory(form: LinkedForm, sizes: list[tuple[Archive, Sayings]],
                                                      tmp_path: Path) -> None:
    small, large = (peak(form, archive, sayings, tmp_path / "written") for archive, sayings in sizes)
    assert large < small + SLACK
