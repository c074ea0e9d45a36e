"""Runs what ftpsgate generates, with models of the machines that it is written for."""
