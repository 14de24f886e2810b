"""Interviews a patient by phone about a health plan's refusal, and writes the letter that
answers it.
"""

__version__ = "0.1.0"
