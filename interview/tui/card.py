"""The question card: the face, one permanent input, and what is understood and offered below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from interview.talk.face import Face
from interview.talk.keyboard import remark_on
from interview.talk.suggest import Suggestion
from interview.tui.box import AnswerBox
from interview.tui.choosing import fitting, longer, numbers_in, toggled, with_digit
from interview.tui.drawing import Look, face_lines, lines_left, under_lines
from interview.tui.literal import NOTE, PROBE, SAY, clipped, plain

OFFER_AFTER = 0.03
"""Seconds after a key until suggestions are looked up: the key itself is shown first."""
MOST_BOX_LINES = 6
SHARE = 0.6
"""Most of a tall screen's height that a face takes."""
AROUND_FORMS = 6
AROUND = 9
"""Lines that a face leaves on a small screen: bars, three of the conversation, input and what
stands under it.
"""
LOW = 14
"""Lines of a screen below which everything folds away but question and input: the input is
always in sight.
"""
TINY = 8
"""Lines below which even the bar at the top folds away."""
FEW_LINES = 2
"""Most lines of the input, and of what stands under it, on a low screen."""


class Card(Vertical):
    """Shows a face and passes on what is entered, all of it within the key press; only painting
    comes later.
    """

    def __init__(
        self,
        submit: Callable[[str], None],
        typed: Callable[[str], None],
        take_back: Callable[[str], bool] = lambda _: False,
    ) -> None:
        super().__init__(id="card")
        self._take_back = take_back
        self._submit = submit
        self._typed = typed
        self.face = Face("", "")
        self.problem = ""
        self.at = -1
        """What the arrows stand on: a suggestion if there are any, else an option."""
        self.aloud = SAY
        """What is to be looked at now: the question, its probe or its note."""
        self.shown: tuple[int, ...] = ()
        """Options that fit what is being typed."""
        self.skipped = 0
        """So many of a form's lines were looked at already."""
        self._tallest = 0
        """Lines that the face has taken since it was asked: typing makes it no lower."""
        self.offers: Sequence[Suggestion] = ()
        self._asked = Static(id="face", markup=False)
        self.box = AnswerBox(self, id="box")
        self._under = Static(id="under", markup=False)
        self.news: Sequence[str] = ()
        """What the conversation said last, for a screen that is too low to show it."""
        self._before_paste: str | None = None
        """What stood in the input before the paste that it holds untouched."""
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
            self.aloud, self.skipped = SAY, 0
        self.face, self.problem, self.at, self.offers, self._tallest = face, problem, -1, (), 0
        self._before_paste = None
        self.shown = fitting(face.options, text, face.several)
        self._last_text = text
        self.box.put(text, is_refused=bool(problem))
        self.redraw()

    def redraw(self) -> None:
        """Draws face and what stands under the input."""
        width = self._width
        if width:
            self._show_under()
            look = self._look(width)
            lines = face_lines(self.face, look)
            self._tallest = min(max(self._tallest, len(lines)), look.height)
            self._show_face([*lines, *[Content("")] * (self._tallest - len(lines))])

    def _look(self, width: int) -> Look:
        marked = self.face.marked(self.box.text) if self.face.several else frozenset()
        at = -1 if self.offers else self.at
        return Look(width, self._room, at, marked, self.aloud, self.shown, self.skipped)

    def _show_face(self, lines: list[Content]) -> None:
        if lines != self._drawn:
            is_taller = len(lines) != len(self._drawn)
            self._drawn = lines
            if is_taller:
                self._asked.styles.height = max(len(lines), 1)
            self._asked.update(Content("\n").join(lines), layout=False)

    def _show_under(self) -> None:
        read = self.face.read(self.box.text) if self.box.text else ""
        more = longer(self.face.options, self.box.text) if self.face.options else ()
        if read and more:
            read = f"{read}   ({_span(more)} with one more digit)"
        remark = remark_on(self.box.text, is_pasted=self._before_paste is not None)
        lines = under_lines(self.problem, remark, read, self.offers, self.at, self._width)
        if self._is_low:
            lines = [
                *lines,
                *(plain(f"  › {clipped(line, self._width - 4)}") for line in self.news),
            ][:FEW_LINES]
        height = max(len(lines), 1)
        if self._under.styles.height is None or self._under.styles.height.value != height:
            self._under.styles.height = height
        self._under.update(Content("\n").join(lines), layout=False)

    @property
    def _width(self) -> int:
        return max(self.size.width - 2, 0)

    @property
    def _is_low(self) -> bool:
        return self.screen.size.height < LOW

    @property
    def _most_box_lines(self) -> int:
        return FEW_LINES if self._is_low else MOST_BOX_LINES

    @property
    def _room(self) -> int:
        height = self.screen.size.height
        if self._is_low:
            taken = sum(
                int(each.styles.height.value)
                for each in (self.box, self._under)
                if each.styles.height
            )
            bars = 1 if height < TINY else 2
            return max(height - bars - taken, 1)
        if not self.face.is_question:
            return max(height - AROUND_FORMS, 6)
        return max(min(height - AROUND, max(int(height * SHARE), 15)), 6)

    def on_resize(self, event: Resize) -> None:
        self.redraw()

    def cycle_texts(self) -> None:
        """From the question to its probe, to its note, and back; of a form to its next lines,
        and back.
        """
        if not self.face.is_question and self.face.lines:
            self.skipped = lines_left(self.face, self._look(self._width))
            self.redraw()
            return
        texts = [
            label
            for label, text in (
                (SAY, self.face.say),
                (PROBE, self.face.probe),
                (NOTE, self.face.note),
            )
            if text
        ]
        if self.aloud in texts:
            self.aloud = texts[(texts.index(self.aloud) + 1) % len(texts)]
            self._tallest = 0
            self.redraw()

    # what is typed

    def entered(self, text: str) -> None:
        if self.at >= 0 and self.offers:
            text = self.offers[self.at].line
            if text.endswith(" "):
                self._take_offer(text)
                return
        elif self.at >= 0 and self.face.several and text.strip() and self._chosen() is None:
            self._put(self._with_option(self.at))
            return
        elif self.at >= 0 and self.face.options and not (self.face.several and text.strip()):
            number = self.face.options[self.at][0]
            text = self.face.one_key.get(number, number)
        self._submit(text)

    def typed(self, text: str) -> None:
        if text == self._last_text:
            return
        self._last_text = text
        self.problem, self._before_paste = "", None
        self._typed(text)
        self.news = ()
        lines = min(max(self.box.wrapped_document.height, 1), self._most_box_lines)
        if self.box.styles.height is None or self.box.styles.height.value != lines:
            self.box.styles.height = lines
        self.set_timer(OFFER_AFTER, lambda: self._offer(text))

    def _offer(self, text: str) -> None:
        """Looks up suggestions, unless something else was typed meanwhile."""
        if text == self.box.text and self.is_mounted:
            offers = self.face.offer(text) if text.strip() else ()
            self.offers = () if [offer.line for offer in offers] == [text] else offers
            self.shown = fitting(self.face.options, text, self.face.several)
            self.at = -1
            self.redraw()

    def pressed_first(self, key: str) -> str:
        line = self.face.one_key.get(key.casefold())
        if line is None:
            return ""
        label = next(
            (label for number, label in self.face.options if number == key.casefold()), ""
        ).casefold()
        self._submit(line)
        return f"{label[1:]}\n" if label.startswith(key.casefold()) else "\n"

    def reconsider(self, text: str) -> bool:
        return self._take_back(text)

    def is_enter_idle(self) -> bool:
        return self.face.is_question or not self.face.takes_enter

    def digit(self, key: str) -> bool:
        """Where several can be chosen, a digit chooses one more, or takes it back."""
        text = with_digit(self.face.options, self.box.text, key) if self.face.several else None
        if text is not None:
            self._put(text)
        return text is not None

    def _chosen(self) -> list[str] | None:
        """Numbers that stand in the input; None when there is anything else."""
        return numbers_in(self.face.options, self.box.text)

    def _put(self, text: str) -> None:
        """Numbers, or a line to go on with; the arrows stay where they are."""
        at = self.at
        self.box.put(text)
        self.typed(text)
        self.shown = fitting(self.face.options, text, self.face.several)
        self.at = at if at in self.shown else -1
        self.redraw()

    def _with_option(self, at: int) -> str:
        """The line with this option in place of the word that is being typed."""
        number = self.face.options[at][0]
        if not self.face.several:
            return self.face.options[at][1]
        before = self.box.text.rpartition(",")[0] if self._chosen() is None else self.box.text
        chosen = numbers_in(self.face.options, before)
        return (
            f"{before}, {number}"
            if chosen is None
            else toggled([n for n in chosen if n != number], number)
        )

    def moved(self, by: int) -> bool:
        count = len(self.offers) or len(self.shown)
        if not count:
            return False
        places = range(count) if self.offers else self.shown
        here = places.index(self.at) if self.at in places else -1
        self.at = places[(here + by) % count if here >= 0 else (0 if by > 0 else -1)]
        self.redraw()
        return True

    def spaced(self) -> bool:
        chosen = self._chosen()
        if not self.face.several or self.at < 0 or self.offers or chosen is None:
            return False
        self._put(toggled(chosen, self.face.options[self.at][0]))
        return True

    def tabbed(self) -> bool:
        if self.offers:
            self._take_offer(self.offers[max(self.at, 0)].line)
            return True
        if self.box.text.strip() and len(self.shown) < len(self.face.options):
            self._put(self._with_option(self.at if self.at in self.shown else self.shown[0]))
        return bool(self.face.options)

    def pasted(self, before: str) -> None:
        self.typed(self.box.text)
        self._before_paste = before
        self.redraw()

    def take_out_paste(self) -> bool:
        """Puts back what stood in the input before lines were pasted; False where it holds none."""
        before = self._before_paste
        if before is None or not remark_on(self.box.text, is_pasted=True):
            return False
        self._put(before)
        return True

    def close_offers(self) -> None:
        self.offers, self.at = (), -1
        self.redraw()

    def _take_offer(self, line: str) -> None:
        self.box.put(line)
        self.typed(line)


def _span(numbers: Sequence[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
