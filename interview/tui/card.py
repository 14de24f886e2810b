"""The question card: the face, one permanent input, and what is understood and offered below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from interview.session.suggest import Suggestion
from interview.tui.box import AnswerBox
from interview.tui.drawing import Look, face_lines, under_lines
from interview.tui.face import Face

OFFER_AFTER = 0.03
"""Seconds after a key until suggestions are looked up: the key itself is shown first."""
MOST_BOX_LINES = 6
SHARE = 0.6
"""Most of a tall screen's height that a face takes."""
AROUND_FORMS = 6
AROUND = 9
"""Lines that a face leaves on a low screen: bars, three of the conversation, input and what stands under it."""


class Card(Vertical):
    """Shows a face and passes on what is entered, all of it within the key press; only painting comes later."""

    def __init__(self, submit: Callable[[str], None], typed: Callable[[str], None]) -> None:
        super().__init__(id="card")
        self._submit = submit
        self._typed = typed
        self.face = Face("", "")
        self.problem = ""
        self.at = -1
        """What the arrows stand on: a suggestion if there are any, else an option."""
        self.probing = False
        self.offers: Sequence[Suggestion] = ()
        self._asked = Static(id="face", markup=False)
        self.box = AnswerBox(self, id="box")
        self._under = Static(id="under", markup=False)
        self._drawn: list[Content] = []
        self._last_text = ""

    def compose(self) -> ComposeResult:
        yield self._asked
        with Horizontal(id="line"):
            yield Static("❯ ", id="mark", markup=False)
            yield self.box
        yield self._under

    # what is shown

    def ask(self, face: Face, text: str, problem: str = "") -> None:
        """Shows a face; `text` is what stands in the input."""
        if face.key != self.face.key:
            self.probing = False
        self.face, self.problem, self.at, self.offers = face, problem, -1, ()
        self._last_text = text
        self.box.put(text)
        self.redraw()

    def redraw(self) -> None:
        """Draws face and what stands under the input."""
        width = self._width
        if width:
            marked = self.face.marked(self.box.text) if self.face.several else frozenset()
            look = Look(width, self._room, -1 if self.offers else self.at, marked, self.probing)
            self._show_face(face_lines(self.face, look))
            self._show_under()

    def _show_face(self, lines: list[Content]) -> None:
        if lines != self._drawn:
            is_taller = len(lines) != len(self._drawn)
            self._drawn = lines
            if is_taller:
                self._asked.styles.height = max(len(lines), 1)
            self._asked.update(Content("\n").join(lines), layout=False)

    def _show_under(self) -> None:
        read = self.face.read(self.box.text) if self.box.text else ""
        lines = under_lines(self.problem, read, self.offers, self.at, self._width)
        height = max(len(lines), 1)
        if self._under.styles.height is None or self._under.styles.height.value != height:
            self._under.styles.height = height
        self._under.update(Content("\n").join(lines), layout=False)

    @property
    def _width(self) -> int:
        return max(self.size.width - 2, 0)

    @property
    def _room(self) -> int:
        height = self.screen.size.height
        if not self.face.is_question:
            return max(height - AROUND_FORMS, 6)
        return max(min(height - AROUND, max(int(height * SHARE), 15)), 6)

    def on_resize(self, event: Resize) -> None:
        self.redraw()

    def cycle_probe(self) -> None:
        """The probe is to be said now, or the question again."""
        self.probing = not self.probing and bool(self.face.probe)
        self.redraw()

    # what is typed

    def entered(self, text: str) -> None:
        if self.at >= 0 and self.offers:
            text = self.offers[self.at].line
            if text.endswith(" "):
                self._take_offer(text)
                return
        elif self.at >= 0 and not text.strip() and self.face.options:
            number = self.face.options[self.at][0]
            text = self.face.one_key.get(number, number)
        self._submit(text)

    def typed(self, text: str) -> None:
        if text == self._last_text:
            return
        self._last_text = text
        self.problem = ""
        self._typed(text)
        lines = min(max(self.box.wrapped_document.height, 1), MOST_BOX_LINES)
        if self.box.styles.height is None or self.box.styles.height.value != lines:
            self.box.styles.height = lines
        self.set_timer(OFFER_AFTER, lambda: self._offer(text))

    def _offer(self, text: str) -> None:
        """Looks up suggestions, unless something else was typed meanwhile."""
        if text == self.box.text and self.is_mounted:
            self.offers = self.face.offer(text) if text.strip() else ()
            self.at = -1
            self.redraw()

    def pressed_first(self, key: str) -> str:
        line = self.face.one_key.get(key.casefold())
        if line is None:
            return ""
        label = next((label for number, label in self.face.options if number == key.casefold()), "").casefold()
        self._submit(line)
        return f"{label[1:]}\n" if label.startswith(key.casefold()) else "\n"

    def is_enter_idle(self) -> bool:
        return not self.face.takes_enter

    def digit(self, key: str) -> bool:
        """Where several can be chosen, a digit chooses one more, or takes it back."""
        numbers = [number for number, _ in self.face.options]
        chosen = self._chosen()
        if not self.face.several or chosen is None or key not in numbers or any(len(n) > 1 for n in numbers):
            return False
        self._toggle(key, chosen)
        return True

    def _chosen(self) -> list[str] | None:
        """Numbers that stand in the input; None when there is anything else."""
        parts = self.box.text.replace(",", " ").split()
        numbers = {number for number, _ in self.face.options}
        return parts if all(part in numbers for part in parts) else None

    def _toggle(self, number: str, chosen: list[str]) -> None:
        left = [each for each in chosen if each != number] if number in chosen else [*chosen, number]
        text, at = ", ".join(left), self.at
        self.box.put(text)
        self.typed(text)
        self.at = at
        self.redraw()

    def moved(self, by: int) -> bool:
        count = len(self.offers) or (len(self.face.options) if self._chosen() is not None else 0)
        if not count:
            return False
        self.at = (self.at + by) % count if self.at >= 0 else (0 if by > 0 else count - 1)
        self.redraw()
        return True

    def spaced(self) -> bool:
        chosen = self._chosen()
        if not self.face.several or self.at < 0 or self.offers or chosen is None:
            return False
        self._toggle(self.face.options[self.at][0], chosen)
        return True

    def tabbed(self) -> bool:
        if not self.offers:
            return False
        self._take_offer(self.offers[max(self.at, 0)].line)
        return True

    def close_offers(self) -> None:
        self.offers, self.at = (), -1
        self.redraw()

    def _take_offer(self, line: str) -> None:
        self.box.put(line)
        self.typed(line)
