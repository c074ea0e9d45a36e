"""Runs scripts of ftpsgate's `azure-powershell` target on a model of Az.Network, under the interpreter of PowerShell.

The cloud and what Azure refuses are those that the Azure CLI is run against (verify/azure).
"""
