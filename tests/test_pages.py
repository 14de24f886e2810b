"""What the hand-written pages name is there: paths, modules, make targets, rooms, kinds of
answers.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from interview.core.kinds import KINDS

PROJECT = Path(__file__).resolve().parent.parent
GENERATED = {"coverage.md", "performance.md", "reasons.md", "rights.md", "templates.md"}
PAGES = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    *(
        page
        for page in sorted(PROJECT.joinpath("docs").rglob("*.md"))
        if page.name not in GENERATED
    ),
]
PACKAGE = PROJECT / "interview"
CLINICS_OWN = {"templates/reasons/same_drug.md.j2"}
"""What a page shows as a clinic's own file, and tests/test_new_reason.py makes."""
PLACEHOLDER = re.compile(r"[A-Z]{3,}")
"""CASE, REASON: stands for a name."""
WRITES_TO_DISK = {"replace_file", "write_all", "write_new", "make_private_folder"}
"""The functions of storage/disk.py."""

every_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix()
)


def words_in_code(page: Path) -> Iterator[str]:
    """What stands between backquotes in running text, without the words after it: `scripts/x.py`
    of `x.py --check`.
    """
    text = re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    for quoted in re.findall(r"`([^`\n]+)`", text):
        yield from str(quoted).split()


def is_path(word: str) -> bool:
    """Whether a word begins in a folder of the project."""
    first, slash, _ = word.partition("/")
    return (
        bool(first and slash)
        and re.fullmatch(r"[\w./-]+", word) is not None
        and PROJECT.joinpath(first).is_dir()
    )


@every_page
def test_paths_lead_somewhere(page: Path) -> None:
    paths = [word for word in words_in_code(page) if is_path(word) and not PLACEHOLDER.search(word)]
    assert [
        path for path in paths if path not in CLINICS_OWN and not PROJECT.joinpath(path).exists()
    ] == []


@every_page
def test_dotted_names_are_there(page: Path) -> None:
    names = [word for word in words_in_code(page) if re.fullmatch(r"interview(\.\w+)+", word)]
    assert [name for name in names if not is_there(name)] == []


def is_there(name: str) -> bool:
    """Whether a dotted name leads to a module, or to something in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        if is_module(parts[:length]):
            found: object = import_module(".".join(parts[:length]))
            for part in parts[length:]:
                found = getattr(found, part, None)
            return found is not None
    return False


def is_module(parts: list[str]) -> bool:
    place = PROJECT.joinpath(*parts)
    return place.with_suffix(".py").is_file() or place.joinpath("__init__.py").is_file()


@every_page
def test_links_into_a_page_lead_to_a_heading(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", page.read_text(encoding="utf-8"))
    lost = [
        f"{target}#{anchor}"
        for target, anchor in links
        if anchor not in anchors(page.parent / target, page)
    ]
    assert lost == []


def anchors(target: Path, page: Path) -> set[str]:
    """The names by which a page's headings can be linked to; a target without a name is the page
    itself.
    """
    text = (target if target.is_file() else page).read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_make_targets_are_there(page: Path) -> None:
    targets = set(
        re.findall(
            r"^([a-z]+):", PROJECT.joinpath("Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    text = page.read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)", text)) | set(
        re.findall(r"^ *make ([a-z]+) {2}", text, re.MULTILINE)
    )
    assert named <= targets


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("interview.core.kinds.KINDS", True),
        ("interview.core.kinds.NO", False),
        ("interview.x", False),
    ],
)
def test_a_name_that_is_not_there_is_noticed(word: str, found: bool) -> None:
    assert is_there(word) is found


# The page on how the program is built

ARCHITECTURE = PROJECT / "docs" / "architecture.md"


def rooms() -> dict[str, str]:
    """The rooms that the page lists, each with what it may write."""
    rows = re.findall(
        r"^\| `interview/(\w+)/` \|.*\| (.+) \|$",
        ARCHITECTURE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return dict(rows)


def test_every_room_is_on_the_page() -> None:
    assert set(rooms()) == {folder.parent.name for folder in PACKAGE.glob("*/__init__.py")}


def test_the_rooms_stand_on_the_page_as_in_the_import_contract() -> None:
    (shown,) = re.findall(
        r"```layers\n(.*?)```", ARCHITECTURE.read_text(encoding="utf-8"), re.DOTALL
    )
    tools = tomllib.loads(PROJECT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["tool"]
    (contract,) = [each for each in tools["importlinter"]["contracts"] if each["type"] == "layers"]
    layers = [re.sub(r"interview\.|[()]", "", layer) for layer in contract["layers"]]
    assert shown.splitlines() == layers


@pytest.mark.parametrize(
    "room", [name for name, writes in rooms().items() if writes.startswith("nothing")]
)
def test_a_room_that_writes_nothing_neither_keeps_events_nor_writes_files(room: str) -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.joinpath(room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and is_writing(node)
    ]
    assert found == []


def is_writing(call: ast.Call) -> bool:
    """Whether a call keeps an event, `session.append(ev.NoteAdded, …)`, or writes a file."""
    name = ast.unparse(call.func).rpartition(".")[2]
    keeps = name == "append" and bool(call.args) and ast.unparse(call.args[0]).startswith("ev.")
    return (
        keeps or name in WRITES_TO_DISK or name in ("write_text", "write_bytes", "mkdir", "unlink")
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("session.append(ev.NoteAdded, text=text)", True),
        ("replace_file(Disk(), path, data, sync=True)", True),
        ("path.write_bytes(data)", True),
        ("lines.append(text)", False),
        ("words.replace('a', 'b')", False),
    ],
)
def test_what_writes_is_noticed(text: str, found: bool) -> None:
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    assert is_writing(call) is found


def test_authors_are_told_every_kind() -> None:
    text = PROJECT.joinpath("docs", "authoring.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"^\| `kind` \| (.+) \|$", text, re.MULTILINE)
    assert sorted(named.split(", ")) == sorted(KINDS)


# The decisions


def records() -> list[Path]:
    return sorted(PROJECT.joinpath("docs", "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize("record", records(), ids=lambda record: record.stem)
def test_a_decision_has_its_four_parts_and_its_number(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Situation", "Decision", "Evidence", "What would change it",
    ]  # fmt: skip
    assert text.startswith(f"# {int(record.name[:4])}. ")


def test_decisions_are_numbered_without_a_gap_and_all_listed_by_their_titles() -> None:
    listed = PROJECT.joinpath("docs", "decisions", "README.md").read_text(encoding="utf-8")
    entries = [f"{i}. [{title_of(record)}]({record.name})" for i, record in enumerate(records(), 1)]
    assert re.findall(r"^\d+\. .*$", listed, re.MULTILINE) == entries


def title_of(record: Path) -> str:
    return record.read_text(encoding="utf-8").partition("\n")[0].partition(". ")[2]
