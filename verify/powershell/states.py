"""States of a server that a script may meet, by name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from verify.powershell.machine import State
from verify.powershell.rule import Rule

RECORD = "hklm:\\software\\ftpsgate"
PASSIVE = "IIS-WebServerRole-FTP-Passive-In-TCP"
# What Windows ships with the FTP role: names, directions and ports as in Sources/Emit/Firewall/Windows/PredefinedRule.swift.
SHIPPED = (
    ("IIS-WebServerRole-FTP-In-TCP-21", "FTP Server (FTP Traffic-In)", "Inbound", "21"),
    ("IIS-WebServerRole-FTP-In-TCP-990", "FTP Server Secure (FTP SSL Traffic-In)", "Inbound", "990"),
    (PASSIVE, "FTP Server Passive (FTP Passive Traffic-In)", "Inbound", "1024-65535"),
    ("IIS-WebServerRole-FTP-Out-TCP-20", "FTP Server (FTP Traffic-Out)", "Outbound", "20"),
    ("IIS-WebServerRole-FTP-Out-TCP-989", "FTP Server Secure (FTP SSL Traffic-Out)", "Outbound", "989"),
)
SVCHOST = "%SystemRoot%\\System32\\svchost.exe"


def ftp_rule(name: str, port: str, direction: str = "Inbound", **more: Any) -> Rule:
    """A rule for the FTP service."""
    more = {"display_name": name, "program": SVCHOST, "service": "ftpsvc"} | more
    return Rule(name=name, direction=direction, protocol="TCP", local_port=(port,), **more)


def shipped_rules() -> list[Rule]:
    """The rules of the FTP role, as shipped."""
    return [
        ftp_rule(name, port, direction, display_name=display, group="FTP Server")
        for name, display, direction, port in SHIPPED
    ]


def clean(group: str = "ftpsgate") -> State:
    """The role is installed, and nobody has touched its rules."""
    others = [
        Rule(
            "WinRM-HTTP-In-TCP",
            "Windows Remote Management (HTTP-In)",
            group="@FirewallAPI.dll,-30267",
            protocol="TCP",
            local_port=("5985",),
            program="System",
        ),
        Rule(
            "{5C3A8E02-0000-4000-8000-000000000001}",
            "Backup agent",
            protocol="TCP",
            local_port=("10000",),
            remote_address=("192.0.2.9",),
            program="C:\\Backup\\agent.exe",
        ),
    ]
    return State(
        rules=shipped_rules() + others, services={"MpsSvc": "Running", "ftpsvc": "Running", "W3SVC": "Running"}
    )


def role_missing(group: str = "ftpsgate") -> State:
    """The FTP role is not installed."""
    state = clean(group)
    state.rules = [rule for rule in state.rules if rule.group != "FTP Server"]
    del state.services["ftpsvc"]
    return state


def own(group: str, port: str = "21", **more: Any) -> Rule:
    """A rule that an earlier script made, named as rules of this group are."""
    return ftp_rule(
        f"{group}.in-tcp-{port}", port, group=group, description="FTP control channel, explicit TLS", **more
    )


def with_rules(*rules: Rule) -> State:
    """A clean state and some rules."""
    state = clean()
    state.rules += rules
    return state


def narrowed_by_hand(group: str = "ftpsgate") -> State:
    """Somebody let only some networks to an opening."""
    return with_rules(own(group, remote_address=("203.0.113.0/255.255.255.0", "198.51.100.7", "2001:db8:1::/48")))


def narrowed_to_one(group: str = "ftpsgate") -> State:
    """Somebody let only one network to an opening, which is given back as text and not as an array."""
    return with_rules(own(group, remote_address=("203.0.113.0/255.255.255.0",)))


def blocked_by_hand(group: str = "ftpsgate") -> State:
    """Somebody made a rule block."""
    return with_rules(own(group, action="Block"))


def disabled_by_hand(group: str = "ftpsgate") -> State:
    """Somebody disabled a rule."""
    return with_rules(own(group, enabled="False"))


def old_ports(group: str = "ftpsgate") -> State:
    """An earlier script of the same key opened other ports, and narrowed the shipped passive rule to them."""
    state = with_rules(
        own(group),
        own(group, "2100"),
        own(group, "40000-40100"),
        ftp_rule(f"{group}.out-tcp-2099", "2099", "Outbound", group=group),
    )
    passive(state).local_port = ("40000-40100",)
    state.stateful_ftp = "False"
    narrowed = {"Enabled": "True", "LocalPort": "40000-40100", "RemoteAddress": "Any"}
    shipped = narrowed | {"LocalPort": "1024-65535"}
    state.registry[RECORD] = {
        PASSIVE: json.dumps({"Before": shipped, "Written": [narrowed], "Plan": group}),
        "StatefulFtp": json.dumps({"Before": "True"}),
    }
    return state


def old_blocked(group: str = "ftpsgate") -> State:
    """An earlier script of the same key opened another port, and somebody made that rule block."""
    return with_rules(own(group, "2100", action="Block"))


def old_narrowed(group: str = "ftpsgate") -> State:
    """An earlier script of the same key opened another passive range, and somebody let only one network to it."""
    return with_rules(own(group, "40000-40100", remote_address=("198.51.100.0/255.255.255.0",)))


def old_for_clients(group: str = "ftpsgate") -> State:
    """An earlier script of the same key opened another passive range to some clients."""
    clients = ("2001:db8:7::/48", "203.0.113.0/255.255.255.0", "198.51.100.7")
    return with_rules(own(group, "40000-40100", remote_address=clients))


def old_shrunk(group: str = "ftpsgate") -> State:
    """Somebody left only some ports of the passive range that an earlier script of the same key opened."""
    rule = own(group, "40000-40100")
    rule.local_port = ("40000-40009",)
    return with_rules(rule)


def old_at_address(group: str = "ftpsgate") -> State:
    """A script of the same key was for a server that has another address."""
    rule = own(group, "2100", local_address=("10.0.0.77",))
    rule.name += "-10.0.0.77"
    return with_rules(rule)


def old_in_domain(group: str = "ftpsgate") -> State:
    """Somebody left another port of an earlier script to the domain's network, and to some ports of clients."""
    return with_rules(own(group, "2100", profile="Domain", remote_port=("1024-65535",)))


def old_outward(group: str = "ftpsgate") -> State:
    """Somebody let out data of an earlier script's port to one network only."""
    rule = ftp_rule(f"{group}.out-tcp-2099", "2099", "Outbound", group=group)
    rule.remote_address = ("198.51.100.0/255.255.255.0",)
    return with_rules(rule)


def other_server(group: str = "ftpsgate") -> State:
    """Rules of another server's script, and groups whose names begin like this one's."""
    return with_rules(
        own("ftpsgate-other", "2121"), own(group + "2", "2222"), ftp_rule("x-" + group, "2323", group="x-" + group)
    )


def passive_narrowed(group: str = "ftpsgate") -> State:
    """Somebody narrowed the shipped passive rule: its ports, and who may use it."""
    state = clean()
    passive(state).local_port = ("60000-60100",)
    passive(state).remote_address = ("10.0.0.0/255.0.0.0",)
    return state


def passive_moved(group: str = "ftpsgate") -> State:
    """Somebody gave the shipped passive rule other ports, for anyone."""
    state = clean()
    passive(state).local_port = ("60000-60100",)
    return state


def passive_blocked(group: str = "ftpsgate") -> State:
    """Somebody made the shipped passive rule block."""
    state = clean()
    passive(state).action = "Block"
    return state


def shipped_disabled(group: str = "ftpsgate") -> State:
    """Somebody disabled all shipped rules."""
    state = clean()
    for rule in state.rules:
        rule.enabled = "False" if rule.group == "FTP Server" else "True"
    return state


def group_policy(group: str = "ftpsgate") -> State:
    """Group policy makes the rules, and local ones do not count."""
    state = with_rules(
        ftp_rule(f"{group}.in-tcp-21", "21", group=group, store="Servers", remote_address=("10.0.0.0/255.0.0.0",)),
        ftp_rule(
            "{0A1B2C3D-0000-4000-8000-000000000002}",
            "21",
            action="Block",
            display_name="No FTP",
            store="Servers",
            remote_address=("198.51.100.0/255.255.255.0",),
        ),
    )
    for profile in state.profiles:
        profile.policy = {"enabled": "True", "allow_local_rules": "False"}
    return state


def policy_somewhere(group: str = "ftpsgate") -> State:
    """Group policy ignores local rules in one profile."""
    state = clean()
    state.profiles[0].policy = {"allow_local_rules": "False"}
    return state


def shut(group: str = "ftpsgate") -> State:
    """The profile that is on blocks all that comes in, whatever rules say; the others are off."""
    state = clean()
    for profile in state.profiles:
        profile.enabled = "True" if profile.name == "Public" else "False"
        profile.allow_inbound_rules = "False"
    return state


def policy_rule(group: str = "ftpsgate") -> State:
    """Group policy has a rule of an opening's name."""
    return with_rules(
        ftp_rule(f"{group}.in-tcp-21", "21", group=group, store="Servers", remote_address=("10.0.0.0/255.0.0.0",))
    )


def outbound_closed(group: str = "ftpsgate") -> State:
    """Nothing goes out unless a rule says so."""
    state = clean()
    for profile in state.profiles:
        profile.default_outbound = "Block"
    return state


def some_blocked(group: str = "ftpsgate") -> State:
    """Somebody blocks some networks, and ports that no plan needs."""
    return with_rules(
        Rule(
            "No FTP",
            "No FTP",
            action="Block",
            protocol="TCP",
            local_port=("20-22",),
            remote_address=("198.51.100.0/24",),
        ),
        Rule("No SMB", "No SMB", action="Block", protocol="TCP", local_port=("445",)),
        Rule("No backup", "No backup", action="Block", program="C:\\Backup\\agent.exe"),
    )


def all_blocked(group: str = "ftpsgate") -> State:
    """Somebody blocks FTP for everybody."""
    return with_rules(Rule("No FTP", "No FTP", action="Block", protocol="TCP", local_port=("20-22",)))


def control_narrowed(group: str = "ftpsgate") -> State:
    """Somebody narrowed the shipped rules for control connections."""
    state = clean()
    for rule in state.rules:
        if rule.name in (SHIPPED[0][0], SHIPPED[1][0]):
            rule.remote_address = ("10.0.0.0/255.0.0.0",)
    return state


def control_for_clients(group: str = "ftpsgate") -> State:
    """Somebody narrowed the shipped rules for control connections to some clients."""
    state = clean()
    for rule in state.rules:
        if rule.name in (SHIPPED[0][0], SHIPPED[1][0]):
            rule.remote_address = ("198.51.100.7", "2001:db8:7::/48", "203.0.113.0/255.255.255.0")
    return state


def control_in_domain(group: str = "ftpsgate") -> State:
    """Somebody left the shipped rule for port 21 to the domain's network, and to some ports of clients."""
    state = clean()
    rule = next(rule for rule in state.rules if rule.name == SHIPPED[0][0])
    rule.profile, rule.remote_port = "Domain", ("1024-65535",)
    return state


def control_at_address(group: str = "ftpsgate") -> State:
    """Somebody left the shipped rule for port 21 to one of the server's addresses."""
    state = clean()
    rule = next(rule for rule in state.rules if rule.name == SHIPPED[0][0])
    rule.local_address = ("10.0.0.99",)
    return state


def outbound_narrowed(group: str = "ftpsgate") -> State:
    """Nothing goes out unless a rule says so, and somebody narrowed the shipped rule for active data."""
    state = outbound_closed(group)
    rule = next(rule for rule in state.rules if rule.name == SHIPPED[3][0])
    rule.remote_address = ("198.51.100.0/255.255.255.0",)
    return state


def service_stopped(group: str = "ftpsgate") -> State:
    """The firewall's service stands still, so that no rule can be read."""
    state = clean()
    state.services["MpsSvc"] = "Stopped"
    return state


def name_taken(group: str = "ftpsgate") -> State:
    """A rule of somebody else has the name of an opening, but not the group."""
    return with_rules(ftp_rule(f"{group}.in-tcp-21", "2021", display_name="Made by hand", group=None))


def stateful_unset(group: str = "ftpsgate") -> State:
    """Nobody has set whether FTP is inspected."""
    state = clean()
    state.stateful_ftp = "NotConfigured"
    return state


def passive(state: State) -> Rule:
    """The shipped rule for passive data."""
    return next(rule for rule in state.rules if rule.name == PASSIVE)


STATES: dict[str, Callable[[str], State]] = {
    "clean": clean,
    "role-missing": role_missing,
    "narrowed-by-hand": narrowed_by_hand,
    "narrowed-to-one": narrowed_to_one,
    "blocked-by-hand": blocked_by_hand,
    "disabled-by-hand": disabled_by_hand,
    "old-ports": old_ports,
    "old-blocked": old_blocked,
    "old-narrowed": old_narrowed,
    "old-for-clients": old_for_clients,
    "old-shrunk": old_shrunk,
    "old-at-address": old_at_address,
    "old-in-domain": old_in_domain,
    "old-outward": old_outward,
    "other-server": other_server,
    "passive-narrowed": passive_narrowed,
    "passive-moved": passive_moved,
    "passive-blocked": passive_blocked,
    "shipped-disabled": shipped_disabled,
    "group-policy": group_policy,
    "service-stopped": service_stopped,
    "name-taken": name_taken,
    "stateful-unset": stateful_unset,
    "policy-somewhere": policy_somewhere,
    "policy-rule": policy_rule,
    "shut": shut,
    "outbound-closed": outbound_closed,
    "some-blocked": some_blocked,
    "all-blocked": all_blocked,
    "control-narrowed": control_narrowed,
    "control-for-clients": control_for_clients,
    "control-in-domain": control_in_domain,
    "control-at-address": control_at_address,
    "outbound-narrowed": outbound_narrowed,
}
"""Each makes a new state for the group that the script's rules have."""
