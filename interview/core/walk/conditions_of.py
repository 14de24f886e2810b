"""Every condition of a tree and its letters, with where it stands and when it is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interview.core.conditions import nodes as n
from interview.core.letter_facts import LetterFacts, TemplateTest
from interview.core.texts import Place
from interview.core.tree import Attachment, FindingRule, Question, Section, Tree


@dataclass(frozen=True, slots=True)
class Site:
    """One condition where it stands. It is looked at only when `section` is on path, `settled`
    is answered on path, and all of `guards` are true.
    """

    place: Place
    what: str
    """For people: `when of plan.type`, `check of row.stopped in treatments`, `a test of letter
    appeal`.
    """
    condition: n.Condition
    list: str = ""
    """The list whose rows it looks at; empty outside rows."""
    section: int = -1
    """Position of the section or list that must be on path; -1 for none."""
    settled: str = ""
    """The question (`list/column` for a column) that must be answered and on path; empty for
    none.
    """
    guards: tuple[n.Condition, ...] = ()
    owner: str = ""
    """What the condition decides about: a question's or attachment's id, a letter's id."""
    role: str = "when"
    """when, implied, check, confirm, alarm, attachment, finding, plan_kind, truth, axis, consent,
    holder, letter or test.
    """
    text: str = ""
    """A template's test as written."""
    around: tuple[n.Condition, ...] = ()
    """For a template's test: what else must hold before a letter reads it."""
    letters: tuple[str, ...] = ()
    """For a template's test: the letters that it stands in."""


def tree_sites(tree: Tree) -> Iterator[Site]:
    """The conditions of a tree, in tree order."""
    for position, node in enumerate(tree.nodes):
        yield from _of_node(tree, node, position)
    for attachment in tree.attachments:
        if attachment.when is not None:
            yield _of_attachment(tree, attachment)
    for attachment in tree.attachments:
        yield from _of_holders(tree, attachment)
    yield from (_of_finding(tree, rule) for rule in tree.findings)
    yield from _of_the_root(tree)


def _of_node(tree: Tree, node: Question | Section, position: int) -> Iterator[Site]:
    above = tree.parents[position]
    if node.when is not None:
        name = node.id if isinstance(node, Question) else f"section “{node.title}”"
        what, owner = f"the `when` of {name}", node.id or str(node.title)
        yield Site(node.place, what, node.when, "", above, owner=owner)
    if isinstance(node, Question):
        yield from _of_implied(node, "", node.id, above)
        yield from _of_answers(node, "", node.id)
        for column in node.columns:
            yield from _of_column(node, column, position)


def _of_the_root(tree: Tree) -> Iterator[Site]:
    """What the program must know of a case: kinds of plan, truths, axes, consents."""
    for each in tree.plan_kinds:
        what = f"the `when` of plan kind {each.kind}"
        yield Site(each.place, what, each.when, owner=each.kind, role="plan_kind")
    for name, truth in tree.truths.items():
        yield Site(truth.place, f"the truth {name}", truth.condition, owner=name, role="truth")
    for axis in tree.axes:
        for value in axis.values:
            what = f"the value {value.id} of the axis {axis.id}"
            yield Site(value.place, what, value.when, owner=axis.id, role="axis")
    for recipient in tree.recipients.values():
        for consent in recipient.consents:
            what = f"a consent for {recipient.id}"
            yield Site(consent.place, what, consent.when, owner=recipient.id, role="consent")


def _of_implied(question: Question, list_: str, name: str, above: int) -> Iterator[Site]:
    """Looked at wherever the question is on path."""
    guards = (question.when,) if question.when is not None else ()
    for rule in question.implied:
        what = f"an `implied` of {name}"
        yield Site(
            rule.place, what, rule.when, list_, above, guards=guards, owner=name, role="implied"
        )


def _of_column(list_: Question, column: Question, position: int) -> Iterator[Site]:
    name = f"{list_.id}/{column.id}"
    if column.when is not None:
        yield Site(
            column.place, f"the `when` of {name}", column.when, list_.id, position, owner=name
        )
    yield from _of_implied(column, list_.id, name, position)
    yield from _of_answers(column, list_.id, name)


def _of_answers(question: Question, list_: str, name: str) -> Iterator[Site]:
    for check in question.checks:
        role = "check" if check.hard else "confirm"
        yield Site(
            check.place,
            f"a {role} of {name}",
            check.test,
            list_,
            settled=name,
            owner=name,
            role=role,
        )
    if question.alarm is not None:
        what = f"the alarm of {name}"
        yield Site(
            question.place, what, question.alarm, list_, settled=name, owner=name, role="alarm"
        )


def _of_attachment(tree: Tree, attachment: Attachment) -> Site:
    assert attachment.when is not None
    position = (
        tree.positions[attachment.list]
        if attachment.list
        else tree.module_positions[attachment.module]
    )
    what = f"the `when` of attachment {attachment.id}"
    return Site(
        attachment.place,
        what,
        attachment.when,
        attachment.list,
        position,
        owner=attachment.id,
        role="attachment",
    )


def _of_holders(tree: Tree, attachment: Attachment) -> Iterator[Site]:
    """Looked at wherever the document may be needed."""
    position = (
        tree.positions[attachment.list]
        if attachment.list
        else tree.module_positions[attachment.module]
    )
    for holder in attachment.holders:
        if holder.when is not None:
            what = f"a holder of attachment {attachment.id}"
            yield Site(
                holder.place,
                what,
                holder.when,
                attachment.list,
                position,
                owner=attachment.id,
                role="holder",
            )


def _of_finding(tree: Tree, rule: FindingRule) -> Site:
    """Looked at in each row of its list, else where the question that it is about may be asked."""
    about = tree.positions.get(rule.about, -1)
    position = tree.positions[rule.list] if rule.list else tree.parents[about]
    what = f"the `when` of finding {rule.id}"
    return Site(rule.place, what, rule.when, rule.list, position, owner=rule.id, role="finding")


def letter_sites(tree: Tree, letters: Sequence[LetterFacts]) -> Iterator[Site]:
    """The conditions of letters: each letter's own, and the tests in its templates where it is due.

    A part that several letters share is one place: its tests are looked at wherever any of them is
    due.
    """
    shared: dict[tuple[TemplateTest, Place], list[LetterFacts]] = {}
    for letter in letters:
        if letter.when is not None:
            yield Site(
                letter.place,
                f"the `when` of letter {letter.id}",
                letter.when,
                owner=letter.id,
                role="letter",
            )
        for test in dict.fromkeys(letter.tests):
            shared.setdefault((test, test.place), []).append(letter)
    for (test, _), within in shared.items():
        yield Site(
            test.place,
            f"a test in letter {within[0].id}",
            test.condition,
            test.list,
            tree.positions[test.list] if test.list else -1,
            guards=(*_any_due(within), *test.guards),
            owner=within[0].id,
            role="test",
            text=test.text,
            around=test.around,
            letters=tuple(letter.id for letter in within),
        )


def by_letter(site: Site, letters: Sequence[LetterFacts]) -> Iterator[Site]:
    """The same test in one letter after another, those that the fewest answers call for first."""
    within = [letter for letter in letters if letter.id in site.letters]
    inside = site.guards[len(_any_due(within)) :]
    for letter in sorted(within, key=lambda each: len(n.reads(each.when)) if each.when else 0):
        yield replace(site, guards=(*_any_due([letter]), *inside), letters=(letter.id,))


def _any_due(letters: Sequence[LetterFacts]) -> tuple[n.Condition, ...]:
    whens = [letter.when for letter in letters if letter.when is not None]
    if len(whens) < len(letters):
        return ()
    return (whens[0],) if len(whens) == 1 else (n.Or(tuple(whens)),)


def all_conditions(
    tree: Tree, letters: Sequence[LetterFacts]
) -> tuple[tuple[n.Condition, str], ...]:
    """Every condition with the list whose rows it looks at, each once."""
    sites = (*tree_sites(tree), *letter_sites(tree, letters))
    return tuple(dict.fromkeys((site.condition, site.list) for site in sites))
