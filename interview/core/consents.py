"""What a recipient may be told. Consent belongs to a person, one recipient and an extent; it is
known by answers.
"""

from __future__ import annotations

from interview.core.recipient import Recipient
from interview.core.state import State


def may_be_told(state: State, recipient: Recipient, address: str) -> bool:
    """Whether this recipient may read the answer at this address, on what is known of the
    patient's consent.
    """
    question = address.partition("/")[0]
    names = {question, state.tree.module_of.get(question, "")}
    if recipient.only is None or names & set(recipient.only) or may_be_told_all(state, recipient):
        return True
    return any(
        state.truth(each.when) is True and question in each.tell for each in recipient.consents
    )


def may_be_given(state: State, recipient: Recipient, document: str) -> bool:
    """Whether this recipient may get the document with this id."""
    return (
        recipient.only is None or document in recipient.papers or may_be_told_all(state, recipient)
    )


def may_be_told_all(state: State, recipient: Recipient) -> bool:
    """Whether a letter on anything in the case may be passed on to this recipient."""
    if recipient.only is None:
        return True
    return any(each.is_all and state.truth(each.when) is True for each in recipient.consents)
