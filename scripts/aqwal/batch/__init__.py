"""Takes many pages; gives their drafts, by all cores of this machine or a cluster, each page once."""
