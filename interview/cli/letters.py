"""Commands that write letters, and the one that says where their sentences come from."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from pydantic import JsonValue

from interview.case.letters import letters_for
from interview.case.problem import CaseProblem
from interview.case.sources import source_words
from interview.case.specificity import (
    check_letters,
    checked_json,
    checked_lines,
    let_go_json,
    let_go_lines,
)
from interview.case.workplace import Workplace
from interview.cli.output import case_to_read, show, show_folder, show_json
from interview.cli.problems import DONE, MISSING, PROBLEM, WrongUsage, complain
from interview.core.nearest import did_you_mean
from interview.core.state import State
from interview.letters.trace import Traced
from interview.letters.writers.formats import READABLE, WRITERS
from interview.papers.paper import design_of, profile_hash
from interview.papers.rendering import Rendering, check_files, made_final, rendered, write_files
from interview.papers.signing import approval_words
from interview.papers.signing import approve as approve_letter
from interview.sitting.opening import resume_session
from interview.sitting.waiving import take_back
from interview.sitting.waiving import waive as let_go
from interview.storage.store import StoreProblem


def render(workplace: Workplace, arguments: Namespace) -> int:
    """`interview render`: the letters of one case or of several; a problem with one does not
    stop the others.
    """
    suffixes = chosen_formats(arguments.to, bool(arguments.out))
    show_folder(workplace)
    cases, status = tuple(dict.fromkeys(arguments.case)), DONE
    for number, typed in enumerate(cases, 1):
        if len(cases) > 1:
            complain(f"{number} of {len(cases)}: {typed}")
        try:
            _render_case(workplace, typed, suffixes, arguments)
        except (CaseProblem, StoreProblem) as problem:
            complain(problem.sentence)
            status = PROBLEM
    return status


def check(workplace: Workplace, arguments: Namespace) -> int:
    """`interview check`: what keeps each letter from being specific. Status 3 while there is
    anything.
    """
    show_folder(workplace)
    found = case_to_read(workplace, arguments.case)
    checked = check_letters(
        workplace.letters, found.state, workplace.clock().date(), arguments.letter
    )
    if arguments.json:
        show_json(
            {"case": found.case, "problem": found.problem or None, "letters": checked_json(checked)}
        )
    else:
        show(checked_lines(checked))
    return MISSING if any(each.findings for each in checked) else DONE


def chosen_formats(given: str, has_folder: bool) -> tuple[str, ...]:
    """The formats of `--to`, each once. Raises WrongUsage for one that there is not or that
    cannot be printed.
    """
    suffixes = tuple(dict.fromkeys(part.strip().lower() for part in given.split(",")))
    unknown = next((each for each in suffixes if each not in WRITERS), None)
    if unknown is not None:
        raise WrongUsage(
            f"Letters cannot be written as “{unknown}”. {did_you_mean(unknown, WRITERS)}"
        )
    unshown = next((each for each in suffixes if each not in READABLE), None)
    if unshown is not None and not has_folder:
        raise WrongUsage(
            f"A letter as {unshown} cannot be shown here. Please say where to put it: --out DIR"
        )
    return suffixes


def _render_case(
    workplace: Workplace, typed: str, suffixes: Sequence[str], arguments: Namespace
) -> None:
    folder = Path(arguments.out).expanduser() if arguments.out else None
    if not arguments.final:
        found = case_to_read(workplace, typed)
        _put(_drafts(workplace, found.state, found.case, arguments.letter), suffixes, folder)
        _say_approvals(workplace, found.state, arguments.letter)
        return
    case = workplace.store.resolve(typed)
    with closing(resume_session(workplace, case)) as session:
        drafts = _drafts(workplace, session.state, case, arguments.letter)
        letters = [made_final(draft, session) for draft in drafts]
        if folder is not None:
            check_files(letters, suffixes, folder)
        profile = profile_hash(workplace, letters[0].page.design)
        for letter in letters:
            letter.record(session, suffixes, profile)
        _put(letters, suffixes, folder)
        _say_approvals(workplace, session.state, arguments.letter)


def _drafts(workplace: Workplace, state: State, case: str, wanted: str) -> list[Rendering]:
    return rendered(
        workplace.letters, state, case, workplace.clock().date(), wanted, design_of(workplace)
    )


def _put(renderings: Sequence[Rendering], suffixes: Sequence[str], folder: Path | None) -> None:
    if folder is not None:
        show(str(path) for path in write_files(renderings, suffixes, folder))
        return
    show(each.text(suffix) for each in renderings for suffix in suffixes)


def _say_approvals(workplace: Workplace, state: State, wanted: str) -> None:
    """How the letters' approvals stand, on standard error so that no letter holds it."""
    for letter in letters_for(workplace.letters, state, wanted):
        complain(approval_words(letter, state, workplace.clock().date()))


def approve(workplace: Workplace, arguments: Namespace) -> int:
    """`interview approve`: reviewer and prescriber agree with what a letter says."""
    show_folder(workplace)
    case = workplace.store.resolve(arguments.case)
    with closing(resume_session(workplace, case)) as session:
        (draft,) = _drafts(workplace, session.state, case, arguments.letter)
        names = arguments.reviewer.strip(), arguments.prescriber.strip()
        show(approve_letter(session, draft, *names))
    return DONE


def waive(workplace: Workplace, arguments: Namespace) -> int:
    """`interview waive`: the signer lets one hole of the letters go, or takes that back."""
    if arguments.take_back and (arguments.reason or arguments.by):
        raise WrongUsage("--take-back needs no reason and no name. Please leave them out.")
    if not (arguments.take_back or arguments.reason.strip()):
        raise WrongUsage("Please say why: interview waive CASE ADDRESS REASON")
    show_folder(workplace)
    case = workplace.store.resolve(arguments.case)
    with closing(resume_session(workplace, case)) as session:
        if arguments.take_back:
            show([take_back(session, arguments.address)])
        else:
            show([let_go(session, arguments.address, arguments.reason, arguments.by)])
    return DONE


def trace(workplace: Workplace, state: State, as_json: bool) -> int:
    """`interview show --trace`: for each sentence the answers, sources and calls it comes from."""
    case = state.record.opened.case if state.record.opened else ""
    drafts = _drafts(workplace, state, case, "")
    if as_json:
        show_json(
            [
                {
                    "letter": d.document.letter.id,
                    "sentences": _sentences_json(d),
                    "let_go": let_go_json(d.document.let_go),
                }
                for d in drafts
            ]
        )
        return DONE
    for draft in drafts:
        show([f"=== {draft.document.letter.title} [{draft.document.letter.id}] ===", ""])
        show(line for traced in draft.document.trace() for line in _trace_lines(traced))
        show(let_go_lines(draft.document.let_go))
    return DONE


_TRUTHS = {True: "because", False: "because not:", None: "undecided:"}


def _trace_lines(traced: Traced) -> list[str]:
    lines = [traced.text]
    lines += [
        f"    {r.title} [{r.address}]: "
        f"{f'follows from {r.follows}' if r.follows else source_words(r.source)}, call {r.call}"
        for r in traced.references
    ]
    lines += [
        f"    {_TRUTHS[r.truth]} {r.text}{f' in {r.row}' if r.row else ''}" for r in traced.readings
    ]
    lines += [f"    open: {hole.title} [{hole.address}], {hole.who}" for hole in traced.holes]
    return lines


def _sentences_json(draft: Rendering) -> JsonValue:
    return [
        {
            "text": traced.text,
            "answers": [
                {
                    "address": r.address,
                    "call": r.call,
                    "seq": r.seq,
                    "source": r.source.model_dump(mode="json"),
                }
                for r in traced.references
            ],
            "because": [
                {"condition": r.text, "row": r.row, "truth": r.truth} for r in traced.readings
            ],
            "open": [hole.address for hole in traced.holes],
        }
        for traced in draft.document.trace()
    ]
