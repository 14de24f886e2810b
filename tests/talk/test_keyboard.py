"""What a terminal sends, cut into keys, pastes and sequences."""

from __future__ import annotations

import os

import pytest

from interview.talk.keyboard import ESCAPE, PASTE_BEGINS, PASTE_ENDS, Keyboard, KeyboardReader

LEFT, F2, MOUSE = "\x1b[D", "\x1bOQ", "\x1b[<35;10;20M"
KNOWN = frozenset({LEFT, F2, MOUSE, "\x1b[1;3D", "\x1b[[A", "\x1b[3~"})


def pasted(text: str) -> str:
    return f"{PASTE_BEGINS}{text}{PASTE_ENDS}"


SENT = {
    "letters": ("AnaRuiz", "AnaRuiz"),
    "words that come at once": ("90 units weekly", pasted("90 units weekly")),
    "words and Enter": ("Ana Ruiz\r", pasted("Ana Ruiz") + "\r"),
    "words with a key that edits": ("Ana Ruis\x7fz", "Ana Ruis\x7fz"),
    "keys that edit, between letters": ("Ruis\x7fz", "Ruis\x7fz"),
    "a key that has a sequence": (f"a{LEFT}b{F2}", f"a{LEFT}b{F2}"),
    "a function key of the Linux console": ("\x1b[[Ax", "\x1b[[Ax"),
    "a key that nobody knows": ("a\x1b[99~b\x1b[1;9Zc", "abc"),
    "Alt and an arrow, told as two": (f"a\x1b{LEFT}b", "ab"),
    "Esc, and the mouse moves": (f"{ESCAPE}{MOUSE}", f"{ESCAPE}{MOUSE}"),
    "Esc, and a paste": (f"{ESCAPE}{pasted('x')}", f"{ESCAPE}{pasted('x')}"),
    "Alt and a letter": ("\x1bf", "\x1bf"),
    "what the terminal is": ("a\x1b[?62;22cb", "ab"),
    "where the cursor is": ("a\x1b[12;40Rb", "ab"),
    "a color, ended by a bell": ("a\x1b]11;rgb:1e1e/1e1e/1e1e\x07b", "ab"),
    "a color, ended by a string's end": ("a\x1b]10;rgb:ffff/ffff/ffff\x1b\\b", "ab"),
    "the terminal's name": ("a\x1bP>|xterm(390)\x1b\\b", "ab"),
    "the mouse of old": ("a\x1b[M !!b", "ab"),
    "blanks that are none": ("Ana\u00a0de\u3000la\u2009Cruz", pasted("Ana de la Cruz")),
    "Enter behind a line": ("Ruiz\r", "Ruiz\r"),
    "Enter twice": ("\r\r", "\r\r"),
    "Enter before a line": ("\rAna", "\rAna"),
    "lines that come at once": ("Dear Ana,\r\r1. No.\ry\r", pasted("Dear Ana,\n\n1. No.\ny")),
    "lines of another system": ("a\r\nb\r\n", pasted("a\nb")),
    "lines with a key among them": ("ab\x7f\rc", "ab\x7f\rc"),
    "lines that the terminal has marked": (pasted("a\rb\u00a0c\r"), pasted("a\rb c\r")),
    "a sequence inside of a paste": (f"{pasted(f'a{LEFT}b')}\x1b[99~c", f"{pasted(f'a{LEFT}b')}c"),
}


@pytest.mark.parametrize(("sent", "seen"), SENT.values(), ids=SENT.keys())
def test_what_reaches_the_parser_of_keys(sent: str, seen: str) -> None:
    assert Keyboard(KNOWN.__contains__).feed(sent) == seen


@pytest.mark.parametrize("sent", [sent for sent, _ in SENT.values() if ESCAPE in sent])
def test_it_is_the_same_in_whatever_pieces_it_arrives(sent: str) -> None:
    keyboard = Keyboard(KNOWN.__contains__)
    assert "".join(keyboard.feed(each) for each in sent) == Keyboard(KNOWN.__contains__).feed(sent)


@pytest.mark.parametrize(
    ("begun", "seen"),
    [
        (ESCAPE, ESCAPE),
        (ESCAPE * 2, ESCAPE * 2),
        ("\x1b[", ""),
        ("\x1b[1;", ""),
        ("\x1b]11;rgb:1e", ""),
    ],
)
def test_what_goes_no_further_is_escape_or_nothing(begun: str, seen: str) -> None:
    keyboard = Keyboard(KNOWN.__contains__)
    assert keyboard.feed(begun) == ""
    assert keyboard.patience is not None
    assert keyboard.quiet() == seen
    assert keyboard.feed("a") == "a"


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"Jos\xe9!", "Jos\ufffd!"),
        (b"Jos\xed\xa0\xbd!", "Jos\ufffd\ufffd\ufffd!"),
        (b"\x9b", "\ufffd"),
        ("José".encode(), "José"),
    ],
)
def test_bytes_that_are_no_utf_8_are_replaced(data: bytes, seen: str) -> None:
    there, here = os.pipe()
    os.write(here, data)
    assert KeyboardReader(there, KNOWN.__contains__).read() == seen
    os.close(here)
    os.close(there)


def test_a_paste_that_comes_in_pieces_is_one() -> None:
    there, here = os.pipe()
    os.write(here, b"x" * 5000 + b"\ry\r")
    assert KeyboardReader(there, KNOWN.__contains__).read() == pasted("x" * 5000 + "\ny")
    os.close(here)
    os.close(there)
