"""Builds a tree from its files. Collects every problem it can before giving up, each with file,
line and column.
"""

from __future__ import annotations

from collections.abc import Mapping as Dict
from typing import Any

from interview.core.author_text import AuthorError, Mapping, Node, Problem, Scalar
from interview.core.build_findings import finding_of
from interview.core.build_former import FORMERLY, Renaming, present_ids, renamings_of_module
from interview.core.build_ids import bad_id, usable_id
from interview.core.build_placing import ROOT, placed, short
from interview.core.build_question import QuestionBuilder
from interview.core.build_root import OF_THE_CASE, RootBuilder
from interview.core.bulk import without_collector
from interview.core.conditions import nodes as n
from interview.core.meaning import Meaning
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields, scalars_of
from interview.core.scope import Scope
from interview.core.texts import Option, Place, Text
from interview.core.tree import (
    Attachment,
    FindingRule,
    Module,
    Question,
    Section,
    Tree,
)

_OF_THE_TREE = ("tree", "version", "title", "modules", "roles", "groups", "option_lists", "tables")
_ROOT = dict.fromkeys((*_OF_THE_TREE, *OF_THE_CASE))
_PLACED = ("module", "title", "when", "on_demand", "carries", "reason", "uses", FORMERLY)
_MODULE = dict.fromkeys((*_PLACED, "define", "questions", "attachments", "findings"))
_REASON = dict.fromkeys(("label", "letter", "formerly", "group"))
_SECTION = dict.fromkeys(("section", "id", "when", "questions"))
REASONS = "reasons"
"""Role of the question whose options are the reason modules; also the folder they live in."""
GROUP = "clinical"
"""Group of a reason that names none."""


def build_tree(files: Dict[str, Node]) -> Tree:
    """The tree of these files, by name without suffix (`root`, `reasons/step_therapy`). Raises
    AuthorError.
    """
    builder = _TreeBuilder(files)
    with without_collector():
        tree = builder.build()
    if builder.problems:
        raise AuthorError(builder.problems)
    return tree


class _TreeBuilder:
    def __init__(self, files: Dict[str, Node]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.meaning = Meaning()
        self.roles: dict[str, tuple[str, ...]] = {}
        self.fields: dict[str, Fields] = {}
        self.groups: dict[str, str] = {}
        self.scope = Scope(self.problems)
        self.questions = QuestionBuilder(self.scope, self.problems, self.meaning)
        self.nodes: list[Question | Section] = []
        self.parents: list[int] = []
        self.module_of: dict[str, str] = {}
        self.module_positions: dict[str, int] = {}
        self.attachments: list[Attachment] = []

    def build(self) -> Tree:
        if ROOT not in self.files:
            sentence = "There is no root.yaml. Please add the file that places the modules."
            raise AuthorError([Problem(None, "no_root", sentence)])
        root = Fields(self.files[ROOT], "The root", _ROOT, self.problems)
        self.roles = {k.text: tuple(s.text for s in scalars_of(v)) for k, v in root.pairs("roles")}
        names = placed(root, self.files, self.problems)
        for name in names:
            self.fields[name] = Fields(self.files[name], "A module", _MODULE, self.problems)
        self.questions.options.read_lists(root)
        self.questions.implied.read_tables(root)
        self.questions.options.reasons = self._reason_options(names)
        self.questions.options.reasons_id = next(iter(self.roles.get(REASONS, ())), "")
        self._announce(names)
        self._define_groups(root)
        modules = tuple(self._module(name) for name in names)
        definitions = self.scope.all_definitions()
        self._check_roles(root)
        former = self._former(names)
        return Tree(
            root.required("tree").text,
            root.required("version").text,
            root.needed_text("title"),
            modules,
            definitions,
            self.roles,
            tuple(self.nodes),
            tuple(self.parents),
            {node.id: i for i, node in enumerate(self.nodes) if node.id},
            tuple(self.attachments),
            self.meaning.hexdigest(),
            self.module_of,
            self.module_positions,
            findings=self._findings(names),
            former=former,
            **self._of_the_case(root),
        )

    def _of_the_case(self, root: Fields) -> dict[str, Any]:
        documents = [attachment.id for attachment in self.attachments]
        builder = RootBuilder(
            self.scope, self.problems, self.nodes, self.module_positions, documents
        )
        return builder.parts(root)

    def _former(self, names: list[str]) -> dict[str, str]:
        """Present id by former id, read when all questions are known."""
        asked = frozenset(
            {
                *self.scope.questions,
                *(f"{q.id}/{c.id}" for q in self.scope.questions.values() for c in q.columns),
                *(attachment.id for attachment in self.attachments),
            }
        )
        modules: list[Renaming] = []
        for name in names:
            modules += renamings_of_module(self.fields[name], short(name), self.scope.questions)
        former = present_ids(self.questions.renamings, modules, asked, self.problems)
        for old, present in former.items():
            self.meaning.add(FORMERLY, old, present)
        return former

    def _findings(self, names: list[str]) -> tuple[FindingRule, ...]:
        """The authors' rules, read when all questions are known."""
        found = (
            finding_of(node, short(name), self.scope, self.problems)
            for name in names
            for node in self.fields[name].nodes("findings")
        )
        return tuple(rule for rule in found if rule is not None)

    def _reason_options(self, names: list[str]) -> tuple[Option, ...]:
        options = []
        for name in names:
            fields = self.fields[name]
            if "reason" in fields:
                reason = Fields(fields.values["reason"], "A reason", _REASON, self.problems)
                self.groups[short(name)] = reason.string("group") or GROUP
                formerly = tuple(s.text for s in reason.scalars("formerly"))
                label = reason.needed_text("label")
                letter = reason.text("letter")
                options.append(
                    Option(short(name), label, fields.keys["reason"].place, formerly, letter)
                )
        return tuple(options)

    def _announce(self, names: list[str]) -> None:
        """Tells the scope every id and definition there will be, for "asked later" and "did you
        mean".
        """
        for name in names:
            for key, value in self.fields[name].pairs("define"):
                self._define(key, value)
            for node in self.fields[name].nodes("questions"):
                self.scope.announce(node)

    def _define_groups(self, root: Fields) -> None:
        """Each name under `groups:` is the condition that any reason of that group was given."""
        for key, value in root.pairs("groups"):
            group = value.text if isinstance(value, Scalar) else ""
            members = [name for name, own in self.groups.items() if own == group]
            if members:
                test = " or ".join(
                    f"{name} in {self.questions.options.reasons_id}" for name in members
                )
                self._define(key, Scalar(test, value.place))
            else:
                known = did_you_mean(group, set(self.groups.values()))
                self._problem(
                    value.place, "unknown_group", f"No reason is in a group {group}. {known}"
                )

    def _define(self, key: Scalar, value: Node) -> None:
        if not usable_id(key.text):
            self._problem(key.place, "bad_id", bad_id(key.text))
        elif not isinstance(value, Scalar):
            self._problem(
                value.place, "shape", f"{key.text} is one condition. Please write it on one line."
            )
        else:
            self.scope.define(key, value)
            self.meaning.add("define", key.text, value.text)

    def _module(self, name: str) -> Module:
        fields = self.fields[name]
        own = fields.required("module").text
        if own and own != short(name):
            self._problem(
                fields.place,
                "module_name",
                f"The file {name}.yaml calls itself {own}. Please use one name.",
            )
        self.questions.module, self.questions.carries = own, fields.flag("carries")
        when = self._module_when(name, fields)
        title = fields.needed_text("title")
        self.module_positions[own] = len(self.nodes)
        section = self._section("", title, when, fields.nodes("questions"), -1, fields.place)
        attachments = [self._attachment(node, None, own) for node in fields.nodes("attachments")]
        uses = tuple(s.text for s in fields.scalars("uses"))
        for use in fields.scalars("uses"):
            if use.text not in {short(f) for f in self.fields}:
                known = did_you_mean(use.text, map(short, self.fields))
                self._problem(
                    use.place, "unknown_module", f"There is no module {use.text}. {known}"
                )
        option = next((o for o in self.questions.options.reasons if o.key == own), None)
        label, letter = (option.label, option.written) if option else (None, None)
        is_reason, group = "reason" in fields, self.groups.get(own, "")
        return Module(own, section, tuple(attachments), is_reason, label, letter, uses, group)

    def _module_when(self, name: str, fields: Fields) -> n.Condition | None:
        own = self.scope.condition(fields.scalar("when"), None)
        self.meaning.add("module", short(name), fields.string("when"))
        parts: list[n.Condition] = []
        if "reason" in fields:
            parts.append(self._refused_for(name, fields.place))
        if fields.flag("on_demand"):
            users = [
                f
                for f in self.fields
                if short(name) in {s.text for s in self.fields[f].scalars("uses")}
            ]
            parts.append(n.Or(tuple(self._refused_for(u, fields.place) for u in users)))
            self.meaning.add("used by", *users)
        parts += [own] if own is not None else []
        return None if not parts else parts[0] if len(parts) == 1 else n.And(tuple(parts))

    def _refused_for(self, name: str, place: Place) -> n.Condition:
        reasons = self.questions.options.reasons_id
        if self.scope.question(reasons) is None:
            self._problem(
                place,
                "reasons_later",
                f"{name} depends on the reasons, which are asked later or not at all. Please place"
                " the module after the one that asks for them and set `roles: reasons:`.",
            )
        return n.Contains(n.Read(reasons), short(name))

    # sections

    def _section(
        self,
        id: str,
        title: Text,
        when: n.Condition | None,
        items: tuple[Node, ...],
        parent: int,
        place: Place,
    ) -> Section:
        position = self._add(Section(id, title, place, (), when), parent)
        children = tuple(self._item(item, position) for item in items)
        section = Section(id, title, place, tuple(c for c in children if c is not None), when)
        self.nodes[position] = section
        return section

    def _item(self, node: Node, parent: int) -> Question | Section | None:
        if isinstance(node, Mapping) and node.get("section") is not None:
            fields = Fields(node, "A section", _SECTION, self.problems)
            when = self.scope.condition(fields.scalar("when"), None)
            self.meaning.add("section", fields.string("when"))
            title = fields.needed_text("section")
            return self._section(
                self._section_id(fields), title, when, fields.nodes("questions"), parent, node.place
            )
        question = self.questions.question(node)
        if question is None:
            return None
        self._add(question, parent)
        self.scope.add(question)
        self.module_of[question.id] = self.questions.module
        for attachment in self.questions.attachments.nodes_of(node):
            self._attachment(attachment, question, self.questions.module)
        return question

    def _section_id(self, fields: Fields) -> str:
        id = fields.scalar("id")
        if id is None:
            return ""
        if not usable_id(id.text):
            self._problem(id.place, "bad_id", bad_id(id.text))
        elif id.text in self.scope.announced or any(node.id == id.text for node in self.nodes):
            self._problem(
                id.place, "duplicate_id", f"{id.text} stands twice. Please rename one of the two."
            )
        return id.text

    def _add(self, node: Question | Section, parent: int) -> int:
        self.nodes.append(node)
        self.parents.append(parent)
        self.meaning.add("in", str(parent))
        return len(self.nodes) - 1

    def _attachment(self, node: Node, row: Question | None, module: str) -> Attachment:
        attachment = self.questions.attachments.attachment(node, row, module)
        if any(a.id == attachment.id for a in self.attachments):
            sentence = f"Attachment {attachment.id} stands twice. Please rename one."
            self._problem(attachment.place, "duplicate_id", sentence)
        self.attachments.append(attachment)
        return attachment

    def _check_roles(self, root: Fields) -> None:
        for key, value in root.pairs("roles"):
            for id in scalars_of(value):
                if self.scope.question(id.text) is None:
                    known = did_you_mean(id.text, self.scope.known())
                    sentence = f"Role {key.text} names {id.text}, which is no question. {known}"
                    self._problem(id.place, "unknown_id", sentence)

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))
