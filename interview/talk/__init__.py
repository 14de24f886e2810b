"""The conversation that every front end drives: commands, suggestions, keys as they come."""
