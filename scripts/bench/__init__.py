"""The measurements behind every claim of speed, each as a ratio against a named peer in the same run."""
