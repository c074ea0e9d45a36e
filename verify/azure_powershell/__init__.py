"""Runs scripts of ftpsgate's `azure-powershell` target on a model of Az.Network, under the interpreter of PowerShell.

The cloud and what Azure refuses are those that the Azure CLI is run against (verify/azure), whose modules import each
other by their plain names.
"""

import pathlib
import sys

_CLOUD = str(pathlib.Path(__file__).resolve().parent.parent / "azure")
if _CLOUD not in sys.path:
    sys.path.append(_CLOUD)
