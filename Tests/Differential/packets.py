"""Packet filters, decided point by point: what becomes of a connection at each border of every rule."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ranges import ANY_ADDRESS, ANY_PORT, EVERY_ADDRESS, EVERY_PORT, Doubt, Ranges

INBOUND, OUTBOUND = "in", "out"
CLIENT_PORTS = (1024, 65535)


@dataclass(frozen=True)
class Point:
    """One connection between a client and the server."""

    client: int
    client_port: int
    server: int
    server_port: int


@dataclass(frozen=True)
class Rule:
    """What a filter does with connections that match all four sides."""

    allow: bool
    client: Ranges = ANY_ADDRESS
    client_port: Ranges = ANY_PORT
    server: Ranges = ANY_ADDRESS
    server_port: Ranges = ANY_PORT

    def sides(self, point: Point) -> tuple[tuple[Ranges, int], ...]:
        """What the rule says of each side, and what the connection has there."""
        return (
            (self.client, point.client),
            (self.client_port, point.client_port),
            (self.server, point.server),
            (self.server_port, point.server_port),
        )

    def match(self, point: Point, so: frozenset[Doubt]) -> bool:
        """Whether a connection matches, with these doubts being so."""
        return all(ranges.match(number, so) for ranges, number in self.sides(point))

    def doubts(self, point: Point) -> set[Doubt]:
        """What has to be known to tell whether a connection matches."""
        return {doubt for ranges, number in self.sides(point) for doubt in ranges.doubts(number)}


@dataclass(frozen=True)
class Filter:
    """The first rule that matches decides; then comes the default."""

    rules: dict[str, tuple[Rule, ...]]
    default: dict[str, bool]

    def outcomes(self, direction: str, point: Point, is_loose: bool) -> set[bool]:
        """Whether the connection gets through; both where that hangs on what no file tells.

        Loosely, each rule has doubts of its own: that `VirtualNetwork` is the same in two rules is not thought of.
        """
        if is_loose:
            return self.loose_outcomes(direction, point)
        doubts = sorted({doubt for rule in self.rules[direction] for doubt in rule.doubts(point)})
        worlds = itertools.product((False, True), repeat=len(doubts))
        return {self.outcome(direction, point, frozenset(itertools.compress(doubts, world))) for world in worlds}

    def loose_outcomes(self, direction: str, point: Point) -> set[bool]:
        """Whether the connection gets through, each rule taken by itself."""
        found = set()
        for rule in self.rules[direction]:
            if rule.match(point, frozenset(rule.doubts(point))):
                found.add(rule.allow)
            if rule.match(point, frozenset()):
                return found
        return found | {self.default[direction]}

    def outcome(self, direction: str, point: Point, so: frozenset[Doubt]) -> bool:
        """Whether the connection gets through, with these doubts being so."""
        matching = (rule.allow for rule in self.rules[direction] if rule.match(point, so))
        return next(matching, self.default[direction])


OPEN = Filter({INBOUND: (), OUTBOUND: ()}, {INBOUND: True, OUTBOUND: True})
"""A filter that is not there."""

Hop = tuple[Filter, ...]
"""The filters of which one is on the way."""


@dataclass(frozen=True)
class Flow:
    """Connections: which clients and ports they may be between, each of which counts."""

    direction: str
    clients: tuple[int, ...]
    """Addresses that stand for all those of the clients."""
    within: tuple[tuple[int, int], ...]
    """All addresses of the clients."""
    servers: tuple[int, ...]
    """The server's own addresses, of which it is one."""
    ports: tuple[int, int]
    """The server's ports."""


def decide(hops: Iterable[Hop], flow: Flow, is_loose: bool) -> str:
    """`stops` if some of the connections certainly are stopped, `unknown`, or `passes`."""
    verdicts = {judge(hop, flow.direction, points, is_loose) for hop in hops for points in cases(hop, flow)}
    return "stops" if "stops" in verdicts else "unknown" if "unknown" in verdicts else "passes"


def judge(hop: Hop, direction: str, points: tuple[Point, ...], is_loose: bool) -> str:
    """What becomes of one connection at a hop, whichever filter it is and whichever address the server uses."""
    found = {outcome for filter in hop for point in points for outcome in filter.outcomes(direction, point, is_loose)}
    return "passes" if found == {True} else "stops" if found == {False} else "unknown"


def cases(hop: Hop, flow: Flow) -> Iterator[tuple[Point, ...]]:
    """Connections on both sides of each border in the rules, each with all addresses that the server may have."""
    rules = [rule for filter in hop for rule in filter.rules[flow.direction]]
    clients = set(flow.clients)
    for rule in rules:
        edges = rule.client.edges(EVERY_ADDRESS)
        clients |= {edge for edge in edges if any(low <= edge <= high for low, high in flow.within)}
    client_ports = set(CLIENT_PORTS).union(*(rule.client_port.edges(CLIENT_PORTS) for rule in rules))
    server_ports = set(flow.ports).union(*(rule.server_port.edges(EVERY_PORT) for rule in rules))
    shown = [port for port in server_ports if flow.ports[0] <= port <= flow.ports[1]]
    for client, client_port, port in itertools.product(clients, client_ports, shown):
        yield tuple(Point(client, client_port, server, port) for server in flow.servers)
