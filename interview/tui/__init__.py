"""The interview on screen: a Textual front end over the session. It decides nothing that line
mode does not.
"""
