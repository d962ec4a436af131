"""Takes raw pages with gold marks; gives how well ingest finds body, noise, titles and statements, beside its peers."""
