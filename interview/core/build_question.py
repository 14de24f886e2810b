"""Builds one question with its columns from an author's mapping."""

from __future__ import annotations

from dataclasses import replace

from interview.core.answers import Party
from interview.core.author_text import Mapping, Node, Problem, Scalar
from interview.core.build_attachment import ATTACHMENTS, PARTIES, AttachmentBuilder
from interview.core.build_checks import CheckBuilder
from interview.core.build_findings import specific_of
from interview.core.build_former import FORMERLY, Renaming, renamings_of
from interview.core.build_ids import bad_id, usable_id
from interview.core.build_implied import ImpliedBuilder
from interview.core.build_options import OptionBuilder
from interview.core.conditions.nodes import Condition, Read
from interview.core.kinds import KINDS, Kind
from interview.core.kinds.amounts import known_unit
from interview.core.meaning import Meaning
from interview.core.measure import TIMES
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.texts import Place
from interview.core.tree import Question

_ASKED = ("id", "kind", "title", "say", "probe", "note", "ask", "when", "in_person", "serves")
_TAKES = ("options", "none", "unit", "units", "future", "exact", "low", "high", "picks", "implied")
_HELD_TO = ("check", "confirm", "alarm", "expect", "specific", "no_older_than", "verify")
_USED = ("blocking", "confidential", "administrative", "last_counts", "sums_up", "carries")
_OF_LISTS = ("row", "another", "key")
_ELSEWHERE = ("profile", ATTACHMENTS, FORMERLY)
_QUESTION = dict.fromkeys((*_ASKED, *_TAKES, *_HELD_TO, *_USED, *_OF_LISTS, *_ELSEWHERE))
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


class QuestionBuilder:
    """Knows the module being built, the questions so far (through `scope`), and where problems
    go.
    """

    def __init__(self, scope: Scope, problems: list[Problem], meaning: Meaning) -> None:
        self.scope = scope
        self.problems = problems
        self.meaning = meaning
        self.module = ""
        self.carries = False
        """Whether the answers of the module being built are copied into a new case of the same
        person.
        """
        self.implied = ImpliedBuilder(scope, problems, meaning.add)
        self.attachments = AttachmentBuilder(scope, problems, meaning)
        self.checks = CheckBuilder(scope, problems, meaning)
        self.options = OptionBuilder(problems)
        self.renamings: list[Renaming] = []
        """What questions and columns were called before."""

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
            options=self.options.options(fields, id.text, kind.name),
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
        if of is not None and ATTACHMENTS in fields:
            sentence = (
                f"{own.id} is a column. Please place its attachments beside `row:`; each is asked"
                " for per row."
            )
            self._problem(fields.keys[ATTACHMENTS].place, "attachments_in_row", sentence)
        if kind.name == "list" or "row" in fields:
            own = self._with_columns(own, fields, of)
        return self.checks.with_checks(own, fields, of)

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
            if scalar.text in PARTIES:
                found.append(Party(scalar.text))
            else:
                known = did_you_mean(scalar.text, PARTIES)
                self._problem(scalar.place, "unknown_party", f"{scalar.text} is no party. {known}")
        return tuple(dict.fromkeys(found)) or (of.ask if of is not None else (Party.patient,))

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
            and picks.text != ATTACHMENTS
            and (found is None or not found.is_list)
        ):
            lists = [q.id for q in self.scope.questions.values() if q.is_list]
            known = did_you_mean(picks.text, [*lists, ATTACHMENTS])
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
            self.meaning.add("sums_up", *(scalar.text for scalar in named))
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
        self.meaning.add(
            question.list, question.id, kind, " ".join(options), " ".join(question.units), *limits
        )
        self.meaning.add("when", fields.string("when"))

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))
