#!/usr/bin/env python3
"""Runs a script of the `azure-powershell` target on a state of verify/azure, and prints what it said and left.

usage: python3 -m verify.azure_powershell.run SCRIPT.ps1 --state NAME [-Replace ...]
"""

from __future__ import annotations

import argparse
import copy
import json
import pathlib
import sys
from collections.abc import Mapping
from typing import Any

from verify.azure.cloud import Cloud
from verify.azure.states import GROUP, NSG, STATES
from verify.azure_powershell import cmdlets
from verify.azure_powershell.world import World
from verify.powershell import run as powershell
from verify.powershell.errors import Refused
from verify.powershell.machine import State
from verify.powershell.run import Result

DECLARED = (cmdlets,)
"""The modules whose cmdlets there are, beside those of every PowerShell."""
ARGUMENTS = {"ResourceGroupName": GROUP, "NetworkSecurityGroupName": NSG}
MODULES = frozenset({"Az.Accounts", "Az.Network"})


def run(
    script: str | pathlib.Path,
    world: World | Cloud,
    arguments: Mapping[str, Any] | None = None,
    what_if: bool = False,
    modules: frozenset[str] = MODULES,
) -> Result:
    """Runs a script on a copy of a world, which is in the result's state afterwards."""
    made = copy.deepcopy(world if isinstance(world, World) else World(world))
    given = {**ARGUMENTS, **(arguments or {})}
    return powershell.run(script, State(modules=set(modules), azure=made), given, what_if)


def main() -> int:
    """The status of the script, or 3 where it is not understood."""
    parser = argparse.ArgumentParser(prog="verify.azure_powershell.run", description=__doc__.splitlines()[0])
    parser.add_argument("script", type=pathlib.Path)
    parser.add_argument("--state", choices=STATES, default="clean")
    parser.add_argument("--fail-at", type=int, metavar="N", help="let the Nth call of Az fail")
    options, rest = parser.parse_known_args()
    world = World(copy.deepcopy(STATES[options.state]), fail_at=options.fail_at)
    try:
        result = run(options.script, world, powershell.script_arguments(rest))
    except Refused as problem:
        print(f"{options.script}: {type(problem).__name__}: {problem}", file=sys.stderr)
        return 3
    print(powershell.report(result))
    print(f"calls: {', '.join(result.state.azure.calls)}")
    for group, rules in result.state.azure.cloud.rules().items():
        print(group)
        for name, properties in rules.items():
            print(f"  {name} {json.dumps(properties)}")
    return result.status


if __name__ == "__main__":
    sys.exit(main())
