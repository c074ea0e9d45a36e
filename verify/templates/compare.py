"""Rules as data that can be compared, whatever wrote them."""

import re
from collections.abc import Iterable
from typing import Any

from verify.azure.arm import ResourceManager
from verify.azure.cloud import SIDES, Cloud, Properties, plural
from verify.templates.template import Deployment
from verify.terraform.run import Resource

Rules = dict[str, Properties]
"""The properties of each rule, by its name."""
Opening = tuple[str, str, str, str]
"""A direction, ports of the server, its address, and who is on the other side; `*` for any."""


def normal(properties: Properties) -> Properties:
    """Without members that say nothing, and with lists in order: for Azure they are sets."""
    kept = {name: value for name, value in properties.items() if value not in (None, [])}
    return {name: sorted(value) if isinstance(value, list) else value for name, value in kept.items()}


def normals(rules: Rules) -> Rules:
    """The same for all."""
    return {name: normal(properties) for name, properties in rules.items()}


def deploy(deployment: Deployment, cloud: Cloud) -> None:
    """Puts what a template has into a cloud, which refuses what Azure refuses; raises RuntimeError where it does."""
    manager = ResourceManager(cloud, None, "https://loopback")
    for resource in deployment.resources():
        id = deployment.id(resource["type"], *resource["name"].split("/"))
        answer = manager.answer("PUT", id, {"properties": resource["properties"]}, {})
        if answer.status >= 400:
            raise RuntimeError(f"{answer.body['error']['code']}: {answer.body['error']['message']}")


def planned_rules(resources: Iterable[Resource], group: str, security_group: str) -> Rules:
    """The rules of a plan of Terraform, each in this group, under the names that Resource Manager has for members."""
    rules = {}
    for resource in resources:
        if resource.type != "azurerm_network_security_rule":
            raise ValueError(f"{resource.address} is no rule")
        values = {name: value for name, value in resource.values.items() if value not in (None, [])}
        where = (values.pop("resource_group_name"), values.pop("network_security_group_name"))
        if where != (group, security_group):
            raise ValueError(f"{resource.address} is in {where}")
        name = values.pop("name")
        rules[name] = {camel(member): value for member, value in values.items()}
    return rules


def camel(name: str) -> str:
    """`destinationPortRanges` for `destination_port_ranges`."""
    return re.sub(r"_(\w)", lambda found: found[1].upper(), name)


def openings_of(plan: dict[str, Any]) -> set[Opening]:
    """The openings of a plan as ftpsgate's `json` has it."""
    found = set()
    for opening in plan["plan"]["openings"]:
        first, last = opening["localPorts"]["first"], opening["localPorts"]["last"]
        ports = str(first) if first == last else f"{first}-{last}"
        remote = opening["remote"]
        peers = ["*"] if remote["anyone"] else remote["networks"] + remote["serviceTags"]
        found |= {(opening["direction"], ports, opening["localAddress"], peer) for peer in peers}
    return found


def opened(rules: Rules) -> set[Opening]:
    """The same of rules of a security group."""
    found = set()
    for rule in rules.values():
        sides = {side: rule.get(plural(side)) or [rule[side]] for side in SIDES}
        is_inbound = rule["direction"] == "Inbound"
        here, there = SIDES[:2][::-1] if is_inbound else SIDES[:2]
        ports = sides["destinationPortRange" if is_inbound else "sourcePortRange"]
        found |= {
            (rule["direction"].lower(), port, address, peer)
            for port in ports
            for address in sides[here]
            for peer in sides[there]
        }
    return found

