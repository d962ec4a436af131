"""Takes the records; gives the index files that the site's search reads, and the same search for the terminal."""
