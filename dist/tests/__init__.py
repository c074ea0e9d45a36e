"""Holds a release to its word; `make test-dist` runs this."""
