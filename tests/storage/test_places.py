"""Where things are: options, environment, checkout, package, and a clinic's own folder over the
shipped one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.core.author_text import AuthorError
from interview.storage import places


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A checkout of this project with small trees and templates."""
    root = tmp_path / "checkout"
    _write(root / "pyproject.toml", '[project]\nname = "denial-interview"\n')
    for name in ("root.yaml", "patient.yaml", "reasons/step.yaml"):
        _write(root / "question_trees" / name, "shipped")
    _write(root / "templates/letter.md.j2", "shipped")
    return root


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that lies in no checkout."""
    package = tmp_path / "site-packages" / "interview"
    _write(package / "question_trees/root.yaml", "packed")
    monkeypatch.setattr(places, "_PACKAGE", package)
    return package


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def _read(files: list[tuple[str, Path]]) -> dict[str, str]:
    assert [name for name, _ in files] == sorted(name for name, _ in files)
    return {name: path.read_text() for name, path in files}


def test_cases_live_where_the_option_the_environment_or_the_checkout_says(
    tmp_path: Path, project: Path
) -> None:
    variable = {places.TRANSCRIPTS_VARIABLE: str(tmp_path / "env")}
    inside = project / "question_trees"
    assert places.transcripts_folder(tmp_path / "given", variable, inside) == tmp_path / "given"
    assert places.transcripts_folder(None, variable, inside) == tmp_path / "env"
    assert (
        places.transcripts_folder(None, {places.TRANSCRIPTS_VARIABLE: ""}, inside)
        == project / "transcripts"
    )


def test_without_any_of_them_cases_live_with_the_users_data(
    tmp_path: Path, installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert (
        places.transcripts_folder(None, {}, tmp_path)
        == tmp_path / "data/denial-interview/transcripts"
    )
    assert installed.exists()


def test_another_project_is_no_checkout(tmp_path: Path, installed: Path) -> None:
    _write(
        tmp_path / "pyproject.toml",
        '[project]\nname = "denial-interview-fork"\n# name = "denial-interview"\n',
    )
    assert places.checkout(tmp_path) is None
    assert places.shipped_folder("question_trees", tmp_path) == installed / "question_trees"
    assert _read(places.tree_files(None, tmp_path)) == {"root.yaml": "packed"}


def test_the_checkout_is_preferred_to_the_package(installed: Path, project: Path) -> None:
    assert places.shipped_folder("question_trees", project) == project / "question_trees"
    assert places.examples_folder(project) == installed / "examples"
    (project / "transcripts/examples").mkdir(parents=True)
    assert places.examples_folder(project) == project / "transcripts/examples"


def test_this_very_package_lies_in_its_checkout(tmp_path: Path) -> None:
    assert places.checkout(tmp_path) == Path(__file__).parents[2]


def test_an_own_folder_lies_over_the_shipped_one_file_by_file(
    tmp_path: Path, project: Path
) -> None:
    own = tmp_path / "own"
    _write(own / "patient.yaml", "own")
    _write(own / "reasons/new.yaml", "own")
    for ignored in (".patient.yaml.swp", "notes.txt", ".git/x.yaml"):
        _write(own / ignored, "ignored")
    assert _read(places.tree_files(own, project)) == {
        "patient.yaml": "own",
        "reasons/new.yaml": "own",
        "reasons/step.yaml": "shipped",
        "root.yaml": "shipped",
    }


def test_an_own_root_stands_alone(tmp_path: Path, project: Path) -> None:
    _write(tmp_path / "own/root.yaml", "own")
    assert _read(places.tree_files(tmp_path / "own", project)) == {"root.yaml": "own"}


def test_own_templates_lie_over_the_shipped_ones(tmp_path: Path, project: Path) -> None:
    _write(tmp_path / "own/reasons/new.md.j2", "own")
    assert _read(places.template_files(tmp_path / "own", project)) == {
        "letter.md.j2": "shipped",
        "reasons/new.md.j2": "own",
    }


def test_an_own_folder_that_does_not_exist_is_an_authors_error(
    tmp_path: Path, project: Path
) -> None:
    for find in (places.tree_files, places.template_files):
        with pytest.raises(AuthorError, match="is not a folder"):
            find(tmp_path / "none", project)


def test_the_profile_is_where_the_environment_says_or_with_the_users_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert (
        places.profile_file({places.PROFILE_VARIABLE: str(tmp_path / "p.yaml")})
        == tmp_path / "p.yaml"
    )
    assert places.profile_file({}) == tmp_path / "denial-interview/profile.yaml"
