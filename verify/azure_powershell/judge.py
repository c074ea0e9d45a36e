"""What a run must leave behind: the plan's rules in the security group, and everything else as it was."""

from __future__ import annotations

import dataclasses
import ipaddress
import json
import pathlib
from typing import Any

from verify.azure.cloud import Cloud, Properties, values
from verify.azure_powershell.rules import normal
from verify.powershell.judge import hold
from verify.powershell.run import Result

Rules = dict[str, Properties]
Opened = tuple[str, str, str, str]
"""Direction, ports, the server's address, and who is on the other side."""
SUMMARY = ["Plan", "SecurityGroup", "Created", "Changed", "Unchanged", "Removed", "Notes", "Check"]
REMOVED = ["Plan", "SecurityGroup", "Removed"]


@dataclasses.dataclass(frozen=True)
class Plan:
    """A plan, as `--target json` writes it."""

    key: str
    opened: frozenset[Opened]
    rules: Rules
    """The same as rules of a security group, which the program writes without this target."""

    @property
    def prefix(self) -> str:
        """What the names of its rules begin with."""
        return f"ftpsgate-{self.key}."


def read(file: pathlib.Path) -> Plan:
    """The plan of a JSON file."""
    written = json.loads(file.read_text())
    plan = written["plan"]
    rules = {one["name"]: normal(one["properties"]) for one in written["securityRules"]}
    found = set()
    for one in plan["openings"]:
        ports, remote = one["localPorts"], one["remote"]
        others = ["*"] if remote["anyone"] else [*remote["networks"], *remote["serviceTags"]]
        spelled = str(ports["first"]) if ports["first"] == ports["last"] else f"{ports['first']}-{ports['last']}"
        for other in others:
            found.add((one["direction"].capitalize(), spelled, one["localAddress"], other))
    return Plan(plan["key"], frozenset(one for one in found if can_meet(one[2], one[3])), rules)


def can_meet(address: str, other: str) -> bool:
    """Whether both are of one kind of addresses, or one of them is of any."""
    kinds = set()
    for word in (address, other):
        try:
            kinds.add(ipaddress.ip_network(word).version)
        except ValueError:
            pass
    return len(kinds) < 2


def opened(rules: Rules) -> list[Opened]:
    """What rules let through."""
    found = []
    for rule in rules.values():
        hold((rule["access"], rule["protocol"].lower()) == ("Allow", "tcp"), f"leaves a rule that is {rule}")
        inbound = rule["direction"] == "Inbound"
        own, other = ("destination", "source") if inbound else ("source", "destination")
        hold(values(rule, f"{other}PortRange") == ["*"], f"narrowed the ports of the other side: {rule}")
        found += [
            (rule["direction"], ports, address, word)
            for ports in values(rule, f"{own}PortRange")
            for address in values(rule, f"{own}AddressPrefix")
            for word in values(rule, f"{other}AddressPrefix")
        ]
    return found


def parted(cloud: Cloud, where: str, prefix: str) -> tuple[Rules, dict[str, Rules]]:
    """The rules of a plan in one group, and all other rules of the cloud."""
    everything = cloud.rules()
    own = {name: rule for name, rule in everything.get(where, {}).items() if name.lower().startswith(prefix)}
    others = {
        group: {name: normal(rule) for name, rule in rules.items() if group != where or name not in own}
        for group, rules in everything.items()
    }
    return own, others


def exactly(plan: Plan, before: Cloud, after: Cloud, where: str) -> None:
    """The group has the plan's rules, and all else is as it was."""
    own, others = parted(after, where, plan.prefix)
    found = opened(own)
    hold(len(found) == len(set(found)), "opens something twice")
    more, less = set(found) - plan.opened, plan.opened - set(found)
    hold(not more, f"opens more than the plan: {sorted(more)[:2]}")
    hold(not less, f"opens less than the plan: {sorted(less)[:2]}")
    same_rules = {name.lower(): normal(rule) for name, rule in own.items()} == plan.rules
    hold(same_rules, "leaves other rules than the plan has for a security group")
    hold(others == parted(before, where, plan.prefix)[1], "changed a rule that is not its own")


def same(one: Cloud, other: Cloud) -> bool:
    """Whether two clouds have the same rules."""
    left, right = (
        {group: {name: normal(rule) for name, rule in rules.items()} for group, rules in cloud.rules().items()}
        for cloud in (one, other)
    )
    return left == right


def summary(result: Result, properties: list[str]) -> Any:
    """The only output, with its properties."""
    hold(len(result.output) == 1, f"put out {len(result.output)} objects")
    said = result.output[0].properties
    hold(said.keys() == properties, f"put out {said.keys()}")
    return said
