"""What a script must say on a state: nothing, or why it stops before it changes anything."""

from __future__ import annotations

import ipaddress

from verify.powershell.plans import Opening, Plan
from verify.powershell.states import PASSIVE, SHIPPED, STATES

CHANGED = ", which Windows ships and somebody has changed,"
REFUSED = {
    "narrowed-by-hand": "in-tcp-21 is not as this plan has it: RemoteAddress",
    "narrowed-to-one": "in-tcp-21 is not as this plan has it: RemoteAddress",
    "blocked-by-hand": "in-tcp-21 is not as this plan has it: Action is Block",
    "disabled-by-hand": "in-tcp-21 is not as this plan has it: Enabled is False",
    "old-blocked": "in-tcp-2100 is not in the plan, and scripts of this kind do not write it so: Action is Block",
    "old-narrowed": "in-tcp-40000-40100 is not in the plan, and scripts of this kind do not write it so: RemoteAddress",
    "old-for-clients": "in-tcp-40000-40100 is not in the plan, and scripts of this kind do not write it so: RemoteAddr",
    "old-shrunk": "in-tcp-40000-40100 is not in the plan, and scripts of this kind do not write it so: LocalPort",
    "old-at-address": "in-tcp-2100-10.0.0.77 is not in the plan, and scripts of this kind do not write it so: LocalA",
    "old-in-domain": "in-tcp-2100 is not in the plan, and scripts of this kind do not write it so: Profile is Domain",
    "old-outward": "out-tcp-2099 is not in the plan, and scripts of this kind do not write it so: RemoteAddress",
    "passive-narrowed": PASSIVE + CHANGED,
    "passive-blocked": f"{SHIPPED[2][0]} (FTP Server Passive (FTP Passive Traffic-In)) blocks",
    "control-narrowed": SHIPPED[0][0] + CHANGED,
    "control-for-clients": SHIPPED[0][0] + CHANGED,
    "control-in-domain": SHIPPED[0][0] + CHANGED,
    "control-at-address": SHIPPED[0][0] + CHANGED,
    "outbound-narrowed": SHIPPED[3][0] + CHANGED,
    "group-policy": "(Domain, Private, Public)",
    "service-stopped": "MpsSvc",
    "name-taken": "in-tcp-21 of another group",
    "policy-rule": "Group policy has a rule",
    "shut": "do nothing in any enabled profile (Public)",
    "all-blocked": "No FTP (No FTP) blocks",
}
"""The states in which a script must stop before it changes anything, and what it says then."""
BY_HAND = ("narrowed-by-hand", "narrowed-to-one", "blocked-by-hand", "disabled-by-hand")
"""The states in which somebody has changed the rule for port 21."""
OLD = ("old-blocked", "old-narrowed", "old-for-clients", "old-shrunk", "old-at-address", "old-in-domain", "old-outward")
"""The states in which somebody has changed a rule that no plan has any more."""
SHIPPED_NARROWED = (
    "passive-narrowed", "control-narrowed", "control-for-clients", "control-in-domain", "control-at-address",
    "outbound-narrowed",
)  # fmt: skip
"""The states in which somebody has narrowed what Windows ships."""
REPLACED = (*BY_HAND, *OLD, *SHIPPED_NARROWED)
"""The states that -Replace gets over."""


def expected(plan: Plan, script: str, state: str) -> str | None:
    """What a script must say where it must stop, or nothing."""
    at_21 = f"{plan.group}.in-tcp-21"
    has_21 = at_21 in {opening.name for opening in plan.openings}
    if state in BY_HAND and not has_21:
        return "in-tcp-21 is not in the plan"
    if state in ("name-taken", "policy-rule") and (not has_21 or f"StandsFor = '{at_21}'" in script):
        # A shipped rule stands in, or there is no such rule, so that the name is not needed.
        return None
    if state == "all-blocked" and not any(one.first <= 22 and one.last >= 20 for one in plan.openings):
        return None
    if state == "old-ports" and has_21 and any(opening.networks for opening in plan.openings):
        # An earlier script let anyone in.
        return "in-tcp-21 is not as this plan has it: RemoteAddress is Any"
    if state == "old-for-clients" and any(set(one.networks) == clients(state, plan) for one in plan.openings):
        return None
    if state in SHIPPED_NARROWED and not narrows(state, plan):
        return None
    return REFUSED.get(state)


def clients(state: str, plan: Plan) -> set[str]:
    """The networks that the last rule of a state names, as plans spell them."""
    named = [ipaddress.ip_network(one) for one in STATES[state](plan.group).rules[-1].remote_address]
    alone = {str(one.network_address) for one in named if one.prefixlen == one.max_prefixlen}
    return alone | {str(one) for one in named if one.prefixlen < one.max_prefixlen}


def narrows(state: str, plan: Plan) -> bool:
    """Whether a shipped rule of a state lets through less than an opening of the plan that it is for."""
    return any(
        concerns(rule.name, opening)
        and not (
            rule.profile == "Any"
            and set(rule.local_address) & {"Any", opening.address}
            and within(opening, rule.remote_address)
        )
        for rule in STATES[state](plan.group).rules
        for opening in plan.openings
    )


def concerns(name: str, opening: Opening) -> bool:
    """Whether a shipped rule is for the connections of an opening."""
    for shipped, _, direction, port in SHIPPED:
        if shipped == name and direction == opening.direction:
            return opening.last > opening.first if name == PASSIVE else str(opening.first) == port == str(opening.last)
    return False


def within(opening: Opening, remote: tuple[str, ...]) -> bool:
    """Whether all clients of an opening are in networks."""
    wide = [ipaddress.ip_network(one) for one in remote if one != "Any"]
    return len(wide) < len(remote) or bool(opening.networks) and all(
        any(one.version == net.version and net.subnet_of(one) for one in wide)  # type: ignore[arg-type]
        for net in map(ipaddress.ip_network, opening.networks)
    )
