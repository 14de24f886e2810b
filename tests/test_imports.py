"""What an import pulls in: the core stays pure, and the command answers `--version` before
anything heavy.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import interview.core

OUTSIDE = [
    "yaml",
    "jinja2",
    "markdown_it",
    "textual",
    "rich",
    "prompt_toolkit",
    "questionary",
    "platformdirs",
]
BELOW_THE_SCREENS = [
    f"interview.{room}" for room in ("storage", "letters", "papers", "talk", "caseload", "authors")
]


def modules_after(statement: str) -> set[str]:
    """Names of all modules that a new interpreter has loaded after `statement`, beyond those of
    a bare one.
    """
    code = (
        f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) -"
        " before), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def all_of(package: str) -> str:
    """A statement that imports every module of a package."""
    return (
        f"import importlib, pkgutil, {package}; [importlib.import_module(m.name) for m in"
        f" pkgutil.walk_packages({package}.__path__, '{package}.')]"
    )


def test_core_imports_nothing_from_outside() -> None:
    loaded = modules_after(all_of("interview.core"))
    assert "interview.core.tree" in loaded
    assert not loaded.intersection(OUTSIDE)
    assert {name for name in loaded if name.startswith("interview.")} == {
        name for name in loaded if name == "interview.core" or name.startswith("interview.core.")
    }


def test_core_reads_no_clock_and_opens_no_file() -> None:
    found = [
        f"{path.name}:{node.lineno}: {ast.unparse(node.func)}"
        for path in sorted(Path(interview.core.__path__[0]).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and (
            ast.unparse(node.func) == "open"
            or ast.unparse(node.func).endswith((".now", ".today", ".utcnow"))
        )
    ]
    assert not found


@pytest.mark.parametrize("package", BELOW_THE_SCREENS)
def test_nothing_below_the_front_ends_imports_a_screen(package: str) -> None:
    loaded = modules_after(all_of(package))
    assert package in loaded
    assert not loaded.intersection(
        {"textual", "prompt_toolkit", "questionary", "interview.plain", "interview.cli"}
    )


def test_version_is_answered_before_anything_is_imported() -> None:
    loaded = modules_after("from interview.cli.main import main; main(['--version'])")
    ours = {name for name in loaded if name.startswith("interview")}
    assert ours == {"interview", "interview.cli", "interview.cli.main"}
    assert not loaded.intersection({*OUTSIDE, "pydantic", "argparse", "asyncio", "json", "re"})


def test_version_is_printed_by_the_module_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "interview", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("interview ")


def test_what_makes_documents_is_loaded_with_the_first_document_only() -> None:
    heavy = {"docx", "lxml", "typst", "pikepdf", "PIL"}
    front_ends = (
        "import interview.cli.letters, interview.cli.cases, interview.cli.sittings,"
        " interview.papers.signing"
    )
    assert not modules_after(front_ends).intersection(heavy)


TALKS = {
    "ftplib",
    "http",
    "imaplib",
    "poplib",
    "smtplib",
    "socketserver",
    "ssl",
    "urllib",
    "webbrowser",
    "xmlrpc",
}
TALKS |= {"aiohttp", "httpx", "requests", "urllib3", "websockets"}


def test_no_module_can_open_a_connection() -> None:
    package = Path(interview.core.__path__[0]).parent
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))
    }
    found = {
        (path.name, name.partition(".")[0])
        for path, tree in trees.items()
        for name in imported(tree)
        if name.partition(".")[0] in TALKS | {"socket"}
    }
    assert found == {("lock.py", "socket")}
    lock = package / "storage" / "lock.py"
    used = {ast.unparse(node) for node in ast.walk(trees[lock]) if isinstance(node, ast.Attribute)}
    assert {each for each in used if each.startswith("socket.")} == {"socket.gethostname"}


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names of all modules that a file imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def import_graph() -> dict[str, set[str]]:
    """Each module of the package with those that it imports, be it in a function, under a condition
    or for its types only: a circle that loads is still one that nobody can read alone.
    """
    package = Path(interview.core.__path__[0]).parent
    files = {
        ".".join(path.relative_to(package.parent).with_suffix("").parts): path
        for path in sorted(package.rglob("*.py"))
        if path.name != "__init__.py"
    }
    return {
        name: set(files) & set(named_in(ast.parse(path.read_text(encoding="utf-8")))) - {name}
        for name, path in files.items()
    }


def named_in(tree: ast.AST) -> Iterator[str]:
    """What a file may import as modules: `from a import b` names `a`, and `a.b` if that is one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{each.name}" for each in node.names)


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    """All modules that `start` imports, directly or through others."""
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(graph[name])
    return found


def circles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """The groups of modules of which each imports, in the end, each other."""
    reach = {name: reached(graph, name) for name in graph}
    return {
        frozenset(other for other in reach[name] if name in reach[other])
        for name in graph
        if name in reach[name]
    }


def test_a_circle_of_imports_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}
    assert circles(graph) == {frozenset({"b", "c"})}


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    assert circles(import_graph()) == set()
