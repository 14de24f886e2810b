"""What a caller said is read at the desk before a letter says it: kept, reworded or left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.case.history import history_lines
from interview.case.letters import letters_for, render_letter
from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.sitting.forms import Form, Reply, filled
from interview.sitting.session import Session
from interview.sitting.wording_choice import choose
from interview.talk.commands import run
from tests.office import TREE, begun, say, workplace, write

BODY = """
    ---
    letter: request
    title: Request
    voice: patient
    when: answered(denial.reasons)
    ---
    Please cover it. What has changed: {{ denial.changed }}.
    """


@pytest.fixture
def session(tmp_path: Path) -> Session:
    place: Workplace = workplace(tmp_path, tree=TREE)
    write(tmp_path / "letters", {"request.md.j2": BODY})
    case = begun(place)
    say(case, denial__changed="I'm cured, I don't even need the puffer", denial__reasons="steps")
    return case


def letter(session: Session) -> str:
    from interview.letters.writers.text import to_text

    (each,) = letters_for(session.workplace.letters, session.state)
    return " ".join(to_text(render_letter(each, session.state, session.today).body).split())


def fill(form: Form | None, **values: str) -> Reply:
    assert form is not None
    wanted = {field.key for field in form.fields}
    return form.finish(filled(form, {key: value for key, value in values.items() if key in wanted}))


def test_the_desk_reads_them_one_by_one(session: Session) -> None:
    assert "TO CHOOSE OR REWORD: What has changed" in letter(session)
    form = run(session, "words").form
    assert form is not None and "I'm cured" in form.title
    reply = fill(form, how="reword", words="breathes better since October")
    assert reply.lines == (
        "Reworded for letters; what was said is kept: What has changed.",
        "That was all.",
    )
    assert letter(session) == "Please cover it. What has changed: breathes better since October."
    assert session.state.answer("denial.changed").text == "I'm cured, I don't even need the puffer"
    assert "What has changed: in letters as: breathes better since October" in "\n".join(
        history_lines(session.state)
    )
    assert run(session, "words").lines == ("No words of a caller wait to be read.",)


def test_what_was_chosen_is_taken_back(session: Session) -> None:
    fill(run(session, "words").form, how="keep")
    assert (
        letter(session)
        == "Please cover it. What has changed: “I'm cured, I don't even need the puffer.”"
    )
    assert session.undo() == "choice of words for What has changed"
    assert "TO CHOOSE" in letter(session)


def test_a_review_comes_to_them_and_passes_over_what_is_put_off(session: Session) -> None:
    form = run(session, "review").form
    while form is not None and "In the caller's words" not in form.title:
        form = fill(form, what="leave", claim="leave").form
    reply = fill(form, how="leave")
    assert reply.form is None and "still listed by /review" in reply.lines[0]


REFUSED = {
    "no words of a caller": ("denial.drug", "leave_out", "no words of a caller"),
    "no such question": ("denial.nothing", "keep", "no words of a caller"),
    "an empty rewording": ("denial.changed", "reword", "Please type"),
}


@pytest.mark.parametrize(("address", "how", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_chosen(session: Session, address: str, how: str, sentence: str) -> None:
    with pytest.raises(CaseProblem, match=sentence):
        choose(session, address, how, " ")


def test_words_of_an_answers_file(tmp_path: Path) -> None:
    from interview.authors.answers_file import read_answers
    from interview.authors.prepared import interview_prepared
    from interview.core.author_text import AuthorError
    from interview.storage.yaml_source import read_yaml

    place = workplace(tmp_path)
    write(tmp_path / "letters", {"request.md.j2": BODY})
    answers = (
        "call: {respondent: patient}\nanswers: {denial.reasons: steps, denial.changed: I breathe"
        " better}\n"
    )
    write(
        tmp_path,
        {
            "a.yaml": answers + "words: {denial.changed: keep, denial.drug: keep}",
            "b.yaml": "words: {x: y}",
        },
    )
    done, report = interview_prepared(
        place, read_answers(read_yaml(tmp_path / "a.yaml", "a.yaml"), place.tree), tmp_path
    )
    assert "“I breathe better.”" in letter(done)
    assert [line.startswith("a.yaml:3:") for line in report] == [True]
    with pytest.raises(AuthorError, match="Please write keep, leave_out or"):
        read_answers(read_yaml(tmp_path / "b.yaml", "b.yaml"), place.tree)
