"""Checks that everything serves something: questions, reasons, modules, documents, names in
templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview.core.author_text import Problem
from interview.core.build import REASONS
from interview.core.check.spoken_texts import spoken_texts
from interview.core.conditions import nodes as n
from interview.core.letter_facts import PART, LetterFacts
from interview.core.nearest import did_you_mean
from interview.core.spoken import Misspoken, names, parse_spoken
from interview.core.tree import Module, Question, Tree
from interview.core.walk.conditions_of import letter_sites, tree_sites
from interview.core.walk.tests_of import cell_key

VERIFICATION = "verification"
"""What a question serves whose answer somebody has to verify."""


def check_service(tree: Tree, letters: Sequence[LetterFacts]) -> Iterator[Problem]:
    """Everything that is there for nothing, and names that lead nowhere."""
    yield from _template_names(tree, letters)
    yield from _questions(tree, _used(tree, letters))
    for module in tree.modules:
        yield from _module(tree, module, letters)
    yield from _definitions(tree, letters)
    yield from _findings(tree, letters)


def _used(tree: Tree, letters: Sequence[LetterFacts]) -> set[str]:
    """Ids and `list/column` of all that something reads. A check of its own is no use that a
    question has.
    """
    used = {id for ids in tree.roles.values() for id in ids}
    for site in (*tree_sites(tree), *letter_sites(tree, letters)):
        read = {cell_key(read) for read in n.reads(site.condition)}
        used |= read - {site.settled}
    for letter in letters:
        used |= {name.name for name in letter.names}
    used |= {node.picks for node in _all_questions(tree) if node.picks}
    return used | _spoken_names(tree)


def _spoken_names(tree: Tree) -> set[str]:
    used: set[str] = set()
    for spoken in spoken_texts(tree):
        parsed = parse_spoken(str(spoken.text))
        for path in () if isinstance(parsed, Misspoken) else names(parsed):
            used.add(f"{spoken.list}/{path[4:]}" if path.startswith("row.") else path)
    return used


def _all_questions(tree: Tree) -> Iterator[Question]:
    for node in tree.nodes:
        if isinstance(node, Question):
            yield node
            yield from node.columns


def _questions(tree: Tree, used: set[str]) -> Iterator[Problem]:
    for node in tree.nodes:
        if not isinstance(node, Question):
            continue
        names = {column.id: f"{node.id}/{column.id}" for column in node.columns}
        if node.id not in used and not used & set(names.values()) and not _serves(node):
            yield _idle(node, node.id)
            continue
        for column in node.columns:
            if names[column.id] not in used and not _serves(column):
                yield _idle(column, names[column.id])


def _serves(question: Question) -> bool:
    """Said to serve something outside the tree, or watched over by itself.

    Verification is no use of its own: what is verified and then stands in no letter was told in
    vain.
    """
    return bool(
        set(question.serves) - {VERIFICATION} or question.alarm is not None or question.confidential
    )


def _idle(question: Question, name: str) -> Problem:
    sentence = (
        f"{name} serves nothing: no letter, document, condition, check or spoken text reads it."
    )
    if VERIFICATION in question.serves:
        sentence = f"{name} is told and verified, and then stands in no letter."
    return Problem(
        question.place,
        "serves_nothing",
        f"{sentence} Please either use it, say what it `serves:`, or remove it.",
    )


def _template_names(tree: Tree, letters: Sequence[LetterFacts]) -> Iterator[Problem]:
    ids = [node.id for node in tree.nodes if isinstance(node, Question)]
    known = {*ids, *(f"{q.list}/{q.id}" for q in _all_questions(tree) if q.list)}
    documents = [attachment.id for attachment in tree.attachments]
    for letter in letters:
        for name in letter.names:
            if name.name not in known:
                sentence = f"Letter {letter.id} reads {name.name}, which no question sets."
                yield Problem(
                    name.place, "template_unknown", f"{sentence} {did_you_mean(name.name, known)}"
                )
        for name in letter.attachments:
            if name.name not in documents:
                sentence = f"Letter {letter.id} refers to {name.name}, which is no attachment."
                yield Problem(
                    name.place,
                    "template_unknown",
                    f"{sentence} {did_you_mean(name.name, documents)}",
                )


def _module(tree: Tree, module: Module, letters: Sequence[LetterFacts]) -> Iterator[Problem]:
    place = module.section.place
    if _is_unused(module):
        sentence = f"Module {module.name} is on demand, but no reason uses it."
        advice = "Please either name it under a reason's `uses:` or remove `on_demand:`."
        yield Problem(place, "on_demand_unused", f"{sentence} {advice}")
    if not module.is_reason:
        return
    if not module.section.items:
        sentence = (
            f"The reason {module.name} asks nothing. Please either add questions or remove it."
        )
        yield Problem(place, "reason_without_questions", sentence)
    if not any(_answers(letter, module.name, tree) for letter in letters):
        sentence = f"No letter answers the reason {module.name}."
        part = PART.format(module.name)
        advice = f"Please either write its part, {part}, or test for it in a letter."
        yield Problem(place, "reason_without_letter", f"{sentence} {advice}")
    owners = {module.name, *module.uses}
    if not any(a.module in owners for a in tree.attachments):
        sentence = f"The reason {module.name} asks for no document, nor do the modules it uses."
        yield Problem(place, "reason_without_attachments", f"{sentence} Please add `attachments:`.")


def _answers(letter: LetterFacts, reason: str, tree: Tree) -> bool:
    """Whether the letter has a part for the reason, reads one of its questions, or tests for it."""
    if reason in letter.reasons or any(
        name.name.partition(".")[0] == reason for name in letter.names
    ):
        return True
    conditions = [test.condition for test in letter.tests] + (
        [letter.when] if letter.when is not None else []
    )
    role = tree.role(REASONS)
    return any(
        isinstance(node, n.Contains)
        and node.read.id == role
        and node.option == reason
        and not node.negated
        for condition in conditions
        for node in n.walk(condition)
    )


def _is_unused(module: Module) -> bool:
    """An on-demand module that nobody uses waits for "one of no reasons"."""
    when = module.section.when
    return when is not None and any(
        isinstance(node, n.Or) and not node.parts for node in n.walk(when)
    )


def _findings(tree: Tree, letters: Sequence[LetterFacts]) -> Iterator[Problem]:
    """A rule counts where a letter or a sheet reads its question; one that none reads could
    never be seen.
    """
    seen = {name.name for letter in letters for name in letter.names}
    seen |= {
        cell_key(read) for site in letter_sites(tree, letters) for read in n.reads(site.condition)
    }
    for rule in tree.findings if letters else ():
        if rule.about not in seen:
            sentence = (
                f"The finding {rule.id} is about {rule.about}, which no letter or sheet reads, so"
                " nobody sees it."
            )
            yield Problem(
                rule.place,
                "unseen_finding",
                f"{sentence} Please either print that question or remove it.",
            )


def _definitions(tree: Tree, letters: Sequence[LetterFacts]) -> Iterator[Problem]:
    sites = (*tree_sites(tree), *letter_sites(tree, letters))
    used = {
        node.name
        for condition in [
            *(site.condition for site in sites),
            *(d.condition for d in tree.definitions.values()),
            *(
                each.blocking_when
                for each in _all_questions(tree)
                if each.blocking_when is not None
            ),
        ]
        for node in n.walk(condition)
        if isinstance(node, n.Defined)
    }
    for name, definition in tree.definitions.items():
        if name not in used:
            yield Problem(
                definition.place,
                "unused_definition",
                f"Nothing uses {name}. Please either use it or remove it.",
            )
