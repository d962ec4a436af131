"""Takes an archive; gives its records in the standard forms of other communities, written as streams."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from aqwal.dataset import Archive
from aqwal.derive.formats import FormatName
from aqwal.derive.sayings import Sayings

__all__ = ["FORMS", "LinkedForm"]


class LinkedForm(NamedTuple):
    """One file; `{name}` in its path is the dataset's name. `write` returns False where it wrote nothing."""

    path: str
    form: FormatName
    write: Callable[[Archive, Sayings, Path], bool]


FORMS: tuple[LinkedForm, ...] = ()
