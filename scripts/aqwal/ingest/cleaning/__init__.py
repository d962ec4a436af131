"""Takes the canonical text of a page; gives its articles: title, body and noise, each noise span with kind and rule.

The steps, each in a module beside this one: `wrapped` joins lines broken in mid-sentence, `pieces` cuts the page into
lines and sentences, `inside` cuts them further at phrases that stand within a line, `fused` parts headline and lead
where a page has no line ends, `rules` judges by set phrases, `scoring` weighs the rest, `path` finds the body,
`reports` parts two reports on one page, `titles` finds the headline, `lead` the dateline, `spans` writes it all down.
"""

from itertools import pairwise

from aqwal.ingest.cleaning.inside import cut_inside
from aqwal.ingest.cleaning.path import mark_body
from aqwal.ingest.cleaning.pieces import split
from aqwal.ingest.cleaning.reports import borders
from aqwal.ingest.cleaning.rules import judge
from aqwal.ingest.cleaning.scoring import weigh
from aqwal.ingest.cleaning.spans import article_spans, counts_of
from aqwal.ingest.page import ArticleSpans

__all__ = ["clean"]


def clean(text: str) -> tuple[ArticleSpans, ...]:
    """Return the articles of a page, the first one first; a page without any has one, all noise."""
    pieces = cut_inside(text, split(text))
    for piece in pieces:
        if not piece.kind:
            judge(text, piece)
    weigh(text, pieces)
    mark_body(pieces)
    marks = [0, *borders(text, pieces), len(pieces)]
    counts = counts_of(pieces)
    return tuple(article_spans(text, part, pieces[first:last], counts)
                 for part, (first, last) in enumerate(pairwise(marks), 1))
