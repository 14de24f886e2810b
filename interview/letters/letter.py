"""Letters as their templates declare them: id, title, voice, addressee, when, order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from interview.core.axes import Presumption
from interview.core.conditions import Condition
from interview.core.measure import Truth
from interview.core.state import State
from interview.core.tree import Module
from interview.letters.environment import LetterEnvironment
from interview.letters.names import TreeNames
from interview.letters.values import OFFICE

Voice = Literal["prescriber", "patient", "representative", "office"]
VOICES = ("prescriber", "patient", "representative", OFFICE)
CITED = "cited"
"""What `encloses:` says of a letter that takes along only the documents which it cites or which
name it.
"""
KEYS = (
    "letter",
    "title",
    "subject",
    "voice",
    "addressee",
    "when",
    "order",
    "needs",
    "presumes",
    "encloses",
)
SUFFIX = ".md.j2"
ANSWER = "part"
REASON_PARTS = {ANSWER: "reasons", "limits": "route/limits", "steps": "route/steps"}
"""What a template includes of a reason, such as `reason.steps`, and the folder where authors write
it. Every reason has its answer; what the office cannot reach with a letter, and the steps to take,
only where there is something to say.
"""


@dataclass(frozen=True)
class Templates:
    """All templates of a clinic: what they say, the sandbox they run in, and the names they may
    use.
    """

    sources: Mapping[str, str]
    """By name; the front matter is blanked so that line numbers stay those of the file."""
    environment: LetterEnvironment
    names: TreeNames

    def reason_part(self, module: str, part: str = ANSWER) -> str:
        """Name of the template that says this of a reason; empty where nobody wrote one."""
        name = f"{REASON_PARTS[part]}/{module}{SUFFIX}"
        return name if name in self.sources else ""


@dataclass(frozen=True)
class Letter:
    """One kind of letter. Rendering it for a case gives a Document."""

    id: str
    title: str
    subject: str
    """What stands after RE: in the letter."""
    voice: Voice
    addressee: str
    """Who it is for: a recipient that the tree names, or words where it names none."""
    when: Condition | None
    order: int
    needs: tuple[str, ...]
    """Questions that it cannot do without, beside those that it prints."""
    presumes: tuple[Presumption, ...]
    """What its words take for granted of the case; it is not final before that is so."""
    is_sparing: bool
    """Takes along only the documents that it cites or that name it; else all that the case
    needs.
    """
    file: str
    templates: Templates = field(repr=False, compare=False)

    @property
    def is_internal(self) -> bool:
        """A sheet for the office: not signed, not sent, and so never a draft and never final."""
        return self.voice == OFFICE


def applicable(letter: Letter, state: State) -> Truth:
    """Whether this case calls for the letter; None while that cannot be told."""
    return True if letter.when is None else state.truth(letter.when)


def on_path_reasons(state: State) -> tuple[Module, ...]:
    """The reason modules that the case has, in tree order."""
    role = state.tree.role("reasons")
    answer = state.answer(role) if role else None
    chosen = answer.value if answer is not None and answer.is_known and answer.value else ()
    return tuple(
        module for module in state.tree.modules if module.is_reason and module.name in chosen
    )
