"""Takes a body; gives statements as a few lines of code would find them: a quotation behind a verb and a name."""

import re
from collections.abc import Sequence

from bench.ingest.scoring import Said

ONE = ("قال",)
TWELVE = ("قال", "قالت", "أكد", "أكدت", "أضاف", "أضافت", "أوضح", "صرح", "أعلن", "أشار", "ذكر", "تابع")
NAME = r"((?:[ء-ي]+ ){0,3}[ء-ي]+)"
QUOTATION = r"[^\n\"«“]{0,40}[\"«“]([^\"»”\n]{5,1500})[\"»”]"


def quotations_after(text: str, verbs: Sequence[str]) -> list[Said]:
    """Return each quotation that stands within 40 letters behind one of the verbs and up to four words of a name."""
    pattern = re.compile(rf"(?<![ء-ي])و?(?:{'|'.join(verbs)}) {NAME}{QUOTATION}")
    return [([found.group(1)], found.start(2), found.end(2)) for found in pattern.finditer(text)]
