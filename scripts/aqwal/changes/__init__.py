"""Takes two states of a dataset; gives what differs between them, and what that asks of the version."""
