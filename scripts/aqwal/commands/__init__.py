"""Takes parsed options; runs one verb. A module a verb: HELP, add_arguments(parser), run(options) -> exit status."""
