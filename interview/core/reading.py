"""Takes typed fields out of an author's mappings, noting every problem and going on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict

from interview.core.author_text import Mapping, Node, Problem, Scalar, Sequence
from interview.core.nearest import did_you_mean
from interview.core.texts import ENGLISH, Place, Text

_YES = {"yes": True, "no": False}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Fields:
    """The keys of one mapping. Unknown keys are problems; what is missing or of the wrong shape
    is too.
    """

    def __init__(
        self, node: Node, what: str, known: Dict[str, object], problems: list[Problem]
    ) -> None:
        self.problems = problems
        self.what = what
        self.place = node.place
        self.values: dict[str, Node] = {}
        self.keys: dict[str, Scalar] = {}
        self.is_mapping = isinstance(node, Mapping)
        if not isinstance(node, Mapping):
            self.problem(
                node.place,
                "shape",
                f"Here stands {_shape(node)}; {what} is written as `key: value` lines.",
            )
            return
        for key, value in node.items:
            if key.text in known:
                self.values[key.text], self.keys[key.text] = value, key
            else:
                self.problem(
                    key.place,
                    "unknown_key",
                    f"{what} has no key {key.text}. {did_you_mean(key.text, known)}",
                )

    def problem(self, place: Place, code: str, sentence: str) -> None:
        self.problems.append(Problem(place, code, sentence))

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def scalar(self, key: str) -> Scalar | None:
        node = self.values.get(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.problem(
            node.place,
            "shape",
            f"{key} takes one text. Please write it on one line after `{key}:`.",
        )
        return None

    def string(self, key: str, default: str = "") -> str:
        node = self.scalar(key)
        return default if node is None else node.text

    def required(self, key: str) -> Scalar:
        node = self.scalar(key)
        if node is None or not node.text:
            if key not in self.values or node is not None:
                self.missing(key)
            return Scalar("", self.place)
        return node

    def missing(self, key: str) -> None:
        if self.is_mapping:
            self.problem(self.place, "missing_key", f"{self.what} needs `{key}:`. Please add it.")

    def flag(self, key: str) -> bool:
        node = self.scalar(key)
        if node is None:
            return False
        if node.text not in _YES:
            self.problem(
                node.place, "not_yes_no", f"{key} is either yes or no. Please write one of the two."
            )
        return _YES.get(node.text, False)

    def number(self, key: str) -> str:
        """A number as written; empty where none stands."""
        node = self.scalar(key)
        if node is None or _NUMBER.fullmatch(node.text):
            return node.text if node is not None else ""
        self.problem(
            node.place,
            "not_number",
            f"{key} is a number. Please write plain digits, such as 6 or 2.5.",
        )
        return ""

    def whole(self, key: str) -> int:
        node = self.scalar(key)
        if node is None:
            return 0
        if not (node.text.isascii() and node.text.isdigit() and len(node.text) < 6):
            self.problem(
                node.place, "not_number", f"{key} is a whole number. Please write digits only."
            )
            return 0
        return int(node.text)

    def scalars(self, key: str) -> tuple[Scalar, ...]:
        """One text or a list of texts."""
        node = self.values.get(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node,)
        items = node.items if isinstance(node, Sequence) else ()
        if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in items):
            self.problem(
                node.place, "shape", f"{key} takes a list of names. Please write `{key}: [a, b]`."
            )
        return tuple(item for item in items if isinstance(item, Scalar))

    def nodes(self, key: str) -> tuple[Node, ...]:
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Sequence):
            return node.items
        self.problem(
            node.place,
            "shape",
            f"{key} takes a list. Please begin each entry with `- ` on its own line.",
        )
        return ()

    def pairs(self, key: str) -> tuple[tuple[Scalar, Node], ...]:
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            return ()
        if isinstance(node, Mapping):
            return node.items
        self.problem(
            node.place, "shape", f"{key} takes `name: value` lines. Please write one per line."
        )
        return ()

    def text(self, key: str) -> Text | None:
        node = self.values.get(key)
        return None if node is None else text_of(node, key, self.problems)

    def needed_text(self, key: str) -> Text:
        node = self.values.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text):
            self.missing(key)
            return Text({ENGLISH: ""}, self.place)
        return text_of(node, key, self.problems)

    def choice(self, key: str, known: Iterable[str]) -> str:
        node = self.scalar(key)
        if node is None:
            return ""
        if node.text not in known:
            self.problem(
                node.place,
                "unknown_value",
                f"{key} cannot be {node.text}. {did_you_mean(node.text, known)}",
            )
        return node.text


def text_of(node: Node, key: str, problems: list[Problem]) -> Text:
    """One text in English, or a mapping of language codes to texts."""
    if isinstance(node, Scalar):
        return Text({ENGLISH: " ".join(node.text.split())}, node.place)
    if (
        isinstance(node, Mapping)
        and node.items
        and all(isinstance(v, Scalar) for _, v in node.items)
    ):
        words = {k.text: " ".join(v.text.split()) for k, v in node.items if isinstance(v, Scalar)}
        if ENGLISH not in words:
            problems.append(
                Problem(
                    node.place, "no_english", f"{key} has no English text. Please add `{ENGLISH}:`."
                )
            )
        return Text(words, node.place)
    problems.append(
        Problem(node.place, "shape", f"{key} is a text, or one text per language such as `en:`.")
    )
    return Text({ENGLISH: ""}, node.place)


def scalars_of(node: Node) -> tuple[Scalar, ...]:
    """One text or a list of texts, as scalars."""
    if isinstance(node, Scalar):
        return (node,)
    return tuple(i for i in getattr(node, "items", ()) if isinstance(i, Scalar))


def _shape(node: Node) -> str:
    return "a list" if isinstance(node, Sequence) else "a single text"
