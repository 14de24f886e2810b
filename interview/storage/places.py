"""Where cases, question trees, templates and the clinic's profile are kept."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from interview.core.author_text import AuthorError, Problem
from interview.storage.regular import MOST_TEXT, read_regular

APP = "denial-interview"
TRANSCRIPTS_VARIABLE = "INTERVIEW_TRANSCRIPTS"
PROFILE_VARIABLE = "INTERVIEW_PROFILE"
ROOT = "root.yaml"
_PACKAGE = Path(__file__).resolve().parent.parent
_THIS_PROJECT = re.compile(rf'^name\s*=\s*"{APP}"\s*$', re.MULTILINE)


def transcripts_folder(
    given: str | Path | None = None,
    environ: Mapping[str, str] = os.environ,
    cwd: Path | None = None,
) -> Path:
    """Where cases live: as given, else from the environment, else in the checkout, else with the
    user's data.
    """
    named = given or environ.get(TRANSCRIPTS_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    project = checkout(cwd)
    return project / "transcripts" if project else _user_data() / "transcripts"


def profile_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The clinic's profile; it need not exist."""
    named = environ.get(PROFILE_VARIABLE)
    return Path(named).expanduser().absolute() if named else _user_config() / "profile.yaml"


def tree_files(overlay: Path | None = None, cwd: Path | None = None) -> list[tuple[str, Path]]:
    """All files of the question tree as (relative name, path), sorted by name.

    A folder with a root file of its own stands alone; any other lies over the shipped one file by
    file. Raises AuthorError when the folder does not exist.
    """
    own = _files(_folder(overlay), ".yaml") if overlay else {}
    shipped = {} if ROOT in own else _files(shipped_folder("question_trees", cwd), ".yaml")
    return sorted({**shipped, **own}.items())


def template_files(overlay: Path | None = None, cwd: Path | None = None) -> list[tuple[str, Path]]:
    """All letter templates as (relative name, path), sorted by name; an own folder lies over the
    shipped one.
    """
    own = _files(_folder(overlay), ".j2") if overlay else {}
    return sorted({**_files(shipped_folder("templates", cwd), ".j2"), **own}.items())


def shipped_folder(name: str, cwd: Path | None = None) -> Path:
    """A folder that comes with the program: the checkout's when there is one, else the package's
    own copy.
    """
    project = checkout(cwd)
    if project and (project / name).is_dir():
        return project / name
    return _PACKAGE / name


def examples_folder(cwd: Path | None = None) -> Path:
    """Worked examples with made-up people: transcripts that are only to be read."""
    project = checkout(cwd)
    if project and (project / "transcripts" / "examples").is_dir():
        return project / "transcripts" / "examples"
    return _PACKAGE / "examples"


def checkout(cwd: Path | None = None) -> Path | None:
    """The project's source folder around the working directory, or else around the package; None
    when installed.
    """
    here = (cwd or Path.cwd()).resolve()
    return next(filter(_is_this_project, (here, *here.parents, *_PACKAGE.parents)), None)


def _is_this_project(folder: Path) -> bool:
    try:
        return (
            _THIS_PROJECT.search(read_regular(folder / "pyproject.toml", MOST_TEXT).decode("utf-8"))
            is not None
        )
    except (OSError, UnicodeDecodeError):
        return False


def _folder(overlay: Path) -> Path:
    if overlay.is_dir():
        return overlay
    sentence = f"{overlay} is not a folder. Please either correct the path or leave the option out."
    raise AuthorError([Problem(None, "no_folder", sentence)])


def _files(folder: Path, suffix: str) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in _walk(folder)
        if path.name.endswith(suffix)
    }


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below a folder except hidden ones, such as those an editor keeps while a file
    is open.
    """
    for top, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        yield from (Path(top, name) for name in names if not name.startswith("."))


def _user_data() -> Path:
    from platformdirs import user_data_path  # Slow to import, and not needed in a checkout.

    return user_data_path(APP, appauthor=False)


def _user_config() -> Path:
    from platformdirs import user_config_path  # As above.

    return user_config_path(APP, appauthor=False)
