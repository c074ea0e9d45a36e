"""Draws groups, interfaces, balancers and public addresses, and writes them as `az` prints them, split and shuffled."""

import json
import random
from typing import Any

import draw_template
from draw_iis import OWN, PUBLIC

HOME = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ftp/providers/Microsoft.Network"
SUBNET = f"{HOME}/virtualNetworks/vnet/subnets/ftp"
INTERFACE = f"{HOME}/networkInterfaces/nic-ftp"
BALANCER = f"{HOME}/loadBalancers/lb-ftp"
PART = "ipConfigurations/ipconfig1"
OTHER = f"{HOME}/networkInterfaces/nic-web"
EVERYTHING = ["21", "990", "2121-2134", "40000-40019", "50010"]
PORTS = [*EVERYTHING, "40005-40006", "20-21", "1024-65535", "0-65535", "49152-65535", "*", "20", "989", "2120"]
CLIENTS = ["*", "*", "*", "Internet", "81.2.69.0/24", "10.0.0.0/8", "10.77.0.0/16", "VirtualNetwork", "AzureCloud"]
SERVERS = ["*", "*", "*", "10.0.0.4", "10.0.0.0/24", "10.0.0.5/32", "VirtualNetwork", PUBLIC]
EXPANSION = ["10.0.0.0/16", "10.77.0.0/16"]

Group = dict[str, Any]


def rule(dice: random.Random, name: str, priority: int, **fixed: Any) -> dict[str, Any]:
    """A rule in which each side is one value or several."""
    inbound = fixed.get("direction", dice.choice(["Inbound", "Inbound", "Inbound", "Outbound"])) == "Inbound"
    ours, theirs = ("destination", "source") if inbound else ("source", "destination")
    drawn = {
        "name": name,
        "priority": priority,
        "direction": "Inbound" if inbound else "Outbound",
        "access": fixed.get("access", dice.choice(["Allow", "Deny"])),
        "protocol": dice.choice(["Tcp", "Tcp", "Tcp", "*", "Udp"]) if "access" not in fixed else "Tcp",
    }
    side(dice, drawn, f"{theirs}AddressPrefix", "es", fixed.get("clients") or some(dice, CLIENTS))
    side(dice, drawn, f"{ours}AddressPrefix", "es", fixed.get("servers") or some(dice, SERVERS))
    source_ports = ["1024-65535"] if dice.random() < 0.1 else ["*"]
    side(dice, drawn, f"{theirs}PortRange", "s", source_ports)
    side(dice, drawn, f"{ours}PortRange", "s", fixed.get("ports") or some(dice, PORTS))
    return drawn


def some(dice: random.Random, words: list[str]) -> list[str]:
    """One word, or two that may stand together."""
    picked = [word for word in dice.sample(words, 2) if word != "*"]
    return picked if len(picked) == 2 and dice.random() < 0.25 else [dice.choice(words)]


def side(dice: random.Random, drawn: dict[str, Any], name: str, plural: str, words: list[str]) -> None:
    """One value stands in the singular member, or in either; several stand in the plural one."""
    if len(words) == 1 and (words == ["*"] or dice.random() < 0.8):
        drawn[name], drawn[name + plural] = words[0], []
    else:
        drawn[name], drawn[name + plural] = None, words


def group(dice: random.Random, name: str) -> Group:
    """A group that opens much, with a few rules across it."""
    opened = EVERYTHING if dice.random() < 0.85 else dice.sample(EVERYTHING, 4)
    clients = [dice.choice(["*"] * 6 + ["Internet", "81.2.69.0/24"])]
    rules = [rule(dice, "open", 500, direction="Inbound", access="Allow", clients=clients, servers=["*"], ports=opened)]
    priorities = dice.sample([*range(100, 500, 10), *range(510, 900, 10)], 4)
    rules += [rule(dice, f"r{index}", priorities[index]) for index in range(dice.choice([0, 0, 1, 2, 3]))]
    dice.shuffle(rules)
    return {"name": name, "rules": rules}


def files(dice: random.Random) -> list[bytes]:
    """Files of a network in Azure, or none."""
    kind = dice.choices(["none", "groups", "effective", "template"], [15, 35, 15, 35])[0]
    if kind == "none":
        return []
    groups = [(group(dice, "nsg-subnet"), SUBNET)] if dice.random() < 0.8 else []
    if not groups or dice.random() < 0.4:
        groups.append((group(dice, "nsg-nic"), INTERFACE))
    if kind == "effective":
        return [text(dice, {"value": [effective(dice, *item) for item in groups]})]
    if kind == "template":
        return [text(dice, document) for document in draw_template.documents(dice, groups, group(dice, "nsg-web"))]
    return exported(dice, groups)


def exported(dice: random.Random, groups: list[tuple[Group, str]]) -> list[bytes]:
    """Exports of groups, with another machine's among them where a file tells whose is whose."""
    made: list[Any] = []
    if dice.random() < 0.5:
        groups = [*groups, (group(dice, "nsg-web"), OTHER)]
        other = interface("nic-web", "10.0.0.77", f"{HOME}/virtualNetworks/vnet/subnets/web")
        made.append([interface("nic-ftp", OWN, SUBNET), other])
    items = [part for item in groups for part in export(dice, *item)]
    dice.shuffle(items)
    made += [items] if dice.random() < 0.5 else items
    if dice.random() < 0.3:
        made.append(dice.choice(made))
    if dice.random() < 0.7:
        is_balanced = dice.random() < 0.3
        holder = f"{BALANCER}/frontendIPConfigurations/fe" if is_balanced else f"{INTERFACE}/{PART}"
        made += [[public_address(holder)], *([balancer(dice)] if is_balanced else [])]
    dice.shuffle(made)
    return [text(dice, document) for document in made]


def export(dice: random.Random, group: Group, tie: str) -> list[dict[str, Any]]:
    """What `az network nsg show` prints, and perhaps a rule apart, as `az network nsg rule show` prints it."""
    kind = "subnets" if "/subnets/" in tie else "networkInterfaces"
    rules, apart, id = list(group["rules"]), [], f"{HOME}/networkSecurityGroups/{group['name']}"
    if len(rules) > 1 and dice.random() < 0.2:
        rule = rules.pop()
        kind_of_rule = "Microsoft.Network/networkSecurityGroups/securityRules"
        apart = [rule | {"id": f"{id}/securityRules/{rule['name']}", "type": kind_of_rule}]
    item = {"name": group["name"], "id": id, kind: [{"id": tie}], "securityRules": rules}
    return [item | {"type": "Microsoft.Network/networkSecurityGroups"}, *apart]


def effective(dice: random.Random, group: Group, tie: str) -> dict[str, Any]:
    """What `az network nic list-effective-nsg` prints."""
    what = "subnet" if "/subnets/" in tie else "networkInterface"
    rules = [effective_rule(rule) for rule in group["rules"]]
    dice.shuffle(rules)
    return {
        "networkSecurityGroup": {"id": f"{HOME}/networkSecurityGroups/{group['name']}"},
        "association": {what: {"id": tie}},
        "tagMap": {"VirtualNetwork": EXPANSION},
        "effectiveSecurityRules": rules,
    }


def effective_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule with spans of ports and tags with what they stand for."""
    made = {name: rule[name] for name in ("priority", "direction", "access")}
    made["name"] = f"securityRules/{rule['name']}"
    made["protocol"] = "All" if rule["protocol"] == "*" else rule["protocol"]
    for end in ("source", "destination"):
        ports = rule[f"{end}PortRanges"] or [rule[f"{end}PortRange"]]
        spans = ["0-65535" if word == "*" else word if "-" in word else f"{word}-{word}" for word in ports]
        prefixes = rule[f"{end}AddressPrefixes"] or [rule[f"{end}AddressPrefix"]]
        made |= {f"{end}PortRange": spans[0], f"{end}PortRanges": spans}
        made[f"{end}AddressPrefix"] = "0.0.0.0/0" if prefixes == ["*"] else prefixes[0]
        made[f"{end}AddressPrefixes"] = prefixes
        made[f"expanded{end.capitalize()}AddressPrefix"] = EXPANSION if prefixes == ["VirtualNetwork"] else None
    return made


def interface(name: str, address: str, subnet: str) -> dict[str, Any]:
    """An item of `az network nic list`."""
    configuration = {"name": "ipconfig1", "privateIPAddress": address, "subnet": {"id": subnet}}
    return {
        "name": name,
        "id": f"{HOME}/networkInterfaces/{name}",
        "type": "Microsoft.Network/networkInterfaces",
        "ipConfigurations": [configuration],
    }


def balancer(dice: random.Random) -> dict[str, Any]:
    """An item of `az network lb list`, with rules for control and passive ports, of which some may be missing."""
    wanted = [21, 990, *range(2121, 2135), *range(40000, 40020), 50010]
    missing = dice.sample(wanted, dice.choice([0, 0, 0, 1, 2]))
    rules = [balanced(dice, port) for port in wanted if port not in missing]
    dice.shuffle(rules)
    cut = dice.randint(0, len(rules))
    return {
        "name": "lb-ftp",
        "id": BALANCER,
        "type": "Microsoft.Network/loadBalancers",
        "backendAddressPools": [{"name": "pool", "backendIPConfigurations": [{"id": f"{INTERFACE}/{PART}"}]}],
        "inboundNatRules": rules[:cut],
        "loadBalancingRules": [rule | pool(dice) for rule in rules[cut:]],
    }


def pool(dice: random.Random) -> dict[str, Any]:
    """The machines that a rule of a load balancer leads to: those of the only pool, or hardly ever none."""
    return {"backendAddressPool": {"id": f"{BALANCER}/backendAddressPools/pool"} if dice.random() < 0.995 else None}


def balanced(dice: random.Random, port: int) -> dict[str, Any]:
    """A rule that leads a port to the same one, or to another."""
    back = port if dice.random() < 0.99 else 22
    return {"name": f"rule-{port}", "protocol": "Tcp", "frontendPort": port, "backendPort": back}


def public_address(holder: str) -> dict[str, Any]:
    """An item of `az network public-ip list`."""
    return {
        "name": "pip-ftp",
        "id": f"{HOME}/publicIPAddresses/pip-ftp",
        "type": "Microsoft.Network/publicIPAddresses",
        "ipAddress": PUBLIC,
        "publicIPAllocationMethod": "Static",
        "ipConfiguration": {"id": holder},
    }


def text(dice: random.Random, document: Any) -> bytes:
    """JSON with its members in any order, in any layout."""
    made = json.dumps(shuffled(dice, document), indent=dice.choice([None, 1, 2, "\t"]))
    return made.encode("utf-8-sig" if dice.random() < 0.1 else "utf-8")


def shuffled(dice: random.Random, document: Any) -> Any:
    """A document with the members of objects in another order."""
    if isinstance(document, list):
        return [shuffled(dice, item) for item in document]
    if not isinstance(document, dict):
        return document
    members = list(document.items())
    dice.shuffle(members)
    return {name: shuffled(dice, value) for name, value in members}
