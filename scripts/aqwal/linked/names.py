"""Takes the dataset's record and a record's id; gives the IRIs by which all linked forms name the same things.

A thing's IRI is the permanent address of its page. A raw document has no address that we could promise, so it is
named by its hash, as RFC 6920 describes: whoever holds the bytes can work out the name, and nobody else need serve it.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator

from aqwal.derive.addresses import permalink
from aqwal.record_types import Dataset

WIKIDATA = "http://www.wikidata.org/entity/"
LICENCES = "https://spdx.org/licenses/"
ORCID = "https://orcid.org/"
GENERATOR = "aqwal"
TERMS = "terms/"
"""Where the page of the terms stands, below the address of the site."""


def thing(about: Dataset, kind: str, identifier: str) -> str:
    """Return the IRI of a record's subject."""
    return permalink(about, kind, identifier)


def part(iri: str, name: str) -> str:
    """Return the IRI of a part of a thing; a statement without a page of its own is itself a fragment already."""
    return f"{iri}{'-' if '#' in iri else '#'}{name}"


def named_by_hash(sha256: str) -> str:
    """Return the `ni` URI of the bytes that have a SHA-256, given in hexadecimal."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def terms(about: Dataset) -> str:
    """Return the namespace of the terms of our own: each names a place on the page that explains it."""
    return f"{about['url']}{TERMS}#"


def term(about: Dataset, name: str) -> str:
    """Return the IRI of a term of our own."""
    return terms(about) + name


def own(about: Dataset, name: str) -> str:
    """Return the IRI of something that belongs to the dataset as a whole."""
    return f"{about['url']}#{name}"


def creators(about: Dataset) -> Iterator[tuple[str, str]]:
    """Yield a short name and the IRI of each creator, in their order: the ORCID iD where there is one."""
    for number, creator in enumerate(about["creators"], 1):
        name = f"creator-{number}"
        yield name, ORCID + creator["orcid"] if creator["orcid"] else own(about, name)


def licence(about: Dataset) -> str:
    """Return the IRI of the licence on what is ours."""
    return f"{LICENCES}{about['licences']['data']}.html"
