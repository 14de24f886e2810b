"""What was filled into the form of a PDF: which fields have a picture of it, and what the others
have to say.

Source: ISO 32000-1, 12.7.3 (fields), 12.7.3.3 (appearances of words), 12.7.4 (kinds of fields).
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from interview.packet.boxes import LARGEST, Place, Words
from interview.packet.unfit import Unfit

_MULTILINE, _PASSWORD, _PUSHBUTTON, _COMBO, _COMB = 1 << 12, 1 << 13, 1 << 16, 1 << 17, 1 << 24
_SIZE = re.compile(r"([0-9.]+)\s+Tf")
_SHOWS = frozenset({"Tj", "TJ", "'", '"', "Do"})
"""What draws words or a picture."""
_DEEPEST = 50
"""Levels of fields within fields; more is a circle."""
_NOT_SEEN = (
    "has a field that holds something else than it shows. "
    "Please open it, look whether everything is there, print it to a new PDF and attach that"
)


class Form:
    """The form of one PDF, perhaps without a field."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        found = pdf.Root.get("/AcroForm")
        self._form: Any = found if isinstance(found, Dictionary) else Dictionary()
        self._is_stale = bool(self._form.get("/NeedAppearances", False))
        """Whether the pictures of words may be older than the words."""
        if "/XFA" in self._form and not len(self._form.get("/Fields", ())):
            raise Unfit(
                "is a form that only its own program can show. Please print it to a new PDF and"
                " attach that"
            )
        if self._is_stale:
            del self._form.NeedAppearances  # Else the fields would not become part of the pages.

    def place(self, widget: Any) -> Place | None:
        """The words that a field still has to show; None for one that shows what it holds.
        Raises Unfit.
        """
        kind = str(self._value(widget, "/FT") or "")
        if kind == "/Btn":
            self._settle_button(widget)
        if kind not in ("/Tx", "/Ch"):
            return None
        words = self._words(widget, kind)
        if not words.strip():
            if self._is_stale and "/AP" in widget:
                del widget.AP
            return None
        has_picture = isinstance(widget.get("/AP", Dictionary()).get("/N"), Stream)
        if has_picture and not self._is_stale:
            if not _shows_something(widget.AP.N):
                raise Unfit(_NOT_SEEN)
            return None
        return self._placed(widget, words, kind)

    def _settle_button(self, widget: Any) -> None:
        """A box without a state of its own has the one that its field names. Raises Unfit where
        they differ.
        """
        states, value = widget.get("/AP", Dictionary()).get("/N"), self._value(widget, "/V")
        if isinstance(states, Stream) or int(self._value(widget, "/Ff") or 0) & _PUSHBUTTON:
            return
        is_ticked = _is_ticked(value)
        if not isinstance(states, Dictionary):
            if is_ticked and widget.get("/AS", value) != Name.Off:
                raise Unfit(_NOT_SEEN)
            return
        # The boxes of one field share its value: the one that has a picture of it is ticked.
        is_this_one = is_ticked and str(value) in states
        if "/AS" not in widget:
            widget.AS = value if is_this_one else Name.Off
        shown = widget.AS
        agrees = value == shown if shown != Name.Off else not is_this_one
        if isinstance(value, Name) and not agrees:
            raise Unfit(_NOT_SEEN)

    def _words(self, widget: Any, kind: str) -> str:
        value = self._value(widget, "/V")
        if value is None:
            return ""
        texts = [_text(each) for each in (value if isinstance(value, Array) else [value])]
        if kind == "/Ch":
            shown = dict(map(_option, self._value(widget, "/Opt") or ()))
            texts = [shown.get(text, text) for text in texts]
        words = "\n".join(texts)
        is_password = kind == "/Tx" and int(self._value(widget, "/Ff") or 0) & _PASSWORD
        return "*" * len(words) if is_password else words

    def _placed(self, widget: Any, words: str, kind: str) -> Place:
        flags = int(self._value(widget, "/Ff") or 0)
        wraps = bool(flags & _MULTILINE) if kind == "/Tx" else not flags & _COMBO
        most = int(self._value(widget, "/MaxLen") or 0)
        is_comb = bool(flags & _COMB) and not wraps and len(words) <= most
        turn = int(widget.get("/MK", Dictionary()).get("/R", 0)) % 360
        side = int(self._value(widget, "/Q") or self._form.get("/Q", 0))
        width, height = size_of(widget, turn)
        text = words if wraps else " ".join(words.splitlines())
        size = font_size(self._value(widget, "/DA") or self._form.get("/DA", ""))
        return widget, Words(text, width, height, size, wraps, side, most if is_comb else 0), turn

    def _value(self, widget: Any, key: str) -> Any:
        """What a field says itself, or a field around it."""
        field = widget
        for _ in range(_DEEPEST):
            if key in field:
                return field[key]
            if "/Parent" not in field:
                return None
            field = field.Parent
        raise ValueError(key)


def size_of(annotation: Any, turn: int = 0) -> tuple[float, float]:
    """Width and height of an annotation in points, as its words are read; 0 for one that has no
    place.
    """
    x1, y1, x2, y2 = (float(each) for each in annotation.get("/Rect", (0, 0, 0, 0)))
    return (abs(x2 - x1), abs(y2 - y1)) if turn % 180 == 0 else (abs(y2 - y1), abs(x2 - x1))


def font_size(look: Any) -> float:
    """The size of the letters that an appearance string asks for, in points."""
    found = _SIZE.search(str(look))
    return (found and float(found[1])) or LARGEST


def _is_ticked(value: Any) -> bool:
    """Whether the value of a field with boxes names one of them."""
    return isinstance(value, Name) and value != Name.Off


def _text(value: Any) -> str:
    raw = value.read_bytes() if isinstance(value, Stream) else None
    text = str(value) if raw is None else str(pikepdf.String(raw.decode("latin-1")))
    return "\n".join(text.replace("\r\n", "\n").split("\r")).expandtabs()


def _option(option: Any) -> tuple[str, str]:
    """What a choice is stored as, and what is shown for it."""
    return (
        (str(option[0]), str(option[1]))
        if isinstance(option, Array)
        else (str(option), str(option))
    )


def _shows_something(picture: Stream) -> bool:
    return any(str(each.operator) in _SHOWS for each in pikepdf.parse_content_stream(picture))
