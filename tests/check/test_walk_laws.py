"""On trees drawn at random, counting by the model is the same as trying everything on the
engine.
"""

from __future__ import annotations

from itertools import islice

from hypothesis import assume, given, reject, settings

from interview.core.engine import Engine
from interview.core.tree import Tree
from interview.core.walk.classes import partition
from interview.core.walk.conditions_of import all_conditions, tree_sites
from interview.core.walk.model import Model, TooWide
from interview.core.walk.modules import whole_tree
from interview.core.walk.observe import Observer, Watch
from interview.core.walk.reach import Reach
from tests.check.brute import all_paths, driven_paths
from tests.check.test_walk import AT
from tests.core.strategies import files, tree_of

MOST = 400


def _model(tree: Tree) -> Model:
    engine = Engine(tree)
    return Model(engine, partition(engine, all_conditions(tree, ()), AT.date()))


def _ways(model: Model, tree: Tree) -> int:
    """So many paths as the model counts; trees with too many of them are passed over."""
    try:
        ways = sum(trail.ways for trail in model.trails(whole_tree(model, tree)))
    except TooWide:
        reject()
    assume(ways <= MOST)
    return ways


@settings(max_examples=60)
@given(files(gated=True))
def test_counted_paths_are_those_there_are(written: dict[str, object]) -> None:
    tree = tree_of(written)
    model = _model(tree)
    counted = _ways(model, tree)
    paths = list(islice(all_paths(tree, model.engine, model.partition, AT), MOST + 1))
    assert len(set(paths)) == len(paths) == counted


@settings(max_examples=60)
@given(files(gated=True))
def test_what_a_test_can_be_is_what_it_is_on_some_path(written: dict[str, object]) -> None:
    tree = tree_of(written)
    model = _model(tree)
    _ways(model, tree)
    reach, sites = Reach(model, tree), tuple(tree_sites(tree))
    observer = Observer(model.engine, sites, reach)
    watches = [Watch(site, model.engine, reach) for site in sites]
    for driven in driven_paths(tree, model.engine, model.partition, AT):
        for watch in watches:
            guards = [model.engine.test(guard) for guard in watch.site.guards]
            for row in observer.places(watch.site, driven.state):
                if all(guard(driven.state.top, row) is True for guard in guards):
                    watch.note(driven.state.top, row)
    for watch in watches:
        seen, possible = watch.seen.truths, reach.of(watch.site).truths
        assert {test: set(truths) for test, truths in seen.items()} == {
            t: set(p) for t, p in possible.items()
        }
