"""Puts the example lines of docs/transcript.md into the codec's own form, each with the hash of the
line before.

python scripts/chain_transcript_page.py           writes the page python
scripts/chain_transcript_page.py --check   only says whether it is current (exit status 1 when it is
not)

A line may be written by hand without `prev`; its fields may stand in any order.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from interview.core.events import EVENTS
from interview.storage.codec import PlainCodec

PAGE = Path(__file__).resolve().parent.parent / "docs" / "transcript.md"
MADE_BY_THE_CODEC = ("format", "codec", "prev")
_EXAMPLES = re.compile(r"(?<=```json\n).*?(?=```)", re.DOTALL)


def example_lines(page: str) -> list[str]:
    """The lines of the transcript that the page shows, in order."""
    return [line for block in _EXAMPLES.findall(page) for line in block.splitlines()]


def chained(page: str) -> str:
    """The page with its lines made anew. Raises ValueError for a line that is no event."""
    made = _made(example_lines(page))
    return _EXAMPLES.sub(
        lambda block: "".join(f"{next(made)}\n" for _ in block[0].splitlines()), page
    )


def _made(lines: list[str]) -> Iterator[str]:
    previous = b""
    for line in lines:
        fields = {
            key: value for key, value in json.loads(line).items() if key not in MADE_BY_THE_CODEC
        }
        previous = PlainCodec().encode(EVENTS.validate_python(fields), previous)
        yield previous.decode()


def main(arguments: list[str]) -> int:
    page = PAGE.read_text(encoding="utf-8")
    try:
        new = chained(page)
    except ValueError as error:
        print(f"{PAGE.name} shows a line that is no event: {error}")
        return 1
    if arguments == ["--check"]:
        if new != page:
            print(f"{PAGE.name} is not current. Please run scripts/chain_transcript_page.py.")
        return int(new != page)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
