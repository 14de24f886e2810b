"""Builds what can be chosen: options of a question, lists of options that several share."""

from __future__ import annotations

import keyword
from dataclasses import dataclass, field

from interview.core.author_text import Mapping, Node, Problem, Scalar
from interview.core.build_former import FORMERLY
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields, text_of
from interview.core.texts import ENGLISH, Option, Place, Text

_OPTION = dict.fromkeys(("label", "letter", FORMERLY))
_NOWHERE = Place("", 0, 0)
YES_NO = tuple(
    Option(key, Text({ENGLISH: label}, _NOWHERE), _NOWHERE)
    for key, label in (("yes", "Yes"), ("no", "No"))
)
"""Options of a question that is answered with yes or no; no author writes them."""


@dataclass(slots=True)
class OptionBuilder:
    """Reads options, and knows those that no question spells out itself."""

    problems: list[Problem]
    reasons: tuple[Option, ...] = ()
    reasons_id: str = ""
    """The question whose options the reasons are; empty for none."""
    lists: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    """Options that several questions share, by the name that the root gives them."""

    def read_lists(self, root: Fields) -> None:
        """`option_lists:` of the root."""
        for name, node in root.pairs("option_lists"):
            entries = node.items if isinstance(node, Mapping) else ()
            self.lists[name.text] = tuple(self._option(key, value) for key, value in entries)
            if not self.lists[name.text]:
                sentence = f"The list {name.text} has no options. Please add `key: label` lines."
                self._problem(name.place, "no_options", sentence)

    def options(self, fields: Fields, id: str, kind: str) -> tuple[Option, ...]:
        """What can be chosen: as the kind, the reasons, the root or the question itself says."""
        if kind == "yes_no":
            return YES_NO
        if id == self.reasons_id:
            return self.reasons
        named = fields.values.get("options")
        if isinstance(named, Scalar):
            return self._of_list(named)
        options = tuple(self._option(key, value) for key, value in fields.pairs("options"))
        if kind in ("choice", "choices") and not options:
            sentence = f"{id} needs options. Please add `options:` with `key: label` lines."
            self._problem(fields.place, "no_options", sentence)
        if options and kind not in ("choice", "choices"):
            self._problem(
                fields.place,
                "options_unused",
                f"{id} is {kind}, which has no options. Please remove them.",
            )
        return options

    def _of_list(self, name: Scalar) -> tuple[Option, ...]:
        if name.text not in self.lists:
            known = did_you_mean(name.text, self.lists)
            self._problem(
                name.place, "unknown_list", f"The root has no list of options {name.text}. {known}"
            )
        return self.lists.get(name.text, ())

    def _option(self, key: Scalar, node: Node) -> Option:
        if not (key.text.isascii() and key.text.isidentifier()) or keyword.iskeyword(key.text):
            sentence = f"{key.text} cannot be an option's key. Please use letters, digits and _."
            self._problem(key.place, "bad_id", sentence)
        if isinstance(node, Mapping) and node.get("label") is not None:
            fields = Fields(node, "An option", _OPTION, self.problems)
            formerly = tuple(s.text for s in fields.scalars("formerly"))
            return Option(
                key.text, fields.needed_text("label"), key.place, formerly, fields.text("letter")
            )
        label = text_of(node, key.text, self.problems)
        if isinstance(node, Scalar) and not node.text:
            sentence = f"Option {key.text} needs a label. Please write it after `{key.text}:`."
            self._problem(key.place, "missing_key", sentence)
        return Option(key.text, label, key.place)

    def _problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))
