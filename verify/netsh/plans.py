"""What a plan opens, from the plan as JSON, and which fields the texts of its rules must have ([MS-GPFAS] 2.2.2.19)."""

from __future__ import annotations

import dataclasses
import ipaddress
import json
import re
from typing import Any

Fields = dict[str, tuple[str, ...]]
"""The values of each field, in one spelling."""
PREFIX = re.compile(r"v\d+\.\d+")
SERVICE_HOST = r"c:\windows\system32\svchost.exe"


@dataclasses.dataclass(frozen=True)
class Plan:
    """A plan: its key, and the fields of each of its rules."""

    key: str
    openings: dict[str, Fields]

    @property
    def record(self) -> str:
        """The key of its record."""
        return f"ftpsgate-{self.key}"

    def owns(self, name: str) -> bool:
        """Whether a rule of this name is one of the plan's, or of an earlier one of the same key."""
        return name.lower().startswith(f"ftpsgate-{self.key}.")


def read(text: str) -> Plan:
    """The plan that the program wrote."""
    plan = json.loads(text)["plan"]
    return Plan(plan["key"], {one["name"]: wanted(one) for one in plan["openings"]})


def wanted(opening: dict[str, Any]) -> Fields:
    """The fields of an opening's rule, without its description, which may say anything."""
    first, last = opening["localPorts"]["first"], opening["localPorts"]["last"]
    fields = {
        "Action": ("Allow",),
        "Active": ("TRUE",),
        "Dir": ("In" if opening["direction"] == "inbound" else "Out",),
        "Protocol": ("6",),
        "Ports": (f"{first}-{last}",),
        "Local": () if opening["localAddress"] == "*" else (network(opening["localAddress"]),),
        "Remote": tuple(sorted(network(one) for one in opening["remote"]["networks"])),
        "App": (SERVICE_HOST,),
        "Svc": ("ftpsvc",),
        "Name": (opening["name"],),
    }
    return {key: one for key, one in fields.items() if one}


def network(text: str) -> str:
    """An address or a network in one spelling, whether it has a mask or a length."""
    return str(ipaddress.ip_network(text))


def fields(text: str) -> Fields:
    """The fields of a rule's text, without version and description."""
    version, *rest = [one for one in text.split("|") if one]
    if not PREFIX.fullmatch(version):
        return {"Unreadable": (text,)}
    found: dict[str, list[str]] = {}
    for field in rest:
        key, _, value = field.partition("=")
        if key != "Desc":
            found.setdefault(KEYS.get(key, key), []).append(spelt(key, value))
    return {key: tuple(sorted(one)) for key, one in found.items()}


KEYS = {"LPort": "Ports", "LPort2_10": "Ports", "LA4": "Local", "LA6": "Local", "RA4": "Remote", "RA6": "Remote"}


def spelt(key: str, value: str) -> str:
    """A value in one spelling."""
    if key == "LPort" and value.isdigit():
        return f"{value}-{value}"
    if key == "App":
        return value.lower().replace("%systemroot%", r"c:\windows")
    if key in ("LA4", "LA6", "RA4", "RA6") and value[:1].isalnum():
        try:
            return network(value)
        except ValueError:
            return value
    return value


def name(text: str) -> str:
    """The display name in a rule's text."""
    return next(iter(fields(text).get("Name", ("",))))
