"""What real providers refuse before they ask their cloud, which no schema tells; each with where it was read."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from typing import Any

Fault = tuple[str, str]
"""The argument, and what is wrong with it."""


def faults(resource: str, config: dict[str, Any]) -> Iterator[Fault]:
    """What is wrong with the arguments of a resource; what is not known yet, or not given, is not wrong."""
    given = {name: value for name, value in config.items() if isinstance(value, (str, int, float, list, dict))}
    yield from LIMITS.get(resource, lambda _: iter(()))(given)


def ingress_rule(given: dict[str, Any]) -> Iterator[Fault]:
    """The validators of hashicorp/terraform-provider-aws, internal/service/ec2/vpc_security_group_ingress_rule.go.

    Read at commit 00a3220, which is older than the schema.
    """
    sources = ("cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id")
    if sum(name in given for name in sources) != 1:
        yield sources[0], f"Exactly one of these attributes must be configured: {', '.join(sources)}"
    for name in ("from_port", "to_port"):
        if not -1 <= given.get(name, 0) <= 65535:
            yield name, f"value must be between -1 and 65535, got: {given[name]}"
    for name, kind in (("cidr_ipv4", ipaddress.IPv4Network), ("cidr_ipv6", ipaddress.IPv6Network)):
        if name in given and not is_network(given[name], kind):
            yield name, f"{given[name]} is not a valid CIDR block"


def is_network(text: str, kind: Callable[[str], object]) -> bool:
    """Whether a text is a network that begins at its address, with a length."""
    try:
        return "/" in text and bool(kind(text))
    except ValueError:
        return False


LIMITS: dict[str, Callable[[dict[str, Any]], Iterator[Fault]]] = {
    "aws_vpc_security_group_ingress_rule": ingress_rule,
}
