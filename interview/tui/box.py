"""The one input of the interview: it stays for the whole sitting, so that what is typed ahead is
never lost.
"""

from __future__ import annotations

from time import monotonic
from typing import Protocol

from textual.events import Key
from textual.widgets import TextArea

from interview.talk.keyboard import with_blanks, with_line_ends

SLOW = 0.7
"""Seconds after which a key is no longer taken for the rest of a word that one key has answered."""
SHORT = 60
"""Characters of a line that is sooner typed again than mended."""
SAME_WORDS = ("nope", "yeah", "yep")
"""What people type for yes and no as well."""
OTHER_WORDS = ("none", "nobody", "nothing", "not ", "no idea", "no clue")
"""What people type at a yes or no, and what begins like one but is another answer."""
NEW_LINES = frozenset({"ctrl+j", "shift+enter", "alt+enter"})


class Listener(Protocol):
    """What the box tells at once, within the very key press."""

    def entered(self, text: str) -> None: ...

    def typed(self, text: str) -> None: ...

    def pressed_first(self, key: str) -> str:
        """The rest of the word that this key stands for when it answers at once; “\\n” alone
        when there is no rest.
        """

    def reconsider(self, text: str) -> bool:
        """Takes back what a first key has answered, since another word is being typed; False
        where that cannot be.
        """

    def is_enter_idle(self) -> bool:
        """Whether Enter alone means nothing for what is asked now, or too much to be pressed out
        of habit.
        """

    def moved(self, by: int) -> bool: ...

    def spaced(self) -> bool: ...

    def digit(self, key: str) -> bool: ...

    def tabbed(self) -> bool: ...

    def pasted(self, before: str) -> None:
        """Something was pasted; `before` stood in the box."""


class AnswerBox(TextArea):
    """Enter answers; Ctrl-J, Shift-Enter or Alt-Enter begin a new line."""

    def __init__(self, listener: Listener, *, id: str | None = None) -> None:
        super().__init__(
            id=id,
            soft_wrap=True,
            compact=True,
            highlight_cursor_line=False,
            tab_behavior="focus",
            max_checkpoints=20,
        )
        self.listener = listener
        self._first = ""
        self._rest = ""
        self._swallowed = ""
        self._at = 0.0
        self._is_refused = False

    def put(self, text: str, *, is_refused: bool = False) -> None:
        """Replaces what stands in the box, with the cursor behind it.

        Whoever types after a short line was refused begins anew; a blank adds to it, every other
        key mends it.
        """
        self._is_refused = is_refused and len(text) <= SHORT and "\n" not in text
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)

    def press(self, event: Key) -> bool:
        """Everything that a key does to the answer, here and now: the next key belongs to what is
        asked then.

        False for a key that neither types nor answers, such as one that edits.
        """
        self._begin_anew_after_refusal((event.character or "") if event.is_printable else "")
        if self._belongs_to_last_word(event) or self._is_taken(event):
            return True
        typed = "\n" if event.key in NEW_LINES else with_blanks(event.character or "")
        if typed != "\n" and not typed.isprintable():
            return False
        self.type(typed)
        return bool(typed)

    def _begin_anew_after_refusal(self, typed: str) -> None:
        is_refused, self._is_refused = self._is_refused, False
        if is_refused and typed.strip() and not typed.startswith(" "):
            self.put("")

    def type(self, text: str) -> None:
        """Puts text where the cursor stands, in place of what is selected."""
        if text:
            self._restart_blink()
            self._replace_via_keyboard(text, *self.selection)

    def paste(self, text: str) -> None:
        before = self.text
        self._begin_anew_after_refusal(text)
        self.type(with_line_ends(with_blanks(text)))
        self.listener.pasted(before)

    def _is_taken(self, event: Key) -> bool:
        if event.key == "enter":
            self.listener.entered(self.text)
            return True
        if event.key in ("up", "down"):
            return self.listener.moved(1 if event.key == "down" else -1)
        if event.key == "tab":
            return self.listener.tabbed()
        if event.key == "space":
            return self.listener.spaced()
        return bool(event.is_printable and event.character) and self._answers_at_once(
            event.character or ""
        )

    def _answers_at_once(self, character: str) -> bool:
        if character.isdigit() and self.listener.digit(character):
            return True
        if self.text:
            return False
        rest = self.listener.pressed_first(character)
        if rest:
            self._first, self._rest, self._swallowed, self._at = character, rest, "", monotonic()
        return bool(rest)

    def _belongs_to_last_word(self, event: Key) -> bool:
        """After “y” has answered, “es” and Enter from somebody used to typing the word are not the
        next answer.

        Nor are “eah” and “ep”. And “none” or “not sure” is no “no”: then the answer goes back, and
        the word stands in the input.
        """
        rest, self._rest = self._rest, ""
        is_late = monotonic() - self._at > SLOW
        if not rest or self.text or is_late:
            return False
        if event.key == "enter":
            return self.listener.is_enter_idle()
        key = (event.character or "").casefold()
        if key and key == rest[0]:
            return self._swallow(key, rest[1:])
        if not (self._swallowed and event.is_printable and key):
            return False
        return self._is_of_another_word(key)

    def _is_of_another_word(self, key: str) -> bool:
        """Whether the keys since the answer are the beginning of a word for the same, or of one
        that takes the answer back.
        """
        text = f"{self._first}{self._swallowed}{key}".casefold()
        same = next((word for word in SAME_WORDS if word.startswith(text)), "")
        if same:
            return self._swallow(key, f"{same[len(text) :]}\n")
        is_other = any(word.startswith(text) for word in OTHER_WORDS)
        if is_other and self.listener.reconsider(text):
            return True
        self.insert(self._swallowed)
        return False

    def _swallow(self, key: str, rest: str) -> bool:
        """Takes the key for the answer that was given; `rest` is what may follow."""
        self._rest, self._swallowed, self._at = rest, self._swallowed + key, monotonic()
        return True

    def _on_text_area_changed(self) -> None:
        self.listener.typed(self.text)
