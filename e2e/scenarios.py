"""The table of the proof: everything open, each opening missing in turn, each kind of address and of gateway."""

from world import PLACEHOLDER, PUBLIC, STALE, Filter, Path, Rule, Scenario, opened, sending

RANGE = (40000, 40100)
"""The passive range of the sample."""
OPEN = Filter(opened(21, 990, RANGE))
WINDOWS = Filter(opened(21, 990, RANGE), place="host")
CONTROL = opened(21, 990)
LOWER, UPPER = (40000, 40049), (40050, 40100)

SCENARIOS = [
    Scenario("everything open", OPEN),
    # Each opening missing in turn.
    Scenario("21 closed", Filter(opened(990, RANGE))),
    Scenario("990 closed", Filter(opened(21, RANGE))),
    Scenario("passive range closed", Filter(CONTROL)),
    Scenario("passive range closed, packets dropped", Filter(CONTROL, silent=True)),
    Scenario("upper half of the range closed", Filter(opened(21, 990, LOWER)), busy=((LOWER,), (UPPER,))),
    Scenario(
        "middle of the range blocked by an earlier rule",
        Filter((Rule("Deny-Middle", "in", False, ((40040, 40060),)), *opened(21, 990, RANGE))),
        busy=(((40040, 40060),), ((40000, 40039), (40061, 40100))),
    ),
    Scenario("source port 20 closed", Filter(OPEN.inbound, sending(989))),
    Scenario("source port 989 closed", Filter(OPEN.inbound, sending(20))),
    Scenario("only 20 and 989 may go out", Filter(OPEN.inbound, sending(20, 989))),
    Scenario("nothing may go out", Filter(OPEN.inbound, sending())),
    Scenario("only other networks may come in", Filter(opened(21, 990, RANGE, remote="198.51.100.0/24"))),
    Scenario(
        "only the client's network may come in",
        Filter(opened(21, 990, RANGE, remote="203.0.113.0/24")),
        origin=Path.NAT.client,
    ),
    Scenario("only the Internet may come in", Filter(opened(21, 990, RANGE, remote="Internet"))),
    # A gateway with the rules that `ftpsgate firewall --target nftables` writes.
    Scenario("written for nftables", Filter(OPEN.inbound, sending(20, 989), written=("--public-ip", PUBLIC))),
    Scenario(
        "written for nftables, passive only, one network",
        Filter(
            opened(21, 990, RANGE, remote="203.0.113.0/24"),
            sending(),
            written=("--passive-only", "--from", "203.0.113.0/24", "--public-ip", PUBLIC),
        ),
        origin=Path.NAT.client,
    ),
    Scenario(
        "written for nftables, another network",
        Filter(
            opened(21, 990, RANGE, remote="198.51.100.0/24"),
            written=("--from", "198.51.100.0/24", "--public-ip", PUBLIC),
        ),
    ),
    # The external address.
    Scenario("external address private", OPEN, settings={"external": PLACEHOLDER}),
    Scenario("external address private, range closed", Filter(CONTROL), settings={"external": PLACEHOLDER}),
    Scenario("external address stale", OPEN, settings={"external": STALE}),
    Scenario("no external address behind NAT", OPEN, settings={"external": None}),
    # Plain routing, from a private network.
    Scenario("routed, no external address", OPEN, Path.ROUTED, {"external": None}, "10.0.0.0/15"),
    Scenario("routed, external address stale", OPEN, Path.ROUTED, {"external": STALE}, "10.1.0.0/16"),
    Scenario("routed, external address private", OPEN, Path.ROUTED, {"external": PLACEHOLDER}, Path.ROUTED.client),
    Scenario(
        "routed, no external address, range closed",
        Filter(CONTROL),
        Path.ROUTED,
        {"external": None},
        Path.ROUTED.client,
    ),
    Scenario(
        "routed, default rules only",
        Filter((), defaults_follow=True),
        Path.ROUTED,
        {"external": None},
        "10.1.0.0/16",
    ),
    Scenario(
        "routed, only the Internet may come in",
        Filter(opened(21, 990, RANGE, remote="Internet")),
        Path.ROUTED,
        {"external": None},
        "10.1.0.0/16",
    ),
    Scenario(
        "routed, written for nftables",
        Filter(OPEN.inbound, sending(20, 989), written=()),
        Path.ROUTED,
        {"external": None},
        "10.1.0.0/16",
    ),
    # What the site offers.
    Scenario("bound to 990 only", OPEN, settings={"ports": "990"}),
    Scenario("bound to 21 only", OPEN, settings={"ports": "21"}),
    Scenario("bound to 2121, no rules for 2120", Filter(opened(2121, RANGE), sending(20)), settings={"ports": "2121"}),
    Scenario("bound to 2121", Filter(opened(2121, RANGE), sending(2120)), settings={"ports": "2121"}),
    Scenario("TLS allowed, not required", OPEN, settings={"control": "SslAllow", "data": "SslAllow"}),
    Scenario("no certificate", OPEN, settings={"certificate": None, "control": "SslAllow", "data": "SslAllow"}),
    # A stateful helper, which cannot read what is encrypted.
    Scenario(
        "helper behind NAT, range closed",
        Filter(CONTROL, helper=True),
        settings={"external": None, "control": "SslAllow", "data": "SslAllow"},
        plain_control=True,
    ),
    Scenario(
        "helper, routed, range closed",
        Filter(CONTROL, helper=True),
        Path.ROUTED,
        {"external": None, "control": "SslAllow", "data": "SslAllow"},
        Path.ROUTED.client,
        plain_control=True,
    ),
    # Windows Firewall on a server that has the public address itself.
    Scenario("Windows Firewall, everything open", WINDOWS, Path.DIRECT, {"external": None}),
    Scenario("Windows Firewall, external address its own", WINDOWS, Path.DIRECT, {"external": PUBLIC}),
    Scenario(
        "Windows Firewall, range closed, stateful FTP on",
        Filter(CONTROL, place="host", helper=True),
        Path.DIRECT,
        {"external": None, "control": "SslAllow", "data": "SslAllow"},
        plain_control=True,
    ),
    Scenario(
        "Windows Firewall, only 20 may go out",
        Filter(WINDOWS.inbound, sending(20), place="host"),
        Path.DIRECT,
        {"external": None},
    ),
    Scenario("Windows Firewall behind NAT, range closed", Filter(CONTROL, place="host"), Path.NAT),
]
