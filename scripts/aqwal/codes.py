"""Takes nothing; gives every code a problem can bear: what it means in both languages, and what to do."""

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of problem."""

    en: str
    ar: str
    remedy_en: str
    remedy_ar: str


FILE = {
    "file-unreadable": Code(
        "The file cannot be read.", "تتعذر قراءة الملف.",
        "Check that it exists, is a plain file and may be read.", "تأكد أنه موجود وأنه ملف عادي تجوز قراءته."),
    "file-encoding": Code(
        "The file holds bytes that are not UTF-8.", "في الملف بايتات ليست بترميز UTF-8.",
        "Save the file as UTF-8.", "احفظ الملف بترميز UTF-8."),
    "file-too-large": Code(
        "The file is larger than any sensible record.", "الملف أكبر من أي سجل معقول.",
        "Split it, or check what was pasted into it.", "قسّمه، أو انظر ما الذي لُصق فيه."),
    "file-misplaced": Code(
        "The folder dataset/ holds a file or folder that no record is read from.",
        "في مجلد dataset/ ملف أو مجلد لا يُقرأ منه سجل.",
        "Give it the name and folder of a record, ending in .yml, or move it out.",
        "اجعل له اسم سجل ينتهي بـ .yml ومجلده، أو أخرجه."),
    "dataset-missing": Code(
        "The dataset has no dataset.yml.", "لا يوجد ملف dataset.yml.",
        "Write it: title, version, licences and the counts expected.",
        "اكتبه: العنوان والإصدار والرخص والأعداد المتوقعة."),
    "yaml-syntax": Code(
        "The file is not valid YAML, or is nested too deep.", "الملف ليس YAML صحيحا أو تداخله أعمق مما يجوز.",
        "Mend the syntax at the place named.", "أصلح الصياغة في الموضع المذكور."),
    "yaml-duplicate-key": Code(
        "A key stands twice in one mapping, so that one value would be lost.",
        "مفتاح مكرر في موضع واحد فتضيع إحدى قيمتيه.",
        "Keep one of the two.", "أبق أحدهما."),
    "yaml-alias": Code(
        "The file uses a YAML alias.", "يستعمل الملف إحالة YAML داخلية.",
        "Write the value out where it belongs.", "اكتب القيمة كاملة في موضعها."),
    "comment-inside": Code(
        "A comment below the head of the file would be lost in rewriting (aqwal format).",
        "تعليق في داخل الملف سيضيع عند إعادة الكتابة (aqwal format).",
        "Move it to the top of the file or into a note.", "انقله إلى رأس الملف أو إلى حقل الملاحظة."),
}

SCHEMA = {
    "schema-required": Code(
        "A field is missing.", "حقل ناقص.",
        "Add it; the data dictionary says what goes in, null where the schema allows it.",
        "أضفه؛ ومعجم البيانات يبيّن محتواه، ويجوز null حيث يسمح المخطط."),
    "schema-unknown-field": Code(
        "The schema knows no such field.", "لا يعرف المخطط هذا الحقل.",
        "Remove it or mend its spelling.", "احذفه أو صحح اسمه."),
    "schema-enum": Code(
        "The value is not one of those allowed.", "القيمة ليست من القيم المسموح بها.",
        "Use one of the values listed.", "استعمل إحدى القيم المذكورة."),
    "schema-type": Code(
        "The value is of the wrong form, such as a number for a text.", "صنف القيمة خطأ، كعدد في موضع نص.",
        "Change the value's form; quote a text that looks like a number.",
        "غيّر صنفها، وضع النص الشبيه بالعدد بين علامتي اقتباس."),
    "schema-pattern": Code(
        "The text is not of the form the field asks for.", "النص ليس بالصيغة التي يطلبها الحقل.",
        "Write it as the data dictionary shows.", "اكتبه كما في معجم البيانات."),
    "schema-min-length": Code(
        "The text is empty.", "النص فارغ.",
        "Write a value or, where the field allows it, null.", "اكتب قيمة، أو null حيث يجوز."),
    "schema-max-length": Code(
        "The text is too long for its field.", "النص أطول مما يسع حقله.",
        "Shorten it.", "اختصره."),
    "schema-min-items": Code(
        "The list has too few items.", "عناصر القائمة أقل مما يلزم.",
        "Give at least as many as the schema asks for.", "أكملها إلى الحد الأدنى."),
    "schema-max-items": Code(
        "The list has too many items.", "عناصر القائمة أكثر مما يجوز.",
        "Remove what does not belong; a span is a start and an end.", "احذف الزائد؛ فالموضع بداية ونهاية."),
    "schema-unique-items": Code(
        "An item stands twice in a list.", "عنصر مكرر في قائمة.",
        "Remove the repetition.", "احذف المكرر."),
    "schema-minimum": Code(
        "The number is too small.", "العدد أصغر مما يجوز.",
        "Write a number in range; offsets count from 0, parts from 1.",
        "اكتب عددا جائزا؛ فالمواضع تبدأ من 0 والأجزاء من 1."),
    "schema-maximum": Code(
        "The number is too large.", "العدد أكبر مما يجوز.",
        "Write a number in range; no page and no count reaches two thousand million.",
        "اكتب عددا جائزا؛ فلا صفحة ولا عدد يبلغ ألفي مليون."),
    "schema-other": Code(
        "The value breaks another rule of the schema, such as an address that is none.",
        "القيمة تخالف قاعدة أخرى في المخطط، كرابط لا يصح.",
        "See the data dictionary.", "انظر معجم البيانات."),
    "date-invalid": Code(
        "The text is no date of the calendar.", "النص ليس تاريخا صحيحا.",
        "Write a real day as YYYY-MM-DD.", "اكتب يوما حقيقيا بصيغة YYYY-MM-DD."),
}

IDENTITY = {
    "id-file-name": Code(
        "The id differs from the file name, or a statement's id is not its article's.",
        "المعرّف يخالف اسم الملف، أو معرّف القول ليس لمقاله.",
        "Rename the file or mend the id.", "أعد تسمية الملف أو صحح المعرّف."),
    "id-duplicate": Code(
        "Two records of one kind bear the same id.", "سجلان من نوع واحد بمعرّف واحد.",
        "Merge them or give one a new id.", "ادمجهما أو أعط أحدهما معرّفا جديدا."),
    "id-retired": Code(
        "A record bears an id that was retired.", "سجل يحمل معرّفا مسحوبا.",
        "Give it a new id; a retired one is never used again.", "أعطه معرّفا جديدا؛ فالمسحوب لا يُعاد استعماله."),
    "redirect-unknown": Code(
        "A retired id leads to a record that does not exist.", "معرّف مسحوب يحيل إلى سجل غير موجود.",
        "Name the record that took its place, or null.", "اذكر السجل الذي حل محله، أو null."),
    "redirect-cycle": Code(
        "Retired ids lead to one another in a ring.", "معرّفات متروكة يحيل بعضها إلى بعض في حلقة.",
        "Let the last of them lead to a record, or to null.", "اجعل آخرها يحيل إلى سجل، أو اجعله null."),
    "lost-id": Code(
        "An id of an earlier release is neither a record nor in redirects.yml.",
        "معرّف من إصدار سابق ليس له سجل ولا ذكر في redirects.yml.",
        "Bring the record back, or add the id to redirects.yml with its successor and the reason.",
        "أعد السجل، أو أضف المعرّف إلى redirects.yml مع خلفه والسبب."),
    "statements-orphan": Code(
        "A file of statements has no article.", "ملف أقوال بلا مقال.",
        "Add the article, or rename or remove the file.", "أضف المقال، أو أعد تسمية الملف أو احذفه."),
    "reference-unknown": Code(
        "A field names a record that does not exist.", "حقل يذكر سجلا غير موجود.",
        "Add the record or mend the id.", "أضف السجل أو صحح المعرّف."),
    "record-unused": Code(
        "Nothing refers to a speaker, publisher, event or topic.", "قائل أو ناشر أو حدث أو موضوع لا يشير إليه شيء.",
        "Remove it, or refer to it where it belongs.", "احذفه، أو أشر إليه حيث يلزم."),
    "count-mismatch": Code(
        "The number of records differs from the one dataset.yml expects.", "عدد السجلات يخالف ما يتوقعه dataset.yml.",
        "Restore what is missing, or mend the number if the change is meant.",
        "أعد ما نقص، أو صحح العدد إن كان التغيير مقصودا."),
    "orcid-check-digit": Code(
        "The last character of an author's ORCID iD does not fit the others, so that it was mistyped.",
        "لا يوافق الرمز الأخير من معرّف ORCID سائره، ففيه خطأ في الكتابة.",
        "Copy the iD anew from the person's ORCID record.", "انسخ المعرّف من جديد من سجل صاحبه في ORCID."),
    "orcid-organisation": Code(
        "An organisation bears an ORCID iD; only persons have one.", "لمؤسسة معرّف ORCID، ولا يُمنح إلا للأشخاص.",
        "Write null, or give the author's kind as person.", "اكتب null، أو اجعل نوع المؤلف شخصا."),
    "orcid-duplicate": Code(
        "Two authors bear the same ORCID iD.", "يشترك مؤلفان في معرّف ORCID واحد.",
        "Give each iD to the one person whose it is.", "اجعل كل معرّف لصاحبه وحده."),
}

SPANS = {
    "span-invalid": Code(
        "A span is empty, reversed or beyond the document.", "موضع فارغ أو معكوس أو خارج الوثيقة.",
        "Count code points of the canonical text; the end is the one after the last.",
        "احسب نقاط ترميز النص القانوني؛ والنهاية هي التي تلي آخر نقطة."),
    "span-overlap": Code(
        "Two spans of one document claim the same text.", "موضعان في وثيقة واحدة يشملان نصا واحدا.",
        "Give every code point to one span.", "اجعل كل نقطة في موضع واحد."),
    "span-gap": Code(
        "More than 16 characters between two spans are neither body nor noise. "
        "Up to 16 are taken for blank here; aqwal verify --texts checks every character.",
        "بين موضعين أكثر من 16 حرفا ليست من المتن ولا من الزوائد. "
        "وما لا يزيد على 16 يُعد هنا فراغا؛ ويفحص الأمر aqwal verify --texts كل حرف.",
        "Add it to the body or to the noise.", "أضفه إلى المتن أو إلى الزوائد."),
    "span-order": Code(
        "The paragraphs are not in the order of the page.", "الفقرات ليست بترتيب الصفحة.",
        "Sort them by their start.", "رتبها ببداياتها."),
    "part-duplicate": Code(
        "Two articles claim the same part of one document.", "مقالان لهما الجزء نفسه من وثيقة واحدة.",
        "Count the articles of a document from 1.", "رقّم مقالات الوثيقة ابتداء من 1."),
    "document-mismatch": Code(
        "Articles of one raw document disagree on its length or canonical text.",
        "مقالات الوثيقة الواحدة تختلف في طولها أو نصها القانوني.",
        "Take both from the same file.", "خذهما من الملف نفسه."),
    "content-outside-body": Code(
        "The content of a statement does not begin and end in the body, or in the title for a headline.",
        "مضمون القول لا يبدأ وينتهي داخل المتن، أو داخل العنوان إن كان فيه.",
        "Mend the offsets, the body spans or in_title.", "صحح المواضع أو المتن أو in_title."),
    "cue-outside": Code(
        "The reporting cue stands in no paragraph, title or subheading.",
        "عبارة النقل ليست في فقرة ولا عنوان ولا عنوان فرعي.",
        "Mend the offsets.", "صحح المواضع."),
}

STATEMENTS = {
    "statement-order": Code(
        "The statements are not in the order of the page.", "الأقوال ليست بترتيب الصفحة.",
        "Sort them by the start of their content; nested ones are free.",
        "رتبها ببداية مضمونها؛ ويُستثنى ما ورد ضمن قول."),
    "nested-cycle": Code(
        "A statement stands, directly or not, in its own words.", "قول يرد ضمن نفسه مباشرة أو بالواسطة.",
        "Let the outermost have null.", "اجعل قيمة الأبعد null."),
    "nested-elsewhere": Code(
        "A statement is nested in one of another article.", "قول مدرج ضمن قول من مقال آخر.",
        "Name the statement of the same article, or null.", "اذكر القول من المقال نفسه، أو null."),
    "utterance-single-outlet": Code(
        "Only one outlet reports an utterance; it exists to join reports of several.",
        "ملفوظ لا ينقله إلا ناشر واحد؛ وإنما وُضع لجمع نقول عدة ناشرين.",
        "Give the other outlet's statement the same id, or write null.",
        "أعط قول الناشر الآخر المعرّف نفسه، أو اكتب null."),
    "date-order": Code(
        "Dates are out of order: said after publication, ended before begun, outside the bounds.",
        "تواريخ مختلة الترتيب: قول بعد النشر، أو نهاية قبل البداية، أو خروج عن الحدود.",
        "Mend one of the two.", "صحح أحدهما."),
    "date-basis": Code(
        "The basis or precision does not fit the date.", "الأساس أو الدقة لا يوافقان التاريخ.",
        "Write unknown without a date, stated or inferred with one.",
        "اكتب unknown بلا تاريخ، وstated أو inferred مع تاريخ."),
    "date-note-missing": Code(
        "A publication date is inferred or unknown and no note says why.", "تاريخ نشر مستنتج أو مجهول بلا ملاحظة.",
        "Say what it was inferred from, or why none is known.", "اذكر مم استُنتج، أو لماذا جُهل."),
}

TEXT = {
    "script-wrong": Code(
        "A text holds letters of another script, such as Arabic in an English field.",
        "نص فيه حروف من كتابة أخرى، كالعربية في حقل إنجليزي.",
        "Write it in the field's own script.", "اكتبه بكتابة الحقل نفسها."),
    "text-empty": Code(
        "A text is blank.", "نص خال إلا من فراغات.",
        "Write a value or, where the field allows it, null.", "اكتب قيمة، أو null حيث يجوز."),
    "bidi-control": Code(
        "A text holds a direction control or a character without width.", "في النص علامة اتجاه أو محرف لا عرض له.",
        "Remove it; direction is set by the page.", "احذفه؛ فالاتجاه من شأن الصفحة."),
    "persian-letter": Code(
        "An Arabic text holds letters that only look Arabic.", "في نص عربي حروف تشبه العربية وليست منها.",
        "Write the Arabic letters.", "اكتب الحروف العربية."),
    "text-tatweel": Code(
        "An Arabic text holds a stretching stroke.", "في نص عربي تطويل.",
        "Remove it.", "احذفه."),
}

CODES: dict[str, Code] = {**FILE, **SCHEMA, **IDENTITY, **SPANS, **STATEMENTS, **TEXT}
"""Code → its entry, in the order of the documentation."""
