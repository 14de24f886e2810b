"""Small trees written as YAML, for tests that show what they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent

from interview.core.author_text import AuthorError, Node, Problem
from interview.core.build import build_tree
from interview.core.problem_codes import ALL_CODES
from interview.core.tree import Tree
from interview.storage.yaml_source import load_yaml

ROOT = """
tree: t
version: "1"
title: T
"""


def nodes(files: Mapping[str, str]) -> dict[str, Node]:
    return {
        name: load_yaml(dedent(text).lstrip("\n"), f"{name}.yaml") for name, text in files.items()
    }


def tree(files: Mapping[str, str]) -> Tree:
    return build_tree(nodes(files))


def module(questions: str, name: str = "m", head: str = "") -> Tree:
    """A tree of one module with these questions (and lines above them)."""
    return tree({"root": f"{ROOT}modules: [{name}]\n", name: module_text(questions, name, head)})


def module_text(questions: str, name: str = "m", head: str = "") -> str:
    above = "".join(f"{line}\n" for line in dedent(head).strip().splitlines())
    below = "".join(f"  {line}\n" for line in dedent(questions).strip().splitlines())
    return f"module: {name}\ntitle: M\n{above}questions:\n{below}"


def problems(files: Mapping[str, str]) -> list[Problem]:
    """What is wrong with these files; empty when nothing is."""
    try:
        build_tree(nodes(files))
    except AuthorError as error:
        for problem in error.problems:
            assert problem.code in ALL_CODES
            assert not re.search(r"[.?!]{2}", problem.sentence), problem.sentence
        return list(error.problems)
    return []
