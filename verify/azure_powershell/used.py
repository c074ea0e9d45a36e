"""Security groups as scripts may find them: changed by hand, left by earlier scripts, shared with others."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any

from verify.azure.cloud import Cloud, Properties, ResourceGroup, SecurityGroup, rule
from verify.azure.states import GROUP, NSG, STATES
from verify.azure_powershell.subject import WHERE, Subject, rules_of

GUEST = rule(4000, destinationPortRange="8443")
"""A rule that somebody else makes."""


def with_rules(rules: dict[str, Properties]) -> Cloud:
    """A cloud whose group has these rules."""
    return Cloud.of(ResourceGroup(GROUP, [SecurityGroup(NSG, copy.deepcopy(rules))]))


@dataclasses.dataclass(frozen=True)
class Used:
    """A group as a script may find it, and what must be said where it must stop."""

    cloud: Cloud
    reason: str = ""
    replaceable: bool = False
    """Whether -Replace gets over the reason."""


def used(subject: Subject) -> dict[str, Used]:
    """Groups in which somebody has changed what the script wrote, by the name of the state."""
    ours = subject.applied()
    first = next(iter(ours))
    said = f"{first} was changed."
    taken = rule(ours[first]["priority"], destinationPortRange="443")

    def changed(name: str = first, **members: Any) -> Cloud:
        made = {member: one for member, one in (ours[name] | members).items() if one is not None}
        return with_rules(ours | {name: made})

    partners = rules_of(STATES["narrowed-to-application-group"])["ftpsgate-1.in-tcp"]["sourceApplicationSecurityGroups"]
    grouped = {"sourceAddressPrefix": None, "sourceAddressPrefixes": [], "sourceApplicationSecurityGroups": partners}
    moved = changed(priority=3999)
    return {
        "clean": Used(with_rules({})),
        "ours": Used(with_rules(ours)),
        "narrowed": Used(changed(sourceAddressPrefix="192.0.2.0/24", sourceAddressPrefixes=[]), said, True),
        "at one address": Used(
            changed(destinationAddressPrefix="10.0.0.99", destinationAddressPrefixes=[]), said, True
        ),
        "application group": Used(changed(**grouped), said, True),
        "denied": Used(changed(access="Deny"), said, True),
        "another protocol": Used(changed(protocol="Udp"), said, True),
        "outward": Used(changed(direction="Outbound", priority=3999), said, True),
        "spelled otherwise": Used(with_rules({name: one | {"protocol": "TCP"} for name, one in ours.items()})),
        "names in capitals": Used(with_rules({name.upper(): one for name, one in ours.items()})),
        "moved": Used(moved),
        "moved, and its place taken": Used(
            with_rules(rules_of(moved) | {"web": taken}), "belongs to web: write this script again"
        ),
        "described": Used(changed(description="approved in CHG-17")),
        "old ports": Used(changed(destinationPortRange=None, destinationPortRanges=["21", "40000-40100"])),
        "other source ports": Used(changed(sourcePortRange="990"), said, True),
        "priority taken": Used(with_rules({"web": taken}), "belongs to web: write this script again"),
        "priority taken outward": Used(with_rules({"web": taken | {"direction": "Outbound", "priority": 299}})),
        "a rule of an odd name": Used(with_rules({"Keys": GUEST, "Count": GUEST | {"priority": 4001}})),
    } | outward(ours) | stale(subject.plan.prefix, ours)  # fmt: skip


def outward(ours: dict[str, Properties]) -> dict[str, Used]:
    """Groups in which somebody has changed a rule for active data."""
    made = {}
    for name in [one for one in ours if ours[one]["direction"] == "Outbound"][:1]:
        there = ours[name] | {"destinationPortRange": "1024-65535", "destinationPortRanges": []}
        made["outward ports"] = Used(with_rules(ours | {name: there}), f"{name} was changed.", True)
    return made


def stale(prefix: str, ours: dict[str, Properties]) -> dict[str, Used]:
    """Groups with a rule that an earlier script left: as it was written, or changed by somebody since."""
    name = f"{prefix}in-tcp-10.0.0.9"
    first = ours[next(iter(ours))]
    old = first | {"priority": 3310, "destinationPortRange": "2121", "destinationPortRanges": []}
    anyone = rule(3310, destinationPortRange="2121")
    out = f"{prefix}out-tcp-10.0.0.9"
    said = f"{name} is not in the plan, and this tool does not write it so for this plan"
    elsewhere = "if it is another server's, write this script again with another --name"

    def left(reason: str = "", **members: Any) -> Used:
        return Used(with_rules(ours | {name: old | members}), reason, bool(reason))

    return {
        "stale": left(),
        "stale on a place": Used(with_rules({name: old | {"priority": first["priority"]}})),
        "stale for anyone": Used(with_rules(ours | {name: anyone})),
        # What lets the probes of a load balancer in is for one source in each plan.
        "stale probes": Used(with_rules(ours | {f"{prefix}in-tcp-probes": anyone | PROBES})),
        "stale and denied": left(said, access="Deny"),
        "stale and narrowed": left(said, sourceAddressPrefix="192.0.2.0/24", sourceAddressPrefixes=[]),
        "stale, some ports of clients": left(said, sourcePortRange="1024-65535"),
        "stale and turned": left(said, direction="Outbound"),
        "stale, another protocol": left(said, protocol="Udp"),
        "stale at another address": left(
            elsewhere, destinationAddressPrefix="10.0.0.9", destinationAddressPrefixes=[]
        ),
        "stale outward": Used(
            with_rules(ours | {out: rule(3311, direction="Outbound", destinationAddressPrefix="192.0.2.0/24")}),
            f"{out} is not in the plan", True,
        ),
    }  # fmt: skip


PROBES = {"sourceAddressPrefix": "AzureLoadBalancer"}
"""The source of the probes of a load balancer."""


def shared(subject: Subject, state: str) -> Used:
    """A state of verify/azure that was not made for the plan; rules of others may hold its priorities."""
    reasons = {
        "missing-nsg": "cannot be read",
        "misspelt-group": "cannot be read",
        "not-logged-in": "Run Connect-AzAccount",
        "wrong-subscription": "cannot be read",
        "disabled-subscription": "is disabled",
    }
    ours = [(one["direction"], one["priority"]) for one in subject.applied().values()]
    others = STATES[state].rules().get(WHERE, {}) if state not in reasons else {}
    taken = [name for name, one in others.items() if (one["direction"], one["priority"]) in ours]
    return Used(STATES[state], reasons.get(state, f"belongs to {taken[0]}" if taken else ""))


SHARED = (
    "missing-nsg", "misspelt-group", "another-group", "foreign-deny", "lines-in-description", "just-in-time",
    "not-logged-in", "wrong-subscription", "two-subscriptions", "disabled-subscription",
)  # fmt: skip
UNREADABLE = ("missing-nsg", "misspelt-group", "not-logged-in", "wrong-subscription")
"""Those in which there is nothing that the removal could look at."""
