"""Writes a letter as one HTML file that needs nothing else: for reading in a browser, and for
printing.
"""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from collections.abc import Iterator
from typing import assert_never

from interview.letters import blocks as b
from interview.letters.writers.page import (
    LANGUAGE,
    Page,
    introducing,
    is_note,
    kept_together,
    levelled,
    shares,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""Nothing in the file may load or run anything."""
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]")
_RIGHT_TO_LEFT = frozenset(re.findall(r"\w+", "R AL AN"))
"""Unicode's classes of characters that are written from right to left."""

_STYLE = """
@page { size: letter; margin: 1in; %(running)s}
html { background: #e8e8e8; }
body { font: 11.5pt/1.4 "Times New Roman", Times, "Liberation Serif", serif; color: #000; margin: 0; }
main { max-width: 6.5in; margin: 1.5rem auto; padding: 1in; background: #fff; overflow-wrap: anywhere;
  isolation: isolate; }
h1, h2, h3, h4, h5, h6 { font-size: 1.08em; margin: 1.3em 0 .4em; break-after: avoid; }
h1 { font-size: 1.18em; }
p { margin: 0 0 .7em; orphans: 2; widows: 2; }
ul, ol { margin: 0 0 .7em; padding-left: 1.6em; }
li > p { margin-bottom: .2em; }
blockquote { margin: 0 0 .7em; padding-left: 1em; border-left: 3px solid #888; }
.boxes { list-style: "\\2610  "; }
.blank { break-inside: avoid; margin: 0 0 .7em; }
.blank .line { display: block; border-bottom: 1px solid #000; height: 1.7em; }
table { width: 100%%; border-collapse: collapse; margin: 0 0 .5em; font-size: .85em; line-height: 1.3; }
th, td { border: 1px solid #777; padding: .3em .45em; text-align: left; vertical-align: top; }
th { background: #eee; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
hr { border: 0; border-top: 1px solid #777; margin: 1em 0; }
img { max-height: .9in; max-width: 100%%; margin-bottom: .8em; }
mark { background: #fff0a0; font-weight: bold; }
.note { font-size: .85em; break-before: avoid; }
.lead { break-after: avoid; }
.kept { break-inside: avoid; }
.signature { display: flex; gap: 2em; margin: 3.2em 0 .7em; font-size: .85em; }
.signature span { border-top: 1px solid #000; flex: 3; padding-top: .15em; }
.signature span + span { flex: 1.4; }
.watermark { position: fixed; top: 40%%; left: 0; width: 100%%; text-align: center; font: bold 120pt sans-serif;
  color: #d95050; transform: rotate(-40deg); z-index: -1; }
@media print { html { background: none; } main { margin: 0; padding: 0; max-width: none; } }
"""


def to_html(page: Page) -> str:
    """The letter as a whole HTML document."""
    style = _STYLE % {"running": _running(page)}
    body = "\n".join(_pieces(levelled(page.blocks)))
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escaped(page.title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{_watermark(page)}{_logo(page)}{body}\n</main>\n</body>\n</html>\n"
    )


def _running(page: Page) -> str:
    """The foot of every printed page, for browsers that set one."""
    words = _NOT_PLAIN.sub(lambda sign: f"\\{ord(sign[0]):06x}", " · ".join(page.running))
    return (
        f'@bottom-left {{ content: "{words}"; font-size: 8.5pt; }} '
        '@bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8.5pt; } '
    )


def _watermark(page: Page) -> str:
    """Lies below the words, so strong that it is seen, and is read aloud first."""
    return f'<div class="watermark">{_escaped(page.watermark)}</div>\n' if page.watermark else ""


def _logo(page: Page) -> str:
    if not page.design.logo:
        return ""
    data = base64.b64encode(page.design.logo).decode()
    words = _escaped(page.design.logo_words)
    return f'<img src="data:image/{page.design.logo_type};base64,{data}" alt="{words}">\n'


def _pieces(blocks: b.Blocks) -> Iterator[str]:
    for piece in kept_together(blocks):
        inner = "\n".join(_block(*led) for led in piece)
        yield f'<div class="kept">\n{inner}\n</div>' if len(piece) > 1 else inner


def _blocks(blocks: b.Blocks) -> str:
    return "\n".join(_block(*led) for led in introducing(blocks))


def _block(block: b.Block, is_lead: bool) -> str:
    match block:
        case b.Heading(level, inlines):
            return f"<h{level}>{_inlines(inlines)}</h{level}>"
        case b.Paragraph():
            return _paragraph(block, is_lead)
        case b.Quote(blocks):
            return _around("blockquote", _blocks(blocks))
        case b.BulletList(items, boxes):
            return _around("ul", "\n".join(map(_item, items)), _class("boxes" if boxes else ""))
        case b.NumberedList(items, start):
            first = f' start="{start}"' if start != 1 else ""
            return _around("ol", "\n".join(map(_item, items)), first)
        case b.Table():
            return _table(block)
        case b.Rule():
            return "<hr>"
        case b.SignatureLine():
            return '<div class="signature"><span>Signature</span> <span>Date</span></div>'
        case b.Blank():
            return _blank(block)
        case _:
            assert_never(block)


def _paragraph(paragraph: b.Paragraph, is_lead: bool) -> str:
    kind = "lead" if is_lead else ""
    if is_note(paragraph):
        kind = "note"
    return f"<p{_class(kind)}>{_inlines(paragraph.inlines)}</p>"


def _blank(blank: b.Blank) -> str:
    """On paper: what is asked, boxes and lines."""
    label = f"{_inlines(blank.label)} <small>{_escaped(blank.id)}</small>"
    boxes = " &emsp; ".join(f"{b.BOX} {_escaped(words)}" for _, words in blank.options)
    lines = '<span class="line"></span>' * blank.lines
    return f'<div class="blank">{label}{"<br>" * bool(boxes)}{boxes}{lines}</div>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _around(tag: str, inner: str, attributes: str = "") -> str:
    return f"<{tag}{attributes}>\n{inner}\n</{tag}>"


def _item(item: b.Blocks) -> str:
    """A list item; one paragraph alone needs no element of its own."""
    if len(item) == 1 and isinstance(item[0], b.Paragraph):
        return f"<li>{_inlines(item[0].inlines)}</li>"
    return _around("li", _blocks(item))


def _table(table: b.Table) -> str:
    columns = "".join(f'<col style="width: {share:.1%}">' for share in shares(table))
    head = "".join(f'<th scope="col">{_inlines(cell)}</th>' for cell in table.header)
    rows = "\n".join(
        f"<tr>{''.join(f'<td>{_inlines(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    inner = (
        f"<colgroup>{columns}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>"
    )
    return _around("table", inner)


def _inlines(inlines: b.Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: b.Inline) -> str:
    match inline:
        case b.Text():
            return _isolated(inline) if inline.is_value else _escaped(inline.text)
        case b.Hole():
            return f"<mark>{_escaped(inline.text)}</mark>"
        case b.Break():
            return "<br>\n"
        case b.Strong(inner):
            return f"<strong>{_inlines(inner)}</strong>"
        case b.Emphasis(inner):
            return f"<em>{_inlines(inner)}</em>"


def _isolated(text: b.Text) -> str:
    """Words of a right-to-left script, set apart so that they cannot reorder what stands around
    them.
    """
    is_rtl = not text.text.isascii() and any(
        unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text.text
    )
    return f"<bdi>{_escaped(text.text)}</bdi>" if is_rtl else _escaped(text.text)


def _escaped(words: str) -> str:
    return html.escape(words, quote=True)
