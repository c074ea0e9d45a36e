#!/usr/bin/env python3
"""Runs a script of ftpsgate's `azure-cli` target with the real az against a cloud on the loopback interface.

The command line runs one script on one state of `states.py`, and prints what it asked of the cloud and which rules it
left: `python3 -m verify.azure.run FILE --state clean`.
"""

import argparse
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

from verify.azure.cloud import Cloud, Properties
from verify.azure.faults import Fault, Kind
from verify.azure.harness import TIMEOUT, Harness
from verify.azure.server import Request
from verify.azure.states import GROUP, NSG, STATES

ARGUMENTS = (GROUP, NSG)


@dataclass(frozen=True)
class Result:
    """What came of a run."""

    status: int
    output: str
    errors: str
    requests: list[Request]
    cloud: Cloud
    """The cloud as it is afterwards."""
    before: dict[str, dict[str, Properties]]
    seconds: float

    @property
    def changes(self) -> list[Request]:
        """The requests that asked for a change."""
        return [request for request in self.requests if request.changes]

    @property
    def changed(self) -> bool:
        """Whether any rule is another than before, or gone, or new."""
        return self.cloud.rules() != self.before


def run(
    harness: Harness,
    script: pathlib.Path,
    cloud: Cloud,
    arguments: Sequence[str] = ARGUMENTS,
    fail_at: Fault | int | None = None,
) -> Result:
    """Runs a script on a copy of a cloud. A number as `fail_at` means that a policy forbids the change so numbered."""
    cloud = copy.deepcopy(cloud)
    before = copy.deepcopy(cloud.rules())
    fault = Fault(fail_at) if isinstance(fail_at, int) else copy.deepcopy(fail_at)
    harness.server.show(cloud, fault)
    harness.log_in(cloud)
    begun = time.monotonic()
    # Files, not pipes: should the script hang, nobody waits for those that it began.
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        done = subprocess.run(
            ["sh", str(script.resolve()), *arguments],
            env=harness.environment(),
            cwd=harness.folder / "home",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            timeout=TIMEOUT,
        )
        seconds = time.monotonic() - begun
        said = [(file.seek(0), file.read())[1] for file in (output, errors)]
    return Result(done.returncode, said[0], said[1], list(harness.server.requests), cloud, before, seconds)


def main() -> int:
    """Runs one script, and says what happened; the status is the script's."""
    parser = argparse.ArgumentParser(description="runs an azure-cli script against a cloud on the loopback interface")
    parser.add_argument("script", type=pathlib.Path)
    parser.add_argument("arguments", nargs="*", default=list(ARGUMENTS), help=f"default: {' '.join(ARGUMENTS)}")
    parser.add_argument("--state", choices=STATES, default="clean")
    parser.add_argument("--fail-at", type=int, metavar="N", help="have the Nth change fail")
    parser.add_argument("--fault", choices=[kind.value for kind in Kind], default="policy", help="why it fails")
    parser.add_argument("--plain", action="store_true", help="start az anew for each call, as people do")
    options = parser.parse_args()
    fault = Fault(options.fail_at, Kind(options.fault)) if options.fail_at else None
    with Harness(ready=not options.plain) as harness:
        result = run(harness, options.script, STATES[options.state], options.arguments, fault)
    print(result.output, end="")
    print(result.errors, end="", file=sys.stderr)
    print(f"status {result.status} after {result.seconds:.1f} s; asked:")
    for request in result.requests:
        print(f"  {request}")
    print("rules:" if result.changed else "rules, as before:")
    for group, rules in result.cloud.rules().items():
        print(f"  {group}")
        for name, properties in rules.items():
            print(f"    {name} {json.dumps(properties)}")
    return result.status


if __name__ == "__main__":
    sys.exit(main())
