"""Takes the schemas; gives the source of record_types.py: one TypedDict for each object a record holds."""

import keyword
from typing import Any

from aqwal import contract

KINDS = ("article", "statement", "speaker", "publisher", "event", "topic", "redirect", "dataset", "release")
HEAD = '''"""Takes nothing; gives the types of the records. Generated from schemas/ by `aqwal types`; do not edit."""

from typing import Literal, TypedDict


'''
PLAIN = {"string": "str", "integer": "int", "boolean": "bool", "number": "float", "null": "None"}


def record_types_source() -> str:
    """Return the whole text of record_types.py."""
    classes: dict[str, str] = {}
    _object("Bilingual", contract.resolve({"$ref": "common.schema.json#/$defs/bilingual"}), classes)
    for kind in KINDS:
        _object(kind.capitalize(), contract.schema_of(kind), classes)
    return HEAD + "\n\n".join(classes.values())


def _object(name: str, schema: dict[str, Any], classes: dict[str, str]) -> str:
    """Add the TypedDict of an object (after those it needs) and return its name."""
    fields = {key: _type(name + key.title().replace("_", ""), part, classes)
              for key, part in schema["properties"].items()}
    says = schema.get("description", "One item of the list.")
    if any(keyword.iskeyword(key) for key in fields):
        rows = "".join(f'    "{key}": {kind},\n' for key, kind in fields.items())
        classes[name] = f'{name} = TypedDict("{name}", {{\n{rows}}})\n"""{says}"""\n'
    else:
        rows = "".join(f"    {key}: {kind}\n" for key, kind in fields.items())
        classes[name] = f'class {name}(TypedDict):\n    """{says}"""\n\n{rows}'
    return name


def _type(name: str, part: dict[str, Any], classes: dict[str, str]) -> str:
    if part.get("$ref", "").endswith(contract.BILINGUAL):
        return "Bilingual"
    if part.get("$ref", "").endswith("/note"):
        return "Bilingual | None"
    part = contract.resolve(part)
    if "anyOf" in part:
        return " | ".join(dict.fromkeys(_type(name, {"description": part.get("description", ""), **branch}, classes)
                                        for branch in part["anyOf"]))
    if "enum" in part:
        return f"Literal[{', '.join(repr(value).replace(chr(39), chr(34)) for value in part['enum'])}]"
    kind = part.get("type")
    if isinstance(kind, list):
        return " | ".join(PLAIN[one] for one in kind)
    if kind == "array":
        return f"list[{_type(name + 'Item', part['items'], classes)}]"
    if kind == "object" and "properties" in part:
        return _object(name, part, classes)
    if kind == "object":
        return f"dict[str, {_type(name + 'Value', part['additionalProperties'], classes)}]"
    return PLAIN[str(kind)]
