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


CAPITALS = "names in capitals"
"""To Azure names are the same in any case; the script for the Azure CLI tells them apart, and stops."""


def used(subject: Subject) -> dict[str, Used]:
    """Groups in which somebody has changed what the script wrote, by the name of the state."""
    ours = subject.applied()
    first = next(iter(ours))
    said = f"{first} was changed."
    stale = f"{subject.plan.prefix}in-tcp-10.0.0.9"
    old = rule(310, destinationAddressPrefix="10.0.0.9", destinationPortRange="2121")
    taken = rule(ours[first]["priority"], destinationPortRange="443")

    def changed(**members: Any) -> Cloud:
        made = {member: one for member, one in (ours[first] | members).items() if one is not None}
        return with_rules(ours | {first: made})

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
        CAPITALS: Used(with_rules({name.upper(): one for name, one in ours.items()})),
        "moved": Used(moved),
        "moved, and its place taken": Used(
            with_rules(rules_of(moved) | {"web": taken}), "belongs to web: write this script again"
        ),
        "described": Used(changed(description="approved in CHG-17")),
        "old ports": Used(changed(destinationPortRange=None, destinationPortRanges=["21", "40000-40100"])),
        "other source ports": Used(changed(sourcePortRange="990")),
        "stale": Used(with_rules(ours | {stale: old})),
        "stale on a place": Used(with_rules({stale: old | {"priority": ours[first]["priority"]}})),
        "stale and denied": Used(
            with_rules(ours | {stale: old | {"access": "Deny"}}), f"{stale} is not in the plan and was changed", True
        ),
        "priority taken": Used(with_rules({"web": taken}), "belongs to web: write this script again"),
        "priority taken outward": Used(with_rules({"web": taken | {"direction": "Outbound", "priority": 299}})),
        "a rule of an odd name": Used(with_rules({"Keys": GUEST, "Count": GUEST | {"priority": 4001}})),
    }  # fmt: skip


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
