"""The catalogues suggest medicines and diagnoses, and an index that cannot be kept is no reason
to fail.
"""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from interview.storage.catalogue import Catalogue


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return Catalogue(cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    folder = tmp_path / "catalogues"
    folder.mkdir()
    (folder / "drugs.txt.xz").write_bytes(
        lzma.compress(b"Examplix\nexamplimab\nsodium examplate\n")
    )
    (folder / "diagnoses.tsv.xz").write_bytes(
        lzma.compress(b"A00.1\tMade-up fever, right hand\nA00.9\tMade-up fever\n")
    )
    (folder / "edition.txt").write_text("Made up, 2026\n")
    return folder


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("methotr", "methotrexate", id="generic"),
        pytest.param("HUMI", "Humira", id="brand in capitals"),
        pytest.param("spravato", "Spravato", id="whole name"),
        pytest.param("sodium oxyb", "sodium oxybate", id="two words"),
        pytest.param("oxybate", "sodium oxybate", id="later word"),
    ],
)
def test_suggests_medicines(shipped: Catalogue, typed: str, name: str) -> None:
    assert name in shipped.drugs(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("f33", "F33.2", id="start of a code"),
        pytest.param("M05.79", "M05.79", id="code"),
        pytest.param("m0579", "M05.79", id="code without its dot"),
        pytest.param("rheumatoid arthr", "M06.9", id="words"),
        pytest.param("arthritis rheum", "M06.9", id="words in another order"),
    ],
)
def test_suggests_diagnoses(shipped: Catalogue, typed: str, code: str) -> None:
    assert code in [found.code for found in shipped.diagnoses(typed)]


@pytest.mark.parametrize(
    "typed", ["", "  ", "zzzz qqqq", '"; drop table drug', "NEAR(", "*", "'", "\x00", "F33.2 AND"]
)
def test_any_text_is_harmless(shipped: Catalogue, typed: str) -> None:
    assert isinstance(shipped.drugs(typed), tuple)
    assert isinstance(shipped.diagnoses(typed), tuple)


def test_knows_billable_codes_and_the_edition(shipped: Catalogue) -> None:
    assert shipped.knows_code("F33.2")
    assert shipped.knows_code("f332")
    assert not shipped.knows_code("F33")
    assert shipped.title("M06.9") == "Rheumatoid arthritis, unspecified"
    assert shipped.edition.startswith("ICD-10-CM")


def test_general_titles_and_generic_names_come_first_and_the_limit_holds(
    small: Path, tmp_path: Path
) -> None:
    catalogue = Catalogue(small, tmp_path / "cache")
    assert [found.code for found in catalogue.diagnoses("fever made")] == ["A00.9", "A00.1"]
    assert catalogue.drugs("exampl") == ("examplimab", "Examplix", "sodium examplate")
    assert catalogue.drugs("exampl", 1) == ("examplimab",)
    assert not catalogue.drugs("exampl", 0)
    assert not catalogue.diagnoses("fever", 0)


def test_the_index_is_built_once_and_anew_for_another_edition(small: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    Catalogue(small, cache).drugs("e")
    (index,) = cache.iterdir()
    before = index.stat().st_mtime_ns
    assert Catalogue(small, cache).drugs("examplix") == ("Examplix",)
    assert index.stat().st_mtime_ns == before
    (small / "drugs.txt.xz").write_bytes(lzma.compress(b"newdrug\n"))
    assert Catalogue(small, cache).drugs("newd") == ("newdrug",)


def test_a_cache_that_cannot_be_written_or_read_is_done_without(
    small: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert Catalogue(small, blocked).drugs("examplix") == ("Examplix",)
    cache = tmp_path / "cache"
    Catalogue(small, cache).drugs("e")
    next(cache.iterdir()).write_bytes(b"damaged" * 1000)
    assert Catalogue(small, cache).drugs("examplix") == ("Examplix",)
