"""Reads templates without a case: what they print and test, and whatever a template may not do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from interview.core.author_text import Problem
from interview.core.axes import Presumption
from interview.core.conditions import Condition, reads
from interview.core.letter_facts import PART
from interview.core.nearest import did_you_mean
from interview.core.phrases import first_of
from interview.core.texts import Place
from interview.core.tree import Tree
from interview.letters.check_around import holding, on_path, turned
from interview.letters.check_expressions import Expressions, Scope, Tested, Uses
from interview.letters.letter import ANSWER, REASON_PARTS, Letter
from interview.letters.placeholders import RESERVED
from interview.letters.shapes import EVERY_REASON, RESERVED_NAMES, Shape, ShapeOf


def check_sources(sources: Mapping[str, str], tree: Tree) -> Iterator[Problem]:
    """Problems that can be seen without reading templates as such."""
    for node in tree.nodes:
        if node.id.partition(".")[0] in RESERVED_NAMES:
            word = node.id.partition(".")[0]
            sentence = f"{word} has a meaning of its own in letters. Please rename {node.id}."
            yield Problem(node.place, "reserved_name", sentence)
    for name, text in sources.items():
        match = RESERVED.search(text)
        if match:
            line = text.count("\n", 0, match.start()) + 1
            sentence = f"The character U+{ord(match[0]):04X} stands here. Please remove it."
            yield Problem(Place(name, line, 1), "reserved_character", sentence)


def check_letter(letter: Letter) -> Uses:
    """What this letter's template, with everything it extends and includes, uses; and its
    problems.
    """
    checker = _Checker(letter)
    try:
        checker.template(letter.file, {}, Place(letter.file, 1, 1))
    except RecursionError:
        checker.problem(Place(checker.file, 1, 1), _TOO_DEEP)
    return checker.uses


MOST_TEMPLATES = 2_000
"""Templates that one letter may take in, each as often as it is included; a letter of ten pages
needs about fifty.
"""

DEEPEST = 12
"""Conditions and loops inside one another in one file. Python cannot run many more."""


_first_of = lru_cache(maxsize=4096)(first_of)
"""A template is read anew for every letter that takes it in."""


class _Checker(Expressions):
    """Goes through the statements of a letter's templates, following what they extend and
    include.
    """

    def __init__(self, letter: Letter) -> None:
        super().__init__(letter)
        self.templates = letter.templates
        presumptions = self.names.tree.presumptions
        self.presuming = tuple(word for each in presumptions for word in each.words)
        self.open: list[str] = []
        self.taken = 0
        self.depth = 0
        """How many conditions and loops stand around the statement that is read, in its own
        file.
        """
        self.blocks: dict[str, tuple[str, nodes.Block]] = {}

    def template(self, name: str, scope: Scope, place: Place) -> None:
        if name not in self.templates.sources:
            self.problem(
                place, f"There is no template {name}. {did_you_mean(name, self.templates.sources)}"
            )
            return
        if name in self.open:
            self.problem(place, f"{name} includes itself. Please remove one of the includes.")
            return
        self.taken += 1
        if self.taken > MOST_TEMPLATES:
            if self.taken == MOST_TEMPLATES + 1:
                sentence = (
                    f"This letter takes in more than {MOST_TEMPLATES:,} templates. Please include"
                    " less."
                )
                self.problem(place, sentence)
            return
        self.uses.files[name] = None
        try:
            tree = self.templates.environment.parsed(self.templates.sources[name], name, name)
        except TemplateSyntaxError as error:
            what = (error.message or "").rstrip(".")  # Some of Jinja's messages end with a stop.
            self.problem(
                Place(name, error.lineno, 1), f"{what}. Please check the braces and tags here."
            )
            return
        except RecursionError:
            self.problem(Place(name, 1, 1), _TOO_DEEP)
            return
        before = self.file, self.depth
        self.file, self.depth = name, 0
        self.open.append(name)
        self.template_body(tree, scope)
        self.open.pop()
        self.file, self.depth = before

    def template_body(self, tree: nodes.Template, scope: Scope) -> None:
        parent = next(tree.find_all(nodes.Extends), None)
        if parent is None:
            self.body(tree.body, scope)
            return
        for block in tree.find_all(nodes.Block):
            self.blocks.setdefault(block.name, (self.file, block))
        if isinstance(parent.template, nodes.Const):
            self.template(str(parent.template.value), scope, self.at(parent))
        else:
            self.refuse(parent, "a template's name must be written out")

    def body(self, body: Iterable[nodes.Node], scope: Scope) -> None:
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        if self.depth > DEEPEST:
            self.problem(self.at(node), _TOO_DEEP)
            return
        self.depth += isinstance(node, nodes.If | nodes.For)
        self.known_statement(node, scope)
        self.depth -= isinstance(node, nodes.If | nodes.For)

    def known_statement(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if isinstance(part, nodes.TemplateData):
                        self.words(part)
                    else:
                        self.output(part, scope)
            case nodes.If():
                self.test(node.test, scope)
                with self.inside(holding(node.test, self.names)):
                    self.body(node.body, scope)
                with self.inside(turned(node.test, self.names)):
                    self.body(node.elif_, scope)
                    self.body(node.else_, scope)
            case nodes.For():
                self.loop(node, scope)
            case nodes.Block():
                file, block = self.blocks.get(node.name, (self.file, node))
                before, self.file = self.file, file
                self.body(block.body, {})
                self.file = before
            case nodes.Include():
                self.include(node, scope)
            case _:
                self.refuse(node, _TAGS)

    def words(self, data: nodes.TemplateData) -> None:
        """A template's own words presume nothing that neither it nor its letter asks for."""
        # Most texts presume nothing at all, which one look tells.
        if self.letter.is_internal or not _first_of(self.presuming, data.data):
            return
        for presumption in self.names.tree.presumptions:
            word = first_of(presumption.words, data.data)
            if word and not self.is_asked_for(presumption):
                before = data.data[: data.data.index(word)]
                place = Place(self.file, data.lineno + before.count("\n"), 1)
                self.problem(
                    place,
                    f"“{word}” presumes {presumption.what}. Please either test for it, or write"
                    f" `presumes: {presumption.id}` among the first lines of the letter.",
                )

    def is_asked_for(self, presumption: Presumption) -> bool:
        if presumption in self.letter.presumes:
            return True
        when = () if self.letter.when is None else (self.letter.when,)
        asked = {read for each in (*when, *self.around) for read in reads(each)}
        return not asked.isdisjoint(reads(presumption.when))

    def include(self, node: nodes.Include, scope: Scope) -> None:
        if isinstance(node.template, nodes.Const):
            self.template(str(node.template.value), scope, self.at(node))
            return
        shape = self.shape(node.template, scope)
        if shape.of is not ShapeOf.part:
            known = " or ".join(f".{part}" for part in REASON_PARTS)
            self.refuse(node, f"a template's name must be written out, or be a reason's {known}")
            return
        for module in (m for m in self.names.tree.modules if m.is_reason):
            if shape.name not in (EVERY_REASON, module.group):
                continue
            with self.inside(
                on_path(self.names.tree, self.names.tree.module_positions[module.name])
            ):
                self.part(module.name, shape.part, scope, self.at(node))

    def part(self, reason: str, part: str, scope: Scope, place: Place) -> None:
        name = self.templates.reason_part(reason, part)
        if name:
            self.template(name, scope, place)
            return
        if part != ANSWER:
            return
        sentence = f"Nothing says what this letter tells of the reason {reason}."
        self.problem(place, f"{sentence} Please write {PART.format(reason)}.")

    @contextmanager
    def inside(self, conditions: Iterable[Condition]) -> Iterator[None]:
        """What is read meanwhile is come to only where these hold."""
        depth = len(self.around)
        self.around += conditions
        yield
        del self.around[depth:]

    def loop(self, node: nodes.For, scope: Scope) -> None:
        shape = self.shape(node.iter, scope)
        if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
            self.refuse(node, "a loop is {% for row in list %}; choose rows with where(list, '…')")
            return
        each = shape.each()
        if each is None:
            self.refuse(node, "only lists, exhibits, missing and reasons can be gone through")
            return
        inner = scope | {node.target.name: each, "loop": Shape(ShapeOf.loop)}
        self.body(node.body, inner)
        self.body(node.else_, scope)

    def test(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Not(node=inner):
                self.test(inner, scope)
            case nodes.And(left=left, right=right) | nodes.Or(left=left, right=right):
                self.test(left, scope)
                reached = holding if isinstance(node, nodes.And) else turned
                with self.inside(reached(left, self.names)):
                    self.test(right, scope)
            case _:
                if self.shape(node, scope).of not in _TESTABLE:
                    self.refuse(
                        node,
                        "{% if %} takes true('…'), false('…'), unsure('…'), needed('…') or"
                        " rights.…",
                    )


_TESTABLE = (ShapeOf.truth, ShapeOf.exhibits, ShapeOf.reasons, ShapeOf.right, ShapeOf.unknown)
_TOO_DEEP = (
    "Brackets, conditions or loops stand too deep inside one another here. Please take some apart."
)
_TAGS = "it has only if, for, block, extends and include"

__all__ = ["Tested", "Uses", "check_letter", "check_sources"]
