"""What rules of a security group let in, and what a plan wants let in, in one form."""

from __future__ import annotations

import dataclasses
import ipaddress
import json
from collections.abc import Iterable
from typing import Any, Self

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Access = dict[Network, list[tuple[int, int]]]
"""The runs of ports that each network reaches, in order, none touching the next."""
ANYONE = ("0.0.0.0/0", "::/0")


@dataclasses.dataclass(frozen=True, order=True)
class Rule:
    """A rule, as EC2 has it."""

    is_egress: bool
    protocol: str
    first: int
    last: int
    network: str
    description: str

    @classmethod
    def read(cls, one: dict[str, Any]) -> Self:
        """A rule of DescribeSecurityGroupRules."""
        network = one.get("CidrIpv4") or one.get("CidrIpv6") or "another group"
        ports = one["FromPort"], one["ToPort"]
        return cls(one["IsEgress"], one["IpProtocol"], *ports, network, one.get("Description") or "")

    @classmethod
    def planned(cls, values: dict[str, Any]) -> Self:
        """A rule that Terraform plans."""
        [network] = [values[name] for name in ("cidr_ipv4", "cidr_ipv6") if values[name] is not None]
        ports = values["from_port"], values["to_port"]
        return cls(False, values["ip_protocol"], *ports, network, values["description"])


def access(rules: Iterable[Rule]) -> Access:
    """What ingress rules let in together; all are for TCP."""
    found: dict[Network, list[tuple[int, int]]] = {}
    for rule in rules:
        assert not rule.is_egress and rule.protocol == "tcp", rule
        found.setdefault(ipaddress.ip_network(rule.network), []).append((rule.first, rule.last))
    return joined(found)


def joined(found: dict[Network, list[tuple[int, int]]]) -> Access:
    """Runs that overlap or touch as one."""
    made: Access = {}
    for network, runs in found.items():
        joined: list[tuple[int, int]] = []
        for first, last in sorted(runs):
            if joined and first <= joined[-1][1] + 1:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        made[network] = joined
    return made


def wanted(plan: str) -> Access:
    """What a plan, as `--target json` writes it, lets in: to an IPv4 address only from IPv4 addresses."""
    found: dict[Network, list[tuple[int, int]]] = {}
    for opening in json.loads(plan)["plan"]["openings"]:
        if opening["direction"] != "inbound":
            continue
        assert not opening["remote"]["serviceTags"], "a security group has no service tags"
        address = opening["localAddress"]
        kinds = (4, 6) if address == "*" else (ipaddress.ip_address(address).version,)
        for written in ANYONE if opening["remote"]["anyone"] else opening["remote"]["networks"]:
            network = ipaddress.ip_network(written)
            if network.version in kinds:
                ports = opening["localPorts"]
                found.setdefault(network, []).append((ports["first"], ports["last"]))
    return joined(found)
