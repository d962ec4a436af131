"""Takes a raw page; gives drafts of its records: what is body, who is said to have said what, with the evidence."""
