"""Commands that look at cases, and the one that puts a document into one."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pydantic import JsonValue

from interview.case.following import following_lines, follows_json
from interview.case.history import history, history_lines
from interview.case.leftover_lines import compare_lines
from interview.case.missing import missing_json, missing_lines, missing_report, to_get, to_get_lines
from interview.case.no_longer_asked import no_longer_asked_json, no_longer_asked_lines
from interview.case.prompts import title_of
from interview.case.situation_words import situation_json, situation_lines
from interview.case.workplace import Workplace
from interview.caseload.overview import overview
from interview.cli.output import case_to_read, show_folder, show_json
from interview.cli.output import show as show_lines
from interview.cli.problems import DONE, MISSING, WrongUsage
from interview.core.state import State
from interview.sitting.opening import resume_session


def list_cases(workplace: Workplace, arguments: Namespace) -> int:
    """`interview list`: every case, those due for a call first."""
    show_folder(workplace)
    found = overview(workplace)
    if arguments.json:
        show_json([each.as_json() for each in found])
        return DONE
    show_lines(
        line for each in found for line in (each.line, *(f"  {remark}" for remark in each.remarks))
    )
    if not found:
        show_lines(["There is no case yet. Begin one with: interview new"])
    return DONE


def show(workplace: Workplace, arguments: Namespace) -> int:
    """`interview show`: the conversation, or where the letters' sentences come from."""
    show_folder(workplace)
    found = case_to_read(workplace, arguments.case)
    state = found.state
    if arguments.trace:
        from interview.cli.letters import trace

        return trace(workplace, state, arguments.json)
    sign_off = _sign_off(workplace, state)
    if arguments.json:
        about: dict[str, JsonValue] = {
            "case": found.case,
            "problem": found.problem or None,
            "notes": [*found.notes],
        }
        show_json({**about, "letters": [*sign_off], **_state_json(state)})
        return DONE
    parts = (situation_lines(state), following_lines(state), no_longer_asked_lines(state))
    lines = [
        *history_lines(state),
        *(line for part in parts if part for line in ("", *part)),
        *(["", "Letters", *(f"  {line}" for line in sign_off)] if sign_off else []),
    ]
    show_lines([*([found.problem, ""] if found.problem else []), *lines])
    return DONE


def compare(workplace: Workplace, arguments: Namespace) -> int:
    """`interview compare`: what stands only in a case, and what only in the copies that lie
    beside it.
    """
    show_folder(workplace)
    show_lines(compare_lines(workplace, workplace.store.resolve(arguments.case)))
    return DONE


def missing(workplace: Workplace, arguments: Namespace) -> int:
    """`interview missing`: documents and answers still to get. Status 3 while a document is
    missing or undecided.
    """
    show_folder(workplace)
    found = case_to_read(workplace, arguments.case)
    state, today = found.state, workplace.clock().date()
    report = missing_report(state, today)
    if arguments.json:
        answers: dict[str, JsonValue] = {
            party.value: list(titles) for party, titles in to_get(state, today).items()
        }
        show_json(
            {
                "case": found.case,
                "problem": found.problem or None,
                **missing_json(report),
                "answers": answers,
            }
        )
    else:
        show_lines(missing_lines(report))
        show_lines(["", "Answers still to get", *(to_get_lines(state, today) or ["  none"])])
    return DONE if report.is_complete else MISSING


def attach(workplace: Workplace, arguments: Namespace) -> int:
    """`interview attach`: copies a document into a case."""
    from interview.papers.attaching import NOTHING_SAID, Filing
    from interview.papers.attaching import attach as attach_to
    from interview.papers.signing import SIGNED_COPY, attach_signed

    is_signed, file = arguments.attachment == SIGNED_COPY, Path(arguments.file).expanduser()
    filing = Filing(
        arguments.date,
        arguments.pages,
        arguments.no_psychotherapy_notes,
        False if arguments.no_substance_use else True if arguments.consent.strip() else None,
        arguments.consent.strip(),
    )
    if (is_signed and filing != NOTHING_SAID) or (arguments.letter and not is_signed):
        raise WrongUsage(
            f"--letter goes with {SIGNED_COPY}, the other options with all other documents."
        )
    show_folder(workplace)
    case = workplace.store.resolve(arguments.case)
    with closing(resume_session(workplace, case)) as session:
        if is_signed:
            show_lines(attach_signed(session, arguments.letter, file))
        else:
            show_lines(attach_to(session, arguments.attachment, file, filing))
    return DONE


def _sign_off(workplace: Workplace, state: State) -> list[str]:
    if not (state.record.approvals or state.record.renderings):
        return []
    from interview.papers.signing import sign_off_lines  # Letters are slow to load.

    return sign_off_lines(lambda: workplace.letters, state, workplace.clock().date())


def _state_json(state: State) -> dict[str, JsonValue]:
    entries: list[JsonValue] = [
        {"seq": e.seq, "kind": e.kind, "address": e.address, "text": e.text, "detail": e.detail}
        for e in history(state)
    ]
    return {
        "answers": list(_answers(state)),
        "situation": situation_json(state),
        "no_longer_asked": no_longer_asked_json(state),
        "history": entries,
    }


def _answers(state: State) -> Iterator[JsonValue]:
    """Every answer that counts, also those off path."""
    for address in state.addresses():
        answer = state.answer(address)
        if answer.state is not None and answer.claim is not None:
            yield {
                "address": address,
                "title": title_of(state, address),
                "state": answer.state.value,
                "text": answer.text,
                "value": answer.claim.value,
                "typed": answer.claim.typed,
                "source": answer.claim.source.model_dump(mode="json"),
                "follows_from": follows_json(answer),
                "call": answer.call,
                "on_path": answer.on_path,
                "verified": answer.verified,
                "conflict": answer.conflict,
            }
