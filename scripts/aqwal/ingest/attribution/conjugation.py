"""Takes the two leading forms of an Arabic verb; gives its other forms of the third person, each with what it tells."""

from typing import NamedTuple

from aqwal.arabic.normalise import fold

WEAK_ENDS = ("ى", "ا")
"""Verbs that end so are irregular in the past; the list gives their forms."""


class Form(NamedTuple):
    """A form as written: m, f or nothing; 1, 2, 3 for more, or 0 where the form does not tell."""

    written: str
    gender: str
    number: int
    participle: bool = False
    present: bool = False


def forms_of(past: str, present: str, participles: list[str], further: list[str]) -> list[Form]:
    """Return all forms of a verb; those of the list come first, as they know better than the rule."""
    return [*map(_participle, participles), *map(_further, [*further, *_weak_duals(past, further)]), *_past(past),
            *_present(present)]


def _weak_duals(past: str, further: list[str]) -> list[str]:
    """Return "both (women, states) called", made of "she called"."""
    return [form + "ا" for form in further if past.endswith(WEAK_ENDS) and form.endswith("ت")]


def _past(past: str) -> list[Form]:
    regular = [("ت", "f", 0), ("ا", "m", 2), ("تا", "f", 2), ("وا", "m", 3), ("ن", "f", 3)]
    return [Form(past, "m", 0), *(Form(past + end, gender, number) for end, gender, number in regular
                                  if not past.endswith(WEAK_ENDS))]


def _present(present: str) -> list[Form]:
    stem = present[:-1] if present.endswith(("ى", "و", "ي")) else present
    dual = stem + "ي" if present.endswith(("ى", "ي")) else present
    return [
        Form(present, "m", 0, present=True),
        Form("ت" + present[1:], "f", 0, present=True),
        Form("ي" + dual[1:] + "ان", "m", 2, present=True),
        Form("ت" + dual[1:] + "ان", "f", 2, present=True),
        Form("ي" + stem[1:] + "ون", "m", 3, present=True),
    ]


def _participle(written: str) -> Form:
    """-ayn and -in are written alike: only the feminine and the other ending of the dual tell two."""
    key = fold(written)
    if key.endswith(("ين", "ان")):
        return Form(written, "", 2 if key.endswith(("ان", "تين")) else 0, participle=True)
    return Form(written, "f" if key.endswith("ه") else "m", 1, participle=True)


def _further(written: str) -> Form:
    key = fold(written)
    if key.endswith("تا"):
        return Form(written, "f", 2)
    if key.endswith("ت") or key.startswith("ت"):
        return Form(written, "f", 0)
    if key.endswith("وا"):
        return Form(written, "m", 3)
    return Form(written, "m", 2 if key.endswith("ا") else 0)
