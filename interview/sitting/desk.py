"""Commands for the papers: the letter as it stands, chart review, waivers, rows taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from interview.case.find import find
from interview.case.no_longer_asked import no_longer_asked_lines
from interview.case.problem import CaseProblem
from interview.case.prompts import row_title, title_of
from interview.core import events as ev
from interview.core.state import State
from interview.sitting import wording_choice
from interview.sitting.forms import Field, Form, Reply, say
from interview.sitting.review import ReviewItem, review_items, settle, verify
from interview.sitting.session import Session
from interview.sitting.wording_choice import Unread

if TYPE_CHECKING:
    from interview.letters.document import Document, Opening  # Letters are slow to load.

_LEAVE = "leave"


def letter(session: Session, argument: str) -> Reply:
    """Every letter the case calls for, as text, with what is still open."""
    from interview.case import letters
    from interview.letters.writers.text import to_text

    try:
        chosen = letters.letters_for(session.workplace.letters, session.state, argument)
    except CaseProblem as problem:
        return say(problem.sentence)
    if not chosen:
        return say(*_no_letter(session))
    lines: list[str] = []
    for each in chosen:
        document = letters.render_letter(each, session.state, session.today)
        lines += [
            "",
            f"=== {each.title} [{each.id}] ===",
            "",
            *to_text(document.blocks).splitlines(),
        ]
        lines += ["", *standing_lines(document, session.state)]
    return Reply(tuple(lines))


def _no_letter(session: Session) -> list[str]:
    from interview.case import letters

    undecided = [
        f"  {each.title}: depends on {depends}"
        for each, truth, depends in letters.choice_of_letters(
            session.workplace.letters, session.state
        )
        if truth is None
    ]
    return ["No letter applies yet.", *undecided]


def standing_lines(document: Document, state: State) -> list[str]:
    """Whether a letter can go out, what keeps it, and where it is not specific."""
    from interview.case.specificity import let_go_lines, wording_lines

    if document.letter.is_internal:
        return ["This sheet stays in the office."]
    open_ = [*openings_lines(document.keeps_from_final), *wording_lines(document, state)]
    return [*open_, *let_go_lines(document.let_go)]


def openings_lines(openings: tuple[Opening, ...]) -> list[str]:
    """What keeps a letter a draft, the blocking ones first."""
    if not openings:
        return ["Nothing is open: this letter can be final."]
    lines = [f"Open ({len(openings)}):"]
    for opening in sorted(openings, key=lambda o: not o.blocking):
        kind = "blocks" if opening.blocking else "can wait"
        lines.append(
            f"  - {opening.what}  [{opening.address}] ({kind}; ask {opening.who}). {opening.why}"
        )
    return lines


def check(session: Session, argument: str) -> Reply:
    """What keeps the letters from being specific, each with the question to go back to."""
    from interview.case import specificity

    try:
        found = specificity.check_letters(
            session.workplace.letters, session.state, session.today, argument
        )
    except CaseProblem as problem:
        return say(problem.sentence)
    return say(*specificity.checked_lines(found))


def review(session: Session, _: str) -> Reply:
    """The next thing to look at: a conflict, a fact nobody checked, a caller's words, a note.
    Goes on until the end. Before all that, the answers that no question asks for any more.
    """
    first = _review_after(session, frozenset())
    return replace(first, lines=(*no_longer_asked_lines(session.state), *first.lines))


def _review_after(session: Session, seen: frozenset[str]) -> Reply:
    item = next((i for i in review_items(session.state) if i.address not in seen), None)
    if item is not None:
        return Reply(form=_item_form(session, item, seen))
    words = next(
        (w for w in wording_choice.unread_words(session) if f"{_WORDS}{w.address}" not in seen),
        None,
    )
    if words is not None:
        passed = seen | {f"{_WORDS}{words.address}"}
        return Reply(form=_words_form(session, words, lambda: _review_after(session, passed)))
    note = next((n for n in session.state.record.parked if str(n.seq) not in seen), None)
    if note is not None:
        return Reply(form=_note_form(session, note, seen))
    return say(
        "Nothing is left to review."
        if not seen
        else "That was all; what you left open is still listed by /review."
    )


def words(session: Session, _: str) -> Reply:
    """What letters would say in a caller's own words, one by one: kept, reworded or left out."""
    return _words_after(session, frozenset())


def _words_after(session: Session, seen: frozenset[str]) -> Reply:
    found = next((w for w in wording_choice.unread_words(session) if w.address not in seen), None)
    if found is None:
        return say("No words of a caller wait to be read." if not seen else "That was all.")
    return Reply(
        form=_words_form(session, found, lambda: _words_after(session, seen | {found.address}))
    )


def _words_form(session: Session, found: Unread, after: Callable[[], Reply]) -> Form:
    options = [
        (wording_choice.KEEP, "Keep them word for word, in quotation marks"),
        (wording_choice.REWORD, "Reword them"),
    ]
    options += [] if found.is_needed else [(wording_choice.LEAVE_OUT, "Leave them out of letters")]
    fields = (
        Field("how", "What may a letter say?", (*options, (_LEAVE, "Decide later"))),
        Field(
            "words",
            "In which words? (the same meaning)",
            asked_if=lambda v: v["how"] == wording_choice.REWORD,
        ),
    )

    def done(values: dict[str, str]) -> Reply:
        if values["how"] == _LEAVE:
            return after()
        try:
            line = wording_choice.choose(
                session, found.address, values["how"], values.get("words", "")
            )
        except CaseProblem as problem:
            return Reply((problem.sentence,), form=_words_form(session, found, after))
        return _then(line, after())

    return Form(f"In the caller's words – {found.title}: “{found.words}”", fields, done)


_WORDS = "words "
"""Before the address of words that were passed over in a review."""


def _item_form(session: Session, item: ReviewItem, seen: frozenset[str]) -> Form:
    return (_conflict_form if item.what == "conflict" else _unverified_form)(session, item, seen)


def _conflict_form(session: Session, item: ReviewItem, seen: frozenset[str]) -> Form:
    options = (*((str(number), words) for number, words in item.claims), (_LEAVE, "Leave it open"))

    def done(values: dict[str, str]) -> Reply:
        line = ""
        if values["claim"] != _LEAVE:
            line = settle(session, item.address, int(values["claim"]), values.get("reason", ""))
        return _then(line, _review_after(session, seen | {item.address}))

    fields = (Field("claim", "Which is right?", options), Field("reason", "Why", required=False))
    return Form(f"Sources disagree – {item.title}", fields, done)


_CORRECT = "correct"


def _unverified_form(session: Session, item: ReviewItem, seen: frozenset[str]) -> Form:
    options = (
        ("same", "The chart says the same, in words fit for the letter"),
        (_CORRECT, "Correct it now"),
        (_LEAVE, "Leave it open"),
    )

    def done(values: dict[str, str]) -> Reply:
        if values["what"] == _CORRECT:
            session.cursor = item.address
            return say("Type the right answer (say /from chart first), then /review to go on.")
        line = verify(session, item.address) if values["what"] == "same" else ""
        return _then(line, _review_after(session, seen | {item.address}))

    titles = {"blocked": "No longer fits", "disagrees": "Something else follows from the record"}
    title = titles.get(item.what, "Not checked yet")
    return Form(
        f"{title} – {item.title}: {item.shown}",
        (Field("what", "What does the chart say?", options),),
        done,
    )


def _note_form(session: Session, note: ev.NoteAdded, seen: frozenset[str]) -> Form:
    options = (
        ("question", "It answers a question: go there"),
        ("filed", "Nothing more to do"),
        (_LEAVE, "Leave it parked"),
    )
    fields = (
        Field("what", "What is to be done with it?", options),
        Field(
            "words", "A word of the question", asked_if=lambda values: values["what"] == "question"
        ),
    )

    def done(values: dict[str, str]) -> Reply:
        if values["what"] == _LEAVE:
            return _review_after(session, seen | {str(note.seq)})
        found = (
            find(session.state, values["words"], 1)
            if values["what"] == "question" and values.get("words")
            else []
        )
        if values["what"] == "question" and not found:
            return Reply(
                ("No question fits. Please give one word of it.",),
                form=_note_form(session, note, seen),
            )
        session.append(ev.NoteFiled, note=note.seq, address=found[0].address if found else "")
        if found:
            session.cursor = found[0].address
            return say(f"Filed under {found[0].title}. Type the answer, then /review to go on.")
        return _review_after(session, seen)

    return Form(f"Parked note: {note.text}", fields, done)


def verify_words(session: Session, argument: str) -> Reply:
    """The chart agrees with the answer given last, or with one that fits the words; it is shown
    before it is signed.
    """
    addresses = _meant(session, argument)
    if not addresses:
        return say("No answer fits. Try a word of the question.")
    unproven = [a for a in addresses if not session.state.answer(a).verified]
    if not unproven:
        return say(verify(session, addresses[0]))
    return Reply(form=_verify_form(session, unproven))


def _meant(session: Session, argument: str) -> list[str]:
    """Addresses of the answers that fit the words; without words, of the one looked at or given
    last that a question still asks for.
    """
    if argument:
        return [f.address for f in find(session.state, argument) if f.shown]
    if session.cursor:
        return [session.cursor]
    given = [e.address for e in session.state.record.events if isinstance(e, ev.AnswerGiven)]
    asked = [address for address in given if session.state.find(address)]
    return asked[-1:]


def _verify_form(session: Session, addresses: list[str]) -> Form:
    options = (
        *((a, f"{title_of(session.state, a)}: {session.shown(a)}") for a in addresses),
        (_LEAVE, "None of these"),
    )
    field = Field("address", "Which one does the chart say, in these words?", options)

    def done(values: dict[str, str]) -> Reply:
        return Reply() if values["address"] == _LEAVE else say(verify(session, values["address"]))

    return Form("Verify", (field,), done)


def waive(session: Session, argument: str) -> Reply:
    """The signer lets one hole of the letter go, with a reason; or takes that back."""
    from interview.sitting import waiving

    address, _, reason = argument.partition(" ")
    if address:
        return _said(lambda: waiving.waive(session, address, reason))
    can_go, gone = waiving.waivable(session), waiving.standing(session)
    if not (can_go or gone):
        return say(
            "Nothing in the letter can be waived: what is open either blocks it, or nothing is."
        )
    options = [(address, what) for address, what in can_go.items()]
    options += [
        (f"{_BACK}{each}", f"Take back: {each}, let go because “{e.reason}”")
        for each, e in gone.items()
    ]
    fields = (
        Field("address", "What?", tuple(options)),
        Field("by", "Who decides? (the signer)", asked_if=_lets_go),
        Field("reason", "Why", asked_if=_lets_go),
    )

    def done(values: dict[str, str]) -> Reply:
        chosen = values["address"]
        if chosen.startswith(_BACK):
            return _said(lambda: waiving.take_back(session, chosen.removeprefix(_BACK)))
        return _said(lambda: waiving.waive(session, chosen, values["reason"], values["by"]))

    return Reply(form=Form("Waive", fields, done))


_BACK = "back "


def _lets_go(values: dict[str, str]) -> bool:
    return not values["address"].startswith(_BACK)


def _said(work: Callable[[], str]) -> Reply:
    try:
        return say(work())
    except CaseProblem as problem:
        return say(problem.sentence)


def remove(session: Session, _: str) -> Reply:
    """Takes an entry out of a list; its answers are kept."""
    tree = session.state.tree
    options = tuple(
        (
            f"{tree.nodes[i].id}/{row}",
            (
                f"{tree.question(tree.nodes[i].id).title}"
                f" {row_title(session.state, tree.nodes[i].id, row)}"
            ),
        )
        for i, rows in session.state.lists.items()
        for row in rows.frames
    )
    if not options:
        return say("No list has an entry.")

    def done(values: dict[str, str]) -> Reply:
        list_id, _, row = values["row"].partition("/")
        session.remove_row(list_id, row)
        return say("Taken out. /undo brings it back with all its answers.")

    return Reply(form=Form("Take out", (Field("row", "Which entry?", options),), done))


def _then(line: str, reply: Reply) -> Reply:
    return Reply(
        (line, *reply.lines) if line else reply.lines, reply.aloud, reply.form, reply.leave
    )
