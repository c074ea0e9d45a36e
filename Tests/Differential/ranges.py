"""Addresses and ports as ranges of numbers, each certain or possible: the only sets that this evaluator knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network

Span = tuple[int, int]
"""The first number and the last."""
Doubt = str
"""Something that no file tells, and that is so or not: that `VirtualNetwork` holds an address."""

EVERY_ADDRESS: Span = (0, 2**32 - 1)
EVERY_PORT: Span = (0, 65535)


@dataclass(frozen=True)
class Ranges:
    """Numbers that are in a set for certain, and numbers that are if a doubt is so."""

    sure: tuple[Span, ...] = ()
    possible: tuple[tuple[Span, Doubt], ...] = ()

    def match(self, number: int, so: frozenset[Doubt]) -> bool:
        """Whether a number is in it, with these doubts being so."""
        if any(low <= number <= high for low, high in self.sure):
            return True
        return any(low <= number <= high and doubt in so for (low, high), doubt in self.possible)

    def doubts(self, number: int) -> set[Doubt]:
        """What has to be known to tell whether a number is in it."""
        if any(low <= number <= high for low, high in self.sure):
            return set()
        return {doubt for (low, high), doubt in self.possible if low <= number <= high}

    def union(self, other: "Ranges") -> "Ranges":
        """What is in one of the two."""
        return Ranges(self.sure + other.sure, self.possible + other.possible)

    def edges(self, within: Span) -> set[int]:
        """Numbers on both sides of each border."""
        spans = self.sure + tuple(span for span, _ in self.possible)
        found = {number for low, high in spans for number in (low - 1, low, high, high + 1)}
        return {number for number in found if within[0] <= number <= within[1]}


def union(many: Iterable[Ranges]) -> Ranges:
    """What is in one of several."""
    total = Ranges()
    for one in many:
        total = total.union(one)
    return total


ANY_ADDRESS = Ranges((EVERY_ADDRESS,))
ANY_PORT = Ranges((EVERY_PORT,))


def untold(doubt: Doubt) -> Ranges:
    """What nothing tells of: of addresses as well as of ports."""
    return Ranges(possible=((EVERY_ADDRESS, doubt),))


def number(address: str) -> int:
    """An address as a number."""
    return int(IPv4Address(address))


def network(text: str) -> Span:
    """The addresses of a prefix, of an address with a mask, or a single one."""
    prefix = IPv4Network(text, strict=False)
    return int(prefix.network_address), int(prefix.broadcast_address)


def ports(text: str) -> Ranges:
    """`21`, `40000-40100` or `*`."""
    if text == "*":
        return ANY_PORT
    low, _, high = text.partition("-")
    return Ranges(((int(low), int(high or low)),))


PRIVATE = tuple(map(network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def is_private(address: int) -> bool:
    """Whether RFC 1918 sets it aside."""
    return any(low <= address <= high for low, high in PRIVATE)
