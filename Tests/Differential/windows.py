"""Reads what a Windows server tells: its firewall's registry, its addresses, and the ports that are set aside.

Sources: [MS-FASP] and [MS-GPFAS] (rules), Microsoft Learn (netsh int ipv4 show excludedportrange, show dynamicport).
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from packets import INBOUND, OPEN, OUTBOUND, Filter, Rule
from ranges import ANY_ADDRESS, ANY_PORT, PRIVATE, Ranges, Span, network, ports, union

PROFILES = {"Domain": "DomainProfile", "Private": "StandardProfile", "Public": "PublicProfile"}
KEY = re.compile(r"^\[.*\\FirewallPolicy\\(\w+)\]$")


@dataclass
class Windows:
    """All that files of the server tell."""

    profiles: dict[str, dict[str, int]] = field(default_factory=dict)
    rules: list[dict[str, list[str]]] | None = None
    """Nothing where no file has them."""
    addresses: list[tuple[str, str]] = field(default_factory=list)
    """Each address of the server, with its prefix."""
    categories: list[str] = field(default_factory=list)
    excluded: list[Span] = field(default_factory=list)
    dynamic: list[Span] = field(default_factory=list)

    @property
    def subnet(self) -> str | None:
        """The network of the first address."""
        return self.addresses[0][1] if self.addresses else None


def read(windows: Windows, data: bytes) -> bool:
    """Takes in a file; whether it was one of Windows'."""
    text = data.decode("utf-16") if data.startswith((b"\xff\xfe", b"\xfe\xff")) else data.decode("utf-8-sig")
    if text.startswith("Windows Registry Editor"):
        read_registry(windows, text.splitlines())
    elif "Port Exclusion Ranges" in text:
        pairs = re.findall(r"^\s+(\d+)\s+(\d+)\s*$", text, re.MULTILINE)
        windows.excluded += [(int(low), int(high)) for low, high in pairs]
    elif "Start Port      :" in text:
        first, count = map(int, re.findall(r": (\d+)", text))
        windows.dynamic.append((first, first + count - 1))
    elif '"ftpsgateEnvironment"' in text:
        read_facts(windows, json.loads(text))
    else:
        return False
    return True


def read_facts(windows: Windows, facts: dict[str, Any]) -> None:
    """`server.json`."""
    found = [(item["address"], f"{item['address']}/{item['prefixLength']}") for item in facts["addresses"]]
    windows.addresses += [item for item in found if item not in windows.addresses]
    windows.categories += facts.get("networkCategories", [])


def read_registry(windows: Windows, lines: list[str]) -> None:
    """An export of the firewall's keys."""
    windows.rules = windows.rules or []
    key = ""
    for line in lines:
        if hit := KEY.match(line):
            key = hit[1]
        elif key == "FirewallRules" and (hit := re.match(r'^"(?:[^"\\]|\\.)*"="(.*)"$', line)):
            windows.rules.append(fields(hit[1].replace("\\\\", "\\")))
        elif hit := re.match(r'^"(\w+)"=dword:([0-9a-f]{8})$', line):
            windows.profiles.setdefault(key, {})[hit[1]] = int(hit[2], 16)


def fields(text: str) -> dict[str, list[str]]:
    """The parts of a rule."""
    found: dict[str, list[str]] = {}
    for part in text.split("|")[1:]:
        name, _, value = part.partition("=")
        if name:
            found.setdefault(name, []).append(value)
    return found


# MARK: What the firewall does


def hop(windows: Windows) -> tuple[Filter, ...] | None:
    """The firewall in each profile that may be active; nothing where no file tells of it."""
    if windows.rules is None:
        return None
    kinds = windows.categories or list(PROFILES)
    return tuple(profile_filter(windows, "Domain" if kind == "DomainAuthenticated" else kind) for kind in kinds)


def profile_filter(windows: Windows, kind: str) -> Filter:
    """The firewall in one profile: rules that block come first."""
    settings = windows.profiles.get(PROFILES[kind], {})
    if settings.get("EnableFirewall", 1) == 0:
        return OPEN
    blocks_all = settings.get("DoNotAllowExceptions", 0) == 1
    rules = windows.rules or []
    default = {
        INBOUND: settings.get("DefaultInboundAction", 1) == 0 and not blocks_all,
        OUTBOUND: settings.get("DefaultOutboundAction", 0) == 0,
    }
    found = {direction: in_order(rules, kind, direction, windows.subnet) for direction in (INBOUND, OUTBOUND)}
    return Filter({INBOUND: () if blocks_all else found[INBOUND], OUTBOUND: found[OUTBOUND]}, default)


def in_order(rules: list[dict[str, list[str]]], kind: str, direction: str, subnet: str | None) -> tuple[Rule, ...]:
    """The rules of one direction that count in a profile for the FTP service."""
    counting = [rule for rule in rules if counts(rule, kind, direction)]
    made = [firewall_rule(rule, subnet) for rule in counting]
    return tuple(sorted(made, key=lambda rule: rule.allow))


def counts(rule: dict[str, list[str]], kind: str, direction: str) -> bool:
    """Whether a rule is on, for this direction and profile, for TCP, and for the service's process."""
    return (
        rule["Active"] == ["TRUE"]
        and rule["Dir"] == ["In" if direction == INBOUND else "Out"]
        and rule.get("Protocol", ["6"]) == ["6"]
        and ("Profile" not in rule or kind in rule["Profile"])
        and rule.get("Svc", ["ftpsvc"])[0].lower() in ("ftpsvc", "*")
        and is_host(rule.get("App", [r"%SystemRoot%\System32\svchost.exe"])[0])
    )


def is_host(program: str) -> bool:
    """Whether a program is the one that FTP's service runs in."""
    return program.lower() in (r"%systemroot%\system32\svchost.exe", r"c:\windows\system32\svchost.exe")


def firewall_rule(rule: dict[str, list[str]], subnet: str | None) -> Rule:
    """A rule; what it does not name is any."""
    return Rule(
        rule["Action"] == ["Allow"],
        client=remote(rule, subnet),
        client_port=listed(rule, "RPort"),
        server=union(Ranges((network(text),)) for text in rule["LA4"]) if "LA4" in rule else ANY_ADDRESS,
        server_port=listed(rule, "LPort"),
    )


def remote(rule: dict[str, list[str]], subnet: str | None) -> Ranges:
    """The clients of a rule."""
    words = rule.get("RA4", [])
    if not words:
        return ANY_ADDRESS
    return union(local_subnet(subnet) if word == "LocalSubnet" else Ranges((network(word),)) for word in words)


def local_subnet(subnet: str | None) -> Ranges:
    """What `LocalSubnet` stands for; where nothing tells, it is taken to be private."""
    return Ranges((network(subnet),)) if subnet else Ranges(possible=tuple((span, "LocalSubnet") for span in PRIVATE))


def listed(rule: dict[str, list[str]], name: str) -> Ranges:
    """Single ports, and ranges of newer versions."""
    words = rule.get(name, []) + rule.get(f"{name}2_10", [])
    return union(map(ports, words)) if words else ANY_PORT
