"""Promises of the project as a whole: what is in the package, in the repository, and in the
code.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

import pytest
import yaml
from packaging.requirements import Requirement
from pydantic import BaseModel

import interview
from interview.core import answers, events
from interview.core.answers import AnswerState, How, Party
from interview.core.kinds import KINDS

PROJECT = Path(__file__).resolve().parent.parent
TREES = PROJECT / "question_trees"
FIRST_SCREEN = 24
PRIVATE = (
    "transcripts/c-secret.jsonl",
    "transcripts/c-secret.files/scan.pdf",
    "question_trees/.DS_Store",
    "templates/draft.md.j2~",
)

# Words of the program's own that a tree may use as well: its parties, states and kinds of answer,
# the keys of a transcript's lines and their values, the options of every yes/no question.
LINES = [
    kind for module in (answers, events) for kind in vars(module).values() if isinstance(kind, type)
]
KEYS_OF_LINES = {key for kind in LINES if issubclass(kind, BaseModel) for key in kind.model_fields}
LITERALS = [
    field.annotation
    for kind in LINES
    if issubclass(kind, BaseModel)
    for field in kind.model_fields.values()
]
VALUES_OF_LINES = {
    word for kind in LITERALS if get_origin(kind) is Literal for word in get_args(kind)
}
WORDS_OF_THE_PROGRAM = {
    *Party,
    *How,
    *AnswerState,
    *KINDS,
    *KEYS_OF_LINES,
    *VALUES_OF_LINES,
    "yes",
    "no",
    "given",
}
ENGLISH = {
    "case/history.py": {"removed"},
    "case/sources.py": {"notice", "record"},
    "case/when.py": {"now"},
    "letters/check_expressions.py": {"this"},
    "letters/content.py": {"rule"},
    "letters/typography.py": {"page"},
    "letters/writers/pdf.py": {"rule"},
    "papers/sheets/call.py": {"answer"},
    "rights/clock.py": {"notice", "rule"},
    "sitting/safety.py": {"now"},
    "storage/index.py": {"version"},
}
"""Plain words that a function says or reads, of which trees use the same."""


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file that git has, or would have."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not in a git checkout")
    return [
        PROJECT / name for name in done.stdout.split("\0") if name and (PROJECT / name).is_file()
    ]


# No word of a question tree in the code


def loaded(path: Path) -> dict[str, Any]:
    """A tree file as plain data, every scalar a text."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  text only
    return data


def tree_words(node: Any, in_row: bool = False) -> Iterator[tuple[str, bool]]:
    """Ids of questions, columns, sections and attachments, and option keys, anywhere in a tree
    file; true for those that mean something inside a list or a question only.
    """
    if isinstance(node, list):
        for item in node:
            yield from tree_words(item, in_row)
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"], in_row
        if isinstance(node.get("options"), dict):
            yield from ((key, True) for key in node["options"])
        for options in node.get("option_lists", {}).values():
            yield from ((key, True) for key in options)
        for key, value in node.items():
            yield from tree_words(value, in_row or key == "row")


class Vocabulary(NamedTuple):
    ids: set[str]
    """Of questions outside lists, sections, attachments and reasons: no code knows them."""
    short: set[str]
    """Of columns and options, often plain English."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Every id and option key of the shipped trees, and every reason's own key."""
    ids, short = set[str](), set[str]()
    for path in TREES.rglob("*.yaml"):
        module = loaded(path)
        for word, is_short in tree_words({**module, "findings": []}):
            (short if is_short else ids).add(word)
        if "reason" in module:
            ids.add(module["module"])
    return Vocabulary(ids - short, short - WORDS_OF_THE_PROGRAM)


def of_its_own(module: ast.Module) -> set[int]:
    """Literals that are words of the program: constants of a module or class, keys of its own
    mappings, annotations, and what is handed to a function by this word.
    """
    found: list[ast.AST | None] = []
    for node in ast.walk(module):
        match node:
            case ast.Module(body=body) | ast.ClassDef(body=body):
                found += [s.value for s in body if isinstance(s, ast.Assign | ast.AnnAssign)]
                found += [s.annotation for s in body if isinstance(s, ast.AnnAssign)]
            case ast.Subscript(slice=key):
                found.append(key)
            case ast.Dict(keys=keys) | ast.MatchMapping(keys=keys):
                found += keys
            case ast.arg(annotation=annotation):
                found.append(annotation)
            case ast.Call(args=arguments, keywords=keywords):
                found += [*arguments, *(keyword.value for keyword in keywords)]
    return {id(each) for node in found if node is not None for each in ast.walk(node)}


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    """Every string literal that is no docstring."""
    prose = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node


def is_named(text: str, words: set[str]) -> bool:
    """Whether a literal is one of these words, an address that holds one, or a condition about
    one.
    """
    if words.intersection(text.split("/")):
        return True
    try:
        nodes = list(ast.walk(ast.parse(text.strip(), mode="eval")))
    except SyntaxError:  # a sentence, perhaps with an example for authors
        return False
    return any(isinstance(node, ast.Attribute) and ast.unparse(node) in words for node in nodes)


def test_code_names_no_question_option_or_reason(vocabulary: Vocabulary) -> None:
    assert min(len(words) for words in vocabulary) > 100
    roles = set(loaded(TREES / "root.yaml")["roles"])
    package, found = PROJECT / "interview", []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        module = ast.parse(path.read_text(encoding="utf-8"))
        own = of_its_own(module)
        short = vocabulary.short - roles - ENGLISH.get(name, set())
        found += [
            f"{name}:{node.lineno}: {node.value!r}"
            for node in literals(module)
            if is_named(str(node.value), vocabulary.ids - roles - WORDS_OF_THE_PROGRAM)
            or (id(node) not in own and is_named(str(node.value), short))
        ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text", ["plan.type", "treatments/r2/outcome", "plan.type == employer", "any(x, plan.type)"]
)
def test_names_are_recognised_in_code(text: str) -> None:
    assert is_named(text, {"plan.type", "outcome"})
    assert not is_named(f"Please write tests such as `{text}`.", {"plan.type", "outcome"})


# The package


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, built offline from a copy that also holds files git
    ignores.
    """
    copy = tmp_path_factory.mktemp("build") / "project"
    left_out = shutil.ignore_patterns(
        ".git", ".*_cache", ".venv", ".hypothesis", "transcripts"
    )  # real cases stay put
    shutil.copytree(PROJECT, copy, ignore=left_out)
    shutil.copytree(PROJECT / "transcripts" / "examples", copy / "transcripts" / "examples")
    for private in PRIVATE:
        copy.joinpath(private).parent.mkdir(exist_ok=True)
        copy.joinpath(private).write_text("private")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(copy.parent / "dist")]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return copy.parent / "dist"


def shipped(folder: str, place: str) -> set[str]:
    """Where the files of a project folder are to stand in the wheel."""
    files = (path.relative_to(PROJECT / folder) for path in PROJECT.joinpath(folder).rglob("*"))
    return {
        f"{place}/{path.as_posix()}" for path in files if path.suffix in (".yaml", ".j2", ".jsonl")
    }


def test_wheel_has_trees_templates_and_examples_and_nothing_private(built: Path) -> None:
    (wheel,) = built.glob("denial_interview-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert names >= shipped("question_trees", "interview/question_trees")
    assert names >= shipped("templates", "interview/templates")
    assert names >= shipped("transcripts/examples", "interview/examples")
    assert {"interview/py.typed", "interview/question_trees/root.yaml"} <= names
    about = wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    assert {name.split("/")[0] for name in names} == {"interview", about}
    assert not [name for name in names if re.search(r"secret|DS_Store|~$|\.pyc$", name)]


def test_sdist_has_what_the_tests_need_and_nothing_private(built: Path) -> None:
    (sdist,) = built.glob("denial_interview-*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {
        "question_trees/root.yaml",
        "constraints.txt",
        "Makefile",
        "LICENSE",
        "tests/conftest.py",
    } <= names
    assert not [name for name in names if re.search(r"secret|DS_Store|~$|\.pyc$", name)]


def test_wheel_finds_its_trees_and_templates_anywhere(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    shutil.unpack_archive(wheel, tmp_path / "site", "zip")
    done = subprocess.run(
        [sys.executable, "-m", "interview", "tree", "check"],
        cwd=tmp_path, env={"PYTHONPATH": str(tmp_path / "site"), "HOME": str(tmp_path)}, text=True, capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


# Dependencies

PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|MPL|PSF|Python Software Foundation|ISC)\b")
LESSER = re.compile(r"LGPL|Lesser General Public")
STRICT = re.compile(r"\b[AL]?GPL|General Public")


def licence(name: str) -> str:
    """All that a distribution says of its licence, in one line."""
    about = metadata.metadata(name)
    said = [(about.get_all(field) or [""])[0][:80] for field in ("License-Expression", "License")]
    return " | ".join(
        [*said, *(c for c in about.get_all("Classifier") or [] if c.startswith("License"))]
    )


def is_permissive(text: str) -> bool:
    return bool(PERMISSIVE.search(text)) and not STRICT.search(text)


def needed(requirements: list[str], extras: set[str]) -> set[str]:
    """Names of all distributions that these requirements bring along, themselves included."""
    found: set[tuple[str, str]] = set()
    waiting = [(Requirement(text), extras) for text in requirements]
    while waiting:
        requirement, wanted = waiting.pop()
        marker = requirement.marker
        if marker and not any(marker.evaluate({"extra": extra}) for extra in {"", *wanted}):
            continue
        for extra in {"", *requirement.extras}:
            if (requirement.name, extra) not in found:
                found.add((requirement.name, extra))
                below = metadata.requires(requirement.name) or []
                waiting += [(Requirement(text), set(requirement.extras)) for text in below]
    return {name for name, _ in found}


def project_requirements(extra: str = "") -> list[str]:
    project = tomllib.loads(PROJECT.joinpath("pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]
    listed: list[str] = (
        project["optional-dependencies"][extra] if extra else project["dependencies"]
    )
    return listed


def test_what_the_program_uses_is_permissively_licensed() -> None:
    names = needed(project_requirements(), set())
    assert {"textual", "pydantic-core", "wcwidth"} <= {name.replace("_", "-") for name in names}
    assert not {name: licence(name) for name in names if not is_permissive(licence(name))}


def test_what_the_tests_use_is_permissively_or_lesser_licensed() -> None:
    names = needed(project_requirements("dev"), set())
    said = {name: licence(name) for name in names}
    assert not {
        name: text
        for name, text in said.items()
        if not is_permissive(text) and not LESSER.search(text)
    }


def test_every_dependency_is_pinned_to_one_version() -> None:
    lines = PROJECT.joinpath("constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    pinned = {name.lower().replace("_", "-") for name in pins}
    names = needed([*project_requirements(), *project_requirements("dev")], set())
    assert {name.lower().replace("_", "-") for name in names} <= pinned
    assert all(re.fullmatch(r"\d[\w.]*", version) for version in pins.values())


# The repository


def test_version_is_in_the_changelog() -> None:
    assert f"## {interview.__version__}" in PROJECT.joinpath("CHANGELOG.md").read_text(
        encoding="utf-8"
    )


def test_first_screen_of_the_readme_has_the_two_commands() -> None:
    start = PROJECT.joinpath("README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN]
    assert any(re.fullmatch(r"\s*make run\b.*", line) for line in start)
    assert any(re.fullmatch(r"\s*make test\b.*", line) for line in start)
    assert "make test" in PROJECT.joinpath(".ci/run").read_text(encoding="utf-8")


def test_links_between_pages_lead_somewhere(tracked: list[Path]) -> None:
    broken = [
        f"{page.relative_to(PROJECT)}: {target}"
        for page in tracked
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not broken


def test_no_file_names_the_machine_it_was_written_on(tracked: list[Path]) -> None:
    # In halves, because this file is looked at as well.
    halves = [
        ("/wo", r"rk/\w"),
        ("/ro", "ot/"),
        ("tmp/", "venv"),
        ("bench_", "peers"),
        ("issues", " show"),
    ]
    place = re.compile("|".join(one + other for one, other in halves))
    found = [
        f"{path.relative_to(PROJECT)}: {match.group()}"
        for path in tracked
        if path.suffix not in (".xz", ".gz", ".png")
        for match in place.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_only_examples_of_transcripts_are_in_the_repository(tracked: list[Path]) -> None:
    folder = PROJECT / "transcripts"
    inside = {path.relative_to(folder).parts[0] for path in tracked if path.is_relative_to(folder)}
    assert "README.md" in inside
    assert inside <= {"README.md", "examples"}


def test_make_installs_in_a_folder_whose_path_has_a_blank(tmp_path: Path) -> None:
    folder = tmp_path / "my folder"
    folder.mkdir()
    for name in ("Makefile", "constraints.txt"):
        shutil.copy(PROJECT / name, folder)
    database = subprocess.run(
        ["make", "-pnq", "help"], cwd=folder, text=True, capture_output=True, check=False
    ).stdout  # fmt: skip
    (constraints,) = re.findall(r"^PIP_CONSTRAINT := (.*)$", database, re.MULTILINE)
    assert " " not in constraints, "pip takes each word for a file of its own"
    assert (folder / constraints).is_file()
