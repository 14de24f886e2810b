"""Builds a tree from its files. Collects every problem it can before giving up, each with file,
line and column.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Dict
from typing import Any

from interview.core.author_text import AuthorError, Mapping, Node, Problem, Scalar
from interview.core.build_findings import expects_of, finding_of, rating_of, supply_of, vague_of
from interview.core.build_former import FORMERLY, Renaming, present_ids, renamings_of_module
from interview.core.build_question import QuestionBuilder, bad_id, usable_id
from interview.core.build_recipients import recipients_of
from interview.core.build_recorded import recorded_of
from interview.core.bulk import without_collector
from interview.core.conditions import nodes as n
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.specific import phrases_of
from interview.core.tree import (
    Attachment,
    Definition,
    FindingRule,
    Module,
    Option,
    Place,
    PlanKind,
    Question,
    Section,
    Text,
    Tree,
    Watch,
)

_ROOT = dict.fromkeys(
    (
        *("tree", "version", "title", "modules", "roles", "groups", "watch", "vague", "filler"),
        *("expect", "supplies", "ratings"),
        *("plan_kinds", "truths", "recorded", "option_lists", "recipients", "tables"),
    )
)
_WATCH = dict.fromkeys(("words", "say", "letter"))
_PLAN_KIND = dict.fromkeys(("kind", "when"))
_MODULE = dict.fromkeys(
    (
        *(
            "module",
            "title",
            "on_demand",
            "carries",
            "when",
            "reason",
            "uses",
            "define",
            "questions",
        ),
        *("attachments", "findings", FORMERLY),
    )
)
_REASON = dict.fromkeys(("label", "letter", "formerly", "group"))
_SECTION = dict.fromkeys(("section", "id", "when", "questions"))
ROOT = "root"
"""Name of the file that places the modules."""
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
        self.meaning = hashlib.sha256()
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
        names = self._module_names(root)
        for name in names:
            self.fields[name] = Fields(self.files[name], "A module", _MODULE, self.problems)
        self.questions.read_lists(root)
        self.questions.implied.read_tables(root)
        self.questions.reasons = self._reason_options(names)
        self.questions.reasons_id = next(iter(self.roles.get(REASONS, ())), "")
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
            plan_kinds=self._plan_kinds(root),
            truths=self._truths(root),
            former=former,
            **self._sense(root),
            **self._kept_and_told(root),
        )

    def _sense(self, root: Fields) -> dict[str, Any]:
        """What answers are held to: words that call for care, that say nothing, what goes
        together.
        """

        def condition(when: Scalar | None) -> n.Condition | None:
            return self.scope.condition(when, None)

        return {
            "watches": tuple(self._watch(node) for node in root.nodes("watch")),
            "vague": tuple(vague_of(node, self.problems) for node in root.nodes("vague")),
            "filler": phrases_of(word.text for word in root.scalars("filler")),
            "expect": tuple(
                expects_of(node, condition, self.problems) for node in root.nodes("expect")
            ),
            "supplies": tuple(
                supply_of(node, self.scope, self.problems) for node in root.nodes("supplies")
            ),
            "ratings": tuple(
                rating_of(node, self.scope, self.problems) for node in root.nodes("ratings")
            ),
        }

    def _kept_and_told(self, root: Fields) -> dict[str, Any]:
        """Where decisions are kept, and who gets letters."""
        documents = [attachment.id for attachment in self.attachments]
        return {
            "recorded": recorded_of(root, self.scope, self.problems),
            "recipients": recipients_of(
                root, self.scope, self.module_positions, documents, self.problems
            ),
        }

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
            self._mean(FORMERLY, old, present)
        return former

    def _findings(self, names: list[str]) -> tuple[FindingRule, ...]:
        """The authors' rules, read when all questions are known."""
        found = (
            finding_of(node, short(name), self.scope, self.problems)
            for name in names
            for node in self.fields[name].nodes("findings")
        )
        return tuple(rule for rule in found if rule is not None)

    def _watch(self, node: Node) -> Watch:
        fields = Fields(node, "A watch", _WATCH, self.problems)
        words = tuple(word.text.casefold() for word in fields.scalars("words") if word.text)
        if not words:
            self._problem(
                node.place, "missing_key", "A watch needs `words:`. Please list at least one."
            )
        return Watch(
            words,
            fields.needed_text("say"),
            self.scope.condition(fields.scalar("letter"), None),
            node.place,
        )

    def _plan_kinds(self, root: Fields) -> tuple[PlanKind, ...]:
        found: dict[str, PlanKind] = {}
        for node in root.nodes("plan_kinds"):
            fields = Fields(node, "A plan kind", _PLAN_KIND, self.problems)
            kind, text = fields.required("kind"), fields.scalar("when")
            when = self.scope.condition(text, None)
            if text is None:
                fields.missing("when")
            elif kind.text in found:
                sentence = (
                    f"The plan kind {kind.text} stands twice. Please join their conditions with"
                    " `or`."
                )
                self._problem(kind.place, "duplicate_id", sentence)
            elif when is not None:
                found[kind.text] = PlanKind(kind.text, when, node.place, self._in_order(when))
        return tuple(found.values())

    def _truths(self, root: Fields) -> dict[str, Definition]:
        found: dict[str, Definition] = {}
        for key, value in root.pairs("truths"):
            if not isinstance(value, Scalar):
                self._problem(
                    value.place,
                    "shape",
                    f"{key.text} is one condition. Please write it on one line.",
                )
                continue
            condition = self.scope.condition(value, None)
            if condition is not None:
                found[key.text] = Definition(key.text, condition, key.place)
        return found

    def _in_order(self, condition: n.Condition) -> tuple[str, ...]:
        """The questions that a condition reads, in tree order."""
        read = {each.list or each.id for each in n.reads(condition)}
        return tuple(node.id for node in self.nodes if node.id in read)

    # modules

    def _module_names(self, root: Fields) -> list[str]:
        names: list[str] = []
        named: set[str] = set()
        listed = [entry.text for entry in root.scalars("modules")]
        for entry in root.scalars("modules"):
            if entry.text.endswith("/*"):
                folder = entry.text[:-1]
                found = sorted(f for f in self.files if f.startswith(folder) and f not in listed)
            else:
                found = [entry.text]
            for name in found:
                self._place_module(entry, name, names)
            named.update(found)
        unplaced = sorted(set(self.files) - named - {ROOT})
        for name in unplaced:
            place = self.files[name].place
            self._problem(
                place,
                "not_placed",
                f"root.yaml does not place {name}. Please add it under `modules:`.",
            )
        return names

    def _place_module(self, entry: Scalar, name: str, names: list[str]) -> None:
        if name in names:
            self._problem(
                entry.place,
                "placed_twice",
                f"{name} is placed twice. Please remove one of the two.",
            )
        elif name not in self.files:
            known = did_you_mean(name, set(self.files) - {ROOT})
            self._problem(entry.place, "no_file", f"There is no file {name}.yaml. {known}")
        elif short(name) in map(short, names):
            sentence = f"Two modules are called {short(name)}. Please rename one of the two files."
            self._problem(entry.place, "duplicate_id", sentence)
        else:
            names.append(name)

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
                test = " or ".join(f"{name} in {self.questions.reasons_id}" for name in members)
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
            self._mean("define", key.text, value.text)

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
        option = next((o for o in self.questions.reasons if o.key == own), None)
        label, letter = (option.label, option.written) if option else (None, None)
        is_reason, group = "reason" in fields, self.groups.get(own, "")
        return Module(own, section, tuple(attachments), is_reason, label, letter, uses, group)

    def _module_when(self, name: str, fields: Fields) -> n.Condition | None:
        own = self.scope.condition(fields.scalar("when"), None)
        self._mean("module", short(name), fields.string("when"))
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
            self._mean("used by", *users)
        parts += [own] if own is not None else []
        return None if not parts else parts[0] if len(parts) == 1 else n.And(tuple(parts))

    def _refused_for(self, name: str, place: Place) -> n.Condition:
        reasons = self.questions.reasons_id
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
            self._mean("section", fields.string("when"))
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
        for attachment in self.questions.attachments_of(node):
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
        self._mean("in", str(parent))
        return len(self.nodes) - 1

    def _attachment(self, node: Node, row: Question | None, module: str) -> Attachment:
        attachment = self.questions.attachment(node, row, module)
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

    def _mean(self, *parts: str) -> None:
        self.meaning.update(("\x1f".join(" ".join(p.split()) for p in parts) + "\x1e").encode())

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))


def scalars_of(node: Node) -> tuple[Scalar, ...]:
    """One text or a list of texts, as scalars."""
    if isinstance(node, Scalar):
        return (node,)
    return tuple(i for i in getattr(node, "items", ()) if isinstance(i, Scalar))


def short(name: str) -> str:
    """`step_therapy` for `reasons/step_therapy`."""
    return name.rpartition("/")[2]


__all__ = ["Definition", "build_tree", "short"]
