"""What is open, as sets of addresses and ports, so that two descriptions can be compared and not their words."""

from __future__ import annotations

import ipaddress
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

Span = tuple[int, int]
"""The first number and the last."""


@dataclass(frozen=True)
class Opening:
    """Connections that may be made: between one address of the server, some of its ports, and some other addresses."""

    direction: str
    """`inbound` or `outbound`: which side begins."""
    server: str
    ports: tuple[Span, ...]
    clients: tuple[Span, ...]
    """As numbers, of the same kind of address as the server's."""


Reach = dict[tuple[str, str], dict[Span, tuple[Span, ...]]]
"""For each direction and address of the server: runs of ports, and who is on the other side of each."""


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, none of which overlaps or touches another."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def everybody(server: str) -> tuple[Span, ...]:
    """All addresses of the server's kind."""
    return ((0, (1 << ipaddress.ip_address(server).max_prefixlen) - 1),)


def span(network: str) -> Span:
    """A network as numbers."""
    read = ipaddress.ip_network(network)
    return int(read[0]), int(read[-1])


def reach(openings: Iterable[Opening]) -> Reach:
    """What some openings let through together, cut at each border and spelt in one way."""
    ways: dict[tuple[str, str], list[Opening]] = {}
    for opening in openings:
        ways.setdefault((opening.direction, opening.server), []).append(opening)
    return {way: runs(those) for way, those in sorted(ways.items())}


def runs(openings: list[Opening]) -> dict[Span, tuple[Span, ...]]:
    """Runs of ports with the same clients."""
    borders = sorted({port for one in openings for low, high in one.ports for port in (low, high + 1)})
    found: list[tuple[Span, tuple[Span, ...]]] = []
    for first, after in itertools.pairwise(borders):
        clients = merged(
            span for one in openings if any(low <= first <= high for low, high in one.ports) for span in one.clients
        )
        if not clients:
            continue
        if found and found[-1][1] == clients and found[-1][0][1] + 1 == first:
            found[-1] = ((found[-1][0][0], after - 1), clients)
        else:
            found.append(((first, after - 1), clients))
    return dict(found)
