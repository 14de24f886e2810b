"""A tree with lists of options that are longer than a screen."""

from __future__ import annotations

from string import ascii_uppercase

from tests.office import TREE

COUNT = 17
LABELS = [f"Reason {letter}: the plan says so in its letter about {word}" for letter, word in zip(
    ascii_uppercase[:COUNT],
    ("doses", "steps", "proof", "the network", "the form", "cost", "age", "the code", "the place", "a cap", "timing",
     "the label", "records", "a switch", "coverage", "the benefit", "something else"),
    strict=True,
)]  # fmt: skip
NUMBERED = [(str(n), label) for n, label in enumerate(LABELS, 1)]


def many_options() -> dict[str, str]:
    """The small tree with seventeen reasons and seventeen kinds of plan."""
    options = "".join(f"\n              k{n}: {label!r}" for n, label in NUMBERED)
    kinds = f"""
          - id: denial.kind
            kind: choice
            title: Kind of plan
            say: What kind of plan is it?
            probe: Who pays for it?
            note: Ask for the card.
            ask: [plan, patient]
            serves: [sheet]
            options:{options}
"""
    tree = dict(TREE)
    head, mark, rest = tree["denial.yaml"].partition("          - {id: denial.plan,")
    tree["denial.yaml"] = head + kinds.lstrip("\n") + mark + rest
    for letter, label in zip(ascii_uppercase[: COUNT - 2].lower(), LABELS, strict=False):
        tree[f"reasons/why_{letter}.yaml"] = f"""
            module: why_{letter}
            title: {label!r}
            reason: {{label: {label!r}}}
            questions:
              - {{id: why_{letter}.text, kind: text, title: Why, say: "Why is that?", ask: [prescriber]}}
        """
    return tree
