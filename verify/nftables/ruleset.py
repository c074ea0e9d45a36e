"""What a ruleset opens, read from what the kernel has of it (`nft -j list ruleset`).

Only what the program is meant to write is known here. Anything else is an error, never skipped: a term that was not
understood could open something.
"""

from __future__ import annotations

import ipaddress
import itertools
import json
from dataclasses import dataclass
from typing import Any

from openings import Opening, Span, everybody, merged
from openings import span as network_span

FAMILIES = {"ip": 4, "ip6": 6}


class Unexpected(Exception):
    """A ruleset that is not what the program is meant to write."""


@dataclass(frozen=True)
class Packets:
    """What a rule matches: packets of one direction of connections."""

    to_server: bool
    starting: bool
    """Whether they are those of the side that makes the connection, and may begin one."""
    servers: tuple[str, ...]
    clients: tuple[Span, ...]
    ports: tuple[Span, ...]


def listing(text: str) -> list[dict[str, Any]]:
    """What stands in a ruleset."""
    return [one for one in json.loads(text)["nftables"] if "metainfo" not in one]


def without_handles(text: str) -> list[dict[str, Any]]:
    """The same without the numbers that the kernel gave out, in one order."""
    plain = [
        {kind: {k: v for k, v in what.items() if k != "handle"}} for one in listing(text) for kind, what in one.items()
    ]
    rules = [one for one in plain if "rule" in one]
    return sorted((one for one in plain if "rule" not in one), key=str) + sorted(rules, key=place)


def place(rule: dict[str, Any]) -> tuple[str, str, str]:
    """The chain of a rule; the sort is stable, so that rules of a chain stay in their order."""
    return tuple(rule["rule"][name] for name in ("family", "table", "chain"))


def openings(text: str, chain: str) -> list[Opening]:
    """What the plan's chain opens: connections that can begin and be answered."""
    rules = chain_rules(text, "inet", "filter", chain)
    packets = [accepted(rule["expr"]) for rule in rules]
    found = []
    for one in packets:
        if one.starting:
            answer = Packets(not one.to_server, False, one.servers, one.clients, one.ports)
            if answer not in packets:
                raise Unexpected(f"nothing lets the replies back: {one}")
            direction = "inbound" if one.to_server else "outbound"
            found += [Opening(direction, server, one.ports, one.clients) for server in one.servers]
        elif Packets(not one.to_server, True, one.servers, one.clients, one.ports) not in packets:
            raise Unexpected(f"replies to connections that cannot begin: {one}")
    return found


def translations(text: str, table: str) -> list[tuple[str, Opening]]:
    """What the plan's table translates: a public address, and what is open behind it at the server."""
    if not any(one.get("table", {}).get("name") == table for one in listing(text)):
        return []
    [chain] = [one["chain"] for one in listing(text) if "chain" in one and one["chain"]["table"] == table]
    wanted = {"type": "nat", "hook": "prerouting", "prio": -100, "policy": "accept"}
    if {name: chain.get(name) for name in wanted} != wanted:
        raise Unexpected(f"no chain that translates destinations: {chain}")
    found = []
    for rule in chain_rules(text, "ip", table, chain["name"]):
        *terms, last = rule["expr"]
        target = last.get("dnat")
        if target is None or set(target) - {"addr", "family"}:
            raise Unexpected(f"no translation of the address alone: {last}")
        fields = matches(terms)
        public = fields.pop(("ip", "daddr"))
        ports = fields.pop(("tcp", "dport"))
        clients = fields.pop(("ip", "saddr"), everybody(target["addr"]))
        if fields:
            raise Unexpected(f"terms that nobody expects: {fields}")
        opening = Opening("inbound", target["addr"], ports, clients)
        found += [(str(ipaddress.IPv4Address(number)), opening) for number in numbers(public)]
    return found


def chain_rules(text: str, family: str, table: str, chain: str) -> list[dict[str, Any]]:
    """The rules of a chain, which has to be there."""
    where = {"family": family, "table": table}
    if not any(one["chain"].items() >= {**where, "name": chain}.items() for one in listing(text) if "chain" in one):
        raise Unexpected(f"there is no chain {family} {table} {chain}")
    return [
        one["rule"]
        for one in listing(text)
        if "rule" in one and one["rule"].items() >= {**where, "chain": chain}.items()
    ]


def accepted(expression: list[dict[str, Any]]) -> Packets:
    """What a rule of the plan's chain accepts."""
    *terms, verdict = expression
    if verdict != {"accept": None}:
        raise Unexpected(f"not accepted: {expression}")
    fields: dict[tuple[str, str], Any] = matches(terms)
    side = fields.pop(("ct", "direction"), None)
    state = fields.pop(("ct", "state"), None)
    if (side, state) not in (("original", frozenset({"new", "established"})), ("reply", frozenset({"established"}))):
        raise Unexpected(f"state {state} in direction {side}")
    [to_server] = [field == "dport" for protocol, field in fields if protocol == "tcp"]
    ports = fields.pop(("tcp", "dport" if to_server else "sport"))
    [family] = {family for family, _ in fields}
    servers = fields.pop((family, "daddr" if to_server else "saddr"))
    kind: Any = ipaddress.IPv4Address if family == "ip" else ipaddress.IPv6Address
    words = tuple(sorted(str(kind(number)) for number in numbers(servers)))
    clients = fields.pop((family, "saddr" if to_server else "daddr"), everybody(words[0]))
    if fields:
        raise Unexpected(f"terms that nobody expects: {fields}")
    return Packets(to_server, side == "original", words, clients, ports)


def matches(terms: list[dict[str, Any]]) -> dict[tuple[str, str], Any]:
    """The terms of a rule by what they look at: ports and addresses as spans of numbers."""
    found: dict[tuple[str, str], Any] = {}
    for term in terms:
        match = term.get("match")
        if match is None or match["op"] not in ("==", "in"):
            raise Unexpected(f"an unknown term: {term}")
        left, right = match["left"], match["right"]
        if "ct" in left:
            field = ("ct", left["ct"]["key"])
            value: Any = frozenset([right] if isinstance(right, str) else right) if field[1] == "state" else right
        else:
            field = (left["payload"]["protocol"], left["payload"]["field"])
            value = merged(spans(right))
        if field in found:
            raise Unexpected(f"two terms look at {field}")
        found[field] = value
    return found


def spans(value: Any) -> list[Span]:
    """A value, a set, a range or a prefix."""
    match value:
        case int():
            return [(value, value)]
        case str():
            return [network_span(value)]
        case {"set": list(members)}:
            return list(itertools.chain.from_iterable(map(spans, members)))
        case {"range": [first, last]}:
            return [(spans(first)[0][0], spans(last)[0][0])]
        case {"prefix": {"addr": address, "len": length}}:
            return [network_span(f"{address}/{length}")]
        case _:
            raise Unexpected(f"an unknown value: {value}")


def numbers(found: tuple[Span, ...]) -> list[int]:
    """The numbers of spans, of which there must be few: a server has addresses, not networks."""
    if sum(last - first + 1 for first, last in found) > 1000:
        raise Unexpected(f"a whole network for an address: {found}")
    return [number for first, last in found for number in range(first, last + 1)]
