"""Builds the documents that a letter needs, and who has them."""

from __future__ import annotations

from dataclasses import dataclass

from interview.core.answers import Party
from interview.core.author_text import Mapping, Node, Problem, Scalar
from interview.core.meaning import Meaning
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.scope import Scope
from interview.core.texts import Place
from interview.core.tree import Attachment, Holder, Question

ATTACHMENTS = "attachments"
PARTIES = [party.value for party in Party]
_WHAT = ("id", "title", "why", "when", "months", "letters", "say", "blocking")
_WHERE = ("has", "here", "holders", "made_by")
_ATTACHMENT = dict.fromkeys((*_WHAT, *_WHERE))
_HOLDER = dict.fromkeys(("has", "when", "told"))


@dataclass(slots=True)
class AttachmentBuilder:
    """Reads `attachments:` of questions and modules. Conditions see the questions so far."""

    scope: Scope
    problems: list[Problem]
    meaning: Meaning

    def nodes_of(self, node: Node) -> tuple[Node, ...]:
        """What stands under `attachments:` of a question."""
        value = node.get(ATTACHMENTS) if isinstance(node, Mapping) else None
        if value is None:
            return ()
        own = Mapping(((Scalar(ATTACHMENTS, value.place), value),), value.place)
        return Fields(own, "A question", {ATTACHMENTS: 0}, self.problems).nodes(ATTACHMENTS)

    def attachment(self, node: Node, row: Question | None, module: str) -> Attachment:
        fields = Fields(node, "An attachment", _ATTACHMENT, self.problems)
        id = fields.required("id")
        self.meaning.add("attachment", id.text, fields.string("when"))
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

    def _party(self, fields: Fields) -> Party:
        found = fields.required("has").text
        if found and fields.choice("has", PARTIES) in PARTIES:
            return Party(found)
        return Party.coordinator

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))
