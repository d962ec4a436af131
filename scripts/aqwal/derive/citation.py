"""Takes the dataset's record and a record; gives how to cite it: plain in two languages, BibTeX, RIS and CSL-JSON.

What is cited is the entry in this dataset, at its version, not the outlet's article: the author is the dataset's, the
title names what the entry describes, and the outlet stands within the title. The DOI is the dataset's: it is a field of
the citation of the whole, and only named where an entry within it is cited.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from aqwal.arabic.tokens import one_line
from aqwal.derive.addresses import permalink
from aqwal.derive.spans import exact_date
from aqwal.record_types import Article, Bilingual, Dataset, DatasetCreatorsItem, Publisher, Speaker, Statement

_TEX = str.maketrans({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$",
        "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})
_UNNAMED: Bilingual = {"ar": "ناشر غير مذكور", "en": "outlet not named"}
_UNNAMED_WITHIN: Bilingual = {"ar": "ناشر غير مذكور", "en": "an outlet not named"}
_PUBLISHED: Bilingual = {"ar": "نُشر", "en": "published"}
_UNDATED: Bilingual = {"ar": "بلا تاريخ", "en": "undated"}
# A statement has a day of its own before it; what follows says whose day it is, so that neither is taken for the other.
_ARTICLE_PUBLISHED: Bilingual = {"ar": "ونُشر المقال", "en": "article published"}
_ARTICLE_UNDATED: Bilingual = {"ar": "والمقال بلا تاريخ", "en": "article undated"}


@dataclass(frozen=True)
class Citation:
    """One work in every form of the cite box."""

    plain: Bilingual
    bibtex: str
    ris: str
    csl_json: str


@dataclass(frozen=True)
class _Work:
    """What is cited. `part` is the entry's title, None for the dataset as a whole."""

    about: Dataset
    key: str
    part: Bilingual | None
    url: str

    @property
    def title(self) -> Bilingual:
        """The title the citation gives."""
        return self.part or self.about["title"]


def cite_dataset(about: Dataset) -> Citation:
    """Return how to cite the dataset as a whole."""
    return _cited(_Work(about, f"{about['name']}-{about['version']}", None, about["url"]))


def cite_article(about: Dataset, article: Article, publisher: Publisher | None) -> Citation:
    """Return how to cite the record of an article."""
    name, day = publisher["names"] if publisher else _UNNAMED, _day(article, _PUBLISHED, _UNDATED)
    titles: Bilingual = {"ar": article["title"] or article["label"]["ar"], "en": article["label"]["en"]}
    part: Bilingual = {"ar": f"سجل مقال «{titles['ar']}»، الناشر: {name['ar']}، {day['ar']}",
                       "en": f"Record of the article “{titles['en']}”, {name['en']}, {day['en']}"}
    return _cited(_entry(about, "article", article["id"], part))


def cite_statement(about: Dataset, statement: Statement, article: Article, publisher: Publisher | None,
                   speakers: list[Speaker]) -> Citation:
    """Return how to cite the record of one statement; `speakers` are its own, in its order."""
    name, said_on = publisher["names"] if publisher else _UNNAMED_WITHIN, statement["said_on"]["date"]
    day = _day(article, _ARTICLE_PUBLISHED, _ARTICLE_UNDATED)
    on: Bilingual = {"ar": f" في {said_on}", "en": f" on {said_on}"} if said_on else {"ar": "", "en": ""}
    by: Bilingual = {"ar": " و".join(speaker["names"]["ar"] for speaker in speakers),
                     "en": " and ".join(speaker["names"]["en"] for speaker in speakers)}
    part: Bilingual = {
        "ar": f"قول منسوب إلى {by['ar']}{on['ar']}، بنقل {name['ar']}، {day['ar']} [{statement['id']}]",
        "en": f"Statement attributed to {by['en']}{on['en']}, as reported by {name['en']}, {day['en']} "
              f"[{statement['id']}]",
    }
    return _cited(_entry(about, "statement", statement["id"], part))


def name_parts(creator: DatasetCreatorsItem) -> tuple[str, str] | None:
    """Return family and given name of a person written as "family, given"; None for any name not to be split."""
    family, _, given = (part.strip() for part in creator["en"].partition(","))
    is_split = creator["kind"] == "person" and family and given and "," not in given
    return (family, given) if is_split else None


def keywords(about: Dataset) -> list[str]:
    """Return the keywords of both languages, each once, English first."""
    return list(dict.fromkeys(one_line(word) for pair in about["keywords"] for word in (pair["en"], pair["ar"])))


def doi_link(doi: str) -> str:
    """Return the address that a DOI resolves at."""
    return "https://doi.org/" + _address(doi)


def orcid_link(orcid: str) -> str:
    """Return the address of a person's ORCID record."""
    return f"https://orcid.org/{orcid}"


def tex(text: str) -> str:
    """Return a text with every character that TeX would act on made literal."""
    return one_line(text).translate(_TEX)


def _entry(about: Dataset, kind: str, identifier: str, part: Bilingual) -> _Work:
    return _Work(about, f"{about['name']}-{identifier}-{about['version']}", part, permalink(about, kind, identifier))


def _cited(work: _Work) -> Citation:
    return Citation({"ar": _plain_ar(work), "en": _plain_en(work)}, _bibtex(work), _ris(work), _csl(work))


def _plain_ar(work: _Work) -> str:
    about = work.about
    authors, whole = "، ".join(creator["ar"] for creator in about["creators"]), about["title"]["ar"]
    within = f"{work.part['ar']}. في: {whole}" if work.part else whole
    return one_line(f"{authors} ({about['released'][:4]}). {within} (الإصدار {about['version']}) [مجموعة بيانات]. "
                    f"{_places(work)}")


def _plain_en(work: _Work) -> str:
    about = work.about
    authors, whole = "; ".join(creator["en"] for creator in about["creators"]), about["title"]["en"]
    within = f"{work.part['en']}. In: {whole}" if work.part else whole
    return one_line(f"{authors} ({about['released'][:4]}). {within} (version {about['version']}) [data set]. "
                    f"{_places(work)}")


def _places(work: _Work) -> str:
    """Return where a work is to be found: the DOI of the dataset, where it has one, and the address."""
    doi = work.about["doi"]
    return f"{doi_link(doi)} {work.url}" if doi else work.url


def _bibtex(work: _Work) -> str:
    """Return an @misc entry, which every style knows; the address alone is not escaped, as `url` is read as it is."""
    about, doi = work.about, work.about["doi"]
    note = f"In: {about['title']['en']}, version {about['version']}" if work.part else f"Version {about['version']}"
    values = {
        "author": " and ".join(map(_bibtex_name, about["creators"])),
        "title": "{" + tex(work.title["en"]) + "}",
        "year": about["released"][:4],
        "month": str(int(about["released"][5:7])),
        "version": tex(about["version"]),
        "howpublished": "Data set",
        "note": tex(f"{note}, {doi_link(doi)}" if work.part and doi else note),
        "url": _address(work.url),
    }
    values |= {"doi": _address(doi)} if doi and not work.part else {}
    known = [f"{tex(creator['en'])}/{creator['orcid']}" for creator in about["creators"] if creator["orcid"]]
    values |= {"orcid-numbers": " and ".join(known)} if known else {}
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in values.items())
    return f"@misc{{{work.key},\n{fields}\n}}\n"


def _bibtex_name(creator: DatasetCreatorsItem) -> str:
    return ", ".join("{" + tex(part) + "}" for part in name_parts(creator) or (creator["en"],))


def _ris(work: _Work) -> str:
    about, doi = work.about, work.about["doi"]
    lines = [("TY", "DATA"), *(("AU", _ris_name(creator)) for creator in about["creators"]), ("TI", work.title["en"])]
    lines += [("T2", about["title"]["en"])] if work.part else []
    lines += [("PY", about["released"][:4]), ("DA", about["released"].replace("-", "/")), ("ET", about["version"])]
    lines += [("N1", f"{creator['en']}: {orcid_link(creator['orcid'])}")
              for creator in about["creators"] if creator["orcid"]]
    lines += [("N1" if work.part else "DO", doi_link(doi) if work.part else doi)] if doi else []
    lines += [("ID", work.key), ("UR", _address(work.url)), ("ER", "")]
    return "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in lines)


def _ris_name(creator: DatasetCreatorsItem) -> str:
    """Return a name as RIS has it: what stands before the comma is never taken apart."""
    return ", ".join(name_parts(creator) or (f"{creator['en']},",))


def _csl(work: _Work) -> str:
    about, day = work.about, date.fromisoformat(work.about["released"])
    value: dict[str, Any] = {
        "id": work.key, "type": "dataset", "title": one_line(work.title["en"]),
        "author": [_csl_name(creator) for creator in about["creators"]],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": about["version"], "URL": _address(work.url), "language": "en",
    }
    orcids = {one_line(creator["en"]): creator["orcid"] for creator in about["creators"] if creator["orcid"]}
    value |= {"custom": {"orcid": orcids}} if orcids else {}
    if work.part:
        value["container-title"] = one_line(about["title"]["en"])
    elif about["doi"]:
        value["DOI"] = about["doi"]
    # One field a line; the encoder in C writes no indents.
    fields = ",\n".join(f'  "{name}": {json.dumps(field, ensure_ascii=False)}' for name, field in value.items())
    return f"[{{\n{fields}\n}}]\n"


def _csl_name(creator: DatasetCreatorsItem) -> dict[str, str]:
    parts = name_parts(creator)
    if parts is None:
        return {"literal": one_line(creator["en"])}
    return {"family": one_line(parts[0]), "given": one_line(parts[1])}


def _address(url: str) -> str:
    """Return an address with the characters that no address holds unescaped made safe."""
    return re.sub(r"[{}\\^`|<>\"\s]", lambda match: quote(match.group()), url)


def _day(article: Article, published: Bilingual, undated: Bilingual) -> Bilingual:
    """Return when an article was published, as exactly as it is known; `published` stands before mere bounds."""
    day = exact_date(article)
    earliest, latest = article["published"]["earliest"], article["published"]["latest"]
    if day:
        return {"ar": day, "en": day}
    if earliest and latest:
        return {"ar": f"{published['ar']} بين {earliest} و{latest}",
                "en": f"{published['en']} between {earliest} and {latest}"}
    if earliest:
        return {"ar": f"{published['ar']} ليس قبل {earliest}", "en": f"{published['en']} not before {earliest}"}
    if latest:
        return {"ar": f"{published['ar']} ليس بعد {latest}", "en": f"{published['en']} not after {latest}"}
    return undated
