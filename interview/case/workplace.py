"""Everything a session works with that outlives one case: tree, letters, store, profile, clock,
operator.
"""

from __future__ import annotations

import gc
import getpass
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from interview.core.build import build_tree
from interview.core.bulk import without_collector
from interview.core.engine import Engine
from interview.core.tree import Tree
from interview.storage import places
from interview.storage.profile import Profile, beside, load_profile
from interview.storage.store import TranscriptStore
from interview.storage.transcripts import FolderStore
from interview.storage.yaml_source import read_text, read_yaml

if TYPE_CHECKING:  # Slow to import, and no letter is drawn before the first question.
    from interview.letters.letter import Letter
    from interview.storage.catalogue import Catalogue

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Now, with the offset of this computer's time zone, to the second."""
    return datetime.now().astimezone().replace(microsecond=0)


@dataclass
class Workplace:
    """Where this operator works. Trees, letters and catalogue are loaded when first used."""

    transcripts: str | None = None
    trees: Path | None = None
    templates: Path | None = None
    operator_name: str = ""
    clock: Clock = local_time
    profile_path: Path | None = None

    @cached_property
    def store(self) -> TranscriptStore:
        return FolderStore(
            places.transcripts_folder(self.transcripts), operator=self.operator, clock=self.clock
        )

    def resume_words(self, case: str) -> str:
        """The command that takes a case up again."""
        where = f" --transcripts {shlex.quote(self.transcripts)}" if self.transcripts else ""
        return f"interview resume {case}{where}"

    @cached_property
    def profile_file(self) -> Path:
        return self.profile_path or places.profile_file()

    @cached_property
    def profile(self) -> Profile:
        return load_profile(self.profile_file)

    @cached_property
    def operator(self) -> str:
        return self.operator_name.strip() or self.profile.operator or _login_name()

    @cached_property
    def tree(self) -> Tree:
        return load_tree(self.trees)

    @cached_property
    def engine(self) -> Engine:
        engine = Engine(self.tree)
        # The tree lives as long as the program: the cycle collector need not look through it again.
        gc.freeze()
        return engine

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        from interview.case.letter_rights import NAMES
        from interview.letters.loading import load_letters

        return load_letters(self.template_sources, self.tree, NAMES)

    @cached_property
    def template_sources(self) -> dict[str, str]:
        """The letters' templates: the folder named for this command, else the profile's, over
        the shipped ones.
        """
        stands_alone = self.trees is not None and (self.trees / places.ROOT).exists()
        named = self.profile.templates
        own = self.templates or (beside(self.profile_file, named) if named else None)
        return template_sources(own, stands_alone)

    @cached_property
    def catalogue(self) -> Catalogue:
        from interview.storage.catalogue import Catalogue

        return Catalogue()


def load_tree(overlay: Path | None = None) -> Tree:
    """The question tree in use. Raises AuthorError with every problem's place."""
    with without_collector():
        files = places.tree_files(overlay)
        return build_tree(
            {name.removesuffix(".yaml"): read_yaml(path, str(name)) for name, path in files}
        )


def template_sources(overlay: Path | None = None, alone: bool = False) -> dict[str, str]:
    """The letters' templates by relative name.

    For a tree that stands alone only the folder's own: the shipped letters speak of the shipped
    questions.
    """
    files = places.template_files(overlay)
    own = [
        (name, path) for name, path in files if overlay is not None and path.is_relative_to(overlay)
    ]
    return {name: read_text(path, name) for name, path in (own if alone else files)}


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "operator"
