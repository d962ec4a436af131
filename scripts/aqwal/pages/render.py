"""Takes pages and frames; gives finished HTML. The only place where text of a record becomes markup."""

import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.compiler import Frame as CompilerFrame
from jinja2.exceptions import TemplateAssertionError
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from aqwal.derive.corrections import Reported
from aqwal.pages.edition import BASES, Edition
from aqwal.pages.frame import Frame, root_of
from aqwal.pages.page import Page
from aqwal.paths import TEMPLATES

MARKED = re.compile("[&<>\"']")
OWN_BOX = frozenset({"home", "search"})
"""Sections whose page has the search box in its middle, so that the header has none."""
LATIN_RUN = re.compile(r"(https?://\S+|\[[\w-]+\]|\b\d{4}-\d{2}-\d{2}\b)", re.ASCII)


@dataclass(frozen=True)
class Press:
    """All that turns pages of one language into HTML. `assets` maps a logical name (`css`, `js`) to its hashed path."""

    edition: Edition
    frames: Mapping[str, Frame]
    assets: Mapping[str, str]
    environment: Environment
    feet: dict[str, str] = field(default_factory=dict)
    """The foot of the page by the way to the root, on which alone it depends."""
    boxes: dict[str, str] = field(default_factory=dict)
    """The header's search box by the way to the root, on which alone it depends."""

    def print_page(self, page: Page) -> str:
        """Render a page into the frame of its section."""
        root = self._root(page)
        around = {"page": page, "root": root, "here": root + self.edition.base or "./", "assets": self.assets}
        body = self.environment.get_template(page.template).render({**page.values, **around})
        return self.frames[page.section].fill({**self._furniture(around), "title": str(Markup.escape(page.title)),
                                               "content": body, "root": root})

    def print_prose(self, frame: Frame, page: Page) -> str:
        """Fill the marks of a page whose content the builder has rendered."""
        root = self._root(page)
        around = {"page": page, "root": root, "here": root + self.edition.base or "./", "assets": self.assets}
        return frame.fill({**self._furniture(around), "root": root})

    def _root(self, page: Page) -> str:
        """Return the way to the root of the site; the page for lost addresses does not know where it will stand."""
        if page.section == "404":
            return urlsplit(self.edition.archive.about["url"]).path
        return root_of(self.edition.base + page.path)

    def _furniture(self, around: Mapping[str, Any]) -> dict[str, str]:
        root = around["root"]
        if root not in self.feet:
            self.feet[root] = self.environment.get_template("footer.html.j2").render(around)
            self.boxes[root] = self.environment.get_template("searchbox.html.j2").render(around)
        head, language = (self.environment.get_template(f"{slot}.html.j2").render(around)
                          for slot in ("head", "language"))
        search = "" if around["page"].section in OWN_BOX else self.boxes[root]
        return {"head": head, "search": search, "language": language, "footer": self.feet[root]}


class _Context(Context):
    """A template's names. Nothing of ours asks for the context as an argument, so calls need no look for that."""

    def call(self, called: Any, /, *args: Any, **values: Any) -> Any:
        """Call what a template calls, without what compiled templates add for functions that ask for the context."""
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return called(*args, **values)


class _CodeGenerator(CodeGenerator):
    """Compiles templates; what they print is escaped by `_escaped`, which makes no object around plain text."""

    def _output_child_pre(self, node: nodes.Expr, frame: CompilerFrame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            raise TemplateAssertionError("escaping is never switched off", node.lineno, self.name, self.filename)
        self.write("environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)


def _escaped(value: object) -> str:
    """Return a value as HTML: text escaped, markup as it is."""
    if type(value) is str:
        return html.escape(value) if MARKED.search(value) else value
    return value if type(value) is Markup else str(escape(value))


class _Environment(Environment):
    """Jinja for records: `record.field` is the field, never a method of dict; fixed texts are looked up once."""

    context_class = _Context
    code_generator_class = _CodeGenerator
    escaped = staticmethod(_escaped)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a mapping, else what Jinja would."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        try:
            return getattr(obj, attribute)
        except AttributeError:
            return super().getattr(obj, attribute)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        text = cast(Callable[[str], str], self.globals["t"])
        tree: nodes.Template = _FixedTexts(text).visit(super()._parse(source, name, filename))
        return tree


class _FixedTexts(NodeTransformer):
    """Puts the interface's text in the place of each `t('key')`: it is the same on every page of a language."""

    def __init__(self, text: Callable[[str], str]) -> None:
        self.text = text

    def visit_Call(self, node: nodes.Call, *args: Any, **values: Any) -> nodes.Node:  # noqa: N802
        """Replace a call of `t` that has one constant argument."""
        self.generic_visit(node, *args, **values)
        is_text = isinstance(node.node, nodes.Name) and node.node.name == "t"
        if is_text and len(node.args) == 1 and not node.kwargs and isinstance(node.args[0], nodes.Const):
            return nodes.Const(self.text(node.args[0].value), lineno=node.lineno)
        return node


def press(edition: Edition, frames: Mapping[str, Frame], assets: Mapping[str, str]) -> Press:
    """Set up the templates of one language."""
    environment = _Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                               trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    texts = edition.texts
    environment.globals.update(
        edition=edition, archive=edition.archive, sayings=edition.sayings, t=texts.text, n=texts.count,
        number=texts.number, date=texts.date, name=edition.name, say=edition.say, lang=edition.language,
        dir=texts.direction, other=texts.other, other_base=BASES[texts.other], linked=_linker(edition),
        reported=Reported,
    )
    environment.filters["jsonld"] = _json_in_html
    environment.filters["isolated"] = _isolated
    return Press(edition, frames, assets, environment)


def _linker(edition: Edition) -> Callable[[str, str, str], Markup]:
    """Return the maker of links to record pages; the same few records are linked from most pages, so it remembers."""
    @cache
    def linked(kind: str, identifier: str, here: str) -> Markup:
        return Markup('<a href="{}{}"><bdi>{}</bdi></a>').format(
            here, edition.path(kind, identifier), edition.name(kind, identifier))

    return linked


def _isolated(text: str) -> Markup:
    """Return a text with addresses, ids and ISO dates isolated, lest the Arabic around turn them over."""
    pieces = LATIN_RUN.split(text)
    return Markup("".join(f'<bdi dir="ltr">{escape(piece)}</bdi>' if index % 2 else escape(piece)
                          for index, piece in enumerate(pieces)))


def _json_in_html(value: object) -> Markup:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
                  .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
