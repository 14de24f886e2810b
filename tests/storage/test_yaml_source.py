"""Authors' YAML: every scalar stays text, every defect is a sentence with a place, nothing else
ever comes out.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from interview.core.author_text import AuthorError, Mapping, Node, Problem, Scalar, Sequence
from interview.core.texts import Place
from interview.storage import yaml_source
from interview.storage.yaml_source import MAX_DEPTH, load_yaml, read_yaml


def _plain(node: Node | None) -> object:
    """Nodes as dicts, lists and texts."""
    if isinstance(node, Mapping):
        return {key.text: _plain(value) for key, value in node.items}
    if isinstance(node, Sequence):
        return [_plain(each) for each in node.items]
    assert isinstance(node, Scalar)
    return node.text


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(AuthorError) as caught:
        load_yaml(text, "tree.yaml")
    return caught.value.problems


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("off", "off"),
        ("true", "true"),
        ("02134", "02134"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2025-03-04", "2025-03-04"),
        ("2025", "2025"),
        ("=", "="),
        ("<<", "<<"),
        ("", ""),
        ("~", ""),
        ("null", ""),
        ("'null'", "null"),
        ("'~'", "~"),
        ('""', ""),
        ("'02134'", "02134"),
        ("years(a.b, c.d) < 18", "years(a.b, c.d) < 18"),
        ("Nguyễn O'Neil", "Nguyễn O'Neil"),
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"),
    ],
)
def test_a_scalar_stays_as_written(written: str, text: str) -> None:
    assert _plain(load_yaml(f"key: {written}", "tree.yaml")) == {"key": text}


@pytest.mark.usefixtures("_either_loader")
def test_every_node_knows_its_place() -> None:
    root = load_yaml(
        "# first\nmodule: é x\nquestions:\n  - id: 'a'\n    ask: [patient, plan]\n", "m.yaml"
    )
    assert isinstance(root, Mapping)
    assert root.place == Place("m.yaml", 2, 1)
    module = root.get("module")
    assert module is not None
    assert module.place == Place("m.yaml", 2, 9)
    questions = root.get("questions")
    assert isinstance(questions, Sequence)
    first = questions.items[0]
    assert isinstance(first, Mapping)
    key = first.key("ask")
    assert key is not None
    assert str(key.place) == "m.yaml:5:5"
    ask = first.get("ask")
    assert isinstance(ask, Sequence)
    assert [str(each.place) for each in ask.items] == ["m.yaml:5:11", "m.yaml:5:20"]
    assert first.get("missing") is None


@pytest.mark.usefixtures("_either_loader")
def test_columns_count_characters_not_bytes() -> None:
    (problem,) = _problems("ééé: [x, &a y]")
    assert problem.place == Place("tree.yaml", 1, 10)


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("a: 1\nb: 2\na: 3", "3:1", "duplicate_key"),
        ("a:\n  - {x: 1, x: 2}", "2:12", "duplicate_key"),
        ("a: &x 1", "1:4", "anchor"),
        ("a: &x [1]", "1:4", "anchor"),
        ("a: *x", "1:4", "anchor"),
        ("a: !!str 1", "1:4", "anchor"),
        ("a: !python/object:os.system x", "1:4", "anchor"),
        ("a: 1\n---\nb: 2", "2:1", "two_documents"),
        ("? [a]\n: b", "1:3", "key_not_text"),
        ("", "1:1", "empty_file"),
        ("# nothing but this", "1:1", "empty_file"),
        ("a:\n\tb: 1", "2:1", "tab"),
        ("a: b: c", "1:5", "syntax"),
        ("a: @x", "1:4", "syntax"),
        ("a: [1, 2", "1:9", "syntax"),
        ("a: 'x", "1:6", "syntax"),
        ("a: x\n b: 1", "2:3", "syntax"),
        ("a: ok\nb: \x07", "2:4", "control_character"),
        ("a: \ud800", "1:4", "control_character"),
    ],
)
def test_a_defect_has_a_place_and_a_way_out(text: str, place: str, code: str) -> None:
    (problem,) = _problems(text)
    assert (str(problem).split(" ")[0], problem.code) == (f"tree.yaml:{place}:", code)
    assert "Please either" in problem.sentence


def test_all_defects_are_found_at_once() -> None:
    assert [p.code for p in _problems("a: &x 1\na: 2\nb: *x\nc: ]")] == [
        "anchor",
        "anchor",
        "syntax",
    ]
    assert [p.code for p in _problems("a: &x 1\na: 2\nb: *x")] == [
        "anchor",
        "anchor",
        "duplicate_key",
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_depth_is_capped_before_anything_recurses(opening: str) -> None:
    assert _problems(opening * 50_000)[0].code == "too_deep"


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert load_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "tree.yaml")
    assert _problems("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[0].code == "too_deep"


@pytest.mark.parametrize(
    ("data", "place", "code"),
    [
        (b"a: 1\nb: caf\xe9", "2:7", "encoding"),
        ("a: 1".encode("utf-16"), "1:1", "encoding"),
        (b"a: " + b"x" * yaml_source.MAX_BYTES, "1:1", "file_too_big"),
    ],
)
def test_a_file_that_is_no_utf8_text(tmp_path: Path, data: bytes, place: str, code: str) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(data)
    with pytest.raises(AuthorError) as caught:
        read_yaml(path, "t.yaml")
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.code) == (f"t.yaml:{place}", code)


def test_a_byte_order_mark_and_windows_line_ends_are_read_over(tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: no\r\n")
    root = read_yaml(path)
    assert _plain(root) == {"a": "1", "b": "no"}
    assert root.place == Place(str(path), 1, 1)


def test_a_path_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.yaml"):
        with pytest.raises(AuthorError, match="cannot be read"):
            read_yaml(path)


_signs = st.sampled_from(":-\n\t[]{},&*!%|>'\"\\#?~@`a \x00\ufeff\ud800\u2028\x85é")
_fragments = _signs | st.sampled_from(("b: ", "- ", "  ", "!!", "---", "...", "? ", "null", "<<: "))


def _all_placed(error: AuthorError, text: str) -> bool:
    lines = (
        sum(text.count(end) for end in "\n\r\x85\u2028\u2029") + 1
    )  # what YAML calls the end of a line
    places = [problem.place for problem in error.problems]
    return bool(places) and all(
        p is not None and 0 < p.line <= lines and p.column > 0 for p in places
    )


@given(st.lists(_fragments, max_size=40).map("".join) | st.text(max_size=60))
def test_hostile_text_gives_nodes_or_an_authors_error(text: str) -> None:
    for name in ("CSafeLoader", "SafeLoader"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml_source, "_LOADER", getattr(yaml, name))
            try:
                node = load_yaml(text, "tree.yaml")
            except AuthorError as error:
                assert _all_placed(error, text)  # noqa: PT017  # whether it raises is Hypothesis's choice
            else:
                _plain(node)


@given(st.binary(max_size=60))
def test_hostile_bytes_give_nodes_or_an_authors_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "hostile.yaml"
    path.write_bytes(data)
    try:
        read_yaml(path)
    except AuthorError as error:
        assert _all_placed(error, data.decode("utf-8", "replace"))  # noqa: PT017  # as above


_texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
_trees = st.recursive(
    _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_texts, inner, max_size=3),
    max_leaves=12,
)


@given(_trees)
def test_what_was_written_quoted_is_read_back(tree: object) -> None:
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    assert _plain(load_yaml(written, "tree.yaml")) == tree
