"""Draws what files tell of the server itself, and writes these files."""

import json
import random

from draw_iis import OWN, SECOND

BASE = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
PORTS = ["LPort=21", "LPort=990", "LPort2_10=40000-40019", "LPort2_10=40005-65535", "LPort2_10=1-65535", "LPort=50010"]
OPEN = ["LPort=21|LPort=990|LPort2_10=2121-2134|LPort2_10=40000-40019|LPort=50010", "LPort2_10=1-65535", ""]
SCOPES = ["RA4=81.2.69.0/255.255.255.0", "RA4=10.0.0.0/255.0.0.0", "RA4=LocalSubnet", "RPort2_10=1024-5000"]
PROGRAMS = [r"App=%SystemRoot%\System32\svchost.exe|Svc=ftpsvc", "Svc=ftpsvc", r"App=C:\a.exe", "Svc=w3svc", ""]
PROGRAM_WEIGHTS = [3, 4, 1, 1, 6]


def files(dice: random.Random) -> list[bytes]:
    """Files of the server; each may be missing."""
    made = [facts(dice)] if dice.random() < 0.85 else []
    if dice.random() < 0.9:
        made += registry(dice)
    if dice.random() < 0.3:
        made.append(dynamic(dice))
    if dice.random() < 0.12:
        made.append(excluded(dice))
    return made


def facts(dice: random.Random) -> bytes:
    """`server.json`."""
    own = dice.choice([[OWN], [OWN], [OWN, SECOND]])
    addresses = [{"address": address, "prefixLength": 24} for address in own]
    document = {"ftpsgateEnvironment": 1, "addresses": addresses}
    if dice.random() < 0.8:
        document["networkCategories"] = [dice.choice(["Public", "Private", "DomainAuthenticated"])]
    return json.dumps(document, indent=dice.choice([None, 2])).encode()


def dynamic(dice: random.Random) -> bytes:
    """What netsh says of the dynamic ports."""
    first, count = dice.choice([(49152, 16384), (50000, 11), (40000, 20)])
    lines = ["", "Protocol tcp Dynamic Port Range", "-" * 33, f"Start Port      : {first}"]
    return "\r\n".join([*lines, f"Number of Ports : {count}", ""]).encode()


def excluded(dice: random.Random) -> bytes:
    """What netsh says of ports that are set aside."""
    low = dice.choice([21, 990, 40003, 40019, 60000, 50010])
    high = low + dice.choice([0, 1])
    lines = ["", "Protocol tcp Port Exclusion Ranges", "", "Start Port    End Port", "----------    --------"]
    return "\r\n".join([*lines, f"     {low:5}       {high:5}", ""]).encode()


def registry(dice: random.Random) -> list[bytes]:
    """The firewall in one export, or in two with the rules apart."""
    profiles = [section(name, profile(dice)) for name in ("DomainProfile", "PublicProfile", "StandardProfile")]
    rules = section("FirewallRules", rule_lines(dice))
    parts = [[*profiles, rules]] if dice.random() < 0.7 else [profiles, [rules]]
    return [export(dice, part) for part in parts]


def section(name: str, lines: list[str]) -> str:
    """A key and its values."""
    return "\r\n".join([f"[{BASE}\\{name}]", *lines, ""])


def export(dice: random.Random, sections: list[str]) -> bytes:
    """An export, in the encoding of `reg export` or in that of an editor."""
    dice.shuffle(sections)
    text = "\r\n".join(["Windows Registry Editor Version 5.00", "", *sections, ""])
    return text.encode("utf-8-sig") if dice.random() < 0.3 else b"\xff\xfe" + text.encode("utf-16-le")


def profile(dice: random.Random) -> list[str]:
    """A profile's settings."""
    values = {"EnableFirewall": 0 if dice.random() < 0.1 else 1}
    if dice.random() < 0.3:
        values["DefaultInboundAction"] = dice.choice([0, 1, 1])
    if dice.random() < 0.3:
        values["DefaultOutboundAction"] = dice.choice([0, 1])
    if dice.random() < 0.1:
        values["DoNotAllowExceptions"] = dice.choice([0, 1])
    return [f'"{name}"=dword:{value:08x}' for name, value in values.items()]


def rule_lines(dice: random.Random) -> list[str]:
    """Rules in any order: one that opens much, and some others."""
    lines = [rule_line(dice, "open", "Allow", "In", dice.choice(OPEN), "", dice.choice(PROGRAMS[:2]))]
    if dice.random() < 0.5:
        ports = dice.choice(["LPort=20|LPort=989", "LPort=20", ""])
        lines.append(rule_line(dice, "active", "Allow", "Out", ports, "", ""))
    for index in range(dice.choice([0, 0, 1, 2, 3])):
        direction = dice.choice(["In", "In", "In", "Out"])
        scope = dice.choice(["", "", *SCOPES])
        program = dice.choices(PROGRAMS, PROGRAM_WEIGHTS)[0]
        action = dice.choice(["Allow", "Allow", "Block"])
        lines.append(rule_line(dice, f"r{index}", action, direction, dice.choice(PORTS), scope, program))
    dice.shuffle(lines)
    return lines


def rule_line(dice: random.Random, name: str, action: str, direction: str, ports: str, scope: str, program: str) -> str:
    """A rule, its fields in any order."""
    active = "FALSE" if name != "open" and dice.random() < 0.15 else "TRUE"
    parts = [f"Action={action}", f"Active={active}", f"Dir={direction}", "Protocol=6", f"Name={name}"]
    parts += [part for text in (ports, scope, program) if text for part in text.split("|")]
    if dice.random() < 0.2:
        parts += [f"Profile={kind}" for kind in dice.sample(["Domain", "Private", "Public"], dice.choice([1, 2]))]
    dice.shuffle(parts)
    text = "|".join(["v2.31", *parts, ""]).replace("\\", "\\\\")
    return f'"{name}"="{text}"'
