"""The formats that a letter can be written in. What a format needs is loaded when the first
letter is written in it.
"""

from __future__ import annotations

from collections.abc import Callable

from interview.letters.writers.page import Page

Writer = Callable[[Page], bytes]


def _markdown(page: Page) -> bytes:
    from interview.letters.writers.markdown import to_markdown

    return to_markdown(page.blocks).encode()


def _text(page: Page) -> bytes:
    from interview.letters.writers.text import to_text

    return to_text(page.blocks).encode()


def _html(page: Page) -> bytes:
    from interview.letters.writers.html import to_html

    return to_html(page).encode()


def _docx(page: Page) -> bytes:
    from interview.letters.writers.docx import to_docx

    return to_docx(page)


def _pdf(page: Page) -> bytes:
    from interview.letters.writers.pdf import to_pdf

    return to_pdf(page)


WRITERS: dict[str, Writer] = {
    "md": _markdown,
    "txt": _text,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
}
"""By file suffix. A writer may raise CannotWrite."""
READABLE = ("md", "txt", "html")
"""Formats that are text and can be shown on a screen."""
