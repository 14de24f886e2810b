"""A small tree that asks what deadlines need, and cases on it."""

from __future__ import annotations

from functools import cache

from interview.core.state import State
from interview.core.tree import Tree
from interview.rights.facts import facts
from tests.core.cases import Case
from tests.core.trees import tree

ROOT = """
tree: t
version: "1"
title: T
modules: [plan, care, denial]
roles:
  notice_date: denial.dated
  received_date: denial.received
  refused_on: denial.heard
  stated_deadline: denial.deadline
  stated_days: denial.days
  plan_state: plan.state
  expedited: denial.fast
truths:
  care_ongoing: care.time == ongoing
  care_given: care.time == given
  asks_exception: denial.asks == exception
  asks_appeal: denial.asks in [appeal, second, review]
  asks_second_appeal: denial.asks == second
  asks_review: denial.asks == review
recorded:
  list: denial.steps
  step: step
  sent: sent
  decided: decided
  outcome: outcome
  upheld: refused
plan_kinds:
"""
KINDS = """
  - {kind: employer_self_funded, when: plan.type == employer and plan.funding == self_funded}
  - {kind: employer_insured, when: plan.type == employer and plan.funding == insured}
  - {kind: individual_market, when: plan.type == individual}
  - {kind: medicare_part_d, when: plan.type == part_d}
  - {kind: medicaid_managed_care, when: plan.type == medicaid}
  - {kind: va, when: plan.type == va}
  - {kind: of_our_own, when: plan.type == own}
"""
PLAN = """
    module: plan
    title: Plan
    questions:
      - id: plan.type
        kind: choice
        title: Kind of plan
        options: {employer: Job, individual: Own, part_d: Drug plan, medicaid: Medicaid, va: VA, own: Another}
      - id: plan.funding
        kind: choice
        title: Funding
        when: plan.type == employer
        options: {insured: Insured, self_funded: Self-funded}
      - {id: plan.state, kind: choice, title: State, options: {TX: Texas, AZ: Arizona, CT: Connecticut, AL: Alabama}}
"""
CARE = """
    module: care
    title: Care
    questions:
      - {id: care.time, kind: choice, title: Time of care, options: {not_started: No, ongoing: Going on, given: Given}}
"""
DENIAL = """
    module: denial
    title: Denial
    questions:
      - {id: denial.heard, kind: date, title: Heard on}
      - {id: denial.dated, kind: date, title: Date of the notice}
      - {id: denial.received, kind: date, title: Day it came}
      - {id: denial.deadline, kind: date, title: Last day by the notice, future: yes}
      - {id: denial.days, kind: number, title: Time by the notice, units: [days, months]}
      - {id: denial.fast, kind: yes_no, title: Fast review}
      - id: denial.asks
        kind: choice
        title: What is sent
        options: {exception: Exception, appeal: Appeal, second: Second appeal, review: Outside review}
      - id: denial.steps
        kind: list
        title: Sent so far
        row:
          - {id: step, kind: choice, title: Step, options: {appeal: Appeal, second: Second appeal}}
          - {id: sent, kind: date, title: Sent}
          - {id: outcome, kind: choice, title: Answer, options: {refused: Refused, granted: Granted}}
          - {id: decided, kind: date, title: Decided}
"""


@cache
def small_tree() -> Tree:
    return tree({"root": ROOT + KINDS, "plan": PLAN, "care": CARE, "denial": DENIAL})


@cache
def every_kind() -> Tree:
    """A tree in which one question decides between all kinds of plan that the facts know."""
    options = ", ".join(f"{kind}: {kind}" for kind in facts().kinds)
    names = "\n".join(f"  - {{kind: {kind}, when: plan.type == {kind}}}" for kind in facts().kinds)
    start = PLAN.index("options: {employer")
    plan = (
        PLAN[:start] + f"options: {{{options}}}\n" + PLAN[PLAN.index("      - {id: plan.state") :]
    )
    return tree({"root": f"{ROOT}{names}\n", "plan": plan, "care": CARE, "denial": DENIAL})


def told(asked: Tree, **answers: str) -> State:
    """A case with these answers; `plan__type="job"` stands for plan.type, typed as a person
    would.
    """
    case = Case(asked)
    for name, typed in answers.items():
        case.say(name.replace("__", "."), typed)
    return case.state
