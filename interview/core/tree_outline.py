"""A tree as an indented outline: what is asked of whom, and under which condition."""

from __future__ import annotations

from collections.abc import Iterator

from interview.core.answers import Party
from interview.core.conditions.nodes import Condition
from interview.core.conditions.printed import condition_text
from interview.core.tree import Attachment, Module, Question, Section, Tree

STEP = "  "
MOST_OPTIONS = 12
"""Options listed one a line; of a longer list, such as the states, the first and the number."""


def outline(tree: Tree) -> str:
    """The outline of a whole tree, one line for each thing, conditions in the author's words."""
    return "\n".join(_tree(tree)) + "\n"


def _tree(tree: Tree) -> Iterator[str]:
    yield f"{tree.title} ({tree.id}, version {tree.version})"
    for module in tree.modules:
        yield ""
        yield from _module(tree, module)


def _module(tree: Tree, module: Module) -> Iterator[str]:
    marks = ["reason"] if module.is_reason else []
    marks += [f"uses {', '.join(module.uses)}"] if module.uses else []
    yield f"{module.name}: {module.section.title}{_marked(marks)}{_when(module.section.when)}"
    if module.label is not None:
        yield f"{STEP}reads as: {module.label}"
    for name, definition in tree.definitions.items():
        if name.partition(".")[0] == module.name:
            yield f"{STEP}define {name}: {condition_text(definition.condition)}"
    yield from _items(tree, module.section, STEP)
    for attachment in module.attachments:
        yield from _attachment(attachment, STEP)


def _items(tree: Tree, section: Section, indent: str) -> Iterator[str]:
    for item in section.items:
        if isinstance(item, Section):
            yield f"{indent}{item.title}{_when(item.when)}"
            yield from _items(tree, item, indent + STEP)
        else:
            yield from _question(item, indent)
            for attachment in (a for a in tree.attachments if a.list == item.id):
                yield from _attachment(attachment, indent + STEP)


def _question(question: Question, indent: str) -> Iterator[str]:
    yield (
        f"{indent}{question.id}: {question.title}{_marked(_marks(question))}{_when(question.when)}"
    )
    inner = indent + STEP
    if question.kind.has_options:
        shown = question.options if len(question.options) <= MOST_OPTIONS else question.options[:3]
        yield from (f"{inner}= {option.key}: {option.label}" for option in shown)
        if len(shown) < len(question.options):
            yield f"{inner}= … {len(question.options)} options in all"
    if question.none is not None:
        yield f"{inner}= none: {question.none}"
    for check in question.checks:
        yield f"{inner}{'check' if check.hard else 'confirm'} {condition_text(check.test)}"
    if question.alarm is not None:
        yield f"{inner}alarm {condition_text(question.alarm)}"
    for column in question.columns:
        yield from _question(column, inner)


def _marks(question: Question) -> list[str]:
    kind = question.kind.name.replace("_", " ")
    kind += f" in {' or '.join(question.units)}" if question.units else ""
    kind += f" of {question.picks}" if question.picks else ""
    marks = [kind, f"asked of {_parties(question)}"]
    marks += ["blocking"] if question.blocking else []
    marks += ["confidential"] if question.confidential else []
    marks += [f"from the profile: {question.profile}"] if question.profile else []
    return marks + ([f"for {', '.join(question.serves)}"] if question.serves else [])


def _parties(question: Question) -> str:
    parties = [party.value for party in question.ask]
    if (
        Party.patient in question.ask
        and not question.confidential
        and Party.proxy not in question.ask
    ):
        parties.insert(parties.index(Party.patient) + 1, Party.proxy.value)
    return ", ".join(parties)


def _attachment(attachment: Attachment, indent: str) -> Iterator[str]:
    marks = [f"from the {attachment.has.value}"]
    marks += ["one per row"] if attachment.list else []
    marks += [f"no older than {attachment.months} months"] if attachment.months else []
    yield (
        f"{indent}document {attachment.id}:"
        f" {attachment.title}{_marked(marks)}{_when(attachment.when)}"
    )


def _marked(marks: list[str]) -> str:
    return f" [{'; '.join(marks)}]" if marks else ""


def _when(condition: Condition | None) -> str:
    return "" if condition is None else f" when {condition_text(condition)}"
