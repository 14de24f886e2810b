"""Checks conditions: can each be true, can each be false, does any path ask each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from interview.core.author_text import Problem
from interview.core.build import REASONS
from interview.core.conditions import nodes as n
from interview.core.conditions.printed import condition_text
from interview.core.letter_facts import LetterFacts
from interview.core.texts import Place
from interview.core.tree import Question, Tree
from interview.core.walk.conditions_of import Site, by_letter, letter_sites, tree_sites
from interview.core.walk.reach import WHOLE, Reach, Seen, question_reached
from interview.core.walk.tests_of import atoms


def check_truths(tree: Tree, letters: Sequence[LetterFacts], reach: Reach) -> Iterator[Problem]:
    """Conditions that are dead, and questions that are never asked."""
    dead: set[tuple[Place, str]] = set()
    for site in tree_sites(tree):
        if not _is_made(tree, site) and not _is_of_the_said(tree, site):
            for problem in _of_site(site, reach.of(site)):
                dead.add((site.place, site.owner))
                yield problem
    yield from _disagreeing(tree, reach)
    yield from _in_letters(tree, letters, reach)
    yield from _never_asked(tree, reach, {owner for _, owner in dead})


def _disagreeing(tree: Tree, reach: Reach) -> Iterator[Problem]:
    """Rules of one question that can hold together and imply different answers."""
    by_owner: dict[str, list[Site]] = {}
    for site in tree_sites(tree):
        if site.role == "implied":
            by_owner.setdefault(site.owner, []).append(site)
    for owner, sites in by_owner.items():
        rules = question_of(tree, owner).implied
        for (one, a), (other, b) in combinations(zip(sites, rules, strict=True), 2):
            both = replace(one, condition=n.And((a.when, b.when)))
            if a.value != b.value and True in reach.of(both).of(WHOLE):
                sentence = (
                    f"Two rules of {owner} can hold at once and imply {a.value or 'none'} and"
                    f" {b.value or 'none'}. Please write them so that only one holds."
                )
                yield Problem(other.place, "rules_disagree", sentence)


def question_of(tree: Tree, name: str) -> Question:
    """The question with this id, or the column `list/column`."""
    list_, _, column = name.partition("/")
    question = tree.question(list_)
    return next((each for each in question.columns if each.id == column), question)


def _in_letters(tree: Tree, letters: Sequence[LetterFacts], reach: Reach) -> Iterator[Problem]:
    """A part that several letters share may be idle in one of them, but not in all."""
    together: dict[object, tuple[Site, Seen]] = {}
    for site in letter_sites(tree, letters):
        key = (site.place, site.condition, site.list, site.role)
        _, seen = together.setdefault(key, (site, Seen()))
        for each in by_letter(site, letters) if site.letters else (site,):
            if _is_fine(site, seen):
                break
            seen.add(reach.of(each))
    for site, seen in together.values():
        yield from _of_site(site, seen)


def _is_fine(site: Site, seen: Seen) -> bool:
    """Whether the condition and each of its tests are true somewhere and false somewhere; more
    can add nothing.
    """
    return all(
        {True, False} <= seen.of(test).keys()
        for test in (WHOLE, *range(len(atoms(site.condition))))
    )


def _is_made(tree: Tree, site: Site) -> bool:
    """Whether the condition only says which reason calls for a module; no author wrote that."""
    reasons = tree.role(REASONS)
    reads = {read.id for read in n.reads(site.condition)}
    module_places = {module.section.place for module in tree.modules}
    return site.place in module_places and site.role == "when" and reads <= {reasons}


def _is_of_the_said(tree: Tree, site: Site) -> bool:
    """Whether it checks an answer that may follow from others: paths do not say anything else
    there, though people may.
    """
    return site.role in ("check", "confirm") and bool(question_of(tree, site.owner).implied)


def _of_site(site: Site, seen: Seen) -> Iterator[Problem]:
    whole = seen.of(WHOLE)
    words = condition_text(site.condition)
    if not seen.is_complete and not _is_fine(site, seen):
        sentence = (
            f"Too many answers bear on {site.what} to be gone through. Please either split it or"
            " use `define`."
        )
        yield Problem(site.place, "not_examined", sentence)
    elif not whole:
        return  # never looked at: whatever is above it is reported instead
    elif True not in whole:
        code = "attachment_never" if site.role == "attachment" else "never_true"
        yield Problem(site.place, code, _dead(site, words, "true"))
    elif False not in whole:
        yield Problem(site.place, "never_false", _dead(site, words, "false"))
    else:
        yield from _half_dead(site, seen)


def _dead(site: Site, words: str, truth: str) -> str:
    where = "" if site.role == "letter" else " where it stands"
    return (
        f"`{words}`, {site.what}, can never be {truth}{where}. Please either correct it or"
        " remove it."
    )


def _half_dead(site: Site, seen: Seen) -> Iterator[Problem]:
    tests = atoms(site.condition)
    for number, test in enumerate(tests if len(tests) > 1 else ()):
        truths = seen.of(number)
        if not truths:
            continue
        for truth in (True, False):
            if truth not in truths:
                word = "true" if truth else "false"
                sentence = (
                    f"In {site.what}, `{condition_text(test)}` can never be {word} where it is"
                    " looked at."
                )
                yield Problem(
                    site.place,
                    "half_dead_test",
                    f"{sentence} Please either correct it or leave it out.",
                )


def _never_asked(tree: Tree, reach: Reach, dead: set[str]) -> Iterator[Problem]:
    for node in tree.nodes:
        if not isinstance(node, Question):
            continue
        if node.id in dead:
            continue
        if question_reached(reach, tree, node) is False:
            yield _unasked(node, node.id)
            continue
        for column in node.columns:
            name = f"{node.id}/{column.id}"
            if name not in dead and question_reached(reach, tree, column, node.id) is False:
                yield _unasked(column, name)


def _unasked(question: Question, name: str) -> Problem:
    sentence = f"No path asks {name}: a section around it is never relevant."
    if question.list:
        sentence = f"No path asks {name}."
    return Problem(
        question.place,
        "never_asked",
        f"{sentence} Please either correct the conditions or remove it.",
    )
