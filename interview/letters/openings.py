"""What is open in a letter: holes, open lists, unsure tests, grounds that rest on the patient's
word alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview.core.answer import Answer
from interview.core.answers import Party
from interview.core.conditions import Condition, reads
from interview.core.consents import may_be_given, may_be_told
from interview.core.watch import watch_words
from interview.letters import authority
from interview.letters.blocks import Blocks, Break, Hole, Reading, Text, holes_in, leaves, runs_of
from interview.letters.document import Opening
from interview.letters.letter import Letter
from interview.letters.sanitise import one_line
from interview.letters.telling import PARTIES, Decided, Telling, is_only_said, may_be_reported
from interview.letters.values import OFFICE, PRESCRIBER

_UNREAD = (
    "These are a caller's own words. Please keep them, reword them or leave them out, with /words."
)


def openings_of(
    blocks: Blocks, telling: Telling, letter: Letter, concerns: Iterable[str]
) -> tuple[Opening, ...]:
    """Everything that keeps these blocks a draft, each address once, in the order of the letter.

    `concerns` are the addresses of the answers that are printed or have decided what is.
    """
    found: dict[str, Opening] = {}
    for opening in _all(blocks, telling, letter, concerns):
        kept = found.setdefault(opening.address, opening)
        if opening.blocking and not kept.blocking:
            found[opening.address] = opening
    return tuple(found.values())


def _all(
    blocks: Blocks, telling: Telling, letter: Letter, concerns: Iterable[str]
) -> Iterator[Opening]:
    for hole in holes_in(blocks):
        yield Opening(hole.address, hole.title, hole.who, hole.blocking, _why_open(hole, telling))
    yield from _open_lists(telling)
    yield from _unsure(telling)
    yield from _needed(telling, letter)
    yield from _presumed(telling, letter)
    yield from _papers(telling)
    yield from _lapsed(telling)
    yield from _conflicts(telling, concerns)
    yield from _doubtful(blocks, telling)
    yield from _withheld(blocks, telling)
    yield from _not_to_be_told(blocks, telling, letter)


def _why_open(hole: Hole, telling: Telling) -> str:
    if hole.words:
        return _UNREAD
    is_answered = (
        telling.state.find(hole.address) is not None and telling.state.answer(hole.address).blocked
    )
    return _outdated(telling.state.answer(hole.address)) if is_answered else "It is not known yet."


def _outdated(answer: Answer) -> str:
    if answer.question.sums_up:
        return "What it speaks about has changed since. Please answer it again."
    return "A later answer does not agree with it."


def _withheld(blocks: Blocks, telling: Telling) -> Iterator[Opening]:
    """Answers with words that no letter prints before the condition of their watch is met."""
    for watch in telling.state.tree.watches:
        if watch.letter is None or telling.state.truth(watch.letter) is True:
            continue
        for text in _from_answers(blocks):
            found = watch_words(watch, text.text)
            if found and text.ref is not None:
                answer = telling.state.answer(text.ref.address)
                yield _opening(telling, answer, f"It says “{found}”. {watch.say}", blocking=True)


def _not_to_be_told(blocks: Blocks, telling: Telling, letter: Letter) -> Iterator[Opening]:
    """Answers and documents for which the patient has not consented that a recipient of this
    letter gets them.
    """
    for name in (letter.addressee, *telling.passed_on):
        recipient = telling.state.tree.recipients.get(name)
        if recipient is None:
            continue
        why = f"The patient has not allowed that this goes to {recipient.title}."
        for text in _from_answers(blocks):
            if text.ref is not None and not may_be_told(telling.state, recipient, text.ref.address):
                yield _opening(telling, telling.state.answer(text.ref.address), why, blocking=True)
        for status in (exhibit.status for exhibit in telling.exhibits):
            if not may_be_given(telling.state, recipient, status.attachment.id):
                yield Opening(
                    status.address, one_line(status.title), PARTIES[Party.patient], True, why
                )


def _from_answers(blocks: Blocks) -> Iterator[Text]:
    """The printed words that stem from an answer."""
    for inlines in runs_of(blocks):
        yield from (
            leaf for leaf in leaves(inlines) if isinstance(leaf, Text) and leaf.ref is not None
        )


def _open_lists(telling: Telling) -> Iterator[Opening]:
    for list_id in telling.open_lists:
        answer = telling.state.answer(list_id)
        yield _opening(telling, answer, "Nobody has said that the list is complete.", blocking=True)


def _unsure(telling: Telling) -> Iterator[Opening]:
    """A test that could not be decided may hide a whole sentence, so what it waits for is open
    as well.
    """
    for decided in telling.decided:
        if decided.reading.truth is None:
            for answer in _read_by(telling, decided):
                if answer.on_path and not answer.is_known and telling.state.blocks(answer):
                    yield _opening(
                        telling, answer, "It decides what the letter says.", blocking=True
                    )


def _needed(telling: Telling, letter: Letter) -> Iterator[Opening]:
    for id in letter.needs:
        answer = telling.state.answer(id)
        if answer.on_path and not answer.is_known:
            yield _opening(telling, answer, "This letter needs it.", blocking=True)


def _presumed(telling: Telling, letter: Letter) -> Iterator[Opening]:
    """What the letter takes for granted, and the case does not bear out."""
    for presumption in letter.presumes:
        if telling.state.truth(presumption.when) is True:
            continue
        asked = _asked(telling, presumption.when)
        is_open = [answer for answer in asked if not answer.is_known]
        for answer in (is_open or asked)[:1]:
            why = f"The letter says {presumption.what}, and no answer does."
            yield _opening(telling, answer, why, blocking=True)


def _papers(telling: Telling) -> Iterator[Opening]:
    """Documents on which somebody's authority rests: not in hand, too old, or perhaps needed."""
    for status in telling.papers:
        who = telling.who_has(status)
        if status.is_missing(telling.today):
            old = " What is on file is too old." if status.held is not None else ""
            yield Opening(
                status.address,
                one_line(status.title),
                who,
                True,
                f"The letter must not go without it.{old}",
            )
        elif status.needed is None and status.attachment.when is not None:
            why = f"It decides whether the letter may go without this: {one_line(status.title)}."
            asked = _asked(telling, status.attachment.when)
            yield from (_opening(telling, a, why, blocking=True) for a in asked if not a.is_known)


def _asked(telling: Telling, condition: Condition) -> list[Answer]:
    """The answers outside lists that a condition reads and that are on path, in its order."""
    answers = (telling.state.answer(read.id) for read in reads(condition) if not read.list)
    return [answer for answer in answers if answer.on_path]


def _lapsed(telling: Telling) -> Iterator[Opening]:
    """Whoever signs for the patient may not any more."""
    if telling.voice not in (PRESCRIBER, OFFICE):
        for answer, why in authority.lapsed(telling.state, telling.today):
            yield _opening(telling, answer, why, blocking=True)
    for answer, why in authority.past_chances(telling.state, telling.today):
        if answer.address in telling.printed:
            yield _opening(telling, answer, why, blocking=True)


def _conflicts(telling: Telling, concerns: Iterable[str]) -> Iterator[Opening]:
    """Facts on which sources disagree, printed or read by any test: whichever is right, the
    letter rests on it.
    """
    for address in sorted(concerns):
        answer = telling.state.answer(address)
        if answer.on_path and answer.conflict:
            yield _opening(telling, answer, "Sources disagree about it.", blocking=True)
        elif answer.disagrees:
            against = " and ".join(
                telling.title(telling.state.answer(each)) for each in answer.disagrees
            )
            why = f"Something else follows from what was verified: {against}."
            yield _opening(telling, answer, why, blocking=True)


def _doubtful(blocks: Blocks, telling: Telling) -> Iterator[Opening]:
    for answer in _answers_behind(blocks, telling):
        if answer.to_confirm:
            case_id = answer.claim.source.case if answer.claim is not None else ""
            why = f"It comes from {case_id}, and nobody has confirmed it for this case."
            yield _opening(telling, answer, why, blocking=True)
        elif answer.blocked:
            yield _opening(telling, answer, _outdated(answer), blocking=True)
        elif _rests_on_a_word(telling, answer):
            why = (
                f"It rests on the word of {telling.reporter(answer)} alone. Please check it against"
                " the chart."
            )
            yield Opening(
                answer.address, telling.title(answer), PARTIES[Party.prescriber], True, why
            )


def _rests_on_a_word(telling: Telling, answer: Answer) -> bool:
    """Whether a prescriber's letter leans on a clinical fact that only the patient, or a proxy,
    has told.
    """
    question = answer.question
    if telling.voice == PRESCRIBER and question.verify:
        return answer.is_known and not answer.verified
    return (
        telling.voice == PRESCRIBER
        and telling.state.blocks(answer)
        and may_be_reported(question)
        and is_only_said(answer)
    )


def _answers_behind(blocks: Blocks, telling: Telling) -> Iterator[Answer]:
    """The answers that are printed, and those that decided what is printed."""
    found: dict[str, None] = {}
    readings: set[Reading] = set()
    for inlines in runs_of(blocks):
        for leaf in leaves(inlines):
            if isinstance(leaf, Text) and leaf.ref is not None:
                found[leaf.ref.address] = None
            if not isinstance(leaf, Break):
                readings.update(leaf.readings)
    for decided in telling.decided:
        if decided.reading in readings:
            found.update(dict.fromkeys(answer.address for answer in _read_by(telling, decided)))
    return (telling.state.answer(address) for address in found)


def _read_by(telling: Telling, decided: Decided) -> Iterable[Answer]:
    """The answers a condition read, as far as it names one each; what it read of all rows is
    left to the table.
    """
    for read in reads(decided.condition) if decided.condition is not None else ():
        if not read.list:
            yield telling.state.answer(read.id)
        elif decided.reading.row.startswith(f"{read.list}/"):
            yield telling.state.answer(f"{decided.reading.row}/{read.id}")


def _opening(telling: Telling, answer: Answer, why: str, blocking: bool) -> Opening:
    return Opening(
        answer.address, telling.title(answer), telling.who_can_tell(answer), blocking, why
    )
