"""Takes test queries with judgments; gives what the search finds of them, beside other engines, and what it costs.

The peers from npm are no part of the set-up, as one of them has packages for other systems that a lock cannot hold:
`npm install --no-save pagefind@1.6.0 minisearch@7.2.0` adds them; without them they are reported as not installed.
"""
