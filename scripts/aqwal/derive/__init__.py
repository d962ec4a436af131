"""Takes an archive; gives what follows from its records: who said what, in which order, together with whom."""
