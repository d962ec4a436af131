"""Takes marked pages; prints what ingest finds in them, beside its peers, and returns the claims that do not hold."""

from collections.abc import Callable, Sequence

from aqwal.ingest.knowledge import Knowledge
from aqwal.ingest.page import PageDraft, RawPage
from aqwal.ingest.pipeline import draft_page
from bench.ingest import naive, peers
from bench.ingest.gold import GoldPage
from bench.ingest.scoring import Said, Scores, missed, score_body, score_statements, score_titles

BODY, HEAVY, NOISE_LEFT, TITLES = 0.975, 0.93, 0.10, 0.85
STATEMENTS, PRECISION = 0.80, 0.85
TYPES = {"direct": 0.90, "mixed": 0.80, "indirect": 0.75}
"""The claims."""


def draft_of(page: GoldPage, knowledge: Knowledge) -> PageDraft:
    """Return what ingest makes of the text of a marked page."""
    return draft_page(RawPage(page.name, page.text, ""), knowledge)


def score(pages: Sequence[GoldPage], knowledge: Knowledge, tell: Callable[[str], None] | None = None) -> Scores:
    """Return what ingest reaches; `tell` gets a line for everything missed or wrong."""
    scores = Scores()
    for page in pages:
        draft = draft_of(page, knowledge)
        body = {place for one in draft.articles for start, end in one.spans.body for place in range(start, end)
                if not page.text[place].isspace()}
        score_body(scores, page, body)
        score_titles(scores, page, [page.text[slice(*one.spans.title)] if one.spans.title else None
                                    for one in draft.articles])
        for number, article in enumerate(page.articles):
            found: list[Said] = []
            if number < len(draft.articles):
                found = [([speaker.name for speaker in one.speakers], *one.content)
                         for one in draft.articles[number].statements]
            pairs = score_statements(scores, page.text, article, found)
            if tell:
                _tell(page, found, pairs, missed(article, pairs), tell)
    return scores


def _tell(page: GoldPage, found: Sequence[Said], pairs: Sequence[tuple[int, str]], left: Sequence[tuple[str, object]],
          tell: Callable[[str], None]) -> None:
    for key, one in left:
        tell(f"{page.name}: missed {key}: {one}")
    hit = {number for number, _ in pairs}
    for number, (names, start, end) in enumerate(found):
        if number not in hit:
            tell(f"{page.name}: wrong: {', '.join(names)}: {page.text[start:end][:80]!r}")


def measure(name: str, pages: Sequence[GoldPage], knowledge: Knowledge, least: float = STATEMENTS) -> list[str]:
    """Print the tables of one set; returns the claims that do not hold for it."""
    ours = score(pages, knowledge)
    print(f"\n{name}: {len(pages)} pages, {ours.titles.wanted} articles, {ours.statements.wanted} statements")
    print(f"{'body':24}{'F1':>8}{'heavy':>8}{'noise left':>14}{'title':>8}")
    _print_body("aqwal", ours, with_titles=True)
    for peer, keep in peers.available().items():
        theirs = Scores()
        for page in pages:
            score_body(theirs, page, keep(page.text))
        _print_body(peer, theirs, with_titles=False)
    print(f"{'statements':24}{'F1':>8}{'P':>8}{'R':>8}  recall by type")
    _print_statements("aqwal", ours)
    for label, verbs in (("quotation after one verb", naive.ONE), ("after twelve verbs", naive.TWELVE)):
        _print_statements(label, _naive(pages, verbs))
    return _failed(name, ours, least)


def _naive(pages: Sequence[GoldPage], verbs: Sequence[str]) -> Scores:
    scores = Scores()
    for page in pages:
        for article in page.articles:
            inside = [one for one in naive.quotations_after(page.text, verbs) if article.start <= one[1] < article.end]
            score_statements(scores, page.text, article, inside)
    return scores


def _print_body(name: str, scores: Scores, with_titles: bool) -> None:
    heavy = f"{scores.heavy.f1:8.3f}" if scores.heavy.wanted else f"{'–':>8}"
    left = f"{scores.noise_left}/{scores.noise}"
    title = f"{scores.titles.recall:8.2f}" if with_titles else f"{'–':>8}"
    print(f"{name:24}{scores.body.f1:8.3f}{heavy}{left:>14}{title}")


def _print_statements(name: str, scores: Scores) -> None:
    one = scores.statements
    types = ", ".join(f"{kind} {counts.recall:.2f} of {counts.wanted}" for kind, counts in sorted(scores.types.items()))
    print(f"{name:24}{one.f1:8.3f}{one.precision:8.3f}{one.recall:8.3f}  {types}")


def _failed(name: str, scores: Scores, least: float) -> list[str]:
    claims = [("body F1", scores.body.f1, BODY), ("title right", scores.titles.recall, TITLES),
              ("statements F1", scores.statements.f1, least), ("statements P", scores.statements.precision, PRECISION)]
    if scores.heavy.wanted:
        claims.append(("heavy body F1", scores.heavy.f1, HEAVY))
    if least == STATEMENTS:
        claims += [(f"{kind} recall", counts.recall, TYPES[kind]) for kind, counts in scores.types.items()]
    failures = [f"{name}: {what} is {value:.3f}, not {wanted}" for what, value, wanted in claims if value < wanted]
    if scores.noise and scores.noise_left > NOISE_LEFT * scores.noise:
        failures.append(f"{name}: {scores.noise_left} of {scores.noise} noise blocks left in the body")
    return failures
