"""The packet as one PDF: its pages, stamps, bookmarks, links and tags, and what never gets into
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from interview.letters import blocks as b
from interview.letters.writers.page import Page
from interview.letters.writers.pdf import to_pdf
from interview.packet.contents import Enclosure, Limits, Packet, Pointer, SignedCopy
from interview.packet.parts import made_parts
from interview.packet.recognise import Sort
from tests.letters.test_pdf import faults, tags
from tests.packet.making import (
    DAY,
    box_of,
    changed,
    enclosure,
    half_black,
    letter,
    made,
    packet,
    page_count,
    pdf,
    picture_of,
    shade,
    texts,
)


@pytest.fixture
def two(tmp_path: Path) -> Packet:
    """A letter of two pages, Exhibit A of three, pages 1 to 3 and 7 of Exhibit B."""
    first, second = pdf(tmp_path / "a.pdf", 3, "First"), pdf(tmp_path / "b.pdf", 9, "Second")
    pointers = (Pointer("Eight weeks of it", "B", 7), Pointer("A diagnosis", "A", 0))
    return packet([enclosure("A", first), enclosure("B", second, (1, 2, 3, 7))], pointers=pointers)


def test_the_file_is_sound(two: Packet) -> None:
    for each in (two, replace(two, is_ready=False)):
        with pikepdf.open(BytesIO(made(each))) as file:
            assert file.check_pdf_syntax() == []


def test_pages_are_in_order_and_say_what_they_are(two: Packet) -> None:
    pages = texts(made(two))
    assert len(pages) == 1 + 2 + 1 + (1 + 3) + (1 + 4)
    assert (
        "Example Plan" in pages[0]
        and "(202) 555-0143" in pages[0]
        and "13, this sheet included" in pages[0]
    )
    assert "Please cover it." in pages[1] and "Please cover it." in pages[2]
    assert "Exhibits" in pages[3]
    assert "Exhibit A" in pages[4] and "3 pages" in pages[4]
    assert (
        "First 2" in pages[6]
        and "Exhibit A – page 2 of 3" in pages[6]
        and "Packet page 7 of 13" in pages[6]
    )
    assert "pages 1-3,7 of a document of 9" in pages[8]
    assert "Second 7" in pages[12] and "Exhibit B – page 4 of 4 (document page 7)" in pages[12]


def test_only_the_chosen_pages_go_in(two: Packet) -> None:
    words = "".join(texts(made(two)))
    assert [n for n in range(1, 10) if f"Second {n}" in words] == [1, 2, 3, 7]


def test_a_list_of_pictures_shared_by_all_pages_brings_only_the_chosen_ones(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", 2)

    def share(file: pikepdf.Pdf) -> None:
        pictures = Dictionary()
        for number in (1, 2):
            data = f"secret picture {number}".encode() * 3
            pictures[f"/I{number}"] = file.make_stream(
                data, Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8
            )
            file.pages[number - 1].obj.Contents = file.make_stream(f"/I{number} Do".encode())
        shared = file.make_indirect(Dictionary(XObject=pictures))
        for page in file.pages:
            page.obj.Resources = shared

    data = made(packet([enclosure("A", changed(path, share), (2,))]))
    with pikepdf.open(BytesIO(data)) as file:
        found = [each.read_bytes() for each in file.objects if isinstance(each, pikepdf.Stream)]
    assert sum(b"secret picture 2" in each for each in found) == 1
    assert not any(b"secret picture 1" in each for each in found)


def test_the_index_points_to_exhibits_and_to_the_page_that_shows_each_requirement(
    two: Packet,
) -> None:
    data = made(two)
    index = texts(data)[3]
    assert "Eight weeks of it" in index and "Exhibit B, page 4" in index
    with pikepdf.open(BytesIO(data)) as file:
        places = {page.obj.objgen: i for i, page in enumerate(file.pages)}
        links = [places[each.Dest[0].objgen] for each in file.pages[3].Annots]
    assert links == [4, 8, 12, 4]
    assert [number for number in ("5", "9", "13") if number in index.split()] == ["5", "9", "13"]


def test_bookmarks_lead_to_cover_letter_index_and_exhibits(two: Packet) -> None:
    with pikepdf.open(BytesIO(made(two))) as file, file.open_outline() as outline:
        places = {page.obj.objgen: i for i, page in enumerate(file.pages)}
        titles = [each.title for each in outline.root]
        goals = [each.destination for each in outline.root]
        targets = [places[goal[0].objgen] for goal in goals if isinstance(goal, pikepdf.Array)]
        inside = [each.title for each in outline.root[1].children]
    assert titles == [
        "Fax cover sheet", "Letter: Appeal", "Exhibits", "Exhibit A: Document A", "Exhibit B: Document B",
    ]  # fmt: skip
    assert targets == [0, 1, 3, 4, 8]
    assert inside == ["The reason", "The reason"]


def has_letters_tags(data: bytes, letters: bytes) -> bool:
    """Whether the tags of the letter stand behind those of the cover sheet, in their order."""
    found, (_, *inside) = tags(data), tags(letters)
    at = found.index("/Part")
    return found[0] == "/Document" and found[at + 1 : at + 1 + len(inside)] == inside


def headings(data: bytes) -> list[tuple[int, str]]:
    """Every heading among the tags, with the index of its page, in the order in which they are
    read.
    """
    with pikepdf.open(BytesIO(data)) as file:
        places = {page.obj.objgen: i for i, page in enumerate(file.pages)}
        return [
            (places[each.Pg.objgen], str(each.T))
            for each in elements(file.Root.StructTreeRoot)
            if "/T" in each
        ]


def untagged(data: bytes, folder: Path) -> list[str]:
    """What an independent checker of PDF/UA-1 has to say, but that the file does not claim to be
    such.
    """
    return [each for each in faults(data, folder) if "PDF/UA identification" not in each]


def elements(node: Any) -> Iterator[Any]:
    for each in node.get("/K", ()):
        if isinstance(each, Dictionary) and "/S" in each:
            yield each
            yield from elements(each)


@pytest.mark.parametrize("is_ready", [True, False])
def test_every_exhibit_has_a_heading_and_its_pages_are_pictures_to_readers(
    two: Packet, is_ready: bool, tmp_path: Path
) -> None:
    data = made(replace(two, is_ready=is_ready))
    assert headings(data) == [
        (0, "Fax"), (1, "The reason"), (1, "The reason"), (3, "Exhibits"),
        (3, "Your requirements, and where each is shown"), (4, "Exhibit A"), (8, "Exhibit B"),
    ]  # fmt: skip
    assert not untagged(data, tmp_path)


def test_each_part_has_tags_of_its_own(two: Packet, tmp_path: Path) -> None:
    first, second = made_parts(two, Limits(pages=9))
    assert [title for _, title in headings(second)] == ["Fax", "Exhibits", "Exhibit B"]
    assert not untagged(first, tmp_path) and not untagged(second, tmp_path)


def test_tags_links_and_cells_know_each_other(two: Packet) -> None:
    """What a page or a link numbers is what its tags say, and no two cells have the same name."""
    table = b.Table(((b.Text("Drug"),),), (((b.Text("A"),),),))
    with_table = to_pdf(Page((table,), "Appeal", DAY))
    data = made(replace(two, letter=with_table, letter_pages=1))
    with pikepdf.open(BytesIO(data)) as file:
        root = file.Root.StructTreeRoot
        numbers = dict(
            zip(map(int, root.ParentTree.Nums[::2]), root.ParentTree.Nums[1::2], strict=True)
        )
        for page in file.pages:
            for element in (
                numbers[int(page.obj.StructParents)] if "/StructParents" in page.obj else ()
            ):
                assert element.Pg.objgen == page.obj.objgen
            for link in page.obj.get("/Annots", ()):
                (goal,) = (
                    kid for kid in numbers[int(link.StructParent)].K if isinstance(kid, Dictionary)
                )
                assert goal.Obj.objgen == link.objgen
        names = [str(each.ID) for each in elements(root) if "/ID" in each]
        assert len(names) == len(set(names)) == 8
        assert [str(each) for each in root.IDTree.Names][::2] == sorted(names)
        headers = {
            str(name)
            for each in elements(root)
            for about in each.get("/A", ())
            for name in about.get("/Headers", ())
        }
        assert headers == set(names)


def test_the_letters_tags_survive(two: Packet) -> None:
    data = made(two)
    assert has_letters_tags(data, two.letter)
    with pikepdf.open(BytesIO(data)) as file:
        assert file.Root.MarkInfo.Marked and str(file.Root.Lang) == "en-US"
        with file.open_metadata() as about:
            assert about["dc:title"] == "Appeal with exhibits"
            assert "pdfuaid" not in str(about)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "box",
    [[0, 0, 612, 792], [-300, 100, 312, 892], [0, 0, 2448, 3168], [0, 0, 300, 400]],
    ids=["letter", "offset", "huge", "small"],
)
def test_the_stamp_is_at_the_foot_and_the_page_above_it(
    turn: int, box: list[int], tmp_path: Path
) -> None:
    def turned(file: pikepdf.Pdf) -> None:
        page = file.pages[0].obj
        page.MediaBox, page.Rotate = Array(box), turn
        page.Contents = file.make_stream(
            f"{box[0]} {box[1]} {box[2] - box[0]} {box[3] - box[1]} re f".encode()
        )

    data = made(packet([enclosure("A", changed(pdf(tmp_path / "a.pdf"), turned))]))
    left, bottom, right, top = box_of(data, 5, "Exhibit A – page 1 of 1")
    image = picture_of(data, 5)
    lies_on_its_side = turn in (90, 270) and box != [0, 0, 300, 400]
    assert image.size == ((792, 612) if lies_on_its_side else (612, 792))
    assert 10 < left < right < image.width / 2
    assert 5 < bottom < top < 30
    assert shade(image, image.width // 2, image.height // 2) == 0
    dark = (
        image.point(lambda value: 255 if value < 40 else 0)
        .crop((0, 0, image.width, image.height - 34))
        .getbbox()
    )
    assert dark is not None and dark[0] >= 13 and dark[1] >= 13 and dark[2] <= image.width - 13


def test_what_was_cut_away_from_a_page_is_not_seen(tmp_path: Path) -> None:
    def cropped(file: pikepdf.Pdf) -> None:
        file.pages[0].obj.Contents = file.make_stream(b"0 0 300 792 re f")
        file.pages[0].obj.CropBox = Array([306, 0, 612, 792])

    image = picture_of(made(packet([enclosure("A", changed(pdf(tmp_path / "a.pdf"), cropped))])), 5)
    assert image.crop((0, 0, 612, 750)).getextrema() == (255, 255)


def test_scripts_actions_links_and_embedded_files_are_left_behind(tmp_path: Path) -> None:
    def armed(file: pikepdf.Pdf) -> None:
        script = Dictionary(S=Name.JavaScript, JS="app.alert('poison')")
        launch = Dictionary(S=Name.Launch, F="poison.exe")
        embedded = file.make_stream(b"poison poison")
        drawing = file.make_stream(
            b"0 0 10 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10])
        )
        drawing.AF = Array([Dictionary(EF=Dictionary(F=embedded))])
        drawing.Metadata = file.make_stream(b"poison metadata")
        page = file.pages[0].obj
        page.AA = Dictionary(O=script)
        page.Metadata = file.make_stream(b"poison metadata")
        page.Annots = Array([
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 600, 700]), A=launch),
            Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=Dictionary(
                EF=Dictionary(F=embedded)
            )),
        ])  # fmt: skip
        page.Resources.XObject = Dictionary(D=drawing)
        page.Contents = file.make_stream(page.Contents.read_bytes() + b" /D Do")
        file.Root.OpenAction = script
        file.Root.Names = Dictionary(
            EmbeddedFiles=Dictionary(Names=Array(["x", Dictionary(EF=Dictionary(F=embedded))]))
        )

    data = made(packet([enclosure("A", changed(pdf(tmp_path / "a.pdf"), armed))]))
    assert "Sheet 1" in texts(data)[5]
    with pikepdf.open(BytesIO(data)) as file:
        everything = "".join(repr(each) for each in file.objects)
        streams = b"".join(
            each.read_raw_bytes() for each in file.objects if isinstance(each, pikepdf.Stream)
        )
        assert "/OpenAction" not in file.Root and "/Names" not in file.Root
        assert "/Annots" not in file.pages[5].obj
    for word in ("poison", "/JavaScript", "/Launch", "/EmbeddedFile", "/EF", "/AA"):
        assert word not in everything, word
    assert b"poison" not in streams


def test_what_was_filled_into_a_form_is_seen(tmp_path: Path) -> None:
    def filled(file: pikepdf.Pdf) -> None:
        field = file.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="name", V="Ana Ruiz", F=4, DA="/F 12 Tf 0 g",
                Rect=Array([100, 500, 300, 520]),
            )
        )  # fmt: skip
        file.pages[0].obj.Annots = Array([field])
        fonts = Dictionary(F=file.pages[0].obj.Resources.Font.F)
        file.Root.AcroForm = Dictionary(
            Fields=Array([field]), NeedAppearances=True, DR=Dictionary(Font=fonts)
        )

    data = made(packet([enclosure("A", changed(pdf(tmp_path / "a.pdf"), filled))]))
    assert "Ana Ruiz" in texts(data)[5]


# ready or not


def test_a_packet_that_is_not_ready_says_so_on_every_page(two: Packet) -> None:
    data = made(replace(two, is_ready=False))
    for page in texts(data):
        assert "NOT READY – not to be sent" in page
    assert has_letters_tags(data, two.letter)


def test_a_ready_packet_has_no_mark(two: Packet) -> None:
    assert not any("NOT READY" in page for page in texts(made(two)))


def test_what_is_not_in_hand_stands_in_the_index_alone(two: Packet) -> None:
    missing = Enclosure("C", "Fill history")
    data = made(replace(two, enclosures=(*two.enclosures, missing), is_ready=False))
    pages = texts(data)
    assert "Fill history" in pages[3] and "not enclosed" in pages[3]
    assert len(pages) == 13


def test_the_signed_copy_is_seen_and_the_letters_words_stay(two: Packet, tmp_path: Path) -> None:
    scans = [Image.new("L", (850, 1100), 255), half_black(850, 1100, "L")]
    scans[0].save(tmp_path / "signed.tif", save_all=True, append_images=scans[1:])
    data = made(replace(two, signed=SignedCopy(tmp_path / "signed.tif", Sort.tiff)))
    assert picture_of(data, 1).getextrema() == (255, 255)
    assert shade(picture_of(data, 2), 300, 200) == 0
    assert "Please cover it." in texts(data)[1]
    assert has_letters_tags(data, two.letter)


def test_the_cover_leaves_a_line_for_a_number_that_nobody_confirmed(two: Packet) -> None:
    cover = texts(made(replace(two, cover=replace(two.cover, to_fax=""))))[0]
    assert "555-0143" not in cover and "(202) 555-0100" in cover


def test_an_urgent_packet_says_so_on_its_cover(two: Packet) -> None:
    assert "URGENT" not in texts(made(two))[0]
    assert (
        "URGENT – expedited review requested"
        in texts(made(replace(two, cover=replace(two.cover, is_urgent=True))))[0]
    )


def test_the_same_input_gives_the_same_bytes(two: Packet) -> None:
    assert made(two) == made(replace(two, letter=letter(2)))
    assert made(replace(two, is_ready=False)) == made(replace(two, is_ready=False))


def test_hostile_titles_change_nothing_else(two: Packet) -> None:
    title = '#pagebreak() $x$ <b> \\" \u202e ] ) ' + "W" * 2000
    first = replace(two.enclosures[0], title=title)
    data = made(replace(two, enclosures=(first, two.enclosures[1])))
    assert page_count(data) == 13
    assert "#pagebreak() $x$ <b>" in texts(data)[4]
