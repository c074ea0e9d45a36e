"""What the firewall of a state lets through: a packet of the FTP service, judged by all rules together."""

from __future__ import annotations

import dataclasses
import ipaddress

from verify.powershell.errors import Unsupported
from verify.powershell.machine import State
from verify.powershell.rule import Profile, Rule

ANYONE = "8.8.8.8"


@dataclasses.dataclass(frozen=True)
class Packet:
    """The first packet of a TCP connection that the FTP service accepts or opens."""

    direction: str
    port: int
    """Its port on the server."""
    local: str = "10.0.0.4"
    remote: str = ANYONE
    profile: str = "Public"
    program: str = "%systemroot%\\system32\\svchost.exe"
    service: str = "ftpsvc"


def admits(state: State, packet: Packet) -> bool:
    """Whether the packet passes: a rule that blocks wins, one that allows comes next, then what the profile does."""
    profile = next(one for one in state.profiles if one.name == packet.profile)
    if profile.effective("enabled") == "False":
        return True
    inbound = packet.direction == "Inbound"
    if inbound and profile.effective("allow_inbound_rules") == "False":
        return False
    actions = {rule.action for rule in in_force(state, profile) if matches(rule, packet)}
    if "Block" in actions or "Allow" in actions:
        return "Block" not in actions
    return profile.effective("default_inbound" if inbound else "default_outbound") == "Allow"


def in_force(state: State, profile: Profile) -> list[Rule]:
    """The rules that count: those of group policy take the place of local ones of the same name, or of all of them."""
    policy = {rule.name.lower() for rule in state.rules if rule.from_policy}
    local = profile.effective("allow_local_rules") != "False"
    return [
        rule
        for rule in state.rules
        if rule.enabled == "True"
        and (rule.profile == "Any" or profile.name in rule.profile.split(", "))
        and (rule.from_policy or local and rule.name.lower() not in policy)
    ]


def matches(rule: Rule, packet: Packet) -> bool:
    """Whether a rule is about the packet."""
    return (
        rule.direction == packet.direction
        and rule.protocol in ("Any", "TCP")
        and rule.service.lower() in ("any", packet.service)
        and rule.program.lower() in ("any", packet.program)
        and rule.interface_type == "Any"
        and any(has_port(one, packet.port) for one in rule.local_port)
        and rule.remote_port == ("Any",)
        and any(has_address(one, packet.local) for one in rule.local_address)
        and any(has_address(one, packet.remote) for one in rule.remote_address)
    )


def has_port(written: str, port: int) -> bool:
    """Whether a port or a range says a port."""
    if written == "Any":
        return True
    first, _, last = written.partition("-")
    return first.isdigit() and int(first) <= port <= int(last or first)


def has_address(written: str, address: str) -> bool:
    """Whether an address, a network or a range says an address."""
    if written == "Any":
        return True
    wanted = ipaddress.ip_address(address)
    if "-" in written:
        first, last = (ipaddress.ip_address(part) for part in written.split("-"))
        return first.version == wanted.version and int(first) <= int(wanted) <= int(last)
    try:
        return wanted in ipaddress.ip_network(written)
    except ValueError:
        raise Unsupported(f"who {written} is") from None
