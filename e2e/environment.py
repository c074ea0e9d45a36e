"""Writes a filter down as the files that `ftpsgate matrix --environment` reads."""

import json
import pathlib

from world import PUBLIC, VIRTUAL_NETWORK, Filter, Path, Ports, Rule

SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ftp/providers/Microsoft.Network"
REGISTRY = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"


EVERYTHING = Filter(inbound=(Rule("Allow-Everything", "in", True),))
"""A network security group that stops nothing."""


def write(filter: Filter, path: Path, folder: pathlib.Path) -> None:
    """The files of one world: addresses, Windows Firewall, and in Azure a network security group.

    The filter is one of the two; the other one lets everything through.
    """
    folder.mkdir(parents=True)
    facts = {
        "ftpsgateEnvironment": 1,
        "addresses": [{"address": path.server, "prefixLength": 24}],
        "networkCategories": ["Public"],
    }
    (folder / "server.json").write_text(json.dumps(facts, indent=2))
    group, firewall = (filter, None) if filter.place == "gateway" else (EVERYTHING, filter)
    if path is not Path.DIRECT:
        (folder / "public-ip.json").write_text(json.dumps([public_address()], indent=2))
        # From private networks it matters what VirtualNetwork stands for, which only effective rules tell.
        rules = effective_rules(group) if path is Path.ROUTED else security_group(group)
        (folder / "nsg.json").write_text(json.dumps(rules, indent=2))
    text = registry(firewall).replace("\n", "\r\n")
    (folder / "firewall.reg").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def public_address() -> dict:
    """An item of `az network public-ip list`."""
    return {
        "name": "pip-ftp",
        "id": f"{SUBSCRIPTION}/publicIPAddresses/pip-ftp",
        "type": "Microsoft.Network/publicIPAddresses",
        "ipAddress": PUBLIC,
        "publicIPAddressVersion": "IPv4",
        "publicIPAllocationMethod": "Static",
        "sku": {"name": "Standard", "tier": "Regional"},
        "idleTimeoutInMinutes": 4,
        "ipConfiguration": {"id": f"{SUBSCRIPTION}/networkInterfaces/nic-ftp/ipConfigurations/ipconfig1"},
    }


def security_group(filter: Filter) -> dict:
    """What `az network nsg show` prints."""
    return {
        "name": "nsg-ftp",
        "id": f"{SUBSCRIPTION}/networkSecurityGroups/nsg-ftp",
        "type": "Microsoft.Network/networkSecurityGroups",
        "networkInterfaces": [{"id": f"{SUBSCRIPTION}/networkInterfaces/nic-ftp"}],
        "subnets": None,
        "securityRules": own_rules(filter),
        "defaultSecurityRules": DEFAULT_RULES,
    }


def own_rules(filter: Filter) -> list[dict]:
    """The rules of a group but for the default ones."""
    inbound = filter.inbound if filter.defaults_follow else (*filter.inbound, Rule("Deny-Other-In", "in", False))
    return [
        security_rule(rule, 100 + 10 * number)
        for rules in (inbound, filter.outbound)
        for number, rule in enumerate(rules)
    ]


def effective_rules(filter: Filter) -> dict:
    """What `az network nic list-effective-nsg` prints: spans of ports, and tags with what they stand for."""
    rules = [("securityRules", rule) for rule in own_rules(filter)] + [
        ("defaultSecurityRules", rule) for rule in DEFAULT_RULES
    ]
    return {
        "value": [
            {
                "networkSecurityGroup": {"id": f"{SUBSCRIPTION}/networkSecurityGroups/nsg-ftp"},
                "association": {
                    "networkInterface": {"id": f"{SUBSCRIPTION}/networkInterfaces/nic-ftp"},
                    "subnet": None,
                },
                "tagMap": {"VirtualNetwork": VIRTUAL_NETWORK},
                "effectiveSecurityRules": [effective_rule(folder, rule) for folder, rule in rules],
            }
        ]
    }


def effective_rule(folder: str, rule: dict) -> dict:
    """An effective rule, made of a rule."""
    effective: dict = {"name": f"{folder}/{rule['name']}", "protocol": "All" if rule["protocol"] == "*" else "Tcp"}
    effective |= {name: rule[name] for name in ("priority", "direction", "access")}
    for side in ("source", "destination"):
        ports = rule.get(f"{side}PortRanges") or [rule[f"{side}PortRange"]]
        spans = ["0-65535" if p == "*" else p if "-" in p else f"{p}-{p}" for p in ports]
        word = rule[f"{side}AddressPrefix"]
        effective |= {f"{side}PortRange": spans[0], f"{side}PortRanges": spans}
        effective |= {f"{side}AddressPrefix": "0.0.0.0/0" if word == "*" else word, f"{side}AddressPrefixes": [word]}
        effective[f"expanded{side.capitalize()}AddressPrefix"] = VIRTUAL_NETWORK if word == "VirtualNetwork" else None
    return effective


def security_rule(rule: Rule, priority: int) -> dict:
    """A rule as Azure shows it: one value stands in the singular property, several in the plural one."""
    ports = [text(p) for p in rule.ports] or ["*"]
    theirs, ours = ("source", "destination") if rule.direction == "in" else ("destination", "source")
    return {
        "name": rule.name,
        "priority": priority,
        "direction": "Inbound" if rule.direction == "in" else "Outbound",
        "access": "Allow" if rule.allow else "Deny",
        "protocol": "Tcp",
        f"{theirs}AddressPrefix": rule.remote,
        f"{theirs}AddressPrefixes": [],
        f"{theirs}PortRange": "*",
        f"{theirs}PortRanges": [],
        f"{ours}AddressPrefix": "*",
        f"{ours}AddressPrefixes": [],
        f"{ours}PortRange": ports[0] if len(ports) == 1 else None,
        f"{ours}PortRanges": ports if len(ports) > 1 else [],
    }


def default_rule(name: str, priority: int, direction: str, access: str, source: str, destination: str) -> dict:
    """One of the rules that every network security group has."""
    return {
        "name": name,
        "priority": priority,
        "direction": direction,
        "access": access,
        "protocol": "*",
        "sourceAddressPrefix": source,
        "sourcePortRange": "*",
        "destinationAddressPrefix": destination,
        "destinationPortRange": "*",
    }


DEFAULT_RULES = [
    default_rule("AllowVnetInBound", 65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    default_rule("AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
    default_rule("DenyAllInBound", 65500, "Inbound", "Deny", "*", "*"),
    default_rule("AllowVnetOutBound", 65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
    default_rule("AllowInternetOutBound", 65001, "Outbound", "Allow", "*", "Internet"),
    default_rule("DenyAllOutBound", 65500, "Outbound", "Deny", "*", "*"),
]


def registry(filter: Filter | None) -> str:
    """What `reg export` writes of Windows Firewall; it is off without a filter.

    Its defaults stand for rules that stop all the rest.
    """
    rules = (*filter.inbound, *filter.outbound) if filter else ()
    values = {
        "EnableFirewall": filter is not None,
        "DefaultInboundAction": True,
        "DefaultOutboundAction": any(rule.direction == "out" and not rule.allow for rule in rules),
        "DoNotAllowExceptions": False,
    }
    helper = filter is not None and filter.helper
    lines = ["Windows Registry Editor Version 5.00", "", f"[{REGISTRY}]", '"PolicyVersion"=dword:0000021f']
    lines += [f'"DisableStatefulFTP"=dword:{not helper:08x}', "", f"[{REGISTRY}\\FirewallRules]"]
    lines += [f'"{rule.name}"="{registry_rule(rule)}"' for rule in rules if rule.allow]
    for profile in ("DomainProfile", "StandardProfile", "PublicProfile"):
        lines += ["", f"[{REGISTRY}\\{profile}]", *(f'"{name}"=dword:{value:08x}' for name, value in values.items())]
    return "\n".join([*lines, "", ""])


def registry_rule(rule: Rule) -> str:
    """A rule in the grammar of [MS-GPFAS]."""
    fields = ["v2.31", "Action=Allow", "Active=TRUE", f"Dir={rule.direction.capitalize()}", "Protocol=6"]
    fields += [f"LPort={low}" if low == high else f"LPort2_10={low}-{high}" for low, high in rule.ports]
    if rule.remote != "*":
        fields.append(f"RA4={rule.remote}")
    fields += [r"App=%SystemRoot%\\system32\\svchost.exe", "Svc=ftpsvc", f"Name={rule.name}"]
    return "|".join(fields) + "|"


def text(ports: Ports) -> str:
    """`21`, `40000-40100`."""
    low, high = ports
    return str(low) if low == high else f"{low}-{high}"
