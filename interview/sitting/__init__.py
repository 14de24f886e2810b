"""One open case that takes answers: the session, its calls, its forms. What is said here goes
into the transcript.
"""
