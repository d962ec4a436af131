"""Takes an archive; gives its downloads, its data dictionary, and the data and citations beside each page."""
