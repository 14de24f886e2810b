"""Builds one question, its options, checks, columns and attachments from an author's mapping."""

from __future__ import annotations

import keyword
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from interview.core.answers import Party
from interview.core.author_text import Mapping, Node, Problem, Scalar
from interview.core.build_findings import expects_of, row_key_of, specific_of
from interview.core.build_former import FORMERLY, Renaming, renamings_of
from interview.core.build_implied import ImpliedBuilder
from interview.core.conditions.nodes import Read
from interview.core.kinds import KINDS, Kind
from interview.core.kinds.amounts import known_unit
from interview.core.measure import TIMES
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields, text_of
from interview.core.tree import ENGLISH, Attachment, Check, Holder, Option, Place, Question, Text

if TYPE_CHECKING:
    from hashlib import _Hash

    from interview.core.conditions.nodes import Condition
    from interview.core.scope import Scope

_QUESTION = dict.fromkeys(
    (
        *(
            "id",
            "kind",
            "title",
            "say",
            "probe",
            "note",
            "ask",
            "when",
            "options",
            "none",
            "unit",
            "units",
        ),
        *(
            "future",
            "exact",
            "last_counts",
            "low",
            "high",
            "check",
            "confirm",
            "blocking",
            "confidential",
        ),
        *("administrative", "profile", "no_older_than", "sums_up"),
        *("verify", "in_person", "carries", "specific", "expect", "key", "implied"),
        *("alarm", "serves", "picks", "row", "another", "attachments", FORMERLY),
    )
)
_ATTACHMENT = dict.fromkeys(
    ("id", "title", "when", "why", "has", "months", "letters", "say", "blocking", "here")
)
_ATTACHMENT |= dict.fromkeys(("holders", "made_by"))
_HOLDER = dict.fromkeys(("has", "when", "told"))
_CHECK = dict.fromkeys(("test", "say"))
_TOLD_BY = {
    "row": "list",
    "options": "choice",
    "picks": "pick",
    "no_older_than": "date",
    "implied": "yes_no",
}
"""Which kind a question is most likely of, by a key that few others have."""
_FREE = "text"
SERVES = ("sheet", "verification", "safety", "call", "deadline")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
_PARTIES = [p.value for p in Party]
_YES_NO = {"yes": "Yes", "no": "No"}
_NOWHERE = Place("", 0, 0)


class QuestionBuilder:
    """Knows the module being built, the questions so far (through `scope`), and where problems
    go.
    """

    def __init__(self, scope: Scope, problems: list[Problem], meaning: _Hash) -> None:
        self.scope = scope
        self.problems = problems
        self.meaning = meaning
        self.module = ""
        self.carries = False
        """Whether the answers of the module being built are copied into a new case of the same
        person.
        """
        self.reasons: tuple[Option, ...] = ()
        self.reasons_id = ""
        self.implied = ImpliedBuilder(scope, problems, self._meaning)
        self.lists: dict[str, tuple[Option, ...]] = {}
        """Options that several questions share, by the name that the root gives them."""
        self.renamings: list[Renaming] = []
        """What questions and columns were called before."""

    def read_lists(self, root: Fields) -> None:
        """`option_lists:` of the root."""
        for name, node in root.pairs("option_lists"):
            entries = node.items if isinstance(node, Mapping) else ()
            self.lists[name.text] = tuple(self._option(key, value) for key, value in entries)
            if not self.lists[name.text]:
                sentence = f"The list {name.text} has no options. Please add `key: label` lines."
                self._problem(name.place, "no_options", sentence)

    def question(self, node: Node, of: Question | None = None) -> Question | None:
        """The question, or None when it has no usable id. `of` is the list so far, for a column."""
        fields = Fields(node, "A question", _QUESTION, self.problems)
        id = fields.required("id")
        if not self._usable(id, of):
            return None
        kind = self._kind(fields, id, of)
        own = Question(
            id=id.text,
            kind=kind,
            place=id.place,
            title=fields.needed_text("title"),
            say=fields.text("say"),
            probe=fields.text("probe"),
            note=fields.text("note"),
            ask=self._parties(fields, of),
            when=self.scope.condition(fields.scalar("when"), of),
            options=self._options(fields, id.text, kind.name),
            units=tuple(s.text for s in fields.scalars("unit") + fields.scalars("units")),
            none=fields.text("none"),
            future=fields.flag("future"),
            no_older_than=self._age_limit(fields, kind.name, of),
            exact=fields.flag("exact"),
            last_counts=fields.flag("last_counts"),
            low=fields.number("low"),
            high=fields.number("high"),
            blocking=self._blocking(fields) is not None,
            blocking_when=self._blocks_when(fields, of),
            confidential=fields.flag("confidential") or (of is not None and of.confidential),
            serves=self._serves(fields),
            administrative=fields.flag("administrative"),
            sums_up=self._sums_up(fields, of),
            verify=fields.flag("verify"),
            in_person=fields.flag("in_person"),
            carries=self._carries(fields, of),
            profile=fields.string("profile"),
            picks=self._picks(fields, kind.name),
            another=fields.text("another"),
            specific=specific_of(fields.values["specific"], kind, self.problems)
            if "specific" in fields
            else None,
            list=of.id if of is not None else "",
        )
        self._mean(fields, own)
        self.renamings += renamings_of(fields, own.id, own.list)
        if "implied" in fields:
            own = replace(own, implied=self.implied.implied(fields.values["implied"], own, of))
        if of is not None and "attachments" in fields:
            sentence = (
                f"{own.id} is a column. Please place its attachments beside `row:`; each is asked"
                " for per row."
            )
            self._problem(fields.keys["attachments"].place, "attachments_in_row", sentence)
        if kind.name == "list" or "row" in fields:
            own = self._with_columns(own, fields, of)
        return self._with_checks(own, fields, of)

    def _kind(self, fields: Fields, id: Scalar, of: Question | None) -> Kind:
        """The kind; where it is misspelt or missing the one that fits best, so that one wrong word
        is one problem and not one more wherever the question is read.
        """
        written = fields.choice("kind", KINDS) if "kind" in fields else fields.required("kind").text
        if written in KINDS:
            return KINDS[written]
        self.scope.of_unknown_kind.add(id.text if of is None else f"row.{id.text}")
        told = (name for key, name in _TOLD_BY.items() if key in fields)
        return KINDS[next(told, _FREE)]

    def attachments_of(self, node: Node) -> tuple[Node, ...]:
        value = node.get("attachments") if isinstance(node, Mapping) else None
        if value is None:
            return ()
        own = Mapping(((Scalar("attachments", value.place), value),), value.place)
        return Fields(own, "A question", _QUESTION, self.problems).nodes("attachments")

    def attachment(self, node: Node, row: Question | None, module: str) -> Attachment:
        fields = Fields(node, "An attachment", _ATTACHMENT, self.problems)
        id = fields.required("id")
        self._meaning("attachment", id.text, fields.string("when"))
        return Attachment(
            id.text,
            fields.needed_text("title"),
            fields.needed_text("why"),
            self._party(fields),
            id.place,
            self.scope.condition(fields.scalar("when"), row),
            row.id if row is not None and row.is_list else "",
            module,
            fields.whole("months"),
            tuple(each.text for each in fields.scalars("letters")),
            fields.text("say"),
            fields.flag("blocking"),
            self.scope.condition(fields.scalar("here"), row),
            tuple(self._holder(each, row) for each in fields.nodes("holders")),
            self._read_name(fields.scalar("made_by"), row),
        )

    def _holder(self, node: Node, row: Question | None) -> Holder:
        fields = Fields(node, "A holder", _HOLDER, self.problems)
        told, when = (
            self._read_name(fields.scalar("told"), row),
            self.scope.condition(fields.scalar("when"), row),
        )
        if bool(told) == (when is not None):
            sentence = (
                "A holder needs either `when:`, a condition, or `told:`, a question that this party"
                " answered."
            )
            self._problem(node.place, "missing_key", f"{sentence} Please write one of the two.")
        return Holder(self._party(fields), when, told, node.place)

    def _read_name(self, name: Scalar | None, row: Question | None) -> str:
        """A question that was asked before, or `row.` with a column of the row that the document
        belongs to.
        """
        if name is None:
            return ""
        columns = [f"row.{column.id}" for column in row.columns] if row is not None else []
        if name.text not in (*self.scope.questions, *columns):
            known = did_you_mean(name.text, (*self.scope.questions, *columns))
            self._problem(
                name.place, "unknown_id", f"{name.text} is no question asked before. {known}"
            )
        return name.text

    # parts

    def _usable(self, id: Scalar, of: Question | None) -> bool:
        if not id.text:
            return False
        if not usable_id(id.text):
            self._problem(id.place, "bad_id", bad_id(id.text))
            return False
        taken = (
            any(c.id == id.text for c in of.columns)
            if of is not None
            else id.text in self.scope.questions
        )
        if taken:
            self._problem(
                id.place, "duplicate_id", f"{id.text} stands twice. Please rename one of the two."
            )
            return False
        if of is not None:
            return self._plain_column(id)
        if id.text != self.module and not id.text.startswith(self.module + "."):
            sentence = (
                f"{id.text} stands in module {self.module}. Please begin its id with {self.module}."
            )
            self._problem(id.place, "foreign_id", sentence)
        if id.text in self.scope.defined:
            self._problem(
                id.place,
                "duplicate_id",
                f"{id.text} is also a definition. Please rename one of the two.",
            )
        if self.scope.encloses(id.text):
            sentence = (
                f"{id.text} and another id lie inside one another. Please rename one of the two."
            )
            self._problem(id.place, "prefix_id", sentence)
        return True

    def _plain_column(self, id: Scalar) -> bool:
        if "." in id.text:
            self._problem(
                id.place,
                "bad_id",
                f"A column's id has no dot. Please write {id.text.rpartition('.')[2]}.",
            )
        return "." not in id.text

    def _parties(self, fields: Fields, of: Question | None) -> tuple[Party, ...]:
        """Who can tell; unless a column says otherwise, whoever can tell of its list."""
        found = []
        for scalar in fields.scalars("ask"):
            if scalar.text in _PARTIES:
                found.append(Party(scalar.text))
            else:
                known = did_you_mean(scalar.text, _PARTIES)
                self._problem(scalar.place, "unknown_party", f"{scalar.text} is no party. {known}")
        return tuple(dict.fromkeys(found)) or (of.ask if of is not None else (Party.patient,))

    def _party(self, fields: Fields) -> Party:
        found = fields.required("has").text
        if found and fields.choice("has", _PARTIES) in _PARTIES:
            return Party(found)
        return Party.coordinator

    def _carries(self, fields: Fields, of: Question | None) -> bool:
        """As the question says, else as its list or its module does."""
        if "carries" in fields:
            return fields.flag("carries")
        return of.carries if of is not None else self.carries

    def _picks(self, fields: Fields, kind: str) -> str:
        picks = (
            fields.required("picks")
            if kind == "pick"
            else Scalar(fields.string("picks"), fields.place)
        )
        found = self.scope.question(picks.text)
        if (
            kind == "pick"
            and picks.text
            and picks.text != "attachments"
            and (found is None or not found.is_list)
        ):
            lists = [q.id for q in self.scope.questions.values() if q.is_list]
            known = did_you_mean(picks.text, [*lists, "attachments"])
            self._problem(
                picks.place, "unknown_id", f"{picks.text} is no list asked before. {known}"
            )
        return picks.text

    def _age_limit(self, fields: Fields, kind: str, of: Question | None) -> str:
        """The number, asked before, that says how old a date may be."""
        limit = fields.scalar("no_older_than")
        if limit is None:
            return ""
        known = {c.id: c for c in of.columns} if of is not None else self.scope.questions
        found = known.get(limit.text)
        units = {known_unit(unit) for unit in found.units} if found is not None else set()
        if kind != "date" or found is None or not units or not units <= set(TIMES):
            sentence = (
                f"no_older_than belongs to a date and names a number of {', '.join(TIMES)} asked"
                " before it. "
            )
            self._problem(limit.place, "age_limit", sentence + did_you_mean(limit.text, known))
        return limit.text

    def _blocking(self, fields: Fields) -> Scalar | None:
        """What stands under `blocking:`, yes or a condition; None for no and where nothing does."""
        scalar = fields.scalar("blocking")
        return None if scalar is None or scalar.text == "no" else scalar

    def _blocks_when(self, fields: Fields, of: Question | None) -> Condition | None:
        scalar = self._blocking(fields)
        if scalar is None or scalar.text == "yes":
            return None
        if scalar.text.isalpha():
            self._problem(
                scalar.place,
                "not_yes_no",
                "blocking is yes, no or a condition. Please write one of them.",
            )
            return None
        return self.scope.condition(scalar, of)

    def _sums_up(self, fields: Fields, of: Question | None) -> tuple[Read, ...]:
        """What an answer is about: questions asked before, and `list/column` with the list
        itself.
        """
        named = fields.scalars("sums_up")
        if named and of is not None:
            sentence = "A column sums nothing up. Please place the question after the list."
            self._problem(named[0].place, "sums_up", sentence)
        found = dict.fromkeys(read for scalar in named for read in self._summed_up(scalar))
        if found:
            self._meaning("sums_up", *(scalar.text for scalar in named))
        return tuple(found)

    def _summed_up(self, scalar: Scalar) -> tuple[Read, ...]:
        """What one name stands for; nothing, and a problem, where it names no such thing."""
        name, _, column = scalar.text.partition("/")
        question = self.scope.question(name)
        if question is not None and not question.is_list and not column:
            return (Read(name),)
        if question is not None and column in [each.id for each in question.columns]:
            return Read(name), Read(column, name)
        asked = self.scope.questions.values()
        known = [each.id for each in asked if not each.is_list]
        known += [f"{each.id}/{column.id}" for each in asked for column in each.columns]
        sentence = (
            f"sums_up names {scalar.text}, which is no question or list/column asked before. "
        )
        self._problem(scalar.place, "sums_up", sentence + did_you_mean(scalar.text, known))
        return ()

    def _serves(self, fields: Fields) -> tuple[str, ...]:
        for scalar in fields.scalars("serves"):
            if scalar.text not in SERVES:
                known = did_you_mean(scalar.text, SERVES)
                self._problem(
                    scalar.place, "unknown_value", f"serves cannot be {scalar.text}. {known}"
                )
        return tuple(s.text for s in fields.scalars("serves"))

    def _options(self, fields: Fields, id: str, kind: str) -> tuple[Option, ...]:
        if kind == "yes_no":
            return tuple(
                Option(k, Text({ENGLISH: label}, _NOWHERE), _NOWHERE)
                for k, label in _YES_NO.items()
            )
        if id == self.reasons_id:
            return self.reasons
        named = fields.values.get("options")
        if isinstance(named, Scalar):
            return self._listed(named)
        options = tuple(self._option(key, value) for key, value in fields.pairs("options"))
        if kind in ("choice", "choices") and not options:
            sentence = f"{id} needs options. Please add `options:` with `key: label` lines."
            self._problem(fields.place, "no_options", sentence)
        if options and kind not in ("choice", "choices"):
            self._problem(
                fields.place,
                "options_unused",
                f"{id} is {kind}, which has no options. Please remove them.",
            )
        return options

    def _listed(self, name: Scalar) -> tuple[Option, ...]:
        if name.text not in self.lists:
            known = did_you_mean(name.text, self.lists)
            self._problem(
                name.place, "unknown_list", f"The root has no list of options {name.text}. {known}"
            )
        return self.lists.get(name.text, ())

    def _option(self, key: Scalar, node: Node) -> Option:
        if not (key.text.isascii() and key.text.isidentifier()) or keyword.iskeyword(key.text):
            sentence = f"{key.text} cannot be an option's key. Please use letters, digits and _."
            self._problem(key.place, "bad_id", sentence)
        if isinstance(node, Mapping) and node.get("label") is not None:
            fields = Fields(
                node, "An option", {"label": 0, "letter": 0, "formerly": 0}, self.problems
            )
            formerly = tuple(s.text for s in fields.scalars("formerly"))
            return Option(
                key.text, fields.needed_text("label"), key.place, formerly, fields.text("letter")
            )
        label = text_of(node, key.text, self.problems)
        if isinstance(node, Scalar) and not node.text:
            sentence = f"Option {key.text} needs a label. Please write it after `{key.text}:`."
            self._problem(key.place, "missing_key", sentence)
        return Option(key.text, label, key.place)

    def _with_columns(self, own: Question, fields: Fields, of: Question | None) -> Question:
        if of is not None:
            self._problem(
                own.place,
                "nested_list",
                "A list cannot hold another list. Please place it beside this one.",
            )
            return own
        nodes = fields.nodes("row")
        if own.kind.name != "list" or not nodes:
            sentence = f"{own.id} needs both `kind: list` and `row:` with questions."
            self._problem(own.place, "list_without_row", sentence)
        ids = [
            id
            for id in (node.get("id") for node in nodes if isinstance(node, Mapping))
            if isinstance(id, Scalar)
        ]
        for id in ids:
            self.scope.announced.setdefault(f"row.{id.text}", id.place)
        for node in nodes:
            column = self.question(node, own)
            if column is not None:
                own = replace(own, columns=(*own.columns, column))
        for id in ids:
            self.scope.announced.pop(f"row.{id.text}", None)
        return own

    def _with_checks(self, own: Question, fields: Fields, of: Question | None) -> Question:
        """A check may read its own question, so it is read when the question stands."""
        if "key" in fields:
            own = replace(own, key=row_key_of(fields.values["key"], own, self.scope, self.problems))
        if not {"check", "confirm", "alarm", "expect"} & fields.keys.keys():
            return own
        row = replace(of, columns=(*of.columns, own)) if of is not None else None
        itself = own if of is None else None
        expect = tuple(
            expects_of(node, lambda when: self.scope.condition(when, row, itself), self.problems)
            for node in self._check_nodes(fields, "expect")
        )
        checks = [
            self._check(node, True, row, itself) for node in self._check_nodes(fields, "check")
        ]
        checks += [
            self._check(node, False, row, itself) for node in self._check_nodes(fields, "confirm")
        ]
        alarm = self.scope.condition(fields.scalar("alarm"), row, itself)
        self._meaning("alarm", fields.string("alarm"))
        return replace(
            own, checks=tuple(c for c in checks if c is not None), alarm=alarm, expect=expect
        )

    def _check_nodes(self, fields: Fields, key: str) -> tuple[Node, ...]:
        value = fields.values.get(key)
        return (value,) if isinstance(value, Mapping | Scalar) else fields.nodes(key)

    def _check(
        self, node: Node, hard: bool, row: Question | None, own: Question | None
    ) -> Check | None:
        if isinstance(node, Scalar):
            fields = Fields(Mapping((), node.place), "A check", _CHECK, [])
            test, sentence = (
                node,
                Text({ENGLISH: f"That does not fit: {node.text} must hold."}, node.place),
            )
        else:
            fields = Fields(node, "A check", _CHECK, self.problems)
            test, sentence = fields.required("test"), fields.needed_text("say")
        condition = self.scope.condition(test, row, own)
        self._meaning("hard" if hard else "soft", test.text)
        if condition is None:
            return None
        return Check(condition, sentence, hard, test.place, " ".join(test.text.split()))

    def _mean(self, fields: Fields, question: Question) -> None:
        """Notes what decides whether an old answer still fits, and whether the question is
        asked.
        """
        options = (word for option in question.options for word in (option.key, *option.formerly))
        limits = (
            question.low,
            question.high,
            str(question.future),
            str(question.none is not None),
            question.picks,
        )
        kind = question.kind.name
        self._meaning(
            question.list, question.id, kind, " ".join(options), " ".join(question.units), *limits
        )
        self._meaning("when", fields.string("when"))

    def _meaning(self, *parts: str) -> None:
        self.meaning.update(("\x1f".join(" ".join(p.split()) for p in parts) + "\x1e").encode())

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))


def usable_id(id: str) -> bool:
    """Whether conditions can name it: words joined by dots, none a Python keyword, and not in
    the place of `row.`.
    """
    parts = id.split(".")
    return (
        bool(_ID.fullmatch(id))
        and not any(keyword.iskeyword(part) for part in parts)
        and parts[0] != "row"
    )


def bad_id(id: str) -> str:
    return (
        f"{id} cannot be an id. Please use small letters, digits and _, joined by dots; no Python"
        " keyword, no row."
    )


__all__ = ["SERVES", "QuestionBuilder", "bad_id", "usable_id"]
