"""What becomes of an answer: taken, refused, asked once more, off path, contradicted, taken
back.
"""

from __future__ import annotations

import pytest

from interview.case.history import history_lines
from interview.case.prompts import choices, title_of
from interview.case.workplace import Workplace
from interview.core.answers import AnswerState, Party
from interview.sitting import review
from interview.sitting.outcome import NotTaken, Taken, ToConfirm, ToPreview
from interview.sitting.session import Session
from interview.talk.commands import run
from tests.office import asked, begun, resumed, say


def with_drug(place: Workplace) -> Session:
    """A case with one earlier drug, the list still open."""
    session = begun(place)
    say(session, denial__reasons="another drug first", drugs="methotrexate")
    return session


def outcome_of(session: Session, address: str, typed: str, confirmed: bool = False) -> object:
    session.cursor = address
    return session.answer(typed, confirmed=confirmed)


def test_an_answer_is_on_disk_before_it_is_taken(place: Workplace) -> None:
    session = begun(place)
    outcome = session.answer("Ana Ruiz")
    assert isinstance(outcome, Taken)
    assert outcome.shown == "Ana Ruiz"
    assert place.store.read(session.case.case).events == tuple(session.state.record.events)
    assert asked(session) == "patient.born"


@pytest.mark.parametrize("typed", ["", "   ", "\t"])
def test_nothing_typed_is_no_answer(place: Workplace, typed: str) -> None:
    session = begun(place)
    assert isinstance(session.answer(typed), NotTaken)


def test_a_refused_answer_gives_a_sentence_and_the_text_back(place: Workplace) -> None:
    session = begun(place)
    outcome = outcome_of(session, "patient.born", "31 June 1980")
    assert isinstance(outcome, NotTaken)
    assert outcome.typed == "31 June 1980"
    assert asked(session) == "patient.born"


def test_an_answer_that_comes_too_early_is_kept_off_path_and_comes_in_by_itself(
    place: Workplace,
) -> None:
    session = begun(place)
    early = outcome_of(session, "drugs", "sertraline")
    assert isinstance(early, Taken)
    assert "not relevant so far" in " ".join(early.remarks)
    say(session, denial__reasons="another drug first")
    assert session.state.answer("drugs/r1/drug").is_known


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("dk", AnswerState.dont_know),
        ("I don't know.", AnswerState.dont_know),
        ("no idea", AnswerState.dont_know),
        ("none", AnswerState.none),
        ("No plan", AnswerState.none),
    ],
)
def test_words_that_are_states(place: Workplace, typed: str, state: AnswerState) -> None:
    session = begun(place)
    outcome_of(session, "denial.plan", typed)
    assert session.state.answer("denial.plan").state is state


def test_none_is_no_answer_where_the_tree_does_not_say_so(place: Workplace) -> None:
    session = begun(place)
    assert isinstance(session.give_state(AnswerState.none), NotTaken)
    for typed in ("none", "N/A", "Nothing."):
        refused = outcome_of(session, "patient.name", typed)
        assert (
            isinstance(refused, NotTaken) and typed in refused.sentence and refused.typed == typed
        )


def test_later_names_an_owner_who_is_asked_then(place: Workplace) -> None:
    session = begun(place)
    session.cursor = "denial.drug"
    run(session, "later", "prescriber")
    assert asked(session) != "denial.drug"
    session.close()
    with_prescriber = resumed(place, "prescriber")
    claim = with_prescriber.state.answer("denial.drug").claim
    assert claim is not None
    assert claim.owner is Party.prescriber


def test_dont_know_of_one_party_leaves_the_question_open_for_another(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__name="Ana Ruiz", patient__born="1980")
    session.cursor = "denial.drug"
    session.answer("dk")
    session.close()
    other = resumed(place, "prescriber")
    addresses: list[str] = []
    while asked(other) and len(addresses) < 20:
        addresses.append(asked(other))
        other.give_state(AnswerState.later)
    assert "denial.drug" in addresses


def test_a_stronger_source_wins_and_the_conflict_stays_open_until_settled(place: Workplace) -> None:
    session = begun(place, papers="prescriber")
    say(session, denial__drug="methotrexate")
    run(session, "jump", "denial.drug")
    run(session, "from", "chart")
    outcome = session.answer("adalimumab")
    assert isinstance(outcome, Taken)
    assert "differs" in " ".join(outcome.remarks)
    answer = session.state.answer("denial.drug")
    assert (answer.text, answer.conflict) == ("adalimumab", True)
    (item,) = [item for item in review.review_items(session.state) if item.address == "denial.drug"]
    said = next(number for number, words in item.claims if words.startswith("patient said"))
    review.settle(session, "denial.drug", said, "the chart was wrong")
    answer = session.state.answer("denial.drug")
    assert (answer.text, answer.conflict) == ("methotrexate", False)


def test_of_two_claims_of_one_party_either_can_be_settled(place: Workplace) -> None:
    session = begun(place, "prescriber", "prescriber")
    say(session, denial__drug="methotrexate")
    run(session, "from", "chart")
    session.cursor = "denial.drug"
    assert isinstance(session.answer("adalimumab", accept=True), Taken)
    for wanted in ("methotrexate", "adalimumab"):
        run(session, "from", "chart")
        session.cursor = "denial.drug"
        session.answer("leflunomide" if wanted == "methotrexate" else "adalimumab", accept=True)
        form = run(session, "review").form
        assert form is not None and form.title.startswith("Sources disagree")
        number = next(key for key, words in form.fields[0].options if wanted in words)
        form.finish({"claim": number, "reason": ""})
        answer = session.state.answer("denial.drug")
        assert (answer.text, answer.conflict) == (wanted, False)


def test_a_source_says_who_wrote_it(place: Workplace) -> None:
    session = begun(place, "coordinator", "prescriber")
    for name, drug in (("N. Adams, RN", "lithium"), ("Dr. Osei", "ketamine")):
        assert run(session, "from", f"chart {name}").lines == (
            f"The next answer comes from: chart ({name}).",
        )
        say(session, denial__drug=drug)
    (item,) = (each for each in review.review_items(session.state) if each.address == "denial.drug")
    assert [words for _, words in item.claims] == [
        "chart (N. Adams, RN): lithium",
        "chart (Dr. Osei): ketamine",
    ]
    assert item.what == "conflict"


def test_the_same_from_another_source_confirms(place: Workplace) -> None:
    session = begun(place)
    say(session, denial__drug="methotrexate")
    assert not session.state.answer("denial.drug").verified
    run(session, "jump", "denial.drug")
    run(session, "from", "chart")
    outcome = session.answer("methotrexate")
    assert isinstance(outcome, Taken)
    assert "Confirmed" in " ".join(outcome.remarks)
    assert session.state.answer("denial.drug").verified


def test_the_same_answer_again_writes_nothing(place: Workplace) -> None:
    session = begun(place)
    say(session, denial__drug="methotrexate")
    before = len(session.state.record.events)
    assert isinstance(outcome_of(session, "denial.drug", "methotrexate"), Taken)
    assert len(session.state.record.events) == before


def test_verify_by_a_word(place: Workplace) -> None:
    session = begun(place)
    say(session, denial__drug="methotrexate")
    form = run(session, "verify", "drug").form
    assert form is not None
    ((address, label), *_) = form.fields[0].options
    assert (
        "ketamine" in label or session.shown(address) in label
    )  # what is signed off is shown first
    assert "Verified" in form.finish({"address": address}).lines[0]
    assert session.state.answer("denial.drug").verified
    assert "already" in run(session, "verify", "drug").lines[0]


def test_a_change_shows_what_it_hides_and_what_leaves_the_letter_before_it_is_taken(
    place: Workplace,
) -> None:
    session = with_drug(place)
    outcome = outcome_of(session, "denial.reasons", "2")
    assert isinstance(outcome, ToPreview)
    assert [hidden.shown for hidden in outcome.hides] == ["methotrexate"]
    assert any("methotrexate" in sentence for sentence in outcome.leaves)
    assert session.state.answer("drugs/r1/drug").on_path
    assert isinstance(session.answer("2", accept=True), Taken)
    assert not session.state.answer("drugs/r1/drug").on_path
    session.undo()
    assert session.state.answer("drugs/r1/drug").text == "methotrexate"


def test_a_hard_check_refuses_and_a_soft_one_asks_once(place: Workplace) -> None:
    session = with_drug(place)
    say(session, drugs_in_r1_in_began="March 3, 2025")
    early = outcome_of(session, "drugs/r1/ended", "March 1, 2025")
    assert isinstance(early, NotTaken)
    assert early.sentence == "It cannot have ended before it began."
    short = session.answer("March 10, 2025")
    assert isinstance(short, ToConfirm)
    assert short.sentences == ("That is short. Is it right?",)
    assert isinstance(session.answer("March 10, 2025", confirmed=True), Taken)
    assert isinstance(outcome_of(session, "drugs/r1/ended", "March 10, 2025"), ToConfirm | Taken)


def test_a_change_that_breaks_a_later_answers_check_asks_that_one_again(place: Workplace) -> None:
    session = with_drug(place)
    say(session, drugs_in_r1_in_began="March 2024", drugs_in_r1_in_ended="May 2025")
    assert isinstance(outcome_of(session, "drugs/r1/began", "August 2025"), Taken)
    assert session.state.answer("drugs/r1/ended").blocked
    assert review.review_items(session.state)[0].what == "blocked"


def test_undo_takes_back_one_step_at_a_time(place: Workplace) -> None:
    session = with_drug(place)
    assert "methotrexate" in session.undo()
    assert (
        session.state.rows("drugs") == ()
    )  # with its first answer the entry goes: nobody wants an empty one
    assert "Another drug first" in session.undo()


def test_undo_with_nothing_to_take_back(place: Workplace) -> None:
    assert begun(place).undo() == ""


def test_back_goes_through_the_answers_from_the_last_one(place: Workplace) -> None:
    session = begun(place)
    say(session, patient__name="Ana Ruiz", patient__born="1980")
    session.back()
    assert asked(session) == "patient.born"
    session.back()
    assert asked(session) == "patient.name"
    assert not session.back()


def test_a_jump_lasts_for_one_question(place: Workplace) -> None:
    session = begun(place)
    run(session, "jump", "denial.plan")
    assert asked(session) == "denial.plan"
    session.answer("Prairie Mutual")
    assert asked(session) == "patient.name"


def test_jump_offers_what_fits(place: Workplace) -> None:
    session = with_drug(place)
    form = run(session, "jump", "drug").form
    assert form is not None
    assert len(form.fields[0].options) > 1
    form.finish({"address": "denial.drug"})
    assert asked(session) == "denial.drug"


# lists


def test_a_name_typed_at_a_list_is_the_first_answer_of_a_row(place: Workplace) -> None:
    session = with_drug(place)
    assert session.state.answer("drugs/r1/drug").text == "methotrexate"
    session.cursor = ""
    assert not session.state.is_closed("drugs")


@pytest.mark.parametrize(
    "word", ["no", "No more", "done", "nothing taken", "none", "n/a", "nothing"]
)
def test_words_that_close_a_list(place: Workplace, word: str) -> None:
    session = with_drug(place)
    say(session, drugs=word)
    assert session.state.is_closed("drugs")
    assert session.state.rows("drugs") == ("r1",)


def test_an_empty_list_is_closed_as_none(place: Workplace) -> None:
    session = begun(place)
    say(session, denial__reasons="another drug first", drugs="no")
    assert session.state.answer("drugs").state is AnswerState.none


def test_rows_are_never_reused(place: Workplace) -> None:
    session = with_drug(place)
    session.remove_row("drugs", "r1")
    say(session, drugs="sertraline")
    assert session.state.rows("drugs") == ("r2",)


def test_entries_keep_number_and_name_when_another_is_removed(place: Workplace) -> None:
    session = with_drug(place)
    say(session, drugs_in_r1_in_outcome="failed", drugs="sertraline")
    session.remove_row("drugs", "r1")
    say(session, drugs_in_r2_in_outcome="failed", drugs="lithium")

    lines = history_lines(session.state)
    assert [
        line.strip()
        for line in lines
        if "methotrexate" in line or "sertraline" in line or "lithium" in line
    ] == [
        "1: methotrexate – Drug: methotrexate  [patient said, removed]",
        "1: methotrexate – Outcome: It did not work  [patient said, removed]",
        "2: sertraline – Drug: sertraline  [patient said]",
        "Removed from Earlier drugs: 1: methotrexate",
        "2: sertraline – Outcome: It did not work  [patient said]",
        "3: lithium – Drug: lithium  [patient said]",
    ]
    first = session.state.tree.question("mood.first")
    assert [title for _, title in choices(session.state, first)] == ["2: sertraline", "3: lithium"]
    say(session, mood__first="3")
    assert session.shown("mood.first") == "3: lithium"
    assert isinstance(outcome_of(session, "mood.first", "1"), NotTaken)


def test_an_entry_whose_addition_was_taken_back_takes_no_number(place: Workplace) -> None:
    session = with_drug(place)
    while session.state.rows("drugs"):
        session.undo()
    say(session, drugs="sertraline")
    assert session.state.rows("drugs") == ("r2",)
    assert title_of(session.state, "drugs/r2/drug") == "1: sertraline – Drug"


def test_an_entry_is_picked_by_number_or_name(place: Workplace) -> None:
    session = with_drug(place)
    say(session, drugs_in_r1_in_outcome="failed", drugs="sertraline")
    question = session.state.tree.question("mood.first")
    assert [title for _, title in choices(session.state, question)] == [
        "1: methotrexate",
        "2: sertraline",
    ]
    say(session, mood__first="2")
    assert session.state.answer("mood.first").value == "r2"
    assert session.shown("mood.first") == "2: sertraline"
    assert "First drug: 2: sertraline" in "\n".join(history_lines(session.state))
    say(session, mood__first="methotrexate")
    assert session.state.answer("mood.first").value == "r1"
    assert isinstance(outcome_of(session, "mood.first", "9"), NotTaken)


# the profile


def test_the_profile_answers_for_the_prescriber_it_knows(place: Workplace) -> None:
    session = begun(place, "prescriber")
    session.cursor = "signer.name"
    outcome = session.answer("Lena Okoro")
    assert isinstance(outcome, Taken)
    assert "profile" in " ".join(outcome.remarks)
    assert session.state.answer("signer.npi").text == "1234567893"


def test_somebody_else_is_not_given_another_ones_number(place: Workplace) -> None:
    session = begun(place, "prescriber")
    say(session, signer__name="Omar Haddad")
    assert not session.state.answer("signer.npi").is_known


def test_whoever_recommended_it_should_sign(place: Workplace) -> None:
    session = begun(place, "prescriber")
    say(session, denial__recommended_by="Omar Haddad")
    session.cursor = "signer.name"
    outcome = session.answer("Lena Okoro")
    assert isinstance(outcome, Taken)
    assert "Omar Haddad should sign" in " ".join(outcome.remarks)


def test_a_fast_review_is_proposed_to_the_prescriber_and_never_set(place: Workplace) -> None:
    session = begun(place)
    say(session, mood__worse="yes")
    session.close()
    prescriber = resumed(place, "prescriber")
    prescriber.cursor = "end.fast"
    prompt = prescriber.prompt()
    assert prompt is not None
    assert "Getting worse" in prompt.note
    assert not prompt.answer.is_known
