"""Takes the written descriptions and heads of pages; proves that JSON-LD in safe mode knows every term they use.

A description with a key that nothing defines must be refused.
"""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aqwal.dataset import Archive
from aqwal.derive.sayings import Sayings
from aqwal.pages.edition import Edition
from aqwal.pages.views.linked_data import dataset_data
from aqwal.paths import NODE_MODULES
from described import CRATE_CONTEXT, JSON_LD, dataset, folder, load
from linked_files import node
from test_linked_data import faults

__all__ = ["dataset", "folder"]

CRATE = "https://w3id.org/ro/crate/1.2/context"
SCHEMA_ORG = "https://schema.org"
NEEDS_CONTEXT = pytest.mark.skipif(not CRATE_CONTEXT.is_file(), reason="the RO-Crate context is not beside the project")
NEEDS_NODE = pytest.mark.skipif(node() is None or not (NODE_MODULES / "jsonld").exists(),
                                reason="no Node.js here, or no jsonld for it")


EXPAND = """
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
const { contexts, documents } = JSON.parse(readFileSync(0, 'utf8'));
const documentLoader = async (url) => {
  if (!(url in contexts)) throw new Error(`not at hand: ${url}`);
  return { contextUrl: null, documentUrl: url, document: contexts[url] };
};
const how = { safe: true, documentLoader, base: 'https://crate.example/folder/' };
const faultOf = async (document) => {
  try { await jsonld.expand(document, how); return null; }
  catch (error) { return `${error.message} ${JSON.stringify(error.details ?? '')}`; }
};
process.stdout.write(JSON.stringify(await Promise.all(documents.map(faultOf))));
"""


def safe_mode(documents: list[Any]) -> list[str | None]:
    """Return for each document why it is refused, or None; the crate's context tells what terms schema.org has."""
    crate = json.loads(CRATE_CONTEXT.read_text("utf-8"))
    terms = {name: iri for name, iri in crate["@context"].items() if str(iri).startswith("http://schema.org/")}
    contexts = {CRATE: crate, SCHEMA_ORG: {"@context": terms}}
    done = subprocess.run([str(node()), "--input-type=module", "-e", EXPAND], cwd=NODE_MODULES.parent, check=True,
                          input=json.dumps({"contexts": contexts, "documents": documents}), capture_output=True,
                          text=True, encoding="utf-8")
    answer: list[str | None] = json.loads(done.stdout)
    return answer


@NEEDS_NODE
@NEEDS_CONTEXT
def test_every_term_is_defined(folder: Path, dataset: Archive, sayings: Sayings) -> None:
    pages = [block for language in ("ar", "en") for block in dataset_data(Edition(dataset, sayings, language))]
    assert safe_mode([*(load(folder, name) for name in JSON_LD), *pages]) == [None] * (len(JSON_LD) + 4)


def misspelt(folder: Path) -> Iterator[Any]:
    """Yield each description with a key that nothing defines; Croissant's context lets every key be schema.org's."""
    for name in ("schema-org.jsonld", "dcat.jsonld", "ro-crate-metadata.json"):
        value = load(folder, name)
        (value["@graph"][-1] if "@graph" in value else value)["licens"] = "CC-BY-4.0"
        yield value
    value = load(folder, "croissant.json")
    yield {**value, "@type": "Dataset with a space"}


@NEEDS_NODE
@NEEDS_CONTEXT
def test_safe_mode_refuses_a_term_that_is_not_defined(folder: Path) -> None:
    for fault in safe_mode(list(misspelt(folder))):
        assert fault is not None
        assert "Safe mode" in fault or "safe mode" in fault


# schema.org: the properties belong to the types that have them.

def test_the_file_for_search_engines_uses_schema_org_as_pages_do(folder: Path) -> None:
    value = load(folder, "schema-org.jsonld")
    assert faults(value) == []
    assert faults({**value, "licence": "x"}) == ["Dataset.licence"]
    assert faults(load(folder, "schema-org.jsonld") | {"keywords": []}) == ["keywords is empty"]
