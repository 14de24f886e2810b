"""Programs that are run by hand: mutated files, hostile values, processes killed at any moment."""
