"""What a run must leave behind: the firewall judged by all its rules, and what somebody had set as it was."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from verify.powershell.machine import State
from verify.powershell.plans import Opening, Plan
from verify.powershell.reach import Packet, admits, in_force, matches
from verify.powershell.rule import Rule
from verify.powershell.run import Result
from verify.powershell.states import PASSIVE, RECORD, SHIPPED

SHIPPED_PORTS = {name: port for name, _, _, port in SHIPPED}
PROPERTIES = [
    "Plan", "Created", "Changed", "Unchanged", "Removed", "ShippedRules", "StatefulFtp", "Profiles", "Check",
]  # fmt: skip


class Wrong(Exception):
    """What a run did that it must not do."""


def hold(holds: bool, what: str) -> None:
    """Something that must be so."""
    if not holds:
        raise Wrong(what)


# What is let in


def exactly_open(plans: list[Plan], before: State, result: Result) -> None:
    """The firewall lets in what the plans say, what rules of others do, and what shipped rules do that were named."""
    state = result.state
    profiles = [
        one.name
        for one in state.profiles
        if all(one.effective(name) == "True" for name in ("enabled", "allow_local_rules", "allow_inbound_rules"))
    ]
    groups = {plan.group for plan in plans}
    openings = [opening for plan in plans for opening in plan.openings]
    said = " ".join(result.warnings)
    free = {rule.name for rule in before.rules if as_shipped(rule)} | recorded(before)
    foreign = []
    for rule in state.rules:
        if rule.name in SHIPPED_PORTS and rule.direction == "Inbound":
            foreign += [narrowed(rule, openings) if rule.name in free else rule] if rule.name in said else []
        elif rule.group not in groups:
            foreign.append(rule)
    others = State(rules=foreign, profiles=state.profiles)
    for packet in packets(plans, state):
        check(plans, others, state, dataclasses.replace(packet, profile=profiles[-1]))


def narrowed(rule: Rule, openings: list[Opening]) -> Rule:
    """A shipped rule as it must be beside some openings, at whichever addresses; as it is where none needs it."""
    passive = rule.name == PASSIVE
    mine = [
        one
        for one in openings
        if one.direction == "Inbound" and (one.last > one.first if passive else str(one.first) in rule.local_port)
    ]
    if not mine:
        return rule
    networks = [network for one in mine for network in one.networks]
    ports = tuple(dict.fromkeys(f"{one.first}-{one.last}" for one in mine))
    anyone = any(not one.networks for one in mine)
    return dataclasses.replace(rule, local_port=ports, remote_address=("Any",) if anyone else tuple(networks))


def packets(plans: list[Plan], state: State) -> list[Packet]:
    """Packets at the borders of all plans."""
    rules = [rule for rule in state.rules if rule.name in SHIPPED_PORTS]
    return list(dict.fromkeys(packet for plan in plans for packet in plan.packets(rules)))


def check(plans: list[Plan], others: State, state: State, packet: Packet) -> None:
    """Holds that a packet passes if and only if it should."""
    profile = next(one for one in state.profiles if one.name == packet.profile)
    blocked = any(rule.action == "Block" and matches(rule, packet) for rule in in_force(others, profile))
    wanted = not blocked and (any(plan.holds(packet) for plan in plans) or admits(others, packet))
    hold(admits(state, packet) == wanted, f"{'lets through' if not wanted else 'stops'} {packet}")


# What somebody had set


def as_shipped(rule: Rule) -> bool:
    """Whether a shipped rule is as Windows ships it."""
    return (
        rule.name in SHIPPED_PORTS
        and rule.local_port == (SHIPPED_PORTS[rule.name],)
        and (rule.action, rule.profile, rule.remote_address, rule.local_address) == ("Allow", "Any", ("Any",), ("Any",))
    )


def recorded(state: State) -> set[str]:
    """The names on record."""
    return set(state.registry.get(RECORD, {}))


def untouched(before: State, after: State, group: str) -> None:
    """What was set by hand or by others is as it was; only shipped rules as shipped, or on record, were changed."""
    rules = {rule.name: rule for rule in after.rules}
    for rule in before.rules:
        is_free = rule.group == group or as_shipped(rule) or rule.name in recorded(before)
        if not is_free:
            hold(rules.get(rule.name) == rule, f"changed {rule.name}, which is not its own")
        elif as_shipped(rule):
            now = rules[rule.name]
            same = dataclasses.replace(
                rule, local_port=now.local_port, remote_address=now.remote_address, enabled=now.enabled
            )
            hold(now == same, f"changed more of {rule.name} than ports, clients and whether it is enabled")
    names = {rule.name for rule in before.rules}
    made = [rule for rule in after.rules if rule.name not in names]
    hold(all(rule.group == group for rule in made), "made rules of another group")
    hold(before.profiles == after.profiles, "changed a profile")


def one_summary(result: Result, properties: list[str]) -> Any:
    """The only output, with its properties."""
    hold(len(result.output) == 1, f"put out {len(result.output)} objects")
    summary = result.output[0].properties
    hold(summary.keys() == properties, f"put out {summary.keys()}")
    return summary


# What shall be there


def same(one: State, other: State, what: str) -> None:
    """Two states are one, but for the order of rules and the words of records."""
    left, right = sorted(map(str, one.rules)), sorted(map(str, other.rules))
    different = [rule for rule in left if rule not in right] + [rule for rule in right if rule not in left]
    hold(left == right, f"{what}: rules differ: {different[:2]}")
    hold(one.stateful_ftp == other.stateful_ftp, f"{what}: stateful FTP inspection is {one.stateful_ftp}")
    hold(one.services == other.services, f"{what}: services are {one.services}")
    hold(olds(one) == olds(other), f"{what}: on record is {olds(one)} and not {olds(other)}")


def olds(state: State) -> dict[str, Any]:
    """What is on record as having been there before."""
    key = state.registry.get(RECORD)
    if key is None:
        return {}
    return {name: json.loads(value).get("Before") for name, value in key.items()} | {"": "a key"}


def undone(before: State, applied: State, group: str) -> State:
    """The state that -Remove must lead to: as before, without rules of the group, and what was on record restored."""
    wanted = applied.copy()
    wanted.rules = [rule for rule in wanted.rules if rule.group != group or rule.from_policy]
    key = wanted.registry.get(RECORD, {})
    key.pop(group, None)
    if not key:
        wanted.registry.pop(RECORD, None)
    if any((rule.group or "").startswith("ftpsgate-") for rule in wanted.rules if not rule.from_policy):
        return wanted
    if any(name.startswith("ftpsgate-") for name in key):
        return wanted
    wanted.registry.pop(RECORD, None)
    olds_there = before.registry.get(RECORD, {})
    originals = {rule.name: rule for rule in before.rules}
    for rule in wanted.rules:
        if rule.name in SHIPPED_PORTS:
            take_over(rule, originals[rule.name], olds_there.get(rule.name))
    wanted.stateful_ftp = (
        json.loads(olds_there["StatefulFtp"])["Before"] if "StatefulFtp" in olds_there else before.stateful_ftp
    )
    return wanted


def take_over(rule: Rule, original: Rule, record: str | None) -> None:
    """Makes a shipped rule what it was, or what it was before an earlier script."""
    for field in dataclasses.fields(rule):
        setattr(rule, field.name, getattr(original, field.name))
    if record is not None:
        old = json.loads(record)["Before"]
        rule.enabled = old["Enabled"]
        rule.local_port, rule.remote_address = (
            tuple(old["LocalPort"].split(",")),
            tuple(old["RemoteAddress"].split(",")),
        )
