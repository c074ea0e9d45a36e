"""What a plan opens, from the plan as JSON: another output of the program than the script that is held against it."""

from __future__ import annotations

import dataclasses
import ipaddress
import json
import pathlib
from typing import Any

from verify.powershell.reach import ANYONE, Packet
from verify.powershell.rule import Rule

ANYONE_V6 = "2a00::1"
PORTS_BESIDE = (20, 21, 22, 445, 989, 990, 1023, 1024, 60000, 60050, 65535)
"""Ports that shipped rules and states speak of."""
NETWORKS_BESIDE = ("10.0.0.0/8", "203.0.113.0/24", "198.51.100.0/24", "198.51.100.7/32")
"""Networks that states speak of."""


@dataclasses.dataclass(frozen=True)
class Opening:
    """One opening of a plan."""

    name: str
    direction: str
    first: int
    last: int
    address: str
    networks: tuple[str, ...]
    """Who is on the other side; nobody named means anyone."""

    def holds(self, packet: Packet) -> bool:
        """Whether the opening is for a packet."""
        return (
            self.direction == packet.direction
            and self.first <= packet.port <= self.last
            and self.address in ("*", packet.local)
            and (not self.networks or any(within(packet.remote, one) for one in self.networks))
        )


def within(address: str, network: str) -> bool:
    """Whether a network has an address."""
    return ipaddress.ip_address(address) in ipaddress.ip_network(network)


@dataclasses.dataclass(frozen=True)
class Plan:
    """A plan: its key, and what it opens."""

    key: str
    openings: tuple[Opening, ...]

    @property
    def group(self) -> str:
        """The group of its rules."""
        return f"ftpsgate-{self.key}"

    def holds(self, packet: Packet) -> bool:
        """Whether the plan lets a packet through."""
        return any(one.holds(packet) for one in self.openings)

    def packets(self, rules: list[Rule]) -> list[Packet]:
        """Packets on both sides of each border that the plan or one of the rules has."""
        made = []
        for direction in ("Inbound", "Outbound"):
            ports = {port for one in self.openings for port in (one.first - 1, one.first, one.last, one.last + 1)}
            ports |= set(PORTS_BESIDE)
            for rule in rules:
                ports |= {port + way for written in rule.local_port for port in numbers(written) for way in (-1, 0, 1)}
            for local in self.locals():
                remotes = self.remotes(ipaddress.ip_address(local).version)
                made += [
                    Packet(direction, port, local, remote)
                    for port in sorted(ports)
                    if 0 < port < 65536
                    for remote in remotes
                ]
        return made

    def locals(self) -> list[str]:
        """The addresses of the plan, and one of each kind that it does not have."""
        own = {one.address for one in self.openings if one.address != "*"}
        return sorted(own | {"10.0.0.99", "2001:db8::99"})

    def remotes(self, version: int) -> list[str]:
        """Addresses of one kind on both sides of the borders of networks."""
        made = {ANYONE if version == 4 else ANYONE_V6}
        for written in {*NETWORKS_BESIDE, *(network for one in self.openings for network in one.networks)}:
            network = ipaddress.ip_network(written)
            if network.version == version:
                first, last = int(network[0]), int(network[-1])
                kind: Any = ipaddress.IPv4Address if version == 4 else ipaddress.IPv6Address
                made |= {
                    str(kind(one))
                    for one in (first - 1, first, last, last + 1)
                    if 0 <= one < 1 << network.max_prefixlen
                }
        return sorted(made)


def numbers(written: str) -> list[int]:
    """The ends of a range of ports."""
    return [int(one) for one in written.split("-") if one.isdigit()]


def read(file: pathlib.Path) -> Plan:
    """The plan of a JSON file."""
    plan = json.loads(file.read_text())["plan"]
    return Plan(plan["key"], tuple(opening(one) for one in plan["openings"]))


def opening(one: dict[str, Any]) -> Opening:
    """An opening of a plan."""
    remote = one["remote"]
    assert not remote["serviceTags"], "Windows Firewall has no service tags"
    return Opening(
        one["name"],
        one["direction"].capitalize(),
        one["localPorts"]["first"],
        one["localPorts"]["last"],
        one["localAddress"],
        () if remote["anyone"] else tuple(remote["networks"]),
    )
