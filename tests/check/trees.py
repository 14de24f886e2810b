"""Small trees from YAML text."""

from __future__ import annotations

from textwrap import dedent

from interview.core.build import build_tree
from interview.core.tree import Tree
from interview.storage.yaml_source import load_yaml

ROOT = """
tree: small
version: "1"
title: A small tree
modules: [{modules}]
roles: {{{roles}}}
"""


def tree_of(*modules: str, roles: str = "", rest: str = "") -> Tree:
    """The tree of these modules, in this order; a module with `reason:` needs one that asks for
    `start.reasons`.

    `rest` are further lines of the root.
    """
    texts = [dedent(module) for module in modules]
    names = [text.split("module: ", 1)[1].split("\n", 1)[0].strip() for text in texts]
    root = ROOT.format(modules=", ".join(names), roles=roles) + rest
    files = {"root": root, **dict(zip(names, texts, strict=True))}
    return build_tree({name: load_yaml(text, f"{name}.yaml") for name, text in files.items()})
