"""Takes Arabic text; gives what can be known of it without records: folded forms, tokens, quotations."""
