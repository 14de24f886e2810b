"""Read an author's YAML into positioned nodes. Every scalar stays text: `no`, `02134` and `12:30`
mean themselves.

Built on PyYAML's event stream, not its composer: nothing is typed, nothing is recursive, and depth
is capped.
"""

from __future__ import annotations

import errno
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import yaml

from interview.core.author_text import AuthorError, Mapping, Mark, Node, Problem, Scalar, Sequence
from interview.core.bulk import without_collector
from interview.core.texts import Place
from interview.storage.regular import MOST_TEXT, read_regular
from interview.storage.yaml_problems import explain

MAX_DEPTH = 20
"""Lists and mappings inside each other; a question tree needs about eight."""
MAX_BYTES = MOST_TEXT
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ALIAS = (
    "anchor",
    (
        "Anchors (&name), aliases (*name) and tags (!name) are not used here. "
        "Please either write the text out in full or put it in quotes."
    ),
)
_TWO = (
    "two_documents",
    "A second document begins here (---). Please either remove the line or use a file of its own.",
)
_KEY = (
    "key_not_text",
    "A key must be a plain word. Please either write `key: value` or put the key in quotes.",
)
_DEEP = (
    "too_deep",
    (
        f"Lists and mappings stand more than {MAX_DEPTH} deep in each other. "
        "Please either correct the indentation or close the brackets."
    ),
)
_EMPTY = (
    "empty_file",
    "There is nothing in this file. Please either write its content or remove the file.",
)
_BYTES = (
    "encoding",
    "This is not UTF-8 text. Please either save the file as UTF-8 or remove the character here.",
)
_HUGE = (
    "file_too_big",
    (
        f"The file is larger than {MAX_BYTES // 1024**2} MB. Please either split it or check that"
        " it is the right file."
    ),
)


def read_yaml(path: Path, name: str = "") -> Node:
    """The file's content; `name` stands in places instead of the path. Raises AuthorError for
    every defect.
    """
    file = name or str(path)
    return load_yaml(read_text(path, file), file)


def read_text(path: Path, file: str) -> str:
    """What an author wrote; `file` stands in places. Raises AuthorError for what cannot be read
    or is no UTF-8.
    """
    try:
        return _decode(read_regular(path, MAX_BYTES), file)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise AuthorError([Problem(Place(file, 1, 1), *_HUGE)]) from error
        reason = error.strerror or "it cannot be opened"
        sentence = (
            f"{file} cannot be read: {reason}. Please either correct the path or the file's"
            " permissions."
        )
        raise AuthorError([Problem(None, "unreadable", sentence)]) from error


def load_yaml(text: str, file: str) -> Node:
    """The one document in `text`; `file` stands in every place. Raises AuthorError with what to
    change.
    """
    if len(text) > MAX_BYTES:
        raise AuthorError([Problem(Place(file, 1, 1), *_HUGE)])
    text = text.removeprefix("\ufeff")
    stream = io.StringIO(text)
    stream.name = file  # PyYAML puts it into every mark
    composer = _Composer()
    try:
        with without_collector():
            composer.run(_LOADER(stream))
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        composer.problems.append(explain(error, text, file))
    if composer.root is None and not composer.problems:
        composer.problems.append(Problem(Place(file, 1, 1), *_EMPTY))
    if composer.problems or composer.root is None:
        raise AuthorError(composer.problems)
    return composer.root


def _decode(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        begin = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[begin : error.start].decode("utf-8", "replace")) + 1
        raise AuthorError([Problem(Place(file, line, column), *_BYTES)]) from None


class _Stop(Exception):
    """Reading further makes no sense."""


class _Composer:
    """Builds nodes from events with a stack of its own."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._documents = 0
        self._stack: list[tuple[list[Node], Mark, bool]] = []

    def run(self, loader: Any) -> None:
        try:
            self._run(loader.get_event)
        except _Stop:
            return
        finally:
            loader.dispose()

    def _run(self, next_event: Callable[[], Any]) -> None:
        """One loop with the scalars inlined: it sees every word of every tree."""
        top: list[Node] = []
        new: Callable[..., Scalar] = tuple.__new__
        scalar, begin_map, end_map = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
        begin_list, end_list = yaml.SequenceStartEvent, yaml.SequenceEndEvent
        while True:
            event = next_event()
            sort = event.__class__
            if sort is scalar:
                text = event.value
                if text in _NOTHING and event.implicit[0]:
                    text = ""
                if event.anchor is not None or event.tag is not None:
                    self._refuse(event.start_mark, _ALIAS)
                top.append(new(Scalar, (text, event.start_mark)))
            elif sort is begin_map or sort is begin_list:
                self._begin(event, top, sort is begin_map)
                top = []
            elif sort is end_map or sort is end_list:
                top = self._end(top)
            elif sort is yaml.StreamEndEvent:
                return
            else:
                self._rare(event, top)

    def _begin(self, event: Any, outer: list[Node], is_map: bool) -> None:
        """Puts a list or mapping aside until its end; `outer` is what it will stand in."""
        if event.anchor is not None or event.tag is not None:
            self._refuse(event.start_mark, _ALIAS)
        if len(self._stack) == MAX_DEPTH:
            self._give_up(event.start_mark, _DEEP)
        self._stack.append((outer, event.start_mark, is_map))

    def _end(self, inner: list[Node]) -> list[Node]:
        """Closes the innermost list or mapping; what goes on around it."""
        outer, mark, is_map = self._stack.pop()
        outer.append(self._mapping(inner, mark) if is_map else Sequence(tuple(inner), mark))
        return outer

    def _rare(self, event: Any, top: list[Node]) -> None:
        mark: Mark = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            self._refuse(mark, _ALIAS)
            top.append(Scalar("", mark))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._give_up(mark, _TWO)
        elif isinstance(event, yaml.DocumentEndEvent):
            self.root = top[0]

    def _mapping(self, flat: list[Node], mark: Mark) -> Mapping:
        """`flat` is key, value, key, value …"""
        keys = flat[::2]
        names = {key.text for key in keys if key.__class__ is Scalar}
        if len(names) != len(keys):
            self._refuse_keys(keys)
        pairs = tuple(zip(keys, flat[1::2], strict=True))
        return Mapping(pairs, mark)  # type: ignore[arg-type]  # a key that is no Scalar is a problem: no tree comes out

    def _refuse_keys(self, keys: list[Node]) -> None:
        seen: dict[str, Scalar] = {}
        for key in keys:
            if not isinstance(key, Scalar):
                self._refuse(key.at, _KEY)
            elif seen.setdefault(key.text, key) is not key:
                self._duplicate(key, seen[key.text])

    def _duplicate(self, key: Scalar, first: Scalar) -> None:
        sentence = (
            f"The key `{key.text}` stands here a second time (first on line {first.place.line}). "
            "Please either remove one of the two or rename it."
        )
        self.problems.append(Problem(key.place, "duplicate_key", sentence))

    def _refuse(self, mark: Any, problem: tuple[str, str]) -> None:
        self.problems.append(Problem(Scalar("", mark).place, *problem))

    def _give_up(self, mark: Any, problem: tuple[str, str]) -> NoReturn:
        self._refuse(mark, problem)
        raise _Stop
