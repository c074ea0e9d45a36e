"""Files that are broken on purpose: a verifier that lets one of them pass looks at nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass

from cases import Written
from trials import Trials


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, what stands there in a sound one, what stands there instead, who notices."""

    what: str
    sound: str
    faulty: str
    trial: Callable[[Trials], None] = Trials.opens_the_plan

    def broken(self, written: Written) -> Written:
        """The file with the fault, once, below its header."""
        header, begin, rest = written.rules.partition("create chain")
        if self.sound not in begin + rest:
            raise AssertionError(f"there is no place for the fault: {self.what}")
        return dataclasses.replace(written, rules=header + (begin + rest).replace(self.sound, self.faulty, 1))


NEW = "ct direction original ct state new,established accept"
REPLY = "ct direction reply ct state established accept"
CREATE = "create chain inet filter ftpsgate-1\ncreate table ip ftpsgate-1"
FAULTS = (
    Fault("opens one port more", "tcp dport { 21, 990, 50000-50100 }", "tcp dport { 21, 990, 50000-50101 }"),
    Fault("opens one port less", "tcp dport { 21, 990, 50000-50100 }", "tcp dport { 21, 990, 50000-50099 }"),
    Fault("opens the whole range between", "{ 21, 990, 50000-50100 }", "21-50100"),
    Fault("lets in a neighbour", "203.0.113.8/31", "203.0.113.8/30"),
    Fault("lets in anyone", "ip saddr { 198.51.100.7, 203.0.113.8/31 } ip daddr", "ip daddr"),
    Fault("is for a neighbour of the server", "ip daddr $server", "ip daddr 10.0.0.5"),
    Fault("lets no reply back", REPLY, "ct direction reply ct state established drop"),
    Fault("takes any packet for a reply", REPLY, "accept"),
    Fault("lets the server begin where clients do", REPLY, NEW),
    Fault("closes active data", "tcp sport { 20, 989 }", "tcp sport { 20 }"),
    Fault(
        "turns active data round",
        "tcp sport { 20, 989 } ct direction original",
        "tcp dport { 20, 989 } ct direction original",
    ),
    Fault("translates for anyone", "ip saddr { 198.51.100.7, 203.0.113.8/31 } ip daddr { 20.", "ip daddr { 20."),
    Fault("translates to a neighbour", "dnat to $server", "dnat to 10.0.0.5"),
    Fault("translates the port as well", "dnat to $server", "dnat to $server:21"),
    Fault("widens what was narrowed", CREATE, CREATE.replace("create", "add"), Trials.stays_narrow),
    Fault("makes the table where it is missing", CREATE, "add table inet filter\n" + CREATE, Trials.needs_the_table),
    Fault("adds to what is there", "flush chain", "list chain", Trials.twice),
    Fault("keeps old translations", "delete table", "add table", Trials.replaces_an_older_plan),
    Fault("empties the whole table", "flush chain", "flush table inet filter\nflush chain"),
    Fault("forgets a bracket", "{ 21, 990, 50000-50100 }", "{ 21, 990, 50000-50100"),
)
"""Each is noticed in the file for some clients and two public addresses."""
SUBJECT = "two public addresses, some clients"
