"""Takes a dataset repository that is being edited; serves its site from memory to this machine alone."""
