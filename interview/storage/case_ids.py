"""Case ids: random, easy to say on the telephone, safe as a file name."""

from __future__ import annotations

import re
from random import Random, SystemRandom

from interview.storage.store import StoreProblem

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""32 signs without i, l, o and u, which are misread (Crockford's base 32)."""
_ID = re.compile(f"c-[{ALPHABET}]{{6}}")
_MISREAD = str.maketrans("ilo", "110")


def is_case_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def random_case_id(random: Random | None = None) -> str:
    """c- and six signs: a thousand million ids. Never derived from anything about the patient."""
    source = random or SystemRandom()
    return "c-" + "".join(source.choice(ALPHABET) for _ in range(6))


def read_case_id(typed: str) -> str:
    """The id meant by what a person typed: capitals, a missing "c-" and misread signs are
    forgiven.
    """
    text = typed.strip().lower()
    text = "c-" + text.removeprefix("c-").translate(_MISREAD)
    if not is_case_id(text):
        shown = typed.strip()[:40]
        raise StoreProblem(
            "not_a_case_id",
            f"“{shown}” is not the id of a case. Please either type one such as c-7k3m9q or look it"
            " up in the list.",
        )
    return text
