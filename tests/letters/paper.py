"""Letters as files, and their words as programs other than the writers read them."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from interview.letters import blocks as b
from interview.letters.writers.page import Page

DAY = date(2026, 11, 2)
TITLE = "Sample letter"
SIGNATURE = ["Signature", "Date"]


def text(words: str) -> b.Text:
    return b.Text(words, is_value=True)


def para(words: str) -> b.Paragraph:
    return b.Paragraph((text(words),))


def page(*blocks: b.Block, **more: object) -> Page:
    """A page with these blocks, final unless said otherwise."""
    changes: dict[str, object] = {"running": ("Patient: Ana Ruiz", "Reference: R-1"), **more}
    return Page(blocks, TITLE, DAY, **changes)  # type: ignore[arg-type]


def runs(blocks: b.Blocks) -> list[str]:
    """The words of the blocks, one text for each heading, paragraph and cell."""
    found: list[str] = []
    for block in blocks:
        found += SIGNATURE if isinstance(block, b.SignatureLine) else map(b.plain, b.runs(block))
    return found


def squeezed(words: str) -> str:
    """Without white space, so that the ends of lines do not matter; pdfium gives a hyphen at one
    as U+FFFE.
    """
    return re.sub(r"\s", "", words.replace("\ufffe", "-"))


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, with header and footer."""
    return [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(data)]


def pdf_body(data: bytes, later: str = f"{TITLE} November 2, 2026") -> str:
    """The letter's own text, squeezed: without the head and the foot of each page."""
    pages = pdf_pages(data)
    found = []
    for number, words in enumerate(pages, 1):
        assert (squeezed(later) in squeezed(words)) == (number > 1)
        foot = words.rindex("Patient: ")
        assert words[foot:].split()[-4:] == f"Page {number} of {len(pages)}".split()
        found.append(
            squeezed(words[:foot]).replace(squeezed(later), "", 1)
            if number > 1
            else squeezed(words[:foot])
        )
    return "".join(found)


def docx_runs(data: bytes) -> list[str]:
    """The words of each paragraph of the body and of its tables, in order."""
    document = docx.Document(BytesIO(data))
    return [Paragraph(each, document).text for each in document.element.body.iter(qn("w:p"))]


class HtmlRuns(HTMLParser):
    """The words and elements of an HTML letter."""

    ENDS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th")

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.is_body = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(" ".join([tag, *(f"{key}={value}" for key, value in attrs)]))
        self.is_body = self.is_body or tag == "main"
        if tag == "br":
            self.words += "\n"
        elif tag in self.ENDS or tag == "div":
            self.words = ""

    def handle_endtag(self, tag: str) -> None:
        ends = tag in self.ENDS or (tag == "span" and self.words.strip() in SIGNATURE)
        if ends and self.is_body and (self.words.strip("\n") or tag != "li"):
            words = self.words.strip("\n").replace("\n\n", "\n")
            self.runs.append(words.strip() if tag == "span" else words)
            self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data
