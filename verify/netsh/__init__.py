"""Runs the batch files of the netsh target under Wine's cmd, on a netsh with a memory."""
