"""What each reason brings with it: how much is asked, which letters answer it, which documents
belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import JsonValue

from interview.authors.tree_work import letter_facts
from interview.case import roles
from interview.case.missing import HAS
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.conditions.nodes import And, Condition, reads
from interview.core.conditions.plain import in_words
from interview.core.engine import Engine
from interview.core.state import State
from interview.core.tree import Attachment, Module, Question, Tree
from interview.core.walk.classes import Partition, partition
from interview.core.walk.conditions_of import all_conditions
from interview.core.walk.shortest import shortest_path

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""When the answers of a path are given; it decides nothing but which dates lie ahead."""
_BRACES = re.compile(r"\{\{(.*?)(?: or .*?)?\}\}")
ASKED = (Party.patient, Party.proxy)


@dataclass(frozen=True, slots=True)
class Needed:
    """A letter or a document of a reason."""

    id: str
    title: str
    condition: str
    """In words; empty where nothing but the reason decides."""
    why: str = ""
    has: str = ""
    months: int = 0


@dataclass(frozen=True, slots=True)
class ReasonSummary:
    """One reason. The counts are those of the shortest path on which everything asked is
    answered.
    """

    id: str
    label: str
    group: str
    patient: int
    """Questions that the patient, or whoever speaks for the patient, is asked first."""
    others: dict[Party, int]
    """Questions by whoever else is asked first."""
    from_profile: int
    """Questions that the clinic's profile answers."""
    letters: tuple[Needed, ...]
    documents: tuple[Needed, ...]


def reason_summaries(workplace: Workplace) -> tuple[ReasonSummary, ...]:
    """Every reason of the tree, in tree order."""
    tree, facts = workplace.tree, letter_facts(workplace.letters)
    parts = partition(workplace.engine, all_conditions(tree, facts), AT.date())
    reasons = (module for module in tree.modules if module.is_reason)
    return tuple(_summary(workplace, parts, reason) for reason in reasons)


def _summary(workplace: Workplace, parts: Partition, reason: Module) -> ReasonSummary:
    tree, own = workplace.tree, {reason.name, *reason.uses}
    asked = _asked(workplace, parts, reason)
    told = [question for question in asked if not question.profile and not question.is_list]
    first = [question.ask[0] for question in told]
    others = (party for party in Party if party not in ASKED and party in first)
    return ReasonSummary(
        reason.name,
        str(reason.label),
        reason.group,
        patient=sum(party in ASKED for party in first),
        others={party: first.count(party) for party in others},
        from_profile=sum(bool(question.profile) for question in asked),
        letters=tuple(_letters(workplace, reason.name)),
        documents=tuple(_document(each, tree) for each in tree.attachments if each.module in own),
    )


def _asked(workplace: Workplace, parts: Partition, reason: Module) -> list[Question]:
    """What is asked on the shortest path on which the reason's own lists have a row."""
    tree, own = workplace.tree, {reason.name, *reason.uses}
    lists = [
        node.id
        for node in tree.nodes
        if isinstance(node, Question) and node.is_list and tree.module_of[node.id] in own
    ]
    path = shortest_path(workplace.engine, parts, reason.name, lists, AT)
    return [answer.question for answer in path]


def always_needed(tree: Tree) -> tuple[Needed, ...]:
    """Documents of the modules that every case goes through."""
    used = {
        name for module in tree.modules if module.is_reason for name in (module.name, *module.uses)
    }
    return tuple(_document(each, tree) for each in tree.attachments if each.module not in used)


def _letters(workplace: Workplace, reason: str) -> Iterator[Needed]:
    """Letters that the reason, were it the only one, does not rule out."""
    tree = workplace.tree
    state = _given(workplace.engine, reason)
    for letter in workplace.letters:
        if letter.when is None or state.truth(letter.when) is not False:
            open_parts = _open_parts(letter.when, state) if letter.when is not None else ()
            yield Needed(
                letter.id, letter.title, in_words(And(open_parts), tree) if open_parts else ""
            )


def _open_parts(condition: Condition, state: State) -> tuple[Condition, ...]:
    """What a condition still asks for beside what is known."""
    parts = condition.parts if isinstance(condition, And) else (condition,)
    return tuple(part for part in parts if state.truth(part) is not True)


def _given(engine: Engine, reason: str) -> State:
    """A case of which nothing but the reason is known."""
    role = engine.tree.role(roles.REASONS)
    source = Source(party=engine.tree.question(role).ask[0])
    claim = Claim(state=AnswerState.answered, value=[reason], source=source)
    state = State(engine)
    state.apply(ev.AnswerGiven(seq=1, at=AT, operator="reasons", address=role, claim=claim))
    return state


def _document(attachment: Attachment, tree: Tree) -> Needed:
    module = next(each for each in tree.modules if each.name == attachment.module)
    own = _beside_reasons(module.section.when, tree)
    parts = [each for each in (own, attachment.when) if each is not None]
    condition = in_words(And(tuple(parts)), tree) if parts else ""
    title = _BRACES.sub(
        lambda match: f"[{_named(match[1].strip(), attachment.list, tree)}]", str(attachment.title)
    )
    return Needed(
        attachment.id, title, condition, str(attachment.why), HAS[attachment.has], attachment.months
    )


def _named(path: str, list_id: str, tree: Tree) -> str:
    """The short name of the question whose answer stands in a title."""
    columns = tree.question(list_id).columns if list_id else ()
    own = next((column for column in columns if f"row.{column.id}" == path), None)
    return str((own or tree.question(path)).title)


def _beside_reasons(when: Condition | None, tree: Tree) -> Condition | None:
    """What a module asks for beside the reasons that bring it in."""
    role = tree.role(roles.REASONS)
    parts = when.parts if isinstance(when, And) else (when,) if when is not None else ()
    left = [part for part in parts if {read.id for read in reads(part)} - {role}]
    return And(tuple(left)) if len(left) > 1 else next(iter(left), None)


def reasons_lines(summaries: Sequence[ReasonSummary]) -> list[str]:
    """The reasons as plain lines."""
    lines: list[str] = []
    for each in summaries:
        others = ", ".join(f"{count} of {HAS[party]}" for party, count in each.others.items())
        lines += [""] * bool(lines) + [f"{each.label}  [{each.id}, {each.group}]"]
        lines.append(f"  asks at least {each.patient} of the patient, {others or 'nobody else'}")
        lines.append(f"  from the profile: {each.from_profile}")
        lines += [f"  letter {_line(needed)}" for needed in each.letters]
        lines += [f"  document {_line(needed)}" for needed in each.documents]
    return lines or ["This tree has no reasons."]


def _line(needed: Needed) -> str:
    return f"{needed.id}: {needed.title}{f' – if {needed.condition}' if needed.condition else ''}"


def reasons_json(summaries: Sequence[ReasonSummary]) -> JsonValue:
    """The reasons for programs."""
    return [
        {
            "reason": each.id,
            "label": each.label,
            "group": each.group,
            "asked": {
                "patient": each.patient,
                **{party.value: count for party, count in each.others.items()},
            },
            "from_profile": each.from_profile,
            "letters": [_json(needed) for needed in each.letters],
            "documents": [_json(needed) for needed in each.documents],
        }
        for each in summaries
    ]


def _json(needed: Needed) -> JsonValue:
    found: dict[str, JsonValue] = {
        "id": needed.id,
        "title": needed.title,
        "if": needed.condition or None,
    }
    if needed.has:
        found |= {
            "why": needed.why,
            "who_has_it": needed.has,
            "not_older_than_months": needed.months or None,
        }
    return found
