"""What can be wrong with what authors write, by code: in a file, in a tree, in a template, in
answers prepared beforehand. The sentence itself stands where its parts are known.
"""

from __future__ import annotations

from interview.core.author_text import Problem

IN_FILES = {
    "control_character": "A character that no editor shows.",
    "duplicate_key": "A key that stands twice in one mapping.",
    "shape": "A text where lines with keys belong, or the other way round.",
    "syntax": "No YAML.",
    "tab": "A tab where blanks are needed.",
    "unreadable": "A file that cannot be read.",
    "no_folder": "A folder that is not there.",
    "missing_entry": "An entry of the profile without a text.",
    "not_a_number": "An entry of the profile that is no whole number of its range.",
    "wrong_shape": "An entry of the profile that is written differently.",
}
IN_TREES = {
    "age_limit": "A document's age that names no date.",
    "attachments_in_row": "A document asked for in a row of a list that has none.",
    "bad_id": "An id with other characters than small letters, digits and underscores.",
    "circle": "Definitions that need each other.",
    "condition": "A condition that is not understood, also one in a letter's front matter.",
    "duplicate_id": "Two things of one name.",
    "empty_condition": "A condition without words.",
    "foreign_id": "A question that does not carry its module's name.",
    "former_id": "A former name that is in use, or claimed twice.",
    "list_without_row": "A list without columns, or columns without a list.",
    "missing_key": "A key that has to be there.",
    "module_name": "A module that calls itself otherwise than its file.",
    "nested_list": "A list within a list.",
    "no_english": "A text without its English.",
    "no_file": "A module in the root without a file.",
    "no_options": "A choice without options.",
    "no_root": "A tree without its root.",
    "not_number": "Other characters than digits where a number belongs.",
    "not_placed": "A file that the root does not name.",
    "not_yes_no": "Another word where yes or no belongs.",
    "options_unused": "Options of a question whose kind has none.",
    "placed_twice": "A module that the root names twice.",
    "prefix_id": "A name before the point that is no module's.",
    "reasons_later": "A module that depends on reasons asked only later.",
    "specific_unused": "A rule on precision for a kind that cannot keep it.",
    "sums_up": "A column that sums up no other.",
    "two_lists": "A finding over two lists.",
    "unknown_group": "A group of reasons that no reason is in.",
    "unknown_id": "A name that nothing has.",
    "unknown_key": "A key that means nothing here.",
    "unknown_list": "A list of options that the root does not have.",
    "unknown_module": "A module that no file has.",
    "unknown_option": "An option that the question does not have.",
    "unknown_party": "Somebody who is no party.",
    "unknown_table": "A table that the root does not have.",
    "unknown_value": "A value that is none of those that fit.",
    "unknown_plan_kind": "A kind of plan that the facts do not know.",
    "unknown_truth": "A place in the facts that the facts do not have.",
}
IN_TEMPLATES = {
    "front_matter": "Lines above a letter that are not understood.",
    "letter_twice": "Two letters of one name.",
    "reserved_character": "A character that the program keeps for itself.",
    "reserved_name": "A name that the program sets itself.",
    "template": "A template that cannot be rendered.",
    "unknown_letter": "A letter that no template has.",
}
IN_ANSWERS = {
    "by": "An answer from somebody who cannot give it.",
    "respondent": "An answer by somebody who is not named.",
    "words": "An answer that its question does not take.",
}
CHECKED = {
    "never_true": "A condition that no answers make true.",
    "never_false": "A condition that no answers make false.",
    "never_asked": "A question that no path asks.",
    "reason_without_questions": "A reason that asks nothing.",
    "reason_without_letter": "A reason that no letter answers.",
    "reason_without_attachments": "A reason for which no document is asked for.",
    "template_unknown": "A name in a template that no question sets, or no attachment has.",
    "placeholder": "Double braces in a spoken text that are not understood.",
    "placeholder_unknown": "A spoken text that names no question.",
    "placeholder_later": "A spoken text that names a question asked only later.",
    "no_say": "A question with nothing to read aloud.",
    "no_another": "A list without the words that ask for one more row.",
    "too_hard": "Words above the reading grade.",
    "too_long": "A sentence too long for one breath, or a question too long to keep in mind.",
    "module_grade": "A module whose words are hard on the whole.",
    "on_demand_unused": "A module that no reason uses.",
    "attachment_never": "A document that is never needed.",
    "serves_nothing": "A question that nothing reads.",
    "rules_disagree": "Two rules of one question that imply different answers at once.",
    "unseen_finding": "A rule about a question that no letter or sheet reads.",
}
WARNINGS = {
    "half_dead_test": (
        "One test of a condition that is always true, or always false, where it is looked at."
    ),
    "unused_definition": "A named condition that nothing uses.",
    "vanishes": (
        "A question that decides what a letter says, without a hole in it while nobody knows the"
        " answer."
    ),
    "not_examined": "A condition that too many answers bear on to be gone through.",
}


def is_warning(problem: Problem) -> bool:
    """Whether a tree may be used in spite of it."""
    return problem.code in WARNINGS


ALL_CODES = IN_FILES | IN_TREES | IN_TEMPLATES | IN_ANSWERS | CHECKED | WARNINGS
