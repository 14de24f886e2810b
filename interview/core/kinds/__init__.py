"""Every kind of answer, by the name that question trees use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from interview.core.kinds.base import Kind, Refused, Value
from interview.core.kinds.choices import ChoiceKind, ChoicesKind, YesNoKind
from interview.core.kinds.codes import NpiKind, ProcedureKind
from interview.core.kinds.dates import DateKind
from interview.core.kinds.diagnoses import DiagnosisKind
from interview.core.kinds.doses import DoseKind
from interview.core.kinds.free_texts import (
    AddressKind,
    DrugKind,
    LongTextKind,
    MemberIdKind,
    PersonKind,
    TextKind,
)
from interview.core.kinds.lists import ListKind, PickKind
from interview.core.kinds.money import MoneyKind
from interview.core.kinds.numbers import NumberKind
from interview.core.kinds.phones import PhoneKind
from interview.core.kinds.scores import ScoreKind

_ALL: tuple[Kind, ...] = (
    TextKind(),
    LongTextKind(),
    YesNoKind(),
    ChoiceKind(),
    ChoicesKind(),
    NumberKind(),
    DoseKind(),
    DateKind(),
    PhoneKind(),
    AddressKind(),
    PersonKind(),
    MoneyKind(),
    DrugKind(),
    DiagnosisKind(),
    ProcedureKind(),
    NpiKind(),
    MemberIdKind(),
    ScoreKind(),
    PickKind(),
    ListKind(),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""The kinds by name. They hold no state: one of each serves everybody."""

__all__ = ["KINDS", "Kind", "Refused", "Value"]
