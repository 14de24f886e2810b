"""A small clinic for tests: a tree and letters written here, a clock that ticks, cases in a
temporary folder.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from textwrap import dedent

from interview.case.workplace import Workplace
from interview.sitting.calls import start_call
from interview.sitting.opening import new_session, resume_session
from interview.sitting.outcome import Taken
from interview.sitting.session import Session

CASE = "c-test01"
START = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=-5)))

TREE = {
    "root.yaml": (
        """
        tree: small
        version: "1"
        title: A small tree
        modules: [patient, denial, drugs, mood, reasons/*, signer, end]
        roles:
          reasons: denial.reasons
          patient_name: patient.name
          birth_date: patient.born
          identifiers: [patient.name, patient.born, patient.phone]
          time_zone: patient.zone
          phone: patient.phone
          voicemail_allowed: patient.voicemail
          drug: denial.drug
          plan_name: denial.plan
          signer: signer.name
          recommended_by: denial.recommended_by
          whats_changed: denial.changed
          expedited: end.fast
          urgency_hints: [mood.worse]
    """
    ),
    "patient.yaml": (
        """
        module: patient
        title: Patient
        carries: yes
        questions:
          - {id: patient.name, kind: person, title: Name, say: "What is your name?", administrative: yes,
             ask: [patient, prescriber]}
          - {id: patient.born, kind: date, title: Date of birth, say: "When were you born?", administrative: yes,
             ask: [patient, prescriber]}
          - {id: patient.phone, kind: phone, title: Phone, say: "What is your phone number?", administrative: yes,
             serves: [call]}
          - id: patient.zone
            kind: choice
            title: Time zone
            say: What time zone are you in?
            serves: [call]
            options: {America_New_York: Eastern, America_Los_Angeles: Pacific}
          - {id: patient.voicemail, kind: yes_no, title: Voicemail, say: "May we leave a message?", serves: [call]}
    """
    ),
    "denial.yaml": (
        """
        module: denial
        title: Refusal
        questions:
          - {id: denial.plan, kind: text, title: Plan, say: "What is your plan?", administrative: yes,
             ask: [patient, plan], none: No plan}
          - {id: denial.drug, kind: drug, title: Drug, say: "Which drug was refused?", ask: [patient, prescriber]}
          - {id: denial.notice, kind: date, title: Date of the notice, say: "What is the date on the notice?",
             ask: [plan, patient], administrative: yes}
          - id: denial.reasons
            kind: choices
            title: Reasons
            say: Why did they refuse it?
            ask: [plan, patient]
            options: reasons
          - {id: denial.changed, kind: long_text, title: What has changed, say: "What has changed?", none: Nothing,
             serves: [call]}
          - {id: denial.recommended_by, kind: person, title: Recommended by, say: "Who recommended it?",
             ask: [patient, prescriber]}
    """
    ),
    "drugs.yaml": (
        """
        module: drugs
        title: Earlier drugs
        carries: yes
        on_demand: yes
        questions:
          - id: drugs
            kind: list
            title: Earlier drugs
            say: What have you taken before?
            another: Anything else?
            none: Nothing taken
            ask: [patient, prescriber]
            row:
              - {id: drug, kind: drug, title: Drug, say: "Which drug?", ask: [patient, prescriber]}
              - id: outcome
                kind: choice
                title: Outcome
                say: "How did {{ row.drug }} go?"
                ask: [patient, prescriber]
                options: {failed: It did not work, trouble: It caused trouble}
              - {id: began, kind: date, title: Began, say: "When did {{ row.drug }} begin?", ask: [patient, prescriber]}
              - id: ended
                kind: date
                title: Ended
                say: "When did {{ row.drug }} end?"
                ask: [patient, prescriber]
                check: [{test: row.ended >= row.began, say: It cannot have ended before it began.}]
                confirm: [{test: "weeks(row.began, row.ended) >= 4", say: "That is short. Is it right?"}]
              - {id: trouble, kind: long_text, title: Trouble, say: "What trouble did {{ row.drug }} cause?",
                 ask: [patient, prescriber], when: row.outcome == trouble}
            attachments:
              - {id: fills, title: "Fills of {{ row.drug }}", why: Shows the dates, has: pharmacy}
    """
    ),
    "mood.yaml": (
        """
        module: mood
        title: Mood
        carries: yes
        questions:
          - {id: mood.worse, kind: yes_no, title: Getting worse, say: "Is it getting worse?"}
          - {id: mood.danger, kind: yes_no, title: Thoughts of death, say: "Do you think of ending your life?",
             confidential: yes, alarm: mood.danger == yes, serves: [safety]}
          - id: mood.first
            kind: pick
            picks: drugs
            title: First drug
            say: Which of these was the first?
            when: answered(drugs)
            serves: [sheet]
    """
    ),
    "reasons/steps.yaml": (
        """
        module: steps
        title: Other drugs first
        reason: {label: Another drug first}
        uses: [drugs]
        questions:
          - {id: steps.why, kind: text, title: Why not, say: "Why can you not take it?", ask: [prescriber]}
        attachments:
          - {id: notice_copy, title: The notice, why: Shows the reason, has: patient, months: 6}
    """
    ),
    "reasons/unproven.yaml": (
        """
        module: unproven
        title: Not proven
        reason: {label: They say it is not proven}
        questions:
          - {id: unproven.proof, kind: text, title: Proof, say: "What shows that it works?", ask: [prescriber]}
        attachments:
          - {id: article, title: An article, why: Shows that it works, has: prescriber}
    """
    ),
    "signer.yaml": (
        """
        module: signer
        title: Signer
        carries: yes
        questions:
          - {id: signer.name, kind: person, title: Signer, say: "Who signs?", ask: [prescriber, coordinator],
             profile: prescriber.name, blocking: yes}
          - {id: signer.npi, kind: npi, title: NPI, say: "What is your NPI?", ask: [prescriber],
             profile: prescriber.npi}
    """
    ),
    "end.yaml": (
        """
        module: end
        title: End
        questions:
          - {id: end.fast, kind: yes_no, title: Fast review, say: "Should it be fast?", ask: [prescriber]}
    """
    ),
}

LETTERS = {
    "request.md.j2": (
        """
        ---
        letter: request
        title: Request
        voice: prescriber
        when: answered(denial.reasons)
        ---
        Please cover {{ reported(denial.drug) }} for {{ patient.name }}, {{ signer.name }}.

        {% if true("steps in denial.reasons") %}{% for row in drugs %}{{ reported(row.drug) }} was taken.

        {% endfor %}{% endif %}
    """
    ),
}

PROFILE = """
    clinic: {name: Example Clinic}
    prescribers: [{name: Lena Okoro, npi: 1234567893}]
    crisis: {on_call_clinician: {name: Dr. Sato, phone: 555-0100}}
    voicemail: {name: Dana, number: 555-0101}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Files with their text dedented; returns the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return folder


def ticking(start: datetime = START) -> Callable[[], datetime]:
    """A clock that goes on a second whenever it is read."""
    reads = iter(range(10_000_000))
    return lambda: start + timedelta(seconds=next(reads))


def workplace(
    folder: Path, start: datetime = START, tree: dict[str, str] | None = None
) -> Workplace:
    """A place to work in, everything of it below `folder`."""
    write(folder, {"profile.yaml": PROFILE})
    return Workplace(
        transcripts=str(folder / "cases"),
        trees=write(folder / "trees", tree or TREE),
        templates=write(folder / "letters", LETTERS),
        operator_name="Dana",
        clock=ticking(start),
        profile_path=folder / "profile.yaml",
    )


def begun(
    place: Workplace, party: str = "patient", papers: str = "", case: str = CASE, **more: str
) -> Session:
    """A new case with somebody on the line whose identity is confirmed."""
    return on_the_line(new_session(place, case), party, papers, **more)


def resumed(
    place: Workplace, party: str = "patient", papers: str = "", case: str = CASE
) -> Session:
    return on_the_line(resume_session(place, case), party, papers)


def on_the_line(session: Session, party: str = "patient", papers: str = "", **more: str) -> Session:
    from interview.core import events as ev

    start_call(session, {"party": party, "papers": papers, "direction": "out", **more})
    if session.needs_identity:
        session.append(ev.IdentityChecked, passed=True)
    return session


def say(session: Session, **answers: str) -> None:
    """Answers in the order given, each early or in its turn; `__` in a name stands for a dot,
    `_in_` for a slash.
    """
    for name, typed in answers.items():
        session.cursor = address(name)
        outcome = session.answer(typed, confirmed=True, accept=True)
        assert isinstance(outcome, Taken), (name, outcome)


def address(name: str) -> str:
    return name.replace("_in_", "/").replace("__", ".")


def asked(session: Session) -> str:
    """Address of the question that comes next; empty when nothing is left."""
    pending = session.pending()
    return pending.address if pending is not None else ""
