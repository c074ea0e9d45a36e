"""Runs PowerShell firewall scripts, with an interpreter of the language and a model of Windows Firewall."""
