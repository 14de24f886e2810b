"""What federal and state rules give a patient whose plan refused: deadlines, levels of appeal,
citations.

The facts stand in `data/`, each with its source and the state of the text that was read. What was
not read is shown to staff as "to check"; it is never computed and never printed in a letter.
"""
