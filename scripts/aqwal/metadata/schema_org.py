"""Takes the dataset's record, articles and files; gives it as a schema.org Dataset, for a file and for heads of pages.

A page speaks its own language; the file holds both. `citation` is not given: it is for works that are to be cited
besides the dataset, and how to cite the dataset itself is its `creditText`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from aqwal.derive.citation import cite_dataset, name_parts
from aqwal.derive.columns import Column
from aqwal.derive.formats import Download
from aqwal.derive.spans import coverage
from aqwal.derive.tables import table_named
from aqwal.metadata.agents import doi_of, name_of, orcid_of, publisher_of
from aqwal.metadata.holdings import BESIDE, FOLDER, Holdings
from aqwal.metadata.licences import COVERED, addresses_in
from aqwal.record_types import Article, Bilingual, Dataset, DatasetCreatorsItem

Block = dict[str, Any]
CONTEXT = "https://schema.org"
Say = Callable[[Bilingual], Any]
"""Turns a text in both languages into a value of the description."""


def schema_org(holdings: Holdings) -> Block:
    """Return the description for a file, every text in both languages."""
    about = holdings.about
    return dataset_block(about, holdings.archive.articles.values(), holdings.data, both, holdings.folder)


def both(text: Bilingual) -> list[Block]:
    """Return a text in both languages, each marked as such."""
    return [{"@language": tongue, "@value": words} for tongue, words in (("ar", text["ar"]), ("en", text["en"]))]


def dataset_block(about: Dataset, articles: Iterable[Article], files: Sequence[Download], say: Say,
                  folder: str = FOLDER) -> Block:
    """Return the description; of the files, those that hold records and the one that holds all of them."""
    doi = doi_of(about)
    return given({
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": about["url"],
        "name": say(about["title"]),
        "alternateName": about["name"],
        "description": say(about["description"]),
        "url": about["url"],
        "identifier": doi,
        "sameAs": doi,
        "version": about["version"],
        "datePublished": about["released"],
        "license": _one(addresses_in(about["licences"]["data"])),
        "copyrightNotice": say(COVERED),
        "creator": [agent(creator, say) for creator in about["creators"]],
        "publisher": agent(publisher_of(about), say),
        "creditText": say(cite_dataset(about).plain),
        "keywords": _each(say(keyword) for keyword in about["keywords"]),
        "inLanguage": ["ar", "en"],
        "isAccessibleForFree": True,
        "temporalCoverage": coverage(articles),
        "variableMeasured": [_variable(column, say) for column in _variables()],
        "distribution": [_distribution(one, about["url"] + folder, say) for one in files
                         if one.format == "zip" or one.format not in BESIDE],
    })


def agent(creator: DatasetCreatorsItem, say: Say) -> Block:
    """Return a creator; a person's ORCID record is what names them everywhere."""
    family, named = name_parts(creator) or (None, None)
    return given({"@type": "Person" if creator["kind"] == "person" else "Organization", "@id": orcid_of(creator),
                  "name": say(name_of(creator)), "familyName": family, "givenName": named})


def given(values: Block) -> Block:
    """Drop what is not known: a property without a value says nothing."""
    return {key: value for key, value in values.items() if value is not None and value != [] and value != ""}


def _distribution(download: Download, base: str, say: Say) -> Block:
    return {"@type": "DataDownload", "contentUrl": base + download.path,
            "name": say(download.title), "encodingFormat": download.media_type,
            "contentSize": f"{download.bytes} B", "sha256": download.sha256,
            "license": _one(addresses_in(download.licence))}


def _variables() -> list[Column]:
    """Return what is recorded of every statement in values that can be counted: controlled words, days, references."""
    return [column for column in table_named("statements").columns
            if column.enum or column.type in ("date", "list") or column.name == "event"]


def _variable(column: Column, say: Say) -> Block:
    return {"@type": "PropertyValue", "propertyID": f"statements.{column.name}", "name": say(column.title),
            "description": say(column.description)}


def _one(values: list[str]) -> str | list[str]:
    """Return a single value as it is: there is most often one licence, and many readers expect no list."""
    return values[0] if len(values) == 1 else values


def _each(values: Iterable[Any]) -> list[Any]:
    """Return values, or the members of lists of values, each once."""
    flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return [one for index, one in enumerate(flat) if one not in flat[:index]]
