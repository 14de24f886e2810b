"""Operator-seconds of interviews by the keystroke-level model (Card, Moran and Newell, 1980).

Counts what an operator presses on the interview screen for each event of a transcript. K is one
key, M the moment to think before each answer. Talking and the program's own time are not counted,
as in that model.

The budget is held against one call of 32 answers (`step_therapy_call.yaml`); questions that the
call leaves open cost nothing there, and what the clinic's profile fills in costs no key. The worked
examples follow, with every fact of chart and notice and the prescriber's sentences typed in full.

python scripts/keystrokes.py [TRANSCRIPT ...]
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from interview.authors.answers_file import read_answers
from interview.authors.prepared import interview_prepared
from interview.case import roles
from interview.case.sources import default_source
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, How, Party
from interview.core.kinds.base import DIAGNOSES, DRUGS
from interview.core.kinds.options import option_numbers
from interview.core.state import State, replay
from interview.core.tree import Question
from interview.storage.places import examples_folder
from interview.storage.transcripts import FolderStore
from interview.storage.yaml_source import read_yaml
from interview.talk.face import ONE_DIGIT

K, M = 0.20, 1.35
"""Seconds: a key at 55 words a minute, and a mental act."""
COMMAND = len("/from chart") + 1
BUDGET = 180.0
"""Operator-seconds for the call."""
CALL = Path(__file__).with_name("step_therapy_call.yaml")
MEMBERS = {Party.patient, Party.proxy}


@dataclass
class Count:
    """Keys and mental acts."""

    keys: int = 0
    thoughts: int = 0

    def add(self, keys: int, thoughts: int = 1) -> None:
        self.keys += keys
        self.thoughts += thoughts

    @property
    def seconds(self) -> float:
        return self.keys * K + self.thoughts * M


def count(place: Workplace, events: Sequence[ev.AnyEvent]) -> dict[str, Count]:
    """Keys and mental acts: of the calls themselves, of what is told on the phone, of texts, of
    desk work.
    """
    counts = {
        name: Count()
        for name in ("calls", "told on the phone", "long texts", "from papers and prescriber")
    }
    state = replay(place.engine, ())
    for event in events:
        match event:
            case ev.CallStarted() | ev.RespondentChanged():
                respondent = event.respondent
                words = [
                    respondent.name,
                    respondent.relation,
                    respondent.authority,
                    event.interpreter,
                ]
                counts["calls"].add(3 + sum(len(word) + 1 for word in words) + len(event.papers), 3)
            case ev.IdentityChecked(identifiers=identifiers):
                counts["calls"].add(identity_keys(state, identifiers))
            case ev.CallEnded(note=note):
                counts["calls"].add(3 + len(note), 2)
            case ev.AnswerGiven():
                _answer(place, state, event, counts)
        state.apply(event)
    return counts


def identity_keys(state: State, identifiers: Sequence[str]) -> int:
    """Keys of a check. Name and birth date are typed as they are said: for the first time they are
    counted as the answers that they become, later here. Enter alone ticks what is on file so.
    """
    tree = state.tree
    spoken = {tree.role(roles.PATIENT_NAME), tree.role(roles.BIRTH_DATE)} & {*identifiers}
    claims = [state.answer(id).claim for id in spoken if state.answer(id).is_known]
    typed_again = [claim.typed for claim in claims if claim is not None]
    ticks = 0 if len(typed_again) == len(identifiers) else len(identifiers)
    return sum(len(typed) + 1 for typed in typed_again) + ticks + 1


def _answer(
    place: Workplace, state: State, event: ev.AnswerGiven, counts: dict[str, Count]
) -> None:
    found, claim = state.find(event.address), event.claim
    if found is None or claim.source.how is How.imported:
        return
    question = found[2]
    is_told = claim.source.party in MEMBERS
    group = "long texts" if question.kind.is_long else "told on the phone" if is_told else ""
    keys = answer_keys(
        place,
        question,
        claim.state,
        claim.typed,
        is_first=state.answer(event.address).state is None,
    )
    if claim.source != default_source(state.record.call, question):
        keys += COMMAND
    counts[group or "from papers and prescriber"].add(keys)


def answer_keys(
    place: Workplace, question: Question, state: AnswerState, typed: str, *, is_first: bool
) -> int:
    """Keys that the screen needs for this answer."""
    if state is not AnswerState.answered:
        return 1
    if question.is_list:
        return len("no") + 1
    numbers = option_numbers(question.options)
    if question.kind.one_key and question.options:
        one_key = is_first and question.alarm is None and len(numbers) <= ONE_DIGIT + 1
        return 1 if one_key else max(map(len, numbers)) + 1
    if question.kind.takes_several:
        return _several_keys(typed.count(",") + 1, numbers)
    return min(len(typed) + 1, suggested_keys(place, question, typed))


def _several_keys(count: int, numbers: Sequence[str]) -> int:
    """Digits and Enter; of longer numbers each is taken to need a comma as well."""
    longest = max(map(len, numbers))
    return count * (longest if longest == 1 else longest + 1) + 1


def suggested_keys(place: Workplace, question: Question, typed: str) -> int:
    """Letters until a suggestion is this answer, the way down to it, and Enter."""
    never = len(typed) + 1
    for letters in range(2, len(typed)):
        start = typed[:letters]
        if question.kind.catalogue == DRUGS:
            names = [name.casefold() for name in place.catalogue.drugs(start, 8)]
        elif question.kind.catalogue == DIAGNOSES:
            names = [found.code.casefold() for found in place.catalogue.diagnoses(start, 8)]
        else:
            return never
        if typed.casefold() in names:
            return letters + names.index(typed.casefold()) + 2
    return never


def report(name: str, counts: dict[str, Count]) -> float:
    """Prints the figures of one interview; returns its seconds."""
    print(name)
    total = Count(sum(c.keys for c in counts.values()), sum(c.thoughts for c in counts.values()))
    for what, each in [*counts.items(), ("in all", total)]:
        print(f"  {what:<27}{each.keys:>6} keys {each.thoughts:>5} thoughts {each.seconds:>7.0f} s")
    return total.seconds


def call_events(folder: Path) -> Sequence[ev.AnyEvent]:
    """The events of the call, made in a folder that is thrown away."""
    place = Workplace(
        transcripts=str(folder), operator_name="Dana Example", profile_path=folder / "profile.yaml"
    )
    session, not_taken = interview_prepared(
        place, read_answers(read_yaml(CALL), place.tree), CALL.parent
    )
    with closing(session):
        for line in not_taken:
            print(line, file=sys.stderr)
        return session.state.record.events


def main(paths: Sequence[str]) -> int:
    place = Workplace()
    if not paths:
        with tempfile.TemporaryDirectory() as name:
            events = call_events(Path(name))
        answers = sum(
            isinstance(e, ev.AnswerGiven) and e.claim.source.how is not How.imported for e in events
        )
        seconds = report(f"{CALL.stem}, {answers} answers", count(place, events))
        print(
            f"  {'met' if seconds <= BUDGET else 'missed'}: {seconds:.0f} of {BUDGET:.0f}"
            " operator-seconds"
        )
    for path in [Path(each) for each in paths] or sorted(examples_folder().glob("*.jsonl")):
        report(path.stem, count(place, FolderStore(path.parent).read(path.stem).events))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
