"""Takes an archive and the builder's frames; gives every page of the site as text."""
