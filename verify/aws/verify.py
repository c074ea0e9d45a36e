#!/usr/bin/env python3
"""Holds outputs for EC2 security groups to their plans, and prints what was tried.

usage: python3 -m verify.aws.verify [--tool FTPSGATE]

Templates are linted with the schemas of AWS (cfn-lint), deployed to a model of AWS (moto) on a group with rules of
somebody else, and read back; what the real Terraform plans has to be the same rules, and it applies them there too.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from verify.aws import faults, scenarios, used
from verify.aws.access import Rule
from verify.aws.cloud import Refused
from verify.aws.outputs import INTERNET, SERVERS, Outputs, written
from verify.aws.scenarios import Wrong
from verify.terraform import run
from verify.terraform.run import Terraform

Value = TypeVar("Value")
FOLLOWED = ("usual", "clients", "other range", "fewer clients", "usual")
"""Plans of one key after one another."""


class Trials:
    """What was tried, and what went wrong; a class, as it counts."""

    def __init__(self) -> None:
        self.count = 0
        self.wrong: list[str] = []

    def attempt(self, what: str, work: Callable[..., Value], *arguments: object) -> Value | None:
        """One trial, which must go well."""
        self.count += 1
        try:
            return work(*arguments)
        except (Wrong, Refused, run.Refused) as problem:
            self.wrong.append(f"{what}: {problem}")
            return None

    def refuse(self, what: str, work: Callable[..., object], *arguments: object) -> None:
        """One trial, which must not go well."""
        self.count += 1
        try:
            work(*arguments)
        except (Wrong, Refused, run.Refused):
            return
        self.wrong.append(f"not noticed: {what}")


def stable(one: dict[str, Rule], other: dict[str, Rule]) -> None:
    """A rule has one address in all plans of a key, and an address one rule."""
    for address in one.keys() & other.keys():
        scenarios.hold(one[address] == other[address], f"{address} is another rule")
    for rule in set(one.values()) & set(other.values()):
        names = [{address for address, known in rules.items() if known == rule} for rules in (one, other)]
        scenarios.hold(names[0] == names[1], f"{rule} has two addresses")


def tried(tool: str, terraform: Terraform) -> Trials:
    """All trials."""
    trials = Trials()
    outputs = {name: written(tool, server) for name, server in SERVERS.items()}
    plans: dict[str, dict[str, Rule]] = {}
    for name, one in outputs.items():
        trials.attempt(f"{name}, deployed", scenarios.deployed, one)
        plans[name] = trials.attempt(f"{name}, planned", scenarios.planned, one, terraform) or {}
    for name, other in itertools.pairwise(FOLLOWED):
        trials.attempt(f"{other} after {name}", scenarios.followed, outputs[name], outputs[other])
        trials.attempt(f"{other} beside {name}", stable, plans[name], plans[other])
    trials.attempt("a rule that is there", scenarios.taken, outputs["usual"])
    trials.attempt("more rules than usual", scenarios.too_many, written(tool, INTERNET))
    for name, scenario in used.STACKS.items():
        trials.attempt(f"a stack, {name}", scenario, outputs["usual"])
    for name, other in used.APPLIED.items():
        trials.attempt(f"applied, {name}", other, outputs["usual"], terraform)
    for fault in faults.FAULTS:
        refuse(trials, fault, outputs["usual"], terraform)
    return trials


def refuse(trials: Trials, fault: faults.Fault, outputs: Outputs, terraform: Terraform) -> None:
    """A fault, in what it is a fault of."""
    broken, what = fault.broken(outputs), f"{fault.output}, {fault.what}"
    if fault.output == "template":
        trials.refuse(what, scenarios.deployed, broken)
    else:
        trials.refuse(what, scenarios.planned, broken, terraform)


def main() -> int:
    """The number of trials that went wrong decides the status."""
    parser = argparse.ArgumentParser(prog="verify.aws.verify", description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default=".build/debug/ftpsgate", help="the program that writes outputs (%(default)s)")
    options = parser.parse_args()
    began = time.monotonic()
    with Terraform() as terraform:
        trials = tried(options.tool, terraform)
    print(*trials.wrong, sep="\n", end="\n" if trials.wrong else "")
    print(f"aws: {trials.count} trials, {len(trials.wrong)} wrong, {time.monotonic() - began:.0f} s")
    return 1 if trials.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
