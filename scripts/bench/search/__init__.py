"""Takes test queries with judgments; gives what the search finds of them, beside other engines, and what it costs."""
