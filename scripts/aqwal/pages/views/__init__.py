"""Takes an edition and a key; gives the page of that key, ready for its template. One module a kind of page."""
