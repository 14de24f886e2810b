"""Joins letters to the checker and the walk of question trees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from interview.case.letters import render_letter
from interview.case.workplace import Workplace
from interview.core.author_text import Problem
from interview.core.check import LetterFacts, check_tree, is_warning
from interview.core.letter_facts import NameRead, TemplateTest
from interview.core.nearest import did_you_mean
from interview.core.state import State
from interview.core.texts import Place
from interview.core.tree import Tree
from interview.core.walk import Rendered
from interview.letters.check import check_letter, check_sources
from interview.letters.check_expressions import Uses
from interview.letters.check_unknown import vanishing
from interview.letters.document import Document
from interview.letters.letter import Letter, applicable
from interview.letters.presuming import presumed_falsely
from interview.letters.proofread import faults
from interview.letters.unfounded import unfounded
from interview.letters.writers.markdown import to_markdown
from interview.rights.facts import facts
from interview.rights.known import TRUTHS


def problems_of(workplace: Workplace) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """What must be changed in trees and letters, and what may be. Raises AuthorError when they
    cannot be loaded.
    """
    tree, letters = workplace.tree, workplace.letters
    sources = letters[0].templates.sources if letters else {}
    uses = [check_letter(letter) for letter in letters]
    found = [*_unknown_names(tree), *check_sources(sources, tree)]
    found += [problem for each in uses for problem in each.problems]
    if not found:  # What a template reads is known only when it can be read as a whole.
        found += [
            problem
            for letter, each in zip(letters, uses, strict=True)
            for problem in vanishing(letter, each)
        ]
        found += check_tree(
            tree, [_facts(*each) for each in zip(letters, uses, strict=True)], easy_names(workplace)
        )
    unique = tuple(dict.fromkeys(found))
    return tuple(p for p in unique if not is_warning(p)), tuple(p for p in unique if is_warning(p))


def _unknown_names(tree: Tree) -> Iterator[Problem]:
    """Kinds of plan for which no rules are known, not even that there are none, and truths that
    nothing asks for.
    """
    known = facts().kinds
    for kind in tree.plan_kinds:
        if kind.kind not in known:
            sentence = f"No plan kind is called {kind.kind}. {did_you_mean(kind.kind, known)}"
            yield Problem(kind.place, "unknown_plan_kind", sentence)
    for name, truth in tree.truths.items():
        if name not in TRUTHS:
            sentence = f"Nothing asks for the truth {name}. {did_you_mean(name, TRUTHS)}"
            yield Problem(truth.place, "unknown_truth", sentence)


def letter_facts(letters: Sequence[Letter]) -> list[LetterFacts]:
    """What the walk needs to know of letters."""
    return [_facts(letter, check_letter(letter)) for letter in letters]


def _facts(letter: Letter, uses: Uses) -> LetterFacts:
    parts = (
        (m.name, letter.templates.reason_part(m.name))
        for m in letter.templates.names.tree.modules
        if m.is_reason
    )
    return LetterFacts(
        letter.id,
        letter.title,
        Place(letter.file, 1, 1),
        letter.when,
        tuple(NameRead(name, place) for name, place in uses.printed.items()),
        tuple(
            TemplateTest(t.text, t.condition, t.place, t.list_id, around=t.around)
            for t in uses.tests
        ),
        tuple(name for name, part in parts if part in uses.files),
    )


def easy_names(workplace: Workplace) -> Iterator[str]:
    """Names of drugs and tests that are options: however long, they count as one easy word when
    read aloud.
    """
    for node in workplace.tree.nodes:
        for option in getattr(node, "options", ()):
            yield str(option.label)


def _faults(document: Document, state: State) -> tuple[str, ...]:
    """What reads wrong, and in a letter that somebody signs, what is stated without an answer
    behind it or presumed against one.
    """
    if document.letter.is_internal:
        return faults(document.body)
    stated = unfounded(document.body)
    return (*faults(document.body), *stated, *presumed_falsely(document, state))


def rendering_for_walk(letters: Sequence[Letter], today: date) -> Callable[[State], list[Rendered]]:
    """Renders every letter that a case calls for, as the walk wants them."""

    def render(state: State) -> list[Rendered]:
        found = []
        for letter in letters:
            if applicable(letter, state) is True:
                document = render_letter(letter, state, today)
                read = [(each.row.partition("/")[0], each.text) for each in document.readings]
                found.append(
                    Rendered(letter.id, to_markdown(document.body), read, _faults(document, state))
                )
        return found

    return render
