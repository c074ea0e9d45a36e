"""What a load balancer hands on, read from a deployed template and from a plan of Terraform, and what must hold of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from verify.templates.template import Deployment
from verify.terraform.run import Resource

MOST_RULES = 300
"""Load balancing and inbound NAT rules of a network interface: Azure documentation, "Load Balancer limits"."""


class Wrong(Exception):
    """What does not hold of a load balancer."""


@dataclass(frozen=True)
class Rule:
    """A rule, as both writings have it."""

    name: str
    protocol: str
    front_port: int
    back_port: int
    floating_ip: bool
    reset: bool
    idle_minutes: int


@dataclass(frozen=True)
class Balancer:
    """The rules, and the port that is probed."""

    rules: frozenset[Rule]
    probed_port: int


def deployed(deployment: Deployment) -> Balancer:
    """The one load balancer of a template, whose parts lead to one another."""
    [resource] = deployment.resources()
    if resource["type"] != "Microsoft.Network/loadBalancers" or resource["sku"] != {"name": "Standard"}:
        raise Wrong("this is no Standard load balancer")
    properties = resource["properties"]
    ids = {kind: child_ids(deployment, resource["name"], kind, properties[kind]) for kind in PARTS.values()}
    for kind in PARTS.values():
        if len(ids[kind]) != 1:
            raise Wrong(f"there is more than one of {kind}")
    if len(properties["backendAddressPools"][0]["properties"]["loadBalancerBackendAddresses"]) != 1:
        raise Wrong("there is more than one machine behind it")
    found = [one_deployed(one, ids) for one in properties["loadBalancingRules"]]
    return checked(found, properties["probes"][0]["properties"]["port"])


PARTS = {
    "frontendIPConfiguration": "frontendIPConfigurations",
    "backendAddressPool": "backendAddressPools",
    "probe": "probes",
}
"""What a rule leads to, and where that stands."""


def child_ids(deployment: Deployment, balancer: str, kind: str, parts: list[dict[str, Any]]) -> set[str]:
    """The ids of parts of a load balancer."""
    return {deployment.id(f"Microsoft.Network/loadBalancers/{kind}", balancer, part["name"]) for part in parts}


def one_deployed(rule: dict[str, Any], ids: dict[str, set[str]]) -> Rule:
    """A rule of a template, which leads to parts of its own load balancer."""
    properties = dict(rule["properties"])
    for name, kind in PARTS.items():
        if properties.pop(name)["id"] not in ids[kind]:
            raise Wrong(f"{rule['name']} leads to no {name} of the load balancer")
    names = ("protocol", "frontendPort", "backendPort", "enableFloatingIP", "enableTcpReset", "idleTimeoutInMinutes")
    found = Rule(rule["name"], *(properties.pop(name) for name in names))
    if properties:
        raise Wrong(f"{rule['name']} has {', '.join(properties)} besides")
    return found


def planned(resources: Iterable[Resource], variables: dict[str, str]) -> Balancer:
    """The rules and the probe of a plan of Terraform."""
    probes, rules = [], []
    for resource in resources:
        values = resource.values
        if values["loadbalancer_id"] != variables["load_balancer_id"]:
            raise Wrong(f"{resource.address} is of another load balancer")
        if resource.type == "azurerm_lb_probe":
            probes.append(values["port"])
            continue
        if values["backend_address_pool_ids"] != [variables["backend_pool_id"]]:
            raise Wrong(f"{resource.address} leads to another pool")
        if values["frontend_ip_configuration_name"] != variables["frontend_name"]:
            raise Wrong(f"{resource.address} has another front end")
        names = ("name", "protocol", "frontend_port", "backend_port", "floating_ip_enabled", "tcp_reset_enabled")
        rules.append(Rule(*(values[name] for name in names), values["idle_timeout_in_minutes"]))
    if len(probes) != 1:
        raise Wrong("there is not one probe")
    return checked(rules, probes[0])


def checked(rules: list[Rule], probed_port: int) -> Balancer:
    """A load balancer for which all holds that FTP asks of it."""
    if len({rule.name for rule in rules}) < len(rules) or len({rule.front_port for rule in rules}) < len(rules):
        raise Wrong("two rules have one name or one port")
    if len(rules) > MOST_RULES:
        raise Wrong(f"no interface takes {len(rules)} rules")
    for rule in rules:
        if rule.front_port != rule.back_port or rule.floating_ip or not rule.reset or rule.protocol != "Tcp":
            raise Wrong(f"{rule.name} is no rule for FTP")
        if not 4 <= rule.idle_minutes <= 100:
            raise Wrong(f"{rule.name} ends connections after {rule.idle_minutes} minutes")
    return Balancer(frozenset(rules), probed_port)


def ports_of(plan: dict[str, Any]) -> set[int]:
    """The ports that a plan, as ftpsgate's `json` has it, lets in."""
    ranges = [one["localPorts"] for one in plan["plan"]["openings"] if one["direction"] == "inbound"]
    return {port for one in ranges for port in range(one["first"], one["last"] + 1)}
