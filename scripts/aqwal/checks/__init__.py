"""Takes an archive; gives what is wrong with its records beyond their schemas. One module a theme."""

from collections.abc import Callable, Iterator

from aqwal.checks import counts, creators, dates, identity, permanence, references, spans, statements, text
from aqwal.dataset import Archive, located
from aqwal.issues import Issue, in_order
from aqwal.paths import Repository

Check = Callable[[Archive], Iterator[Issue]]

CHECKS: list[Check] = [
    identity.check_file_names,
    identity.check_duplicates,
    identity.check_redirects,
    identity.check_orphans,
    permanence.check_lost_ids,
    references.check_references,
    spans.check_documents,
    spans.check_spans,
    spans.check_ledgers,
    statements.check_anchors,
    statements.check_order,
    statements.check_nesting,
    statements.check_utterances,
    dates.check_publication,
    dates.check_said,
    dates.check_roles_and_events,
    text.check_scripts,
    text.check_characters,
    counts.check_counts,
    creators.check_orcids,
]


def run_checks(archive: Archive, repository: Repository) -> list[Issue]:
    """Run every check; returns all issues in order, each with its line and column."""
    issues = [issue for check in CHECKS for issue in check(archive)]
    return in_order(located(issues, {issue.path: repository.root / issue.path for issue in issues}))
