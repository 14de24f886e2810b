"""Sheets of a case for people: the patient's checklist, the office's list, the prescriber's
form, the call summary.
"""
