"""How a call can end, as a transcript records it, and what each end asks for."""

from __future__ import annotations

DESK = "desk"
"""Direction of a sitting without a telephone."""
COMPLETED, PARTIAL, NO_ANSWER = "completed", "partial", "no_answer"
DISPOSITIONS = (
    (COMPLETED, "Completed"),
    (PARTIAL, "Broken off: call back"),
    ("not_confirmed", "Identity not confirmed: nothing disclosed"),
    (NO_ANSWER, "No answer"),
    ("voicemail", "Voicemail: nothing disclosed"),
    ("wrong_number", "Wrong number"),
    ("not_now", "Not a good time: call back"),
    ("stop_calling", "Does not want to be called again"),
    ("language", "Language: an interpreter is needed"),
    ("proxy_needed", "Someone must speak for the patient"),
    ("deceased", "The patient has died"),
)
NOBODY_KNOWN = frozenset(key for key, _ in DISPOSITIONS[2:])
"""How a call can end before the person's identity is known."""
NOT_CONFIRMED = "not_confirmed"
UNREACHED = frozenset({NO_ANSWER, "voicemail", "wrong_number"})
"""How a call can end in which nobody was spoken to, or a stranger."""
NEEDS_CALL_BACK = frozenset({PARTIAL, "not_now"})
NEEDS_NOTE = frozenset({"wrong_number", "stop_calling", "language", "proxy_needed"})
SILENT = frozenset({"stop_calling", "deceased"})
"""How a call can end after which nobody is ever called back."""
TAKES_NO_NOTE = frozenset({"voicemail"})
