"""A question tree, built and checked: modules, sections, questions, lists, attachments. Frozen
data, no behaviour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interview.core.answers import AnswerState, Party
from interview.core.sense import Expect, Rating, RowKey, Supply

if TYPE_CHECKING:
    from interview.core.axes import Axis, Presumption
    from interview.core.conditions.nodes import Condition, Read
    from interview.core.kinds.base import Kind
    from interview.core.recipient import Recipient
from interview.core.texts import Option, Place, Text


@dataclass(frozen=True, slots=True)
class Check:
    """A condition on an answer. A hard check refuses, a soft one asks for a confirmation."""

    test: Condition
    sentence: Text
    """What is said when the test is false."""
    hard: bool
    place: Place
    name: str = ""
    """The condition as written; a confirmation names its check by this."""


@dataclass(frozen=True, slots=True)
class Specific:
    """Words that do not count as an answer to one question."""

    than: tuple[str, ...]
    """Words and phrases, in small letters."""
    say: Text
    """What is said when the answer names nothing else."""
    place: Place


@dataclass(frozen=True, slots=True)
class Implication:
    """An author's rule: what the answer to a question is while a condition on earlier ones holds.

    Nobody is asked then, and nothing is stored; what somebody says counts instead.
    """

    when: Condition
    state: AnswerState
    """answered, or none where it follows that there is none."""
    value: str | None
    """The option's key; None where there is none."""
    place: Place


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or one list (kind `list`, with `columns`)."""

    id: str
    """Full id; for a column, the column's own short id."""
    kind: Kind
    place: Place
    title: Text
    """A short name for histories, holes and missing lists: "Date of birth"."""
    say: Text | None = None
    """Read aloud, word for word."""
    probe: Text | None = None
    """Read aloud only when the person hesitates."""
    note: Text | None = None
    """For the coordinator only."""
    ask: tuple[Party, ...] = (Party.patient,)
    """Parties who can tell."""
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    units: tuple[str, ...] = ()
    none: Text | None = None
    """Label of "there is none" where that is an answer; None where it is not."""
    future: bool = False
    """For dates: whether a day after today may be given."""
    last_counts: bool = False
    """A decision of whoever works on the case, not a fact: the last word counts, whoever said
    it.
    """
    no_older_than: str = ""
    """For dates: the number that says how old this one may be when a letter goes out; for a
    column one of its row.
    """
    exact: bool = False
    """For dates: whether only a single day is taken, such as a date of birth by which people are
    told apart.
    """
    low: str = ""
    """Smallest number that may be given (inclusive); empty for no limit."""
    high: str = ""
    checks: tuple[Check, ...] = ()
    blocking: bool = False
    """A hole that this question leaves keeps a letter from being final."""
    blocking_when: Condition | None = None
    """Where it does: unless this is false. None for everywhere."""
    confidential: bool = False
    """Asked of the patient alone, never of a proxy."""
    alarm: Condition | None = None
    """Once true, the questions stop and the crisis steps are shown."""
    serves: tuple[str, ...] = ()
    """What it is good for when nothing reads it: sheet, verification, safety, call, deadline."""
    administrative: bool = False
    """An identity or plan fact, which a letter may state on the patient's word."""
    sums_up: tuple[Read, ...] = ()
    """The lists with columns, and the questions, that its answer is about: it is asked anew when
    they change.
    """
    verify: bool = False
    """A letter is not final before a record, or a professional about their own work, says the
    same.
    """
    in_person: bool = False
    """Only the party itself decides it: papers on the desk cannot answer for it."""
    carries: bool = False
    """Copied, to be confirmed, into a new case of the same person."""
    profile: str = ""
    """Key of the clinic's profile that answers it, such as `prescriber.npi`; empty when only
    people can.
    """
    picks: str = ""
    """For kind `pick`: the list whose rows can be chosen, or `attachments`."""
    specific: Specific | None = None
    """What its answer has to go beyond, in somebody's own words."""
    expect: tuple[Expect, ...] = ()
    implied: tuple[Implication, ...] = ()
    """From what its answer follows; at most one of these rules can hold at a time, or those that
    do agree.
    """
    columns: tuple[Question, ...] = ()
    """For kind `list`: the questions of one row."""
    another: Text | None = None
    """For kind `list`: read aloud when asking for one more row."""
    key: RowKey | None = None
    """For kind `list`: by what two rows about the same thing are noticed."""
    list: str = ""
    """For a column: the id of its list."""

    @property
    def is_list(self) -> bool:
        return bool(self.columns)

    def option(self, key: str) -> Option | None:
        return next((o for o in self.options if o.key == key), None)


@dataclass(frozen=True, slots=True)
class Section:
    """A titled run of questions that share a condition. Every module is a section; sections
    nest.
    """

    id: str
    title: Text
    place: Place
    items: tuple[Question | Section, ...]
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a document when something else holds than usual."""

    party: Party
    when: Condition | None
    """When that is so; None where `told` says it."""
    told: str
    """The question that shows it: whoever is of this party and answered it has the document.
    Empty for none.
    """
    place: Place


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that a letter needs."""

    id: str
    title: Text
    why: Text
    """What it proves, in one line, for whoever has to find it."""
    has: Party
    """Who has it."""
    place: Place
    when: Condition | None = None
    list: str = ""
    """The list it belongs to when there is one per row."""
    module: str = ""
    months: int = 0
    """How old it may be, in months; 0 where age does not matter."""
    letters: tuple[str, ...] = ()
    """The letters that it goes with; empty for all letters of the case."""
    say: Text | None = None
    """What it is and why it is needed, in words for the patient who is to send it."""
    blocking: bool = False
    """No letter that it goes with is final without it, whatever the signer says: somebody's
    authority rests on it.
    """
    here: Condition | None = None
    """When this office has it already, whoever had it first."""
    holders: tuple[Holder, ...] = ()
    """Who else may have it; the first that holds counts."""
    made_by: str = ""
    """The question, or column of its row, whose answer names the office or person that made it
    and has it.
    """


@dataclass(frozen=True, slots=True)
class Module:
    """One file of a tree."""

    name: str
    section: Section
    attachments: tuple[Attachment, ...]
    is_reason: bool = False
    label: Text | None = None
    """For a reason: how the plan's refusal is named among the options."""
    letter: Text | None = None
    """For a reason: what a letter calls it, such as "step therapy"."""
    uses: tuple[str, ...] = ()
    """For a reason: common modules that it needs."""
    group: str = ""
    """For a reason: the author's word for what sort of reason it is, such as `administrative`."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A condition that has a name."""

    name: str
    condition: Condition
    place: Place


@dataclass(frozen=True, slots=True)
class Watch:
    """Words that call for care wherever somebody says them."""

    words: tuple[str, ...]
    """Beginnings of words, or several words, in small letters."""
    say: Text
    """What the operator is told when they turn up in an answer or a note."""
    letter: Condition | None
    """What must be true before a letter may print an answer that holds them."""
    place: Place


@dataclass(frozen=True, slots=True)
class FindingRule:
    """What an author holds a letter to: when the condition is true, the letter is not specific
    enough.
    """

    id: str
    when: Condition
    about: str
    """The question to go back to; `list/column` for a cell of the row that the rule looks at."""
    list: str
    """The list whose rows it looks at, one by one; empty for a rule about the whole case."""
    say: Text
    place: Place
    module: str
    reads: str = ""
    """A question outside lists whose answer must hold one of the words as well; empty where
    words do not matter.
    """
    words: tuple[str, ...] = ()
    """Beginnings of words, or several words, in small letters."""


@dataclass(frozen=True, slots=True)
class Vague:
    """Phrases that say nothing."""

    words: tuple[str, ...]
    """Words and phrases, in small letters."""
    say: Text
    """What would say more."""
    place: Place


@dataclass(frozen=True, slots=True)
class PlanKind:
    """One set of rules that may reach the plan."""

    kind: str
    """Its name among the rules on appeals, such as `medicaid_managed_care`."""
    when: Condition
    place: Place
    settled_by: tuple[str, ...] = ()
    """The questions that the condition reads, in tree order: while it is unsure, the first open
    one settles it.
    """


@dataclass(frozen=True, slots=True)
class Recorded:
    """The list that keeps what was sent and what came of it; a recorded decision becomes a row
    of it.
    """

    list: str
    columns: Mapping[str, str]
    """Ids of its columns for `step`, `sent`, `decided` and `outcome`; perhaps for `received`,
    `reference`, `words`.
    """
    options: Mapping[str, str]
    """The option of the column for the outcome, by kind of decision; `waiting` for what has none
    yet.
    """


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole question tree in the order in which it is asked."""

    id: str
    version: str
    title: Text
    modules: tuple[Module, ...]
    definitions: Mapping[str, Definition]
    roles: Mapping[str, tuple[str, ...]]
    """What the program must know of a tree it did not write: which question holds the birth
    date, and so on.
    """
    nodes: tuple[Question | Section, ...]
    """All sections, questions and lists, depth first: tree order. A node's position is its index
    here.
    """
    parents: tuple[int, ...]
    """Position of each node's section; -1 for a module's own section."""
    positions: Mapping[str, int]
    """Position of a question or section by id."""
    attachments: tuple[Attachment, ...]
    hash: str
    """SHA-256 over ids (also former ones), kinds, option keys, conditions, checks; not wording."""
    module_of: Mapping[str, str] = field(default_factory=dict)
    """Module name by question id."""
    module_positions: Mapping[str, int] = field(default_factory=dict)
    """Position of each module's own section by the module's name."""
    watches: tuple[Watch, ...] = ()
    findings: tuple[FindingRule, ...] = ()
    vague: tuple[Vague, ...] = ()
    filler: tuple[str, ...] = ()
    """Words that name nothing by themselves, such as "patient" and "treatment"."""
    expect: tuple[Expect, ...] = ()
    """What every answer in somebody's own words is held to."""
    supplies: tuple[Supply, ...] = ()
    ratings: tuple[Rating, ...] = ()
    plan_kinds: tuple[PlanKind, ...] = ()
    truths: Mapping[str, Definition] = field(default_factory=dict)
    """What the program must know of a case beyond single answers, by name, such as `care_given`."""
    recorded: Recorded | None = None
    recipients: Mapping[str, Recipient] = field(default_factory=dict)
    """Who gets letters, by name; empty for a tree that does not say."""
    former: Mapping[str, str] = field(default_factory=dict)
    """Present id by former id, of questions and, as `list/column`, of columns."""
    axes: tuple[Axis, ...] = ()
    """What the situation of a case settles, such as the stage and the time of care."""
    presumptions: tuple[Presumption, ...] = ()

    def question(self, id: str) -> Question:
        node = self.nodes[self.positions[id]]
        assert isinstance(node, Question)
        return node

    def role(self, name: str) -> str:
        """The one question that plays this role; empty when the tree names none."""
        return next(iter(self.roles.get(name, ())), "")
