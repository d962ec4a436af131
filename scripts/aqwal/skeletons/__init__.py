"""Takes a kind of record; gives the text of a new one to fill in, and the ids that are free."""
