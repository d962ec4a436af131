"""Takes a kind of record, an id and an edition; gives the rows of the cite box, this language's plain form first."""

from aqwal.derive.citation import Citation, cite_article, cite_dataset, cite_statement
from aqwal.pages.edition import Edition
from aqwal.record_types import Article, Publisher

CitationRow = tuple[str, str, str | None]
"""Name of the form, its text, and its language; None for a form that machines read."""


def citation_rows(kind: str, identifier: str, edition: Edition) -> list[CitationRow]:
    """Return how to cite an article, a statement or, for any other kind, the dataset as a whole."""
    return rows_of(_citation(kind, identifier, edition), edition)


def rows_of(citation: Citation, edition: Edition) -> list[CitationRow]:
    """Return the rows of a citation."""
    texts = edition.texts
    plain: dict[str, CitationRow] = {
        "ar": (texts.text("citing.plain_ar"), citation.plain["ar"], "ar"),
        "en": (texts.text("citing.plain_en"), citation.plain["en"], "en"),
    }
    return [plain[edition.language], plain[texts.other], ("BibTeX", citation.bibtex, None), ("RIS", citation.ris, None),
            ("CSL-JSON", citation.csl_json, None)]


def _citation(kind: str, identifier: str, edition: Edition) -> Citation:
    archive = edition.archive
    if kind == "article":
        article = archive.articles[identifier]
        return cite_article(archive.about, article, _publisher(article, edition))
    if kind == "statement":
        saying = edition.sayings.by_id[identifier]
        speakers = [archive.speakers[one] for one in saying.statement["speakers"]]
        return cite_statement(archive.about, saying.statement, saying.article, _publisher(saying.article, edition),
                              speakers)
    return cite_dataset(archive.about)


def _publisher(article: Article, edition: Edition) -> Publisher | None:
    return edition.archive.publishers[article["publisher"]] if article["publisher"] else None
