"""What is fed with mutated files: each target takes bytes and may refuse them only with one of
our sentences.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from textwrap import dedent

from interview.authors.answers_file import read_answers
from interview.authors.prepared import interview_prepared
from interview.case.due_report import due_report
from interview.case.due_words import due_lines
from interview.case.history import history_lines
from interview.case.letters import letters_for, render_letter
from interview.case.missing import missing_lines, missing_report, to_get_lines
from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.caseload.calendar import calendar_file
from interview.caseload.overview import overview
from interview.core import events as ev
from interview.core.author_text import AuthorError
from interview.core.build import build_tree
from interview.core.engine import Engine
from interview.core.state import State, replay
from interview.sitting.opening import resume_session
from interview.storage.disk import Disk
from interview.storage.places import examples_folder
from interview.storage.profile import load_profile
from interview.storage.store import Held, StoreProblem
from interview.storage.transcripts import FolderStore
from interview.storage.yaml_source import load_yaml, read_yaml
from tests.fuzz.mutate import mutated_bytes, mutated_json, mutated_transcript
from tests.office import CASE, PROFILE, START, TREE, begun, say, workplace

SENTENCES = (StoreProblem, CaseProblem, AuthorError)
"""What a file may be refused with."""
TODAY = START.date()
_ANSWERS = """
    call: {respondent: {party: patient}, papers: [plan, prescriber]}
    answers:
      patient.name: Ana Ruiz
      patient.born: May 4, 1979
      denial.plan: {state: dont_know}
      denial.drug: {value: ketamine, source: chart}
      denial.reasons: [another drug first]
      drugs:
        - {drug: {value: sertraline, source: chart}, outcome: {value: failed, source: chart}, began: 2023, ended: 2024}
        - drug: escitalopram
      signer.name: {value: Lena Okoro, source: prescriber}
    attachments: {notice_copy: {file: notice.pdf, date: 2026-08-01}}
"""


class QuietDisk(Disk):
    """Waits for no medium: a power cut is not what is tried here."""

    def sync(self, descriptor: int) -> None:
        pass

    def sync_folder(self, folder: Path) -> None:
        pass


def quiet(place: Workplace) -> Workplace:
    place.store = FolderStore(
        Path(place.store.where), operator="Dana", clock=place.clock, disk=QuietDisk()
    )
    return place


class Targets:
    """A small clinic in `folder`, and everything that reads files in it. `run` picks a target by
    its name.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.place = quiet(workplace(folder / "clinic"))
        self.shipped = quiet(
            Workplace(
                transcripts=str(folder / "shipped"), operator_name="Dana", clock=self.place.clock
            )
        )
        self.cases = Path(self.place.store.where)
        self.transcript = self._case_with_everything()
        self.archive = self._archive()
        self.index = self._index()
        self.examples = [path.read_bytes() for path in sorted(examples_folder().glob("*.jsonl"))]
        self.runs: Mapping[str, Callable[[Random], tuple[bytes, Callable[[], None]]]] = {
            "transcript": self._transcript,
            "chained": self._chained,
            "example": self._example,
            "tree": self._tree,
            "answers": self._answers,
            "profile": self._profile,
            "archive": self._archived,
            "index": self._indexed,
        }

    def _case_with_everything(self) -> bytes:
        with closing(begun(self.place)) as session:
            say(
                session,
                patient__name="Ana Ruiz",
                patient__born="May 4, 1979",
                denial__drug="Humira",
            )
            say(session, denial__reasons="1", drugs="sertraline")
            session.append(ev.NoteAdded, text="Ring on Monday", parked=True)
            session.append(ev.NoteFiled, note=len(session.state.record.events))
            session.append(ev.RowRemoved, list="drugs", row="r1")
            session.undo()
            session.append(
                ev.ContactLogged, when=START, said="Yes", promised="the file", promised_by=TODAY
            )
            session.append(ev.Sent, what="packet", way="fax", to="505-555-0199", when=START)
            session.append(ev.DecisionReceived, outcome="upheld", dated=TODAY, received=TODAY)
            paper = self.folder / "notice.pdf"
            paper.write_bytes(b"%PDF-1.7 made up")
            kept = session.case.attach(paper)
            about = {
                "name": kept.name,
                "sha256": kept.sha256,
                "size": kept.size,
                "document_date": TODAY,
            }
            session.append(ev.AttachmentAdded, attachment="notice_copy", **about)
            session.append(ev.SafetyRaised)
            words = {
                "location": "home",
                "call_back_number": "file",
                "taken_over_by": "Sato",
                "taken_over_at": "9:10",
            }
            session.append(ev.SafetyHandled, **words)
            session.append(ev.CallEnded, disposition="partial", call_back=START)
        return (self.cases / f"{CASE}.jsonl").read_bytes()

    def _archive(self) -> bytes:
        target = self.folder / "case.zip"
        self.place.store.export(CASE, target)
        return target.read_bytes()

    def _index(self) -> bytes:
        overview(self.place)
        return (self.cases / ".index").read_bytes()

    def input(self, name: str, random: Random) -> tuple[bytes, Callable[[], None]]:
        """Bytes for this target, and what feeds it with them."""
        return self.runs[name](random)

    # transcripts

    def _transcript(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        data = mutated_bytes(self.transcript, random)
        return data, lambda: self._look_at(self.place, data, CASE)

    def _chained(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        data = mutated_transcript(self.transcript, random)
        return data, lambda: self._look_at(self.place, data, CASE)

    def _example(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        example = random.choice(self.examples)
        change = mutated_transcript if random.random() < 0.7 else mutated_bytes
        data, case = change(example, random), json.loads(example.split(b"\n", 1)[0])["case"]
        return data, lambda: self._look_at(self.shipped, data, case)

    def _look_at(self, place: Workplace, data: bytes, case: str) -> None:
        folder = Path(place.store.where)
        folder.mkdir(exist_ok=True)
        path = folder / f"{case}.jsonl"
        for other in (*folder.glob("*.torn-*"), folder / ".index"):
            other.unlink(missing_ok=True)
        path.write_bytes(data)
        listed = {each.case: each for each in overview(place)}
        assert "an error of its own" not in listed[case].problem, listed[case].problem
        assert [each.line for each in listed.values()]
        calendar_file(place, details=True)
        with suppress(*SENTENCES):
            reading = place.store.read(case)
            state = replay(place.engine, reading.events)
            shown(state, place)
        with suppress(*SENTENCES), closing(resume_session(place, case)) as session:
            was = path.read_bytes()
            if not session.case.read_only:
                session.append(ev.NoteAdded, text="Once more", call=0)
                assert path.read_bytes().startswith(was), "what was there is never changed"
                again = place.store.read(case)
                assert not again.read_only
                assert again.events[-1].type == "note_added"
                assert replay(place.engine, again.events).snapshot() == session.state.snapshot()

    # what authors write

    def _tree(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        name = random.choice(sorted(TREE))
        data = mutated_bytes(dedent(TREE[name]).encode(), random)

        def run() -> None:
            texts = {file.removesuffix(".yaml"): dedent(text) for file, text in TREE.items()}
            texts[name.removesuffix(".yaml")] = data.decode("utf-8", "replace")
            with suppress(*SENTENCES):
                tree = build_tree(
                    {each: load_yaml(text, f"{each}.yaml") for each, text in texts.items()}
                )
                replay(Engine(tree), self.place.store.read(CASE).events)

        return data, run

    def _answers(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        data = mutated_bytes(dedent(_ANSWERS).encode(), random)

        def run() -> None:
            path = self.folder / "answers.yaml"
            path.write_bytes(data)
            with suppress(*SENTENCES):
                answers = read_answers(read_yaml(path), self.place.tree)
                session, _ = interview_prepared(self.place, answers, self.folder, case="c-answ01")
                session.close()
                shown(session.state, self.place)

        shutil.rmtree(self.cases / "c-answ01.files", ignore_errors=True)
        (self.cases / "c-answ01.jsonl").unlink(missing_ok=True)
        return data, run

    def _profile(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        data = mutated_bytes(dedent(PROFILE).encode(), random)

        def run() -> None:
            path = self.folder / "profile.yaml"
            path.write_bytes(data)
            with suppress(*SENTENCES):
                profile = load_profile(path)
                assert all(isinstance(profile.text(key), str) for key in profile.keys())  # noqa: SIM118  not a mapping

        return data, run

    # what this program writes

    def _archived(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        data = mutated_bytes(self.archive, random)

        def run() -> None:
            source, there = self.folder / "mutated.zip", self.folder / "there"
            shutil.rmtree(there, ignore_errors=True)
            source.write_bytes(data)
            with suppress(*SENTENCES):
                FolderStore(there, disk=QuietDisk()).take_in(source)
            arrived = [path.read_bytes() for path in there.glob("*.jsonl")]
            assert arrived in ([], [self.transcript]), "a case arrives whole or not at all"

        return data, run

    def _indexed(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        if random.random() < 0.5:
            data = json.dumps(mutated_json(json.loads(self.index), random)).encode()
        else:
            data = mutated_bytes(self.index, random)

        def run() -> None:
            (self.cases / f"{CASE}.jsonl").write_bytes(self.transcript)
            (self.cases / ".index").write_bytes(data)
            (self.cases / ".random").write_bytes(data[:64])
            for beside in (".draft", ".lock"):
                (self.cases / f"{CASE}{beside}").write_bytes(data[:2_000])
            with self.place.store.open(CASE) as held:
                held.load_draft()
                with suppress(Held):
                    self.place.store.open(CASE)
            lines = [each.line for each in overview(self.place)]
            assert any(CASE in line and "Ana Ruiz" in line for line in lines)
            calendar_file(self.place, details=False)

        return data, run


def shown(state: State, place: Workplace) -> None:
    """Everything that is shown of a case."""
    history_lines(state)
    missing_lines(missing_report(state, TODAY))
    to_get_lines(state, TODAY)
    with suppress(OverflowError):  # Told as a date too far off.
        due_lines(due_report(place, state))
    with suppress(*SENTENCES):
        for letter in letters_for(place.letters, state) if state.record.opened else ():
            render_letter(letter, state, TODAY)
