"""Takes an edited draft and the dataset; moves its records in, all of them or none, and checks the dataset after."""

from dataclasses import dataclass, replace
from pathlib import Path

from aqwal.checks import run_checks
from aqwal.dataset import load_archive
from aqwal.files import write_text
from aqwal.issues import Issue, in_order
from aqwal.paths import Repository
from aqwal.promotion import undo
from aqwal.promotion.edited import Edited, NewRecord, load_edited
from aqwal.promotion.trial import counted, problems_of, text_of
from aqwal.skeletons.ids import IdError, refusal

UNCHECKED = ("draft.json is gone or broken: positions were not held against the page, and our texts were not searched "
             "for its words")


@dataclass(frozen=True)
class Promoted:
    """A draft that is in the dataset now: the ids of its articles and the files written, by their names.

    `kept` names what stays of the draft's folder, `notes` says what could not be checked.
    """

    articles: tuple[str, ...]
    files: tuple[str, ...]
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A draft that is not: the problems, by line where they have one."""

    issues: tuple[Issue, ...] = ()
    messages: tuple[str, ...] = ()


def promote(folder: Path, repository: Repository, only_check: bool = False) -> Promoted | Refused:
    """Promote a draft, or say what keeps it out. The dataset is then as it was before. The draft goes after success."""
    if folder.name in ("", ".."):
        folder = folder.resolve()  # a folder is renamed by its name
    try:
        with undo.alone(repository):
            return _promote(folder, repository, only_check)
    except (IdError, undo.StuckError) as error:
        return Refused(messages=(str(error),))


def _promote(folder: Path, repository: Repository, only_check: bool) -> Promoted | Refused:
    edited = load_edited(folder, repository)
    taken = [_taken(new, repository) for new in edited.new]
    if edited.issues or any(taken) or not edited.articles:
        none = () if edited.articles else ("there is no article.yml in it",)
        return Refused(tuple(in_order([*edited.issues, *filter(None, taken)])), none)
    issues, messages = problems_of(edited, repository)
    if issues or messages:
        return Refused(tuple(issues), tuple(messages))
    notes = () if edited.text is not None else (UNCHECKED,)
    done = Promoted(edited.articles, tuple(repository.name(new.place) for new in edited.new), notes=notes)
    return done if only_check else _move(edited, repository, done)


def _move(edited: Edited, repository: Repository, done: Promoted) -> Promoted | Refused:
    """Write the records, check the dataset as it then is, take everything back if anything is wrong."""
    about = counted(repository, edited)
    texts = {new.place: text_of(new) for new in edited.new}
    undo.note(repository, texts, about, edited.folder)
    try:
        for place, text in texts.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            write_text(place, text)
        write_text(repository.about, about)
        archive, issues = load_archive(repository)
        if archive is not None:
            issues = in_order([*issues, *run_checks(archive, repository)])
        if not issues:
            hidden = undo.hide(edited.folder)
            undo.done(repository)
    except BaseException:
        undo.take_back(repository)
        raise
    if issues:
        undo.take_back(repository)
        return Refused(tuple(issues))
    return replace(done, kept=tuple(map(repository.name, undo.discard(hidden, edited.folder))))


def _taken(new: NewRecord, repository: Repository) -> Issue | None:
    """Say why a record cannot have its id, if so. Raises IdError."""
    if new.schema in ("article", "statement-list"):
        return None
    why = refusal(repository, new.schema, new.place.stem)
    if not why:
        return None
    return Issue(repository.name(new.origin), 1, 1, "id-duplicate", ("id",), why,
                 "use the existing record and delete this file, or give it another id here and in the statements")
