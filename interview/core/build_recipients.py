"""Builds who gets letters, and what each may be told without the patient's consent and with it."""

from __future__ import annotations

from collections.abc import Iterable

from interview.core.author_text import Node, Problem, Scalar
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.recipient import Consent, Recipient
from interview.core.scope import Scope

_RECIPIENT = dict.fromkeys(("title", "person", "only", "papers", "consents"))
_CONSENT = dict.fromkeys(("when", "tell"))
ALL = "all"
"""What `tell:` says of a consent that covers a whole letter."""


def recipients_of(
    root: Fields,
    scope: Scope,
    modules: Iterable[str],
    papers: Iterable[str],
    problems: list[Problem],
) -> dict[str, Recipient]:
    """`recipients:` of the root, by name; without `only:` a recipient may be told whatever the
    case needs.
    """
    builder = _Builder(scope, frozenset(modules), frozenset(papers), problems)
    return {
        name.text: builder.recipient(name.text, node) for name, node in root.pairs("recipients")
    }


class _Builder:
    def __init__(
        self, scope: Scope, modules: frozenset[str], papers: frozenset[str], problems: list[Problem]
    ) -> None:
        self.scope = scope
        self.modules = modules
        self.papers = papers
        self.problems = problems

    def recipient(self, id: str, node: Node) -> Recipient:
        fields = Fields(node, "A recipient", _RECIPIENT, self.problems)
        only = self._names(
            fields.scalars("only"), {*self.scope.questions, *self.modules}, "question or module"
        )
        consents = tuple(self._consent(each) for each in fields.nodes("consents"))
        return Recipient(
            id,
            fields.needed_text("title"),
            only if "only" in fields else None,
            self._names(fields.scalars("papers"), self.papers, "document"),
            tuple(each for each in consents if each is not None),
            fields.text("person"),
        )

    def _consent(self, node: Node) -> Consent | None:
        fields = Fields(node, "A consent", _CONSENT, self.problems)
        when = self.scope.condition(fields.required("when"), None)
        told = fields.scalars("tell")
        is_all = [each.text for each in told] == [ALL]
        tell = () if is_all else self._names(told, self.scope.questions, "question")
        return Consent(when, tell, is_all, node.place) if when is not None else None

    def _names(self, given: Iterable[Scalar], known: Iterable[str], what: str) -> tuple[str, ...]:
        names = frozenset(known)
        for each in given:
            if each.text not in names:
                sentence = f"{each.text} is no {what}. {did_you_mean(each.text, names)}"
                self.problems.append(Problem(each.place, "unknown_id", sentence))
        return tuple(each.text for each in given)
