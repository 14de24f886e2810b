"""Writes docs/rights.md from the facts on appeals.

python scripts/make_rights_page.py           writes the page python scripts/make_rights_page.py
--check   only says whether it is current (exit status 1 when it is not)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from interview.rights.facts import (
    Cited,
    Clock,
    Expedited,
    Kind,
    Level,
    Rule,
    Window,
    as_of_words,
    facts,
)
from interview.rights.step_therapy import regulators, step_therapy_laws

PAGE = Path(__file__).resolve().parent.parent / "docs" / "rights.md"
INTRO = """# Deadlines and rights: what is known, and as of when

This page is written from the data in `interview/rights/data/` by `scripts/make_rights_page.py`; a test holds it to
them. It is not legal advice. `interview due CASE` shows a case's own days.

## How days are counted

* **The day that counts is the earlier** of the rule's and the one that the notice itself states. Both are shown, with
  why they differ.
* **Safe and outside day.** The safe day holds whatever is still open, such as the day the notice came. The outside day
  is the last that the rule can give. A receipt that a rule presumes moves the outside day only, and a receipt later
  than presumed moves nothing: it would have to be proven.
* **Nothing rolls over a weekend** except where a rule says so: the federal external review does, past Saturdays,
  Sundays and the federal holidays themselves (not the days on which they are observed).
* **Months are months.** Four months are not 120 days and six are not 180. Where the last month lacks the day, the
  federal external review ends on the first of the next month; elsewhere the last of the month is taken, being earlier.
* **While the kind of plan is open** the earliest day of all kinds that are still possible counts, marked to check where
  they do not agree, with the question that settles it. Letters then say only what holds for all of them.
* **Hours** (72, 24) are counted straight through as a reminder for the office. No text was read that says how a plan's
  hours run, so they give no last day.
* **The office's own dates** lie before the day that counts by as many business days as the profile says, such as
  `lead_days: {prescriber: 5, documents: 10}`. Renewal comes up `renewal: 30` calendar days before an approval ends.
* **The plan's answer** is due so long after it got what was sent, by its own word, or else after the sending. The fast
  clock runs only where a fast review was asked for. A refusal that stands opens the next step, counted from its dates.
* **What was not read** is marked "to check": it has no days, and no letter prints it.
"""
C = TypeVar("C", bound=Cited)


def page() -> str:
    """The whole page."""
    return "\n".join([INTRO, *_kinds(), *_levels(), *_rules(), *_states(), *_sources()]) + "\n"


def _kinds() -> Iterator[str]:
    known = facts()
    yield "\n## Kinds of plan\n"
    yield "| kind of plan | levels of appeal | state law | to check |\n|---|---|---|---|"
    for kind in known.kinds.values():
        levels = " → ".join(" or ".join(f"`{name}`" for name in step) for step in kind.levels)
        cells = (
            kind.label,
            levels or "none was read",
            _state_law(kind.state_law),
            " ".join(kind.to_check),
        )
        yield f"| {' | '.join(cells)} |"


def _levels() -> Iterator[str]:
    yield "\n## Levels of appeal\n"
    yield "| level | file within | decided within | rule | text read |\n|---|---|---|---|---|"
    for id, level in facts().levels.items():
        rule = f"{level.rule} ({level.citation})"
        yield (
            f"| `{id}`: {level.name} | {_file(level)} | {_answers(level)} | {rule} |"
            f" {_as_of(level)} |"
        )


def _rules() -> Iterator[str]:
    known = facts()
    yield from _list(
        "A fast review is due where", known.expedited, lambda kind: (kind.expedited,), _test
    )
    yield from _list(
        "What a plan must hand out",
        known.requests,
        lambda kind: kind.requests,
        lambda each: f"{each.what}:",
    )
    yield from _list("When the plan misses its date", known.missed, lambda kind: kind.missed, _rule)
    yield from _list(
        "Keeping a benefit while the appeal runs",
        known.continued,
        lambda kind: (kind.continued,),
        _rule,
    )
    yield from _list("Exceptions", known.exceptions, lambda kind: (kind.exceptions,), _rule)
    yield from _list(
        "External review at the same time", known.concurrent, lambda kind: (kind.concurrent,), _rule
    )
    yield from _list("Who may file", known.filers, lambda kind: (kind.filers,), _rule)


def _list(
    title: str,
    entries: Mapping[str, C],
    names: Callable[[Kind], tuple[str, ...]],
    words: Callable[[C], str],
) -> Iterator[str]:
    """Each rule once, with the kinds of plan that have it."""
    yield f"\n## {title}\n"
    for name, entry in entries.items():
        kinds = "; ".join(kind.label for kind in facts().kinds.values() if name in names(kind))
        yield f"* {words(entry)} {entry.citation} ({_as_of(entry)}). For: {kinds}."


def _file(level: Level) -> str:
    if level.automatic:
        return "nothing to file"
    words = _window(level.file) if level.file is not None else "to check"
    return (
        f"{words}; urgent: {_window(level.urgent_file)}" if level.urgent_file is not None else words
    )


def _window(window: Window) -> str:
    starts = {"receipt": "receipt", "notice": "the date on the notice", "mailed": "mailing"}
    words = f"{window.amount} {window.unit} of {starts[window.start]}"
    words += f", presumed {window.presumed} days after its date" if window.presumed else ""
    words += {"received": "; must arrive", "postmarked": "; postmark", "unstated": ""}[window.filed]
    words += "; rolls" if window.roll else ""
    return words + (" at least" if window.at_least else " at most" if window.at_most else "")


def _answers(level: Level) -> str:
    names = {"pre_service": "before care", "post_service": "after care", "expedited": "fast"}
    return (
        "; ".join(f"{names[which]} {_clock(clock)}" for which, clock in level.answer.items()) or "–"
    )


def _clock(clock: Clock) -> str:
    return f"{clock.amount} {clock.unit}" + (
        f" (+{clock.extension} days)" if clock.extension else ""
    )


def _as_of(cited: Cited) -> str:
    return (as_of_words(cited.as_of) if cited.verified else "**to check**, not read") + (
        f". To check: {cited.to_check}" if cited.to_check else ""
    )


def _rule(rule: Rule) -> str:
    return rule.rule


def _test(test: Expedited) -> str:
    return f"{test.test}. {test.who}"


def _state_law(name: str) -> str:
    law = facts().state_law[name]
    return law.why + ("" if law.verified else " **To check.**")


def _states() -> Iterator[str]:
    laws = step_therapy_laws()
    yield "\n## State laws on step therapy\n"
    yield (
        f"As read on {as_of_words(laws.as_of)}, from archived copies. A dash was not read, or does"
        " not exist.\n"
    )
    yield (
        "| state | law | decided within | unanswered is granted | grounds | cancer, mental health |"
        " to check |"
    )
    yield "|---|---|---|---|---|---|---|"
    for law in laws.states.values():
        hours = law.standard + (f"; urgent {law.urgent}" if law.urgent else "")
        found = [ban for ban in (law.cancer, law.mental_health) if ban is not None]
        bans = [ban.scope + (f" (until {ban.before})" if ban.before else "") for ban in found]
        cells = (
            law.name,
            law.citation,
            hours,
            "yes" if law.granted else "",
            ", ".join(law.grounds),
            "; ".join(bans),
        )
        yield f"| {' | '.join(cell or '–' for cell in (*cells, law.to_check))} |"
    count = len(regulators().states)
    yield (
        f"\nInsurance departments of {count} states and districts are known, from one source each."
        " Check before use."
    )


def _sources() -> Iterator[str]:
    yield "\n## What was read\n"
    for source in facts().sources.values():
        yield f"* {source.title}" + (f" ({source.address})" if source.address else "")


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(
            0
            if PAGE.read_text("utf-8") == page()
            else f"{PAGE.name} is not current. Please run this script."
        )
    PAGE.write_text(page(), "utf-8")
