"""Real connections through a gateway that drops what it is not told to forward: each opening, and its neighbours.

Three hosts in network namespaces: clients on the wide side, the gateway, the server on the other side. What is tried is
written down by hand here and comes from no plan.
"""

from __future__ import annotations

import contextlib
import json
import pathlib
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cases import PUBLIC, Written
from firewall import Firewall

CLIENT, BESIDE, FAR = "203.0.113.9", "203.0.113.10", "198.51.100.7"
"""A client of the network 203.0.113.8/31, its neighbour outside, and one that is named alone."""
CLIENT_V6, BESIDE_V6 = "2001:db8:7::9", "2001:db8:8::9"
SERVER, OTHER, SERVER_V6 = "10.0.0.4", "10.0.0.5", "2001:db8::5"
UNKNOWN = "20.40.60.81"
"""A public address of the gateway's that the plan does not have."""
OWN = """
table inet filter {
  chain forward {
    type filter hook forward priority filter; policy drop;
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
  }
}
"""
PATIENCE = 8
"""How often connections are tried while nothing filters them."""
LISTENING = (20, 21, 22, 989, 990, 991, 49999, 50000, 50050, 50100, 50101)
CLIENT_PORTS = (21, 40000)


@dataclass(frozen=True)
class Attempt:
    """A connection, and whether it should be made."""

    side: str
    """`client` or `server`: who begins."""
    order: dict[str, Any]
    opens: bool

    def __str__(self) -> str:
        source = f":{self.order['source']}" if "source" in self.order else ""
        return f"{self.order['from']}{source} to {self.order['to']}:{self.order['port']}"


def inbound(opens: bool, source: str, target: str, *ports: int) -> list[Attempt]:
    """Connections of a client."""
    return [Attempt("client", {"from": source, "to": target, "port": port}, opens) for port in ports]


def outbound(opens: bool, source: str, target: str, *ports: int, to: int = 40000) -> list[Attempt]:
    """Connections of the server, from some of its ports."""
    orders = ({"from": source, "source": port, "to": target, "port": to} for port in ports)
    return [Attempt("server", order, opens) for order in orders]


OPEN = (21, 990, 50000, 50050, 50100)
SHUT = (20, 22, 989, 991, 49999, 50101)
NOT_SENT_FROM = (19, 21, 22, 988, 990, 50000)
EXPECTED: dict[str, list[Attempt]] = {
    "anyone": [
        *inbound(True, CLIENT, SERVER, *OPEN),
        *inbound(True, BESIDE, SERVER, 21),
        *inbound(False, CLIENT, SERVER, *SHUT),
        *inbound(False, CLIENT, OTHER, 21, 50000),
        *inbound(False, CLIENT_V6, SERVER_V6, *OPEN),
        *inbound(False, CLIENT, PUBLIC, 21),
        *outbound(True, SERVER, CLIENT, 20, 989),
        *outbound(True, SERVER, CLIENT, 20, to=21),
        *outbound(False, SERVER, CLIENT, *NOT_SENT_FROM),
        *outbound(False, OTHER, CLIENT, 20, 989),
    ],
    "two public addresses, some clients": [
        *(one for client in (CLIENT, FAR) for one in inbound(True, client, SERVER, 21, 990, 50000, 50100)),
        *(one for public in (PUBLIC, "20.40.60.82") for one in inbound(True, CLIENT, public, *OPEN)),
        *inbound(False, CLIENT, PUBLIC, *SHUT),
        *inbound(False, CLIENT, UNKNOWN, *OPEN),
        *inbound(False, BESIDE, SERVER, *OPEN),
        *inbound(False, BESIDE, PUBLIC, *OPEN),
        *inbound(False, CLIENT, SERVER, *SHUT),
        *outbound(True, SERVER, CLIENT, 20, 989),
        *outbound(True, SERVER, FAR, 20, 989),
        *outbound(False, SERVER, BESIDE, 20, 989),
        *outbound(False, SERVER, CLIENT, *NOT_SENT_FROM),
    ],
    "addresses of both kinds": [
        *inbound(True, CLIENT, SERVER, 21, 50000),
        *inbound(True, CLIENT, OTHER, 21, 50000),
        *inbound(False, CLIENT, SERVER, 990),
        *inbound(True, CLIENT_V6, SERVER_V6, 990, 50000),
        *inbound(False, CLIENT_V6, SERVER_V6, *SHUT, 21),
        *inbound(False, BESIDE_V6, SERVER_V6, 990, 50000),
        *outbound(True, SERVER_V6, CLIENT_V6, 989),
        *outbound(False, SERVER_V6, CLIENT_V6, 20, 990),
        *outbound(False, SERVER_V6, BESIDE_V6, 989),
        *outbound(True, OTHER, CLIENT, 20),
        *outbound(False, OTHER, CLIENT, 989),
    ],
    "passive only": [*inbound(True, CLIENT, SERVER, *OPEN), *outbound(False, SERVER, CLIENT, 20, 989)],
}
"""What is tried of some plans."""


class Gateway:
    """Clients, a gateway and a server, each in a network namespace of its own."""

    def __init__(self) -> None:
        self.ends: dict[str, subprocess.Popen[str]] = {}
        for name in ("client", "gateway", "server"):
            run("ip", "netns", "add", name)
            run("ip", "-n", name, "link", "set", "lo", "up")
            # IPv6 addresses are of use at once where nobody looks for the same ones elsewhere.
            run("ip", "netns", "exec", name, "sysctl", "-q", "-w", "net.ipv6.conf.default.accept_dad=0")
        self.join("client", "wan0", ("203.0.113.1/24", "2001:db8:7::1/64"), (f"{CLIENT}/24", f"{CLIENT_V6}/64"))
        self.join("server", "lan0", ("10.0.0.1/24", "2001:db8::1/64"), (f"{SERVER}/24", f"{SERVER_V6}/64"))
        for address in (f"{BESIDE}/24", f"{FAR}/32", f"{BESIDE_V6}/128"):
            run("ip", "-n", "client", "address", "add", address, "dev", "eth0")
        run("ip", "-n", "server", "address", "add", f"{OTHER}/24", "dev", "eth0")
        for address, far in (("203.0.113.9", FAR), ("2001:db8:7::9", BESIDE_V6)):
            run("ip", "-n", "gateway", "route", "add", far, "via", address)
        for public in (PUBLIC, UNKNOWN, "20.40.60.82"):
            run("ip", "-n", "gateway", "address", "add", f"{public}/32", "dev", "lo")
        for setting in ("net.ipv4.ip_forward=1", "net.ipv6.conf.all.forwarding=1"):
            run("ip", "netns", "exec", "gateway", "sysctl", "-q", "-w", setting)
        self.firewall = Firewall("gateway")

    def join(self, host: str, interface: str, gateway: tuple[str, ...], addresses: tuple[str, ...]) -> None:
        """Joins a host to the gateway."""
        run("ip", "-n", host, "link", "add", "eth0", "type", "veth", "peer", "name", interface, "netns", "gateway")
        for space, device, own in ((host, "eth0", addresses), ("gateway", interface, gateway)):
            for address in own:
                run("ip", "-n", space, "address", "add", address, "dev", device)
            run("ip", "-n", space, "link", "set", device, "up")
        for address in gateway:
            run("ip", "-n", host, "route", "add", "default", "via", address.partition("/")[0])

    def __enter__(self) -> Self:
        program = str(pathlib.Path(__file__).with_name("probe.py"))
        for side in ("client", "server"):
            self.ends[side] = subprocess.Popen(
                ["ip", "netns", "exec", side, sys.executable, program],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self.ask("server", {"listen": [[at, port] for at in (SERVER, OTHER, SERVER_V6) for port in LISTENING]})
        own = (CLIENT, BESIDE, FAR, CLIENT_V6, BESIDE_V6)
        self.ask("client", {"listen": [[at, port] for at in own for port in CLIENT_PORTS]})
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.ends.values():
            process.kill()
            process.communicate()
        for name in ("client", "gateway", "server"):
            with contextlib.suppress(RuntimeError):
                run("ip", "netns", "delete", name)

    def ask(self, side: str, order: dict[str, Any]) -> Any:
        """What a host answers."""
        process = self.ends[side]
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    def wrong(self, attempts: list[Attempt]) -> list[str]:
        """The connections of which something else came than should."""
        found = []
        for side in ("client", "server"):
            own = [one for one in attempts if one.side == side]
            made = self.ask(side, {"connect": [one.order for one in own]})
            for one, is_made in zip(own, made, strict=True):
                if is_made != one.opens:
                    found.append(f"{one} is {'made' if is_made else 'not made'}")
        return found


def run(*command: str) -> None:
    """Runs a command that has to succeed."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")


def check(written: Mapping[str, Written]) -> tuple[int, list[str]]:
    """How many connections were tried, and what is wrong with some."""
    wrong = []
    count = 0
    with Gateway() as gateway:
        for name, attempts in EXPECTED.items():
            subject = written[name]
            chain = subject.rules.partition("create chain inet filter ")[2].partition("\n")[0]
            shut = [Attempt(one.side, one.order, False) for one in attempts]
            open_before = [] if count else gateway_without_rules(gateway, attempts)
            gateway.firewall.begin(OWN)
            found = [f"before: {one}" for one in gateway.wrong(shut)]
            gateway.firewall.must(*subject.case.arguments, "-f", "-", text=subject.rules)
            gateway.firewall.jump(chain)
            found += gateway.wrong(attempts)
            wrong += [f"{name}: {one}" for one in open_before + found]
            count += 2 * len(attempts)
    return count, wrong


def gateway_without_rules(gateway: Gateway, attempts: list[Attempt]) -> list[str]:
    """Connections that cannot be made without any rules either, so that their failing would show nothing."""
    gateway.firewall.begin("")
    tried = [
        Attempt(one.side, one.order, True)
        for one in attempts
        if one.order["to"] != PUBLIC and one.order["port"] in (*LISTENING, *CLIENT_PORTS)
    ]
    for _ in range(PATIENCE):
        # Hosts that were joined just now take a moment to find each other.
        if not (wrong := gateway.wrong(tried)):
            break
    return [f"without rules: {one}" for one in wrong]
