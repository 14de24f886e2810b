"""What a case says: how it stands, what is missing, by when. Nothing here writes."""
