"""docs/transcript.md is read with the program's own codec: its lines are a transcript, and every
event is shown.
"""

from __future__ import annotations

import inspect
import json
import re
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, get_args

import pytest

from interview.case.workplace import Workplace
from interview.core import answers, events
from interview.core.answers import Model
from interview.core.event import Event
from interview.core.kinds import KINDS
from interview.core.orphans import orphans_of
from interview.core.state import State, replay
from interview.storage.codec import CODECS
from interview.storage.scan import scan
from tests.core.kinds.asking import question

PROJECT = Path(__file__).resolve().parent.parent
spec = spec_from_file_location(
    "chain_transcript_page", PROJECT / "scripts" / "chain_transcript_page.py"
)
assert spec is not None
assert spec.loader is not None
chain = module_from_spec(spec)
spec.loader.exec_module(chain)
PAGE = chain.PAGE.read_text(encoding="utf-8")
LINES = chain.example_lines(PAGE)
BEGIN = '{"at":"2026-11-16T10:00:00-06:00","operator":"Dana Example",'

EVENTS: dict[str, type[Model]] = {
    each.model_fields["type"].default: each for each in get_args(get_args(events.AnyEvent)[0])
}
PARTS = {
    name: each
    for module in (answers, events)
    for name, each in inspect.getmembers(module, inspect.isclass)
    if issubclass(each, Model) and not issubclass(each, Event) and each is not Model
}
OF_EVERY_LINE = {*Event.model_fields, "type"}
ASKED: dict[str, dict[str, Any]] = {
    "yes_no": {"options": {"yes": "Yes", "no": "No"}},
    "choice": {"options": {"failed": "It did not work", "intolerant": "It caused side effects"}},
    "choices": {"options": {"failed": "It did not work", "intolerant": "It caused side effects"}},
    "number": {"units": ("kg", "lb")},
}
"""What a question of these kinds cannot do without."""


def named_in(section: str) -> list[str]:
    """The fields that a section's list explains: those before the colon of each entry."""
    entries = re.findall(r"^- (`.*)$", section, re.MULTILINE)
    return [name for entry in entries for name in re.findall(r"`(\w+)`", entry.partition(":")[0])]


def sections() -> dict[str, str]:
    parts = re.split(r"^#{2,3} (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def state_of_the_page() -> State:
    found = scan("".join(f"{line}\n" for line in LINES).encode(), "c-7k3m9q", CODECS)
    assert (found.damage, found.torn, len(found.events)) == ("", b"", len(LINES))
    return replay(Workplace().engine, found.events)


def test_the_lines_of_the_page_are_a_whole_transcript_of_a_case_that_the_tree_knows() -> None:
    state = state_of_the_page()
    assert not orphans_of(state)
    assert state.answer("denial.notice_date").text == "November 9, 2026"
    assert state.answer("treatments/r1/drug").text == ""


def test_every_event_is_shown() -> None:
    assert {type(event) for event in state_of_the_page().record.events} == set(EVENTS.values())


def test_the_lines_stand_as_the_codec_writes_them() -> None:
    assert chain.chained(PAGE) == PAGE, "Please run scripts/chain_transcript_page.py."


@pytest.mark.parametrize(("heading", "model"), [*EVENTS.items(), *PARTS.items()])
def test_every_field_is_explained_and_no_other(heading: str, model: type[Model]) -> None:
    own = set(model.model_fields) - (OF_EVERY_LINE if issubclass(model, Event) else set())
    assert sorted(named_in(sections()[heading])) == sorted(own)


def test_what_every_line_has_is_explained() -> None:
    assert set(named_in(sections()["What every line has"])) == OF_EVERY_LINE | {
        "format",
        "codec",
        "prev",
    }


def test_every_kind_of_value_is_shown_as_it_is_stored() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| `(.+)` \|$", PAGE, re.MULTILINE)
    assert {name for name, _, _ in rows} == set(KINDS) - {"list"}
    for name, typed, stored in rows:
        asked = question(name, **ASKED.get(name, {}))
        value = asked.kind.read(typed, asked, date(2026, 11, 21))
        assert asked.kind.dump(value) == json.loads(stored), name


def test_a_line_by_hand_gets_its_form_and_its_link() -> None:
    page = f"""```json
{BEGIN}"type":"case_opened","seq":1,"tree":"t","case":"c-1","tree_version":"1","tree_hash":"0"}}
```
Then:
```json
{BEGIN}"type":"note_added","text":"Nguyễn","seq":2,"parked":false}}
```
"""
    first, second = chain.example_lines(chain.chained(page))
    note = CODECS["plain"].decode(second.encode(), first.encode())
    assert isinstance(note, events.NoteAdded)
    assert note.text == "Nguyễn"
    assert chain.chained(chain.chained(page)) == chain.chained(page)
    assert "parked" not in second


def test_a_line_that_is_no_event_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text('```json\n{"seq":1,"type":"answer_weighed"}\n```\n')
    monkeypatch.setattr(chain, "PAGE", page)
    assert chain.main([]) == 1
    assert "answer_weighed" in capsys.readouterr().out
