"""What goes to the plan in one piece: cover sheet, letter, index and exhibits as one PDF, or as
numbered parts.
"""
