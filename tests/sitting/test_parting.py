"""The last words of a sitting: “everything is kept” only where it is; else what is not, and
where it stands.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import Party
from interview.sitting.call_end import leave
from interview.sitting.opening import read_state, resume_session
from interview.sitting.parting import parting
from interview.sitting.session import Session
from interview.storage.store import StoreProblem
from interview.storage.transcripts import FolderStore
from tests.office import CASE, begun, say
from tests.storage.made_up import FaultyDisk

KEPT = "Everything you entered is kept."


@pytest.fixture
def disk(place: Workplace) -> FaultyDisk:
    """The disk under the folder of cases."""
    found = FaultyDisk()
    place.store = FolderStore(
        Path(place.store.where), operator="Dana", clock=place.clock, disk=found
    )
    return found


@pytest.fixture
def session(place: Workplace, disk: FaultyDisk) -> Iterator[Session]:  # noqa: ARG001  the disk is put below it
    with begun(place).case as case:
        case.close()
    found = resume_session(place, CASE)
    yield found
    found.close()


def told(session: Session) -> str:
    return "\n".join(parting(session).lines)


def fails(session: Session, address: str, typed: str) -> None:
    session.cursor = address
    with pytest.raises(StoreProblem):
        session.answer(typed, confirmed=True, accept=True)


def test_everything_is_kept_while_it_is(session: Session, place: Workplace) -> None:
    say(session, patient__name="Ana Ruiz")
    assert parting(session).is_kept
    assert told(session) == f"{KEPT} Go on with: {place.resume_words(CASE)}"


def test_an_answer_that_a_full_disk_did_not_take_is_named(
    session: Session, disk: FaultyDisk
) -> None:
    disk.room = 0
    fails(session, "patient.name", "Ana Ruiz")
    assert not parting(session).is_kept
    assert KEPT not in told(session)
    assert (
        "Not recorded: Name: Ana Ruiz. It stands nowhere else; please write it down now."
        in told(session)
    )
    disk.room = None
    assert "Not recorded: Name: Ana Ruiz. It stands in the draft and is offered again." in told(
        session
    )
    draft = session.case.load_draft()
    assert draft is not None
    assert (draft.address, draft.text) == ("patient.name", "Ana Ruiz")
    say(session, patient__name="Ana Ruiz")
    assert KEPT in told(session), "it was recorded after all"


def test_an_answer_that_the_disk_did_not_confirm_is_named(
    session: Session, disk: FaultyDisk
) -> None:
    disk.sync_fails = True
    fails(session, "patient.name", "Ana Ruiz")
    disk.sync_fails = False
    assert "Not recorded: Name: Ana Ruiz." in told(session)
    assert "Everything else is kept." in told(session)


def test_half_typed_words_that_the_disk_did_not_take_are_shown_once_more(
    session: Session, disk: FaultyDisk
) -> None:
    disk.room = 0
    session.writing.keep_draft("patient.name", "Ana Ru")
    assert "Half typed and kept nowhere: “Ana Ru”" in told(session)
    disk.room = None
    session.writing.keep_draft("patient.name", "Ana Rui")
    assert parting(session).is_kept


def _removed(folder: Path) -> None:
    shutil.rmtree(folder)


def _replaced(folder: Path) -> None:
    path = folder / f"{CASE}.jsonl"
    path.with_suffix(".other").write_bytes(path.read_bytes().split(b"\n")[0] + b"\n")
    path.with_suffix(".other").replace(path)


def _made_a_file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("in the way")


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_removed, KEPT),
        (_replaced, "Everything entered until then is kept beside it in “c-test01.kept-"),
        (_made_a_file, "write down what matters from the screen"),
    ],
)
def test_what_happened_to_the_folder_since_the_last_answer_is_noticed(
    session: Session, place: Workplace, harm: Callable[[Path], None], words: str
) -> None:
    say(session, patient__name="Ana Ruiz")
    harm(Path(place.store.where))
    assert words in told(session)
    assert parting(session).is_kept == (words is KEPT)
    if words is KEPT:
        assert read_state(place, CASE).answer("patient.name").text == "Ana Ruiz"
    with suppress(OSError):
        Path(place.store.where).unlink()


def test_a_call_can_be_left_although_its_end_cannot_be_recorded(
    session: Session, disk: FaultyDisk
) -> None:
    session.append(
        ev.CallStarted, call=2, direction="desk", respondent=ev.Respondent(party=Party.coordinator)
    )
    disk.room = 0
    form = leave(session).form
    assert form is not None
    assert "the disk is full" in form.lines[0]
    again = form.finish({"how": "again"}).form
    assert again is not None
    reply = again.finish({"how": "leave"})
    assert reply.leave
    assert "Not recorded: the end of the call." in "\n".join(reply.lines)
    disk.room = None
    done = again.finish({"how": "again"})
    assert done.leave
    assert "Saved." in done.lines[0]
