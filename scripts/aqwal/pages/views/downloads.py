"""Takes an edition; gives the page of the downloads: every file by form, how to load it and how to check it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from aqwal.derive.formats import Download
from aqwal.pages.edition import Edition
from aqwal.pages.labels import size_label
from aqwal.pages.page import Page
from aqwal.pages.views.citing import citation_rows
from aqwal.pages.views.linked_data import dataset_data

FOLDER = "downloads/latest/"
"""Where the files stand below the root of the site."""
FORMS = (("zip",), ("csv",), ("sqlite",), ("parquet",), ("json",), ("jsonl",), ("schema",), ("package", "text", "sums"))
"""The groups of files, in the order of the page; each is named after its first form."""
UNFOLDED = 4
"""Groups of more files than this are folded."""
FLAT = "statements_flat"
"""The table most readers want first."""
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Group:
    """Files of one form: which, how large together, and a few lines of code that load one of them."""

    form: str
    files: list[Download]
    bytes: int
    code: str | None
    is_folded: bool
    first: Download | None


def keys(edition: Edition) -> Iterable[str]:  # noqa: ARG001
    """Return the one key there is."""
    return [FOLDER]


def page(key: str, edition: Edition) -> Page:  # noqa: ARG001
    """Return the page of the downloads."""
    values: dict[str, Any] = {
        "groups": [group for forms in FORMS if (group := _group(forms, edition)).files],
        "folder": FOLDER, "size": lambda count: size_label(count, edition.texts), "verify": verifying(edition),
        "counts": edition.archive.counts(), "citations": citation_rows("dataset", "", edition),
    }
    return Page(
        path="downloads/", section="downloads", template="downloads.html.j2",
        title=edition.texts.text("downloads.title"), description=edition.texts.text("downloads.lead"), values=values,
        jsonld=tuple(dataset_data(edition)),
    )


def snippet(form: str, base: str, name: str) -> str | None:
    """Return lines of Python that load a file of a form; `base` is the folder's address, `name` the database."""
    return {
        "csv": f'import pandas as pd\n\nbase = "{base}"\nstatements = pd.read_csv(base + "csv/{FLAT}.csv")\n'
               'print(statements.groupby("outlet")["id"].count())',
        "sqlite": f'import sqlite3\n\ndatabase = sqlite3.connect("{name}")\n'
                  'query = "select type, count(*) from statements group by type"\n'
                  "for kind, count in database.execute(query):\n    print(kind, count)",
        "parquet": f'import duckdb\n\nbase = "{base}"\n'
                   'statements = duckdb.read_parquet(base + "parquet/statements.parquet")\n'
                   'print(statements.aggregate("act, count(*)"))',
        "json": f'import json\nfrom urllib.request import urlopen\n\nbase = "{base}"\n'
                'speakers = json.load(urlopen(base + "json/speakers.json"))\n'
                'print(speakers["version"], len(speakers["records"]))',
        "jsonl": 'import json\n\nwith open("statements.jsonl", encoding="utf-8") as lines:\n'
                 "    statements = [json.loads(line) for line in lines]\nprint(len(statements))",
    }.get(form)


def verifying(edition: Edition) -> str | None:
    """Return the shell commands that fetch the one archive and check it; None where there is none."""
    packed = next((one.path for one in edition.downloads if one.format == "zip"), None)
    if packed is None:
        return None
    base = edition.archive.about["url"] + FOLDER
    return (f"curl -O {base}{packed}\ncurl -O {base}{packed}.sha256\nsha256sum --check {packed}.sha256\n"
            f"unzip {packed}\ncd {packed.removesuffix('.zip')}\nsha256sum --check --quiet {SUMS}")


def _group(forms: tuple[str, ...], edition: Edition) -> Group:
    files = [one for one in edition.downloads if one.format in forms]
    database = next((one.path for one in files if one.format == "sqlite"), "")
    return Group(forms[0], files, sum(one.bytes for one in files),
                 snippet(forms[0], edition.archive.about["url"] + FOLDER, database), len(files) > UNFOLDED,
                 next((one for one in files if one.table == FLAT), None))
