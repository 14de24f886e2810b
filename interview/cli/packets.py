"""The command that puts letter and exhibits together."""

from __future__ import annotations

from argparse import Namespace
from contextlib import closing

from interview.case.workplace import Workplace
from interview.cli.output import show, show_folder
from interview.cli.problems import DONE, MISSING, complain
from interview.packet.contents import Limits
from interview.papers.packing import pack, packet_path, write_packet
from interview.sitting.opening import resume_session

_MEGABYTE = 1_000_000


def packet(workplace: Workplace, arguments: Namespace) -> int:
    """`interview packet`: one PDF, or numbered parts. Status 3 while it is not ready to be sent."""
    show_folder(workplace)
    case = workplace.store.resolve(arguments.case)
    limits = Limits(arguments.fax_pages, int(arguments.max_mb * _MEGABYTE))
    with closing(resume_session(workplace, case)) as session:
        packed = pack(session, arguments.letter, arguments.fax, limits)
        out = packet_path(session, packed, arguments.out)
        show(str(path) for path in write_packet(session, packed, out))
    for note in packed.notes:
        complain(note)
    if packed.is_ready:
        complain(f"Ready to be sent: {packed.pages} pages.")
        return DONE
    complain("NOT READY to be sent, and marked so on every page:")
    for each in packed.missing:
        complain(
            "\n".join(
                f"  {'- ' if not i else '  '}{line}" for i, line in enumerate(each.splitlines())
            )
        )
    return MISSING
