"""Writes the worked examples anew: transcripts and letters of made-up cases, the same bytes at
every run.

python scripts/make_examples.py           writes transcripts/examples
python scripts/make_examples.py --check   only says which files are not current (exit status 1)
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import closing
from datetime import datetime, timedelta, timezone
from pathlib import Path

from interview.authors.answers_file import read_answers
from interview.authors.prepared import interview_prepared
from interview.case.letters import letters_for
from interview.case.missing import missing_lines, missing_report
from interview.case.workplace import Workplace
from interview.core.author_text import Mapping, Node, Scalar
from interview.letters.writers.formats import READABLE
from interview.papers.rendering import rendered, write_files
from interview.storage.yaml_source import read_yaml

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLES = PROJECT / "transcripts" / "examples"
CASES = {
    "step_therapy": "c-step01",
    "ketamine": "c-ketam1",
    "both": "c-b0th01",
    "not_necessary": "c-need01",
    "alternatives": "c-past01",
    "gene_test": "c-gene01",
    "off_label": "c-0ff201",
    "quantity": "c-d0se01",
    "non_formulary": "c-f0rm01",
    "cost_tier": "c-cent01",
    "site_of_care": "c-pace01",
    "out_of_network": "c-net001",
    "continuation": "c-stay01",
    "authorization_missing": "c-asked1",
    "coding_error": "c-c0de01",
    "benefit_exclusion": "c-excep1",
    "late_filing": "c-tardy1",
    "three_reasons": "c-three1",
    "external_review": "c-revw01",
    "fair_hearing": "c-hear01",
    "late_answer": "c-wa1t01",
    "last_day": "c-sh0rt1",
    "last_day_patient": "c-sh0rt2",
}
"""Answers file and case id. Case ids know no i, l, o and u."""
IN_EVERY_FORMAT = {("c-step01", "exception_request"), ("c-hear01", "patient_review")}
"""One letter in each voice; of all others Markdown is enough, since the writers are tested for
themselves.
"""
OPERATOR = "Dana Example"
CENTRAL = timezone(timedelta(hours=-6))
BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=CENTRAL)
STEP = timedelta(seconds=20)


class Ticking:
    """A clock that goes on by the same step whenever it is read; every example begins at the
    same time.
    """

    def __init__(self) -> None:
        self.reads = 0

    def __call__(self) -> datetime:
        self.reads += 1
        return BEGIN + (self.reads - 1) * STEP


def write_examples(folder: Path, answers: Path = EXAMPLES / "answers") -> list[str]:
    """Writes every example into the folder; returns what the answers files could not place."""
    report: list[str] = []
    clock = Ticking()
    with tempfile.TemporaryDirectory() as work:
        place = Workplace(
            transcripts=work, operator_name=OPERATOR, clock=clock, profile_path=Path(work, "none")
        )
        for name, case in CASES.items():
            clock.reads = 0
            if (answers / f"{name}.yaml").exists():
                report += write_example(place, folder, answers / f"{name}.yaml", case)
    return report


def write_example(place: Workplace, folder: Path, answers: Path, case: str) -> list[str]:
    """One example: its transcript, what is missing, and every letter that it calls for."""
    file = read_answers(carried_on(answers), place.tree)
    session, report = interview_prepared(place, file, answers.parent, case, example=True)
    with closing(session):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{case}.jsonl").write_bytes(
            Path(place.transcripts or "", f"{case}.jsonl").read_bytes()
        )
        missing = missing_lines(missing_report(session.state, BEGIN.date()))
        (folder / f"{case}-missing.txt").write_text("\n".join(missing) + "\n", "utf-8")
        if letters_for(place.letters, session.state):
            drafts = rendered(place.letters, session.state, case, BEGIN.date())
            for draft in drafts:
                in_full = (case, draft.document.letter.id) in IN_EVERY_FORMAT
                write_files([draft], READABLE if in_full else ("md",), folder)
    return report


def carried_on(answers: Path) -> Node:
    """The file; with `carries_on: NAME` the answers of that other file as well, as far as this one
    has no others.

    `without:` names answers of the other file that do not hold here.
    """
    own = read_yaml(answers, answers.name)
    before = own.get("carries_on") if isinstance(own, Mapping) else None
    if not isinstance(before, Scalar):
        return own
    earlier = carried_on(answers.parent / f"{before.text}.yaml")
    said = _together(*(node.get("answers") for node in (earlier, own) if isinstance(node, Mapping)))
    without = own.get("without") if isinstance(own, Mapping) else None
    dropped = {id.text for id in getattr(without, "items", ())}
    said = Mapping(
        tuple((id, value) for id, value in said.items if id.text not in dropped), said.at
    )
    rest = _together(earlier, own)
    kept = ((key, said if key.text == "answers" else value) for key, value in rest.items)
    return Mapping(
        tuple((key, value) for key, value in kept if key.text not in ("carries_on", "without")),
        rest.at,
    )


def _together(*nodes: Node | None) -> Mapping:
    """The keys of all of these; of a key that stands twice, the later value."""
    found = [node for node in nodes if isinstance(node, Mapping)]
    return Mapping(
        tuple({key.text: (key, value) for node in found for key, value in node.items}.values()),
        found[-1].at,
    )


def stale(folder: Path) -> list[str]:
    """What is wrong with the folder: answers that could not be placed, files that a new run
    would write otherwise.
    """
    with tempfile.TemporaryDirectory() as work:
        report = write_examples(Path(work))
        new = {path.name: path.read_bytes() for path in Path(work).iterdir()}
    old = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return report + sorted(
        name for name in new.keys() | old.keys() if new.get(name) != old.get(name)
    )


def main() -> int:
    if sys.argv[1:] == ["--check"]:
        wrong = stale(EXAMPLES)
        print(
            "\n".join(["Please run scripts/make_examples.py:", *wrong]) if wrong else "All current."
        )
        return bool(wrong)
    for path in EXAMPLES.iterdir():
        if path.is_file():
            path.unlink()
    report = write_examples(EXAMPLES)
    print("\n".join([*report, f"Written to {EXAMPLES}"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
