"""The outline that `tree show` prints."""

from __future__ import annotations

from textwrap import dedent

from interview.core.tree_outline import outline
from tests.check.trees import tree_of

TREE = tree_of("""
    module: start
    title: Beginning
    define:
      start.is_late: start.plan == hmo and not answered(start.seen)
    questions:
      - {id: start.plan, kind: choice, title: Plan, options: {hmo: An HMO, ppo: A PPO}, none: No plan, blocking: yes}
      - {id: start.seen, kind: yes_no, title: Notice seen, ask: [coordinator], when: start.plan == hmo}
      - section: More
        when: start.is_late
        questions:
          - {id: start.harm, kind: yes_no, title: Harm, confidential: yes, alarm: start.harm == yes, serves: [safety]}
      - id: start.drugs
        kind: list
        title: Drugs
        ask: [patient, pharmacy]
        row:
          - {id: drug, kind: drug, title: Drug}
          - {id: weight, kind: number, title: Weight, units: [kg, lb], check: {test: answered(row.drug), say: No}}
        attachments:
          - {id: fill, title: Fill history, why: Dates, has: pharmacy, months: 6, when: answered(row.drug)}
    attachments:
      - {id: notice, title: Notice, why: Reason, has: patient}
    """)


def test_outline() -> None:
    assert outline(TREE) == dedent("""\
        A small tree (small, version 1)

        start: Beginning
          define start.is_late: start.plan == hmo and not answered(start.seen)
          start.plan: Plan [choice; asked of patient, proxy; blocking]
            = hmo: An HMO
            = ppo: A PPO
            = none: No plan
          start.seen: Notice seen [yes no; asked of coordinator] when start.plan == hmo
          More when start.is_late
            start.harm: Harm [yes no; asked of patient; confidential; for safety]
              alarm start.harm == yes
          start.drugs: Drugs [list; asked of patient, proxy, pharmacy]
            drug: Drug [drug; asked of patient, proxy, pharmacy]
            weight: Weight [number in kg or lb; asked of patient, proxy, pharmacy]
              check answered(row.drug)
            document fill: Fill history [from the pharmacy; one per row; no older than 6 months] when answered(row.drug)
          document notice: Notice [from the patient]
        """)
