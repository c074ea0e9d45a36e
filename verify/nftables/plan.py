"""What a plan opens, read from the plan as JSON: another output of the program than the file that is tried."""

from __future__ import annotations

import ipaddress
import json
from typing import Any

from openings import Opening, everybody, span


def openings(text: str, servers: tuple[str, ...]) -> list[Opening]:
    """A plan's openings at each address; sites on every address are on all of these, and on those of other sites."""
    plan = json.loads(text)["plan"]["openings"]
    known = {*servers, *(one["localAddress"] for one in plan if one["localAddress"] != "*")}
    return [
        made
        for one in plan
        for server in sorted(known if one["localAddress"] == "*" else {one["localAddress"]})
        if (made := at(one, server)).clients
    ]


def at(one: dict[str, Any], server: str) -> Opening:
    """An opening at one address."""
    remote = one["remote"]
    assert not remote["serviceTags"], "nft has no service tags"
    version = ipaddress.ip_address(server).version
    networks = [span(text) for text in remote["networks"] if ipaddress.ip_network(text).version == version]
    ports = (one["localPorts"]["first"], one["localPorts"]["last"])
    return Opening(one["direction"], server, (ports,), everybody(server) if remote["anyone"] else tuple(networks))


def key(text: str) -> str:
    """What the plan is called."""
    return json.loads(text)["plan"]["key"]
