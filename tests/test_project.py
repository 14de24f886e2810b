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
from typing import Any, Literal, get_args, get_origin

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
LONGEST_MODULE = 550
FIRST_SCREEN = 24
PRIVATE = (
    "transcripts/c-secret.jsonl",
    "transcripts/c-secret.files/scan.pdf",
    "question_trees/.DS_Store",
    "templates/draft.md.j2~",
)

# Short ids and option keys that are also words of the program itself: its parties, states and kinds
# of answer, the keys
# of a transcript's lines and their values, the options of every yes/no question, and these, each in
# these files only.
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
}
SHARED_WORDS = {
    # words of the tree's own format, and of the formats of letters, facts, profile and index
    "test": {"core/walk/observe.py", "core/build_question.py", "core/walk/conditions_of.py"},
    "units": {"core/build_question.py", "core/kinds/amounts.py", "core/kinds/doses.py"},
    "version": {"cli/arguments.py", "core/build.py", "storage/index.py"},
    "words": {
        "core/build.py",
        "core/build_findings.py",
        "core/kinds/diagnoses.py",
        "core/kinds/doses.py",
    },
    "needs": {"letters/letter.py"},
    "office": {
        "letters/writers/docx_controls.py",
        "papers/sheets/making.py",
        "letters/letter.py",
    },  # the voice of a sheet
    "records": {"rights/rights_for.py"},
    "notice": {
        "rights/clock.py",
        "rights/facts.py",
        "case/sources.py",
    },  # when a time limit begins; a source
    "clinic": {"storage/profile.py", "sitting/profile_form.py"},  # a part of the profile
    "fax": {"sitting/profile_form.py"},
    "amount": {"core/kinds/doses.py", "core/kinds/numbers.py"},  # parts of a stored value
    "route": {"core/kinds/doses.py"},
    "quantity": {"core/kinds/numbers.py"},  # a FHIR type
    "asked": {
        "core/frame.py",
        "core/walk/modules.py",
        "authors/reasons.py",
    },  # states of a question, a list, a case
    "closed": {"core/frame.py", "core/walk/drive.py"},
    "removed": {"core/frame.py"},
    "record": {"core/state.py", "case/sources.py"},
    # keys of reports for programs, and of what the list of cases knows of a case
    "complete": {"case/missing.py"},
    "too_old": {"case/missing.py"},
    "within": {"case/due_words.py"},
    "outside": {"case/due_words.py"},
    "rule": {
        "letters/content.py",
        "letters/findings.py",
        "letters/writers/pdf.py",
        "rights/clock.py",
        "case/due_words.py",
        "case/specificity.py",
    },
    "silent": {"caseload/overview.py", "case/summary.py", "caseload/worklist.py"},
    "approval": {"caseload/overview.py", "case/summary.py"},
    # how a call ended; fields of forms; entries of the history
    "no_answer": {"sitting/call_end.py"},
    "partial": {"sitting/call_end.py", "caseload/case_desk.py"},
    "correct": {"core/kinds/choices.py", "sitting/desk.py"},
    "part": {"packet/frame.py", "cli/profile.py", "letters/render.py", "letters/shapes.py"},
    "age": {"letters/functions.py", "letters/shapes.py"},
    "step": {"case/history.py", "tui/history.py"},
    "answer": {
        "papers/sheets/call.py",
        "papers/sheets/call_answers.py",
        "plain/pickers.py",
        "case/history.py",
        "tui/history.py",
    },
    # arguments, keys of the keyboard and widgets
    "line": {"letters/writers/pdf.py", "tui/card.py"},
    "page": {"tui/pane.py"},
    "home": {"tui/sheet.py"},
    "left": {"core/kinds/date_reader.py", "letters/writers/docx_styles.py", "tui/sheet.py"},
    # English that is read or spoken
    "always": {"core/conditions/words.py"},  # an empty "and"
    "never": {
        "core/conditions/words.py",
        "core/kinds/choices.py",
    },  # an empty "or"; one way to say no
    "late": {"core/kinds/date_periods.py", "core/kinds/spans.py"},
    "now": {"core/kinds/date_ago.py", "core/walk/drive.py", "sitting/safety.py"},
    "this": {"core/kinds/date_periods.py", "core/kinds/options.py", "letters/check_expressions.py"},
    "other": {"core/kinds/dosing.py"},  # "every other day"
    "unknown": {
        "cli/terminals.py",
        "sitting/safety.py",
    },  # a terminal that says nothing of itself; no number to call
}
SHARED_WORDS["decided"] = {
    "core/build_recorded.py",
    "caseload/overview.py",
    "sitting/steps.py",
    "case/summary.py",
}
SHARED_WORDS["decided"] |= {"rights/course.py"}
SHARED_WORDS["version"] |= {"caseload/calendar.py"}
SHARED_WORDS["waiting"] = {
    "core/build_recorded.py",
    "sitting/steps.py",
}  # what a row of the steps keeps
SHARED_WORDS["words"] |= {"core/build_recorded.py", "sitting/steps.py"}
SHARED_WORDS["representative"] = {"letters/letter.py"}  # a voice
SHARED_WORDS["answer"] |= {"case/next_date.py"}
SHARED_WORDS["now"] |= {"sitting/plan_fields.py", "case/when.py"}
SHARED_WORDS["words"] |= {"caseload/overview.py"}  # a key for programs
SHARED_WORDS["words"] |= {"talk/commands.py", "sitting/desk.py"}  # the field for a reply
SHARED_WORDS["unknown"] |= {  # what a template asks of a question
    *(
        "letters/check_expressions.py",
        "letters/functions.py",
        "letters/names.py",
        "letters/shapes.py",
    ),
}
SHARED_WORDS["page"] |= {"letters/environment.py", "letters/typography.py"}  # pages of an exhibit
SHARED_WORDS["office"] |= {"letters/values.py"}  # who chooses a caller's words
SHARED_WORDS["no_answer"] |= {"case/dispositions.py"}
SHARED_WORDS["partial"] |= {"case/dispositions.py"}
SHARED_WORDS["removed"] |= {"case/history.py"}
ROUTES = [
    "oral",
    "subcutaneous",
    "intravenous",
    "intramuscular",
    "sublingual",
    "topical",
    "inhaled",
    "intrathecal",
]
SHARED_WORDS |= {route: {"core/kinds/dosing.py"} for route in ROUTES}  # what the dose reader knows


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


def tree_words(node: Any) -> Iterator[str]:
    """Ids of questions, columns, sections and attachments, and option keys, anywhere in a tree
    file.
    """
    if isinstance(node, list):
        for item in node:
            yield from tree_words(item)
    if isinstance(node, dict):
        if isinstance(node.get("id"), str):
            yield node["id"]
        if isinstance(node.get("options"), dict):
            yield from node["options"]
        for options in node.get("option_lists", {}).values():
            yield from options
        for value in node.values():
            yield from tree_words(value)


@pytest.fixture(scope="module")
def vocabulary() -> set[str]:
    """Every id and option key of the shipped trees, and every reason's own key."""
    words: set[str] = set()
    for path in TREES.rglob("*.yaml"):
        module = loaded(path)
        words.update(tree_words(module))
        if "reason" in module:
            words.add(module["module"])
    return words


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string literal that is no docstring."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value


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


def test_code_names_no_question_option_or_reason(vocabulary: set[str]) -> None:
    assert len(vocabulary) > 100
    roles = set(loaded(TREES / "root.yaml")["roles"])
    package, found = PROJECT / "interview", []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        allowed = {word for word, files in SHARED_WORDS.items() if name in files}
        words = vocabulary - WORDS_OF_THE_PROGRAM - roles - allowed
        found += [
            f"{name}:{line}: {text!r}" for line, text in literals(path) if is_named(text, words)
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


def test_modules_stay_short(tracked: list[Path]) -> None:
    long = [
        f"{path.relative_to(PROJECT)}: {lines} lines"
        for path in tracked
        if path.suffix == ".py"
        and (lines := path.read_text(encoding="utf-8").count("\n")) > LONGEST_MODULE
    ]
    assert not long


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
