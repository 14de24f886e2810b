"""Checks what is read aloud: its placeholders, its reading grade, its length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interview.core.answers import Party
from interview.core.author_text import Problem
from interview.core.nearest import did_you_mean
from interview.core.reading_grade import grade, longest_sentence, word_count
from interview.core.spoken import Misspoken, names, parse_spoken
from interview.core.texts import Text
from interview.core.tree import Attachment, Module, Question, Section, Tree

HARDEST = 9.0
"""US school grade that no question may exceed."""
MODULE_AVERAGE = 6.0
"""Grade that a module's questions should have on the whole."""
PRINTED_FOR_PATIENTS = 6.0
"""US school grade of what is printed for a patient to read alone."""
BREATH = 25
"""Words that can be said in one breath: about 10 seconds at 150 words a minute."""
MOST_WORDS = 40
"""Words of one text read aloud; who listens has to keep the beginning in mind until the end."""


@dataclass(frozen=True, slots=True)
class SpokenText:
    """One text with braces, and what it may name."""

    what: str
    text: Text
    is_aloud: bool
    """Whether a person hears it; titles and reasons of documents are only printed."""
    module: str
    list: str = ""
    """The list whose row it is about."""
    known: int = 0
    """Position up to which questions may be named."""
    column: int = -1
    """Column up to which the row's own columns may be named."""
    hardest: float = HARDEST
    """US school grade that it may have."""


def check_spoken(tree: Tree, easy: Iterable[str]) -> Iterator[Problem]:
    """Problems of all texts that may have placeholders or are read aloud. `easy` names count as
    one easy word.
    """
    allowed = tuple(easy)
    for spoken in spoken_texts(tree):
        yield from _placeholders(tree, spoken)
        if spoken.is_aloud:
            yield from _wording(spoken, allowed)
    for node in tree.nodes:
        if isinstance(node, Question):
            yield from _missing_words(node)
            for column in node.columns:
                yield from _missing_words(column)
    for attachment in tree.attachments:
        yield from _sent_by_patients(attachment, allowed)
    for module in tree.modules:
        yield from _average(module, allowed)


def spoken_texts(tree: Tree) -> Iterator[SpokenText]:
    """Every text of a tree in which placeholders have a meaning."""
    for position, node in enumerate(tree.nodes):
        if isinstance(node, Question):
            module = tree.module_of[node.id]
            yield from _of_question(
                node, SpokenText(node.id, node.title, False, module, "", position)
            )
            for i, column in enumerate(node.columns):
                name = f"{node.id}/{column.id}"
                yield from _of_question(
                    column, SpokenText(name, column.title, False, module, node.id, position, i)
                )
    for attachment in tree.attachments:
        last = len(tree.nodes)
        own = attachment.module, attachment.list, last, 10**6
        for text in (attachment.title, attachment.why):
            yield SpokenText(f"attachment {attachment.id}", text, False, *own)
        if attachment.say is not None:
            what = f"`say` of attachment {attachment.id}"
            yield SpokenText(what, attachment.say, True, *own, PRINTED_FOR_PATIENTS)
    for rule in tree.findings:
        yield SpokenText(
            f"finding {rule.id}", rule.say, False, rule.module, rule.list, len(tree.nodes), 10**6
        )


def _of_question(question: Question, own: SpokenText) -> Iterator[SpokenText]:
    for name, text in (
        ("say", question.say),
        ("probe", question.probe),
        ("another", question.another),
    ):
        if text is not None and str(text):
            what, list_ = f"`{name}` of {own.what}", own.list
            yield SpokenText(what, text, True, own.module, list_, own.known, own.column)
    for check in question.checks:
        what, known, column = f"a check of {own.what}", own.known + 1, own.column + 1
        yield SpokenText(what, check.sentence, False, own.module, own.list, known, column)


def _placeholders(tree: Tree, spoken: SpokenText) -> Iterator[Problem]:
    for words in spoken.text.by_language.values():
        parsed = parse_spoken(words)
        if isinstance(parsed, Misspoken):
            yield Problem(spoken.text.place, "placeholder", f"In {spoken.what}: {parsed.sentence}")
            continue
        for path in names(parsed):
            yield from _named(tree, spoken, path)


def _named(tree: Tree, spoken: SpokenText, path: str) -> Iterator[Problem]:
    """A name that a spoken text has between its braces: a question asked before, or a column."""
    columns = [c.id for c in tree.question(spoken.list).columns] if spoken.list else []
    of_row = [f"row.{column}" for column in columns]
    if spoken.list and path.startswith("row."):
        if path not in of_row:
            yield _unknown(spoken, path, of_row)
        elif of_row.index(path) >= spoken.column:
            yield _later(spoken, path)
        return
    known = [node.id for node in tree.nodes if isinstance(node, Question)]
    if path not in known:
        yield _unknown(spoken, path, [*known, *of_row])
    elif tree.positions[path] >= spoken.known:
        yield _later(spoken, path)


def _unknown(spoken: SpokenText, path: str, known: list[str]) -> Problem:
    sentence = f"{spoken.what} names {path}, which is no question here. {did_you_mean(path, known)}"
    return Problem(spoken.text.place, "placeholder_unknown", sentence)


def _later(spoken: SpokenText, path: str) -> Problem:
    sentence = (
        f"{spoken.what} names {path}, which is asked only later. Please either move it up or leave"
        " it out."
    )
    return Problem(spoken.text.place, "placeholder_later", sentence)


def _wording(spoken: SpokenText, easy: tuple[str, ...]) -> Iterator[Problem]:
    words = str(spoken.text)
    level = grade(words, easy)
    if level > spoken.hardest:
        sentence = f"{spoken.what} has reading grade {level:.1f}, above {spoken.hardest:.0f}."
        yield Problem(
            spoken.text.place,
            "too_hard",
            f"{sentence} Please either use shorter words or part it into more sentences.",
        )
    longest = longest_sentence(words, easy)
    if longest > BREATH:
        sentence = (
            f"{spoken.what} has a sentence of {longest} words; {BREATH} can be said in one breath."
        )
        yield Problem(
            spoken.text.place, "too_long", f"{sentence} Please either shorten it or part it in two."
        )
    count = word_count(words, easy)
    if count > MOST_WORDS:
        sentence = f"{spoken.what} has {count} words; {MOST_WORDS} can be kept in mind."
        yield Problem(
            spoken.text.place,
            "too_long",
            f"{sentence} Please either shorten it or ask in two steps.",
        )


def _missing_words(question: Question) -> Iterator[Problem]:
    name = f"{question.list}/{question.id}" if question.list else question.id
    if (question.say is None or not str(question.say)) and set(question.ask) - {Party.coordinator}:
        asked = " or ".join(party.value for party in question.ask)
        sentence = f"{name} is asked of the {asked} but has no `say:`."
        yield Problem(
            question.place,
            "no_say",
            f"{sentence} Please either add it or write `ask: coordinator`.",
        )
    if question.is_list and (question.another is None or not str(question.another)):
        sentence = (
            f"{name} has no words to ask for one more row, or to close it. Please add `another:`."
        )
        yield Problem(question.place, "no_another", sentence)


def _sent_by_patients(attachment: Attachment, easy: tuple[str, ...]) -> Iterator[Problem]:
    """A document that a patient is asked for by title and reason, where these are too hard."""
    has = {attachment.has, *(holder.party for holder in attachment.holders)}
    if attachment.say is not None or not has & {Party.patient, Party.proxy}:
        return
    level = max(grade(str(text), easy) for text in (attachment.title, attachment.why))
    if level > PRINTED_FOR_PATIENTS:
        sentence = (
            f"The patient is to send {attachment.id}, and its words have reading grade {level:.1f}."
        )
        advice = (
            "Please add `say:` with what it is and why, in words of grade"
            f" {PRINTED_FOR_PATIENTS:.0f}."
        )
        yield Problem(attachment.place, "too_hard", f"{sentence} {advice}")


def module_grade(module: Module, easy: Iterable[str] = ()) -> float:
    """Average reading grade of what a module has read aloud; 0 where it says nothing."""
    allowed = tuple(easy)
    says = [str(q.say) for q in _questions(module.section) if q.say is not None]
    return sum(grade(words, allowed) for words in says) / len(says) if says else 0.0


@dataclass(frozen=True, slots=True)
class ModuleScore:
    """How hard one module is to follow when it is read aloud."""

    module: str
    questions: int
    """Questions and columns that have words of their own."""
    average: float
    """US school grade, see `reading_grade.grade`."""
    hardest: tuple[str, float]
    """The hardest question with its grade."""
    longest: tuple[str, int]
    """The question with most words."""


def module_scores(tree: Tree, easy: Iterable[str] = ()) -> tuple[ModuleScore, ...]:
    """Every module that says something, in tree order."""
    allowed = tuple(easy)
    found = []
    for module in tree.modules:
        says = {
            f"{q.list}/{q.id}" if q.list else q.id: str(q.say)
            for q in _questions(module.section)
            if q.say
        }
        if says:
            grades = {name: grade(words, allowed) for name, words in says.items()}
            counts = {name: word_count(words, allowed) for name, words in says.items()}
            hardest, longest = (
                max(grades, key=grades.__getitem__),
                max(counts, key=counts.__getitem__),
            )
            average = sum(grades.values()) / len(grades)
            found.append(
                ModuleScore(
                    module.name,
                    len(says),
                    average,
                    (hardest, grades[hardest]),
                    (longest, counts[longest]),
                )
            )
    return tuple(found)


def _average(module: Module, easy: tuple[str, ...]) -> Iterator[Problem]:
    level = module_grade(module, easy)
    if level > MODULE_AVERAGE:
        sentence = (
            f"The questions of module {module.name} have reading grade {level:.1f} on average."
        )
        yield Problem(
            module.section.place,
            "module_grade",
            f"{sentence} Please use shorter words; {MODULE_AVERAGE:.0f} is plain.",
        )


def _questions(section: Section) -> Iterator[Question]:
    for item in section.items:
        if isinstance(item, Section):
            yield from _questions(item)
        else:
            yield item
            yield from item.columns
