"""The breakages of `make mutants`: each is one idea that must hold, turned over in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One breakage of one file, and the tests of which one must fail."""

    name: str
    """What is broken, in words."""
    file: str
    old: str
    """Exact text that stands once in the file."""
    new: str
    tests: tuple[str, ...]
    """Test files (or node ids) that are run."""


LAWS = "tests/core/test_laws.py"

CHANGED_TREES = [
    Mutation(
        "a renamed column loses its answers",
        "interview/core/renamed.py",
        'former.get(f"{name}/{column}", f"{name}/{column}")',
        'f"{name}/{column}"',
        ("tests/core/test_renamed.py",),
    ),
    Mutation(
        "a value of another kind closes a list",
        "interview/core/memory.py",
        "stale=claim.value is not None)",
        "stale=False)",
        ("tests/core/test_renamed.py",),
    ),
    Mutation(
        "answers in rows that were removed are still listed",
        "interview/core/orphans.py",
        " and row_of(event.address) not in gone",
        "",
        ("tests/core/test_renamed.py",),
    ),
    Mutation(
        "a former id may be one that is asked",
        "interview/core/build_former.py",
        "if each.former in asked:\n        present",
        "if False:\n        present",
        ("tests/core/test_renamed.py",),
    ),
]

RELEVANCE = [
    Mutation(
        "unsure is read as false",
        "interview/core/conditions/evaluate.py",
        "return None if value is None else (value in options) is not negated",
        "return (value in options) is not negated",
        (f"{LAWS}::test_truth_is_kleenes",),
    ),
    Mutation(
        "not unsure is true",
        "interview/core/conditions/evaluate.py",
        "        return None if truth is None else not truth\n\n    return test",
        "        return not truth\n\n    return test",
        (f"{LAWS}::test_truth_is_kleenes",),
    ),
    Mutation(
        "rows of an open list are counted as if it were closed",
        "interview/core/conditions/evaluate.py",
        "if rows is None or not rows.closed:\n            return None\n        truths",
        "if rows is None:\n            return None\n        truths",
        (f"{LAWS}::test_the_engine_says_what_the_naive_one_says",),
    ),
    Mutation(
        "conditions see answers that are off the path",
        "interview/core/decide.py",
        "        visible = value if on else None\n",
        "        visible = value\n",
        (f"{LAWS}::test_an_answer_off_path_is_not_seen",),
    ),
    Mutation(
        "what reads a changed answer is not decided again",
        "interview/core/engine.py",
        "listed[position].readers = tuple(sorted(positions))",
        "listed[position].readers = tuple(sorted(positions))[:1]",
        (f"{LAWS}::test_one_event_more_is_the_same_as_all_again",),
    ),
    Mutation(
        "undo leaves the claim in its place",
        "interview/core/slot.py",
        "            self._forget(_voice(entry), seq)\n",
        "            pass\n",
        (
            f"{LAWS}::test_an_undone_event_leaves_no_trace",
            f"{LAWS}::test_the_engine_says_what_the_naive_one_says",
        ),
    ),
    Mutation(
        "the weaker source wins",
        "interview/core/slot.py",
        "return entry.claim.source.how.is_record, entry.is_reliable, entry.seq",
        "return False, False, entry.seq",
        (f"{LAWS}::test_the_engine_says_what_the_naive_one_says",),
    ),
    Mutation(
        "a soft confirmation outlives the values it saw",
        "interview/core/decide.py",
        "if confirmed.get(rule.check.name) != self.fingerprint(rule.check.test, row):",
        "if rule.check.name not in confirmed:",
        ("tests/core/test_soft_checks.py",),
    ),
    Mutation(
        "a proxy is asked what is confidential",
        "interview/core/engine.py",
        " and not question.confidential",
        "",
        (f"{LAWS}::test_the_engine_says_what_the_naive_one_says",),
    ),
    Mutation(
        "the check digit of an NPI is not looked at",
        "interview/core/kinds/codes.py",
        'if luhn("80840" + digits) % 10:',
        "if False:",
        ("tests/core/kinds",),
    ),
]

TRANSCRIPTS = [
    Mutation(
        "a line is acknowledged before it is on disk",
        "interview/storage/held_file.py",
        "self._disk.sync(self._descriptor)\n        except OSError as error:\n            raise"
        " self._not_synced",
        "pass\n        except OSError as error:\n            raise self._not_synced",
        ("tests/storage/test_append.py", "tests/storage/test_kill.py"),
    ),
    Mutation(
        "a failed write leaves its half line",
        "interview/storage/held_file.py",
        "            stuck = self._taken_back()\n",
        '            stuck = ""\n',
        ("tests/storage/test_append.py",),
    ),
    Mutation(
        "the hash of the line before is not checked",
        "interview/storage/codec.py",
        "if line[-66:-2] != _link(previous):",
        "if False:",
        ("tests/storage/test_codec.py", "tests/storage/test_damage.py"),
    ),
    Mutation(
        "a torn tail is cut without being saved aside",
        "interview/storage/open_case.py",
        "                write_new(self._disk, self._files.torn(now), found.torn)\n",
        "",
        ("tests/storage/test_truncation.py",),
    ),
    Mutation(
        "the draft stays after its answer",
        "interview/storage/open_case.py",
        "if isinstance(event, AnswerGiven) and event.address == self._draft.address:",
        "if False:",
        ("tests/storage/test_draft.py",),
    ),
    Mutation(
        "two people can write to one case",
        "interview/storage/lock.py",
        "fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)",
        ("tests/storage/test_lock.py", "tests/storage/test_kill.py"),
    ),
]

LETTERS = [
    Mutation(
        "a letter prints an answer that is off the path",
        "interview/letters/values.py",
        "if not self.answer.on_path:",
        "if False:",
        ("tests/letters/test_pipeline.py",),
    ),
    Mutation(
        "a hole prints as nothing",
        "interview/letters/values.py",
        "if not self.answer.is_known or self.answer.blocked:\n            return (self.hole(),)",
        "if not self.answer.is_known or self.answer.blocked:\n            return ()",
        ("tests/letters/test_pipeline.py",),
    ),
    Mutation(
        "what only the patient said reads as the prescriber's knowledge",
        "interview/letters/telling.py",
        "return answer.is_known and not answer.verified and told_by in (Party.patient,"
        " Party.proxy)",
        "return False",
        ("tests/letters/test_pipeline.py", "tests/letters/test_openings.py"),
    ),
    Mutation(
        "a ground on the patient's word alone does not block the final letter",
        "interview/letters/openings.py",
        "elif _rests_on_a_word(telling, answer):",
        "elif False:",
        ("tests/letters/test_openings.py",),
    ),
    Mutation(
        "a signer waives blocking holes as well",
        "interview/letters/values.py",
        'waived = "" if is_blocking else answer.waived',
        "waived = answer.waived",
        ("tests/letters/test_pipeline.py",),
    ),
    Mutation(
        "a letter says a caller's words that nobody has read",
        "interview/letters/values.py",
        "if chosen is None:",
        "if False:",
        ("tests/letters/test_quoted.py",),
    ),
    Mutation(
        "a spoken line break becomes a paragraph",
        "interview/letters/sanitise.py",
        "return tuple(line for line in lines if line) or",
        "return tuple(lines) or",
        ("tests/letters",),
    ),
    Mutation(
        "hidden characters stay hidden",
        "interview/letters/sanitise.py",
        'return f"[U+{ord(char):04X}]"',
        "return char",
        ("tests/letters",),
    ),
]

SESSIONS = [
    Mutation(
        "a row's number is used again after it was removed",
        "interview/sitting/sitting.py",
        "self.state.lists[self.state.tree.positions[list_id]].made + 1",
        "len(self.state.lists[self.state.tree.positions[list_id]].frames) + 1",
        ("tests/sitting",),
    ),
    Mutation(
        "a hard check is ignored",
        "interview/sitting/objections.py",
        "    if hard:\n",
        "    if False:\n",
        ("tests/sitting",),
    ),
    Mutation(
        "an unlikely value is taken without asking",
        "interview/sitting/session.py",
        "        if given.is_confirmed:\n",
        "        if True:\n",
        ("tests/sitting",),
    ),
    Mutation(
        "a call goes on with somebody who could not say who they are",
        "interview/sitting/identity.py",
        "passed = len(matched) >= 2 and",
        "passed = True or",
        ("tests/sitting",),
    ),
    Mutation(
        "what is on file is filled in as if it was said",
        "interview/sitting/identifiers.py",
        "default=said_before,",
        "default=answer.text,",
        ("tests/sitting",),
    ),
    Mutation(
        "what differs from the file is ticked as a match",
        "interview/sitting/identifiers.py",
        "for each in spoken(session, values) if agrees(session, each))",
        "for each in spoken(session, values))",
        ("tests/sitting",),
    ),
    Mutation(
        "identity is asked in the first call only",
        "interview/sitting/sitting.py",
        "return self._identified != (call.number, call.respondents[-1])",
        "return call.number == 1 and self._identified != (call.number, call.respondents[-1])",
        ("tests/sitting",),
    ),
    Mutation(
        "questions go on after an alarm",
        "interview/sitting/sitting.py",
        "            and self.state.record.safety_open is None\n",
        "",
        ("tests/sitting",),
    ),
    Mutation(
        "the same answer again is written again",
        "interview/sitting/session.py",
        "if answering.is_same(self.state, address, claim):",
        "if False:",
        ("tests/sitting",),
    ),
    Mutation(
        "a change hides other answers without a word",
        "interview/sitting/session.py",
        "        if given.is_accepted:\n            return self._take",
        "        if True:\n            return self._take",
        ("tests/sitting",),
    ),
]

RIGHTS = [
    Mutation(
        "a review outside the plan is told as sure although a second appeal may come first",
        "interview/rights/clock.py",
        "agree and all(each.is_firm for each in levels),",
        "agree and all(each.is_firm for each in levels if each.by is not None),",
        ("tests/rights",),
    ),
    Mutation(
        "a plan is called late on its last day",
        "interview/rights/answer_words.py",
        "or today <= time.over:",
        "or today < time.over:",
        ("tests/rights",),
    ),
    Mutation(
        "a rule that was not read reaches a letter",
        "interview/rights/rights_for.py",
        "return tuple(each for each in shared(kinds, names, known) if each.verified)",
        "return tuple(shared(kinds, names, known))",
        ("tests/rights",),
    ),
    Mutation(
        "a letter is final without the paper that allows somebody to sign it",
        "interview/letters/openings.py",
        "    yield from _papers(telling)\n",
        "",
        ("tests/letters/test_all_plans.py",),
    ),
    Mutation(
        "a parent signs for a grown child",
        "interview/letters/openings.py",
        "    yield from _lapsed(telling)\n",
        "",
        ("tests/letters",),
    ),
    Mutation(
        "what was sent and refused is asked once more",
        "interview/sitting/recorded_rows.py",
        "    found = _told(sitting.state, kept, step, sent)\n",
        '    found = ""\n',
        ("tests/case/test_levels.py",),
    ),
]

STORIES = ("tests/talk/test_stories.py",)

TALK = [
    Mutation(
        "a form that a safety stop broke off does not go on",
        "interview/talk/conversation.py",
        "                self._interrupted = run\n",
        "                pass\n",
        STORIES,
    ),
    Mutation(
        "a form takes what contradicts what was filled in before",
        "interview/talk/form_run.py",
        "problem = problem or asked.against(value, self.values)",
        "problem = problem or asked.against(value, {})",
        STORIES,
    ),
    Mutation(
        "the hand-over note is not told",
        "interview/talk/resuming.py",
        "    return [*lines, *_hand_over(session, last.ended)]\n",
        "    return lines\n",
        STORIES,
    ),
    Mutation(
        "a form is thrown away that could not be written",
        "interview/talk/form_alone.py",
        "            self.run.back()  # What was filled in stands there still.\n",
        "            self.over = True\n",
        ("tests/talk/test_form_alone.py",),
    ),
]

MUTATIONS = [*CHANGED_TREES, *RELEVANCE, *TRANSCRIPTS, *LETTERS, *SESSIONS, *RIGHTS, *TALK]
