"""Kinds with given options: yes or no, one of several, several of several."""

from __future__ import annotations

from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.options import find_option, find_options, kept_option
from interview.core.kinds.typed import fold, plain, quoted, text_of

YES, NO = "yes", "no"
_WORDS = {
    YES: frozenset(
        {
            "1",
            "y",
            "yes",
            "yeah",
            "yea",
            "yep",
            "yup",
            "sure",
            "correct",
            "right",
            "true",
            "of course",
        }
    ),
    NO: frozenset({"2", "n", "no", "nope", "nah", "never", "false", "not at all"}),
}


class YesNoKind(Kind):
    """Yes or no. The value is the str "yes" or "no", which are also its option keys."""

    name = "yes_no"
    fhir = "boolean"
    example = "yes"
    is_yes_no = True
    one_key = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        word = (
            fold(plain(typed))
            .strip(" .,!")
            .removesuffix(" please")
            .removesuffix(" thanks")
            .rstrip(" ,")
        )
        for key, words in _WORDS.items():
            if word in words:
                return key
        raise Refused(f"{quoted(plain(typed))} is neither yes nor no. Please type y or n.")

    def show(self, value: Value, question: Asked) -> str:
        option = question.option(value)
        return str(option.label) if option else str(value).capitalize()

    def load(self, data: JsonValue, question: Asked) -> Value:
        if data not in (YES, NO):
            raise Refused("The stored answer is neither yes nor no. Please answer again.")
        return data


class ChoiceKind(Kind):
    """One of the options. The value is the option's key, a str."""

    name = "choice"
    fhir = "choice"
    example = "2"
    has_options = True
    one_key = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        return find_option(plain(typed), question.options)

    def show(self, value: Value, question: Asked) -> str:
        option = question.option(value)
        return str(option.label) if option else str(value)

    def write(self, value: Value, question: Asked) -> str:
        option = question.option(value)
        return str(option.written) if option else str(value)

    def load(self, data: JsonValue, question: Asked) -> Value:
        return kept_option(text_of(data), question.options)


class ChoicesKind(Kind):
    """One or more of the options. The value is a tuple of option keys, in the order of the
    options.
    """

    name = "choices"
    fhir = "choice"
    example = "1, 3"
    hint = "numbers or words, for example 1,3"
    has_options = True
    takes_several = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        return find_options(plain(typed), question.options)

    def show(self, value: Value, question: Asked) -> str:
        labels = {option.key: str(option.label) for option in question.options}
        return "; ".join(labels.get(key, key) for key in value)

    def write(self, value: Value, question: Asked) -> str:
        written = {option.key: str(option.written) for option in question.options}
        return "; ".join(written.get(key, key) for key in value)

    def dump(self, value: Value) -> JsonValue:
        return list(value)

    def load(self, data: JsonValue, question: Asked) -> Value:
        if not isinstance(data, list) or not data:
            raise Refused("The stored answer names no options. Please answer again.")
        keys = {kept_option(text_of(key), question.options) for key in data}
        return tuple(option.key for option in question.options if option.key in keys)
