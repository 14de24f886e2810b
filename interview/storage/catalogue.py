"""Suggestions while somebody types a medicine or a diagnosis. A catalogue suggests; it never
refuses.

The lists are shipped compressed (see interview/catalogues/SOURCES.md). The first use builds an
SQLite index of them in the platform's cache folder; where that cannot be written, the index lives
in memory. It holds nothing about patients.
"""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_cache_path

from interview.storage.places import APP
from interview.storage.regular import open_regular

_SHIPPED = Path(__file__).resolve().parent.parent / "catalogues"
_DRUGS, _DIAGNOSES, _EDITION = "drugs.txt.xz", "diagnoses.tsv.xz", "edition.txt"
_FORMAT = 1
"""Raised when the tables below change, so that an older index is built anew."""
_MOST = 512_000_000
"""Bytes of an index: more is none of ours."""

_TABLES = """
create table drug (words text, rank integer, name text, primary key (words, name)) without rowid;
create table code (bare text primary key, diagnosis integer) without rowid;
create table diagnosis (id integer primary key, code text, title text);
create virtual table titles using fts5 (
    title, content='', detail='none', prefix='1 2 3', tokenize='unicode61 remove_diacritics 2'
);
"""


class CatalogueDiagnosis(NamedTuple):
    """One billable ICD-10-CM code, with its dot, and its official title."""

    code: str
    title: str


class Catalogue:
    """Medicines and diagnoses by what has been typed of them so far. Cheap to make; opened at
    the first question.
    """

    def __init__(self, folder: Path = _SHIPPED, cache: Path | None = None) -> None:
        self._folder = folder
        self._cache = cache

    @cached_property
    def edition(self) -> str:
        """Which edition of the diagnoses this is, for people: "ICD-10-CM, April 1 2026"."""
        return (self._folder / _EDITION).read_text("utf-8").strip()

    def drugs(self, prefix: str, limit: int = 10) -> tuple[str, ...]:
        """Names in which a word begins with the prefix: names of one word first, of those the
        generic ones first.
        """
        start = " ".join(prefix.casefold().split())
        if not start or limit < 1:
            return ()
        found = self._index.execute(
            "select name from drug where words >= ? and words < ? order by rank, name limit ?",
            (start, f"{start}\U0010ffff", 2 * limit),
        )
        return tuple(dict.fromkeys(str(name) for (name,) in found))[:limit]

    def diagnoses(self, words_or_code: str, limit: int = 10) -> tuple[CatalogueDiagnosis, ...]:
        """Diagnoses whose code begins with what was typed, else those whose title has words that
        begin with all of it.

        Short titles come first: they are the general ones.
        """
        bare = words_or_code.replace(".", "").strip().upper()
        if re.fullmatch("[A-Z][0-9][0-9A-Z]{0,5}", bare):
            found = self._by_code(bare, limit)
            if found:
                return found
        return self._by_words(re.findall(r"\w+", words_or_code)[:8], limit)

    def knows_code(self, code: str) -> bool:
        """Whether this edition has the code, with or without its dot, as one that can be billed."""
        return bool(self.title(code))

    def title(self, code: str) -> str:
        """The official title of a code; empty when this edition does not have it."""
        row = self._index.execute(
            "select title from code join diagnosis on id = diagnosis where bare = ?",
            (code.replace(".", "").strip().upper(),),
        ).fetchone()
        return str(row[0]) if row else ""

    def _by_code(self, bare: str, limit: int) -> tuple[CatalogueDiagnosis, ...]:
        rows = self._index.execute(
            "select diagnosis.code, title from code join diagnosis on id = diagnosis "
            "where bare >= ? and bare < ? order by bare limit ?",
            (bare, f"{bare}\U0010ffff", max(limit, 0)),
        )
        return tuple(CatalogueDiagnosis(*row) for row in rows)

    def _by_words(self, words: list[str], limit: int) -> tuple[CatalogueDiagnosis, ...]:
        if not words:
            return ()
        # No ranking: rows are stored by length of title, so that the first ones found are the best
        # ones.
        rows = self._index.execute(
            "select code, diagnosis.title from titles join diagnosis on id = titles.rowid where"
            " titles match ? limit ?",
            (" ".join(f'"{word}"*' for word in words), max(limit, 0)),
        )
        return tuple(CatalogueDiagnosis(*row) for row in rows)

    @cached_property
    def _index(self) -> sqlite3.Connection:
        path = (
            self._cache or user_cache_path(APP, appauthor=False)
        ) / f"catalogue-{self._fingerprint()}.sqlite"
        with suppress(OSError, sqlite3.Error):
            if not path.exists():
                self._build_file(path)
            os.close(open_regular(path, _MOST))
            return _opened(path)
        return self._built(sqlite3.connect(":memory:", check_same_thread=False))

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(str(_FORMAT).encode())
        for name in (_DRUGS, _DIAGNOSES):
            digest.update((self._folder / name).read_bytes())
        return digest.hexdigest()[:12]

    def _build_file(self, path: Path) -> None:
        """Builds beside the final name and moves into place, so that no half index is ever
        opened.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
        os.close(handle)
        try:
            self._built(sqlite3.connect(name)).close()
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)

    def _built(self, index: sqlite3.Connection) -> sqlite3.Connection:
        index.executescript(f"pragma journal_mode = off; pragma synchronous = off; {_TABLES}")
        index.executemany("insert or ignore into drug values (?, ?, ?)", self._drug_rows())
        rows = sorted(self._diagnosis_rows(), key=lambda row: (len(row.title), row.code))
        numbered = [(number, row.code, row.title) for number, row in enumerate(rows, 1)]
        index.executemany("insert into diagnosis values (?, ?, ?)", numbered)
        bare = ((code.replace(".", ""), number) for number, code, _ in numbered)
        index.executemany("insert into code values (?, ?)", bare)
        titles = ((number, title) for number, _, title in numbered)
        index.executemany("insert into titles (rowid, title) values (?, ?)", titles)
        index.execute(f"pragma user_version = {_FORMAT}")
        index.commit()
        return index

    def _drug_rows(self) -> Iterator[tuple[str, int, str]]:
        """Each name under itself and under what begins at each later word: "sodium oxybate" is
        found by "oxy".
        """
        for name in self._lines(_DRUGS):
            words = name.casefold().split()
            rank = (0 if name.islower() else 1) if len(words) == 1 else 2
            yield from (
                (" ".join(words[start:]), rank + 2 * bool(start), name)
                for start in range(len(words))
            )

    def _diagnosis_rows(self) -> Iterator[CatalogueDiagnosis]:
        for line in self._lines(_DIAGNOSES):
            code, _, title = line.partition("\t")
            yield CatalogueDiagnosis(code, title)

    def _lines(self, name: str) -> list[str]:
        return lzma.decompress((self._folder / name).read_bytes()).decode().splitlines()


def _opened(path: Path) -> sqlite3.Connection:
    """The finished index, for reading. Raises sqlite3.DatabaseError when it is none."""
    index = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
    )
    if index.execute("pragma user_version").fetchone() != (_FORMAT,):
        raise sqlite3.DatabaseError(path.name)
    return index
