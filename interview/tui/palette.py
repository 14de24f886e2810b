"""The palette: every action by name. What cannot be done now is not offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from interview.talk.commands import COMMANDS
from interview.tui.chat import InterviewScreen
from interview.tui.keys import SCREEN_KEYS, key_words
from interview.tui.start import StartScreen
from interview.tui.themes import THEMES


class Action(NamedTuple):
    """One thing that can be done now."""

    name: str
    help: str
    run: Callable[[], object]


class Actions(Provider):
    """Commands of the interview, what the screen can show, and colours."""

    async def discover(self) -> Hits:
        for action in self._actions():
            yield DiscoveryHit(Content(action.name), action.run, action.name, action.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for action in self._actions():
            score = max(matcher.match(action.name), 0.9 * matcher.match(action.help))
            if score > 0:
                yield Hit(score, Content(action.name), action.run, action.name, action.help)

    def _actions(self) -> Iterator[Action]:
        screen = self.screen
        if isinstance(screen, InterviewScreen):
            yield from _of_interview(screen)
        elif isinstance(screen, StartScreen):
            yield from _of_list(screen)
        for theme in THEMES:
            yield Action(
                f"Colours: {theme.name}",
                "Change the colours",
                partial(setattr, self.app, "theme", theme.name),
            )
        yield Action(
            "Lock", "Hide the case until you give your name", partial(self.app.run_action, "lock")
        )


def _of_interview(screen: InterviewScreen) -> Iterator[Action]:
    for command in COMMANDS:
        if command.enabled(screen.session):
            keys = " ".join(key_words(key) for key in command.keys)
            name = f"{command.name.capitalize()}{f' ({keys})' if keys else ''}"
            yield Action(name, command.help, partial(screen.action_run, command.name))
    for key, action, words in SCREEN_KEYS:
        yield Action(
            f"{words.partition(':')[0]} ({key_words(key)})",
            words,
            partial(screen.run_action, action),
        )


def _of_list(screen: StartScreen) -> Iterator[Action]:
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.node is screen and binding.key.startswith("f") and binding.key != "f1":
            yield Action(
                f"{binding.description} ({key_words(binding.key)})",
                binding.description,
                partial(screen.run_action, binding.action),
            )
