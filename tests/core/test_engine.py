"""Who looks again when an answer changes: those whose conditions read it, and no others."""

from __future__ import annotations

from interview.core.engine import Engine
from tests.core.trees import module

LIST = """
- {id: m.plain, kind: yes_no, title: Plain}
- id: m.drugs
  kind: list
  title: Drugs
  row:
    - {id: drug, kind: drug, title: Drug}
    - {id: taken, kind: yes_no, title: Taken}
    - {id: dose, kind: text, title: Dose, when: row.taken == yes}
    - {id: seen, kind: yes_no, title: Seen, when: m.plain == yes}
"""


def test_a_column_is_looked_at_again_only_where_a_condition_reads_it() -> None:
    engine = Engine(module(LIST))
    steps = {step.node.id: step for step in engine.steps}
    assert [column.readers for column in steps["m.drugs"].columns] == [(), (2,), (), ()]
    assert steps["m.plain"].readers == (steps["m.drugs"].position,)
