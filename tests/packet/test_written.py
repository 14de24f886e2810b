"""What was written and marked on the pages of a PDF: seen as in a viewer, or refused with what
to do.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from interview.packet.unfit import Unfit
from tests.packet.making import (
    box_of,
    changed,
    enclosure,
    made,
    packet,
    pdf,
    picture_of,
    shade,
    texts,
)

PAGE = 5
"""Index of the exhibit's page in a packet whose letter has two pages."""
MULTILINE, PASSWORD, COMBO, COMB = 1 << 12, 1 << 13, 1 << 17, 1 << 24
PRINT, HIDDEN, NO_VIEW = 4, 2, 32
STORY = "Three attacks a month until December, then danazol, which the liver did not bear. "


def sent(path: Path) -> bytes:
    return made(packet([enclosure("A", path)]))


def picture(
    file: pikepdf.Pdf, drawing: str, width: float = 200, height: float = 20
) -> pikepdf.Object:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return file.make_stream(
        drawing.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, width, height]),
        Resources=Dictionary(Font=Dictionary(F=font)),
    )


Change = Callable[[pikepdf.Pdf], None]


def annotated(path: Path, kind: str, **entries: object) -> Path:
    """A PDF with one annotation at 100 to 300, 500 to 520; an entry that can be called makes its
    value for the file.

    A field's form asks viewers to draw it anew when it is `stale`.
    """
    stale = bool(entries.pop("stale", False))

    def add(file: pikepdf.Pdf) -> None:
        made = {key: each(file) if callable(each) else each for key, each in entries.items()}
        given: dict[str, Any] = {"Rect": Array([100, 500, 300, 520]), "F": PRINT, **made}
        annotation = file.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), **given)
        )
        file.pages[0].obj.Annots = Array([annotation])
        if kind == "Widget":
            file.Root.AcroForm = Dictionary(Fields=Array([annotation]), NeedAppearances=stale)

    return changed(pdf(path), add)


def form(path: Path, **entries: object) -> Path:
    """A form with one field."""
    usual = {"stale": True, "FT": Name.Tx, "T": "name", "DA": "/Helv 12 Tf 0 g"}
    return annotated(path, "Widget", **{**usual, **entries})


LATER = {"stale": False}
OLD = "BT /F 12 Tf 2 5 Td (old) Tj ET"
FIELDS: dict[str, tuple[dict[str, object], str]] = {
    "one line": ({"V": "Ana Ruiz"}, "Ana Ruiz"),
    "one line that nobody asked to draw": ({"V": "Ana Ruiz", **LATER}, "Ana Ruiz"),
    "letters of other languages": (
        {"V": "Núñez-Größmann “q” Ω ≥ 5 µg"},
        "Núñez-Größmann “q” Ω ≥ 5 µg",
    ),
    "more than fits at its size": (
        {"V": "Lanadelumab 300 mg every two weeks, failed"},
        "every two weeks, failed",
    ),
    "more than the field was meant for": ({"V": "more than ten", "MaxLen": 10}, "more than ten"),
    "one line with a break in it": ({"V": "Ana\rRuiz"}, "Ana Ruiz"),
    "without the flag to print": ({"V": "Ana Ruiz", "F": 0}, "Ana Ruiz"),
    "a size left to the program": ({"V": "Ana Ruiz", "DA": "/Helv 0 Tf 0 g"}, "Ana Ruiz"),
    "without a size": ({"V": "Ana Ruiz", "DA": ""}, "Ana Ruiz"),
    "signs with a meaning elsewhere": (
        {"V": "#panic() $x$ *b* \\n <a>"},
        "#panic() $x$ *b* \\n <a>",
    ),
    "one box for each sign": ({"V": "W123", "Ff": COMB, "MaxLen": 8}, "W 1 2 3"),
    "a password": ({"V": "secret", "Ff": PASSWORD}, "******"),
    "a picture made by its program": (
        {
            "V": "1000",
            "AP": lambda file: Dictionary(N=picture(file, "BT /F 12 Tf 2 5 Td ($1,000) Tj ET")),
            **LATER,
        },
        "$1,000",
    ),
    "a picture older than the words": (
        {"V": "new", "AP": lambda file: Dictionary(N=picture(file, OLD))},
        "new",
    ),
    "a chosen entry": (
        {
            "FT": Name.Ch,
            "Ff": COMBO,
            "V": "b",
            "Opt": Array([Array(["a", "First"]), Array(["b", "Second"])]),
        },
        "Second",
    ),
    "a chosen entry newer than its picture": (
        {
            "FT": Name.Ch,
            "Ff": COMBO,
            "V": "new",
            "AP": lambda file: Dictionary(N=picture(file, OLD)),
        },
        "new",
    ),
    "several chosen entries": (
        {"FT": Name.Ch, "V": Array([String("Pain"), String("Rash")])},
        "Pain\r\nRash",
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_what_was_filled_in_is_seen_as_a_whole(name: str, tmp_path: Path) -> None:
    entries, words = FIELDS[name]
    data = sent(form(tmp_path / "a.pdf", **{"Rect": Array([100, 500, 300, 530]), **entries}))
    shown = texts(data)[PAGE]
    assert " ".join(words.split()) in " ".join(shown.split())
    assert "old" not in shown and "secret" not in shown
    dark = (
        picture_of(data, PAGE)
        .point(lambda value: 255 if value < 128 else 0)
        .crop((0, 100, 612, 750))
        .getbbox()
    )
    assert (
        dark is not None and 100 < dark[0] < 310 and dark[2] < 310
    )  # Inside its field, on a page made smaller.


def test_many_lines_are_seen_as_a_whole(tmp_path: Path) -> None:
    box = {"Rect": Array([100, 400, 300, 500]), "Ff": MULTILINE}
    data = sent(form(tmp_path / "a.pdf", V=STORY * 3 + "LASTWORD\rand a line", **box))
    shown = " ".join(texts(data)[PAGE].split())
    assert shown.count("danazol, which") == 3 and "LASTWORD and a line" in shown
    left, bottom, right, top = box_of(data, PAGE, "LASTWORD")
    assert left > 100 and bottom > 400 and right < 310 and top < 520


def test_a_name_above_the_field_counts_for_it(tmp_path: Path) -> None:
    def above(file: pikepdf.Pdf) -> None:
        field = file.Root.AcroForm.Fields[0]
        parent = file.make_indirect(
            Dictionary(T="name", FT=Name.Tx, V="Ana Ruiz", Q=2, Kids=Array([field]))
        )
        for key in ("/T", "/FT", "/V"):
            if key in field:
                del field[key]
        field.Parent = parent
        file.Root.AcroForm.Fields = Array([parent])

    data = sent(changed(form(tmp_path / "a.pdf", V="x"), above))
    assert "Ana Ruiz" in texts(data)[PAGE]
    assert box_of(data, PAGE, "Ana Ruiz")[2] > 280  # At the right.


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_field_on_a_turned_page_is_read_like_the_page(turn: int, tmp_path: Path) -> None:
    """The words stand upright for whoever looks at the page, as programs turn them."""
    upright = Array([100, 500, 300, 520]) if turn % 180 == 0 else Array([100, 300, 120, 500])
    path = form(tmp_path / "a.pdf", V="Ana Maria Ruiz", Rect=upright, MK=Dictionary(R=turn))
    data = sent(changed(path, lambda file: setattr(file.pages[0].obj, "Rotate", turn)))
    left, bottom, right, top = box_of(data, PAGE, "Ana Maria Ruiz")
    assert right - left > 3 * (top - bottom)
    assert box_of(data, PAGE, "Ana")[0] < box_of(data, PAGE, "Ruiz")[0]


def states(file: pikepdf.Pdf) -> Dictionary:
    """The two pictures of a box to tick: black, or nothing."""
    return Dictionary(N=Dictionary(On=picture(file, "0 0 200 20 re f"), Off=picture(file, "")))


@pytest.mark.parametrize(
    ("entries", "is_ticked"),
    [
        ({"V": Name.On, "AS": Name.On}, True),
        ({"V": Name.On}, True),
        ({"V": Name.Off, "AS": Name.Off}, False),
        ({}, False),
        ({"AS": Name.On, "F": 0}, True),
        ({"AS": Name.On, "F": PRINT | HIDDEN}, False),
        ({"AS": Name.On, "F": PRINT | NO_VIEW}, False),
    ],
)
def test_a_box_is_ticked_as_in_a_viewer(
    entries: dict[str, object], is_ticked: bool, tmp_path: Path
) -> None:
    seen = picture_of(sent(form(tmp_path / "a.pdf", FT=Name.Btn, AP=states, **entries)), PAGE)
    assert (shade(seen, 200, 792 - 510) < 40) is is_ticked


LINE = Array([100, 520, 300, 520, 100, 500, 300, 500])
MARKS: dict[str, tuple[str, dict[str, object]]] = {
    "a highlight": (
        "Highlight",
        {"AP": lambda file: Dictionary(N=picture(file, "1 1 0 rg 0 0 200 20 re f"))},
    ),
    "a highlight that only lists its lines": (
        "Highlight",
        {"C": Array([1, 1, 0]), "QuadPoints": LINE},
    ),
    "a highlight not to be printed": (
        "Highlight",
        {"F": 0, "AP": lambda file: Dictionary(N=picture(file, "1 1 0 rg 0 0 200 20 re f"))},
    ),
    "a highlight in a group": (
        "Highlight",
        {"AP": lambda file: Dictionary(N=grouped(picture(file, "1 1 0 rg 0 0 200 20 re f")))},
    ),
}


def grouped(drawing: pikepdf.Object) -> pikepdf.Object:
    drawing.Group = Dictionary(S=Name.Transparency, I=True)
    return drawing


@pytest.mark.parametrize("name", MARKS)
def test_a_highlight_is_seen_and_covers_no_words(name: str, tmp_path: Path) -> None:
    kind, entries = MARKS[name]

    def words(file: pikepdf.Pdf) -> None:
        page = file.pages[0].obj
        page.Contents = file.make_stream(page.Contents.read_bytes() + b" 100 500 50 20 re f")

    seen = picture_of(sent(changed(annotated(tmp_path / "a.pdf", kind, **entries), words)), PAGE)
    assert shade(seen, 130, 282) < 40
    assert 200 < shade(seen, 250, 282) < 250
    assert shade(seen, 320, 282) == 255


@pytest.mark.parametrize(
    ("kind", "height"), [("Underline", 502), ("Squiggly", 502), ("StrikeOut", 510)]
)
def test_a_stroke_along_words_is_seen(kind: str, height: int, tmp_path: Path) -> None:
    marked = annotated(tmp_path / "a.pdf", kind, QuadPoints=LINE, Rect=Array([95, 495, 305, 525]))
    column = picture_of(sent(marked), PAGE).crop((200, 250, 201, 320))
    dark = column.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert dark is not None and abs(792 - 250 - dark[1] - height) < 10 and dark[3] - dark[1] < 5


def test_words_typed_onto_a_page_are_seen(tmp_path: Path) -> None:
    typed = annotated(
        tmp_path / "a.pdf", "FreeText", Contents="See page 2\rplease", DA="1 0 0 rg /Helv 8 Tf"
    )
    assert "See page 2\r\nplease" in texts(sent(typed))[PAGE]


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a redaction": (
        lambda path: annotated(path, "Redact", QuadPoints=LINE),
        "marked to be blacked out",
    ),
    "a redaction that is hidden": (
        lambda path: annotated(path, "Redact", F=HIDDEN),
        "marked to be blacked out",
    ),
    "a note behind a sign": (
        lambda path: annotated(path, "Text", Contents="call her"),
        "open only on a click",
    ),
    "a comment on a highlight": (
        lambda path: annotated(path, "Highlight", QuadPoints=LINE, Contents="call her"),
        "open only on a click",
    ),
    "a stamp without a picture": (lambda path: annotated(path, "Stamp"), "a drawing or a stamp"),
    "words that do not fit": (lambda path: form(path, V=STORY * 9), "do not fit into their box"),
    "a sign that no font has": (
        lambda path: form(path, V="Ana \u2fe0 Ruiz"),
        "no font on this computer",
    ),
    "a field with an empty picture": (
        lambda path: form(
            path, V="Ana", stale=False, AP=lambda file: Dictionary(N=picture(file, "q Q"))
        ),
        "holds something else than it shows",
    ),
    "a ticked box without a picture": (
        lambda path: form(path, FT=Name.Btn, V=Name.On),
        "holds something else than it shows",
    ),
    "a box ticked for programs alone": (
        lambda path: form(path, FT=Name.Btn, AP=states, V=Name.On, AS=Name.Off),
        "holds something else than it shows",
    ),
    "a box ticked for the eye alone": (
        lambda path: form(path, FT=Name.Btn, AP=states, V=Name.Off, AS=Name.On),
        "holds something else than it shows",
    ),
    "a form of another kind": (
        lambda path: changed(
            pdf(path), lambda file: setattr(file.Root, "AcroForm", Dictionary(XFA="x"))
        ),
        "a form that only its own program can show",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_shown_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    make, words = REFUSED[name]
    path = tmp_path / "a.pdf"
    make(path)
    with pytest.raises(Unfit) as refused:
        enclosure("A", path)
    assert words in refused.value.why and "Please" in refused.value.why


@pytest.mark.parametrize(
    ("kind", "entries"),
    [
        ("Text", {"Contents": "Accepted", "StateModel": "Review", "State": "Accepted"}),
        ("Text", {}),
        ("Link", {}),
        ("Stamp", {"F": HIDDEN}),
        ("Stamp", {"Rect": Array([100, 500, 100, 500])}),
        ("Widget", {"FT": Name.Sig, "T": "signature"}),
        ("Widget", {"FT": Name.Tx, "T": "empty"}),
    ],
)
def test_what_nobody_sees_in_a_viewer_changes_nothing(
    kind: str, entries: dict[str, object], tmp_path: Path
) -> None:
    seen = picture_of(sent(annotated(tmp_path / "a.pdf", kind, **entries)), PAGE)
    assert seen.tobytes() == picture_of(sent(pdf(tmp_path / "plain.pdf")), PAGE).tobytes()
