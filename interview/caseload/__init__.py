"""Many cases at once: the list, what is due next, the calendar."""
