#!/usr/bin/env python3
"""Playbooks on machines as they may find them: `python3 -m unittest verify.ansible.test_ansible`."""

import json
import pathlib
import unittest
from collections.abc import Sequence
from typing import Any

from verify.ansible.run import Machine, Result, Rule, play

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "EmitTests" / "Golden"
REPLACE = ("-e", "ftpsgate_replace=true")
Opening = tuple[str, str, str, str]
"""A direction, ports, an address of the server, and one of the other side's; `*` for any."""


def golden(name: str, ending: str = "yml") -> str:
    """An output that a person has read."""
    return (GOLDEN / f"firewall-{name}.{ending}").read_text()


def planned(name: str) -> set[Opening]:
    """The openings of a plan as `--target json` has it."""
    found = set()
    for one in json.loads(golden(name, "json"))["plan"]["openings"]:
        ports = {one["localPorts"]["first"], one["localPorts"]["last"]}
        peers = ["*"] if one["remote"]["anyone"] else one["remote"]["networks"]
        found |= {(one["direction"], "-".join(map(str, sorted(ports))), one["localAddress"], peer) for peer in peers}
    return found


def opened(rules: list[Rule]) -> set[Opening]:
    """What rules open to ftpsvc, and to nothing else."""
    found = set()
    for rule in rules:
        if not rule["Enabled"] or rule["Action"] != "allow" or rule["Protocol"] != "tcp":
            continue
        program = (rule["ServiceName"], rule["ApplicationName"])
        if program != ("ftpsvc", "C:\\Windows\\System32\\svchost.exe") or rule["RemotePorts"] != "*":
            raise ValueError(f"{rule['Name']} is for more than FTP")
        direction = {"in": "inbound", "out": "outbound"}[rule["Direction"]]
        for local in rule["LocalAddresses"].split(","):
            for remote in rule["RemoteAddresses"].split(","):
                found.add((direction, rule["LocalPorts"], plain(local), plain(remote)))
    return found


def plain(address: str) -> str:
    """An address or a network without its mask in numbers."""
    first, _, mask = address.partition("/")
    if "." not in mask:
        return address
    length = sum(int(part).bit_count() for part in mask.split("."))
    return first if length == 32 else f"{first}/{length}"


class AnsibleTests(unittest.TestCase):
    """A class, as the library wants one."""

    foreign: Rule
    ours: list[Rule]

    @classmethod
    def setUpClass(cls) -> None:
        cls.ours = play(golden("usual"), Machine([])).rules
        cls.foreign = cls.ours[0] | {"Name": "web", "Grouping": "", "LocalPorts": "443", "ServiceName": "w3svc"}

    def play(self, name: str, rules: list[Rule], options: Sequence[str] = (), **machine: Any) -> Result:
        return play(golden(name), Machine(rules, **machine), options)

    def changed(self, **members: Any) -> list[Rule]:
        """Our rules, the first of which somebody has changed."""
        return [self.ours[0] | members, *self.ours[1:]]

    def test_opens_what_the_plan_says_beside_the_rules_of_others(self) -> None:
        for name in ("usual", "various", "clients", "dynamic"):
            with self.subTest(name):
                result = self.play(name, [self.foreign])
                self.assertEqual(result.status, 0, result.output)
                self.assertEqual(result.rules[0], self.foreign)
                self.assertEqual(opened(result.rules[1:]), planned(name))

    def test_changes_nothing_the_second_time(self) -> None:
        for name in ("usual", "clients"):
            with self.subTest(name):
                first = self.play(name, [])
                again = self.play(name, first.rules)
                self.assertEqual((again.status, again.changed, again.rules), (0, 0, first.rules), again.output)

    def test_what_somebody_has_changed_stops_it_before_anything(self) -> None:
        for members in (
            {"RemoteAddresses": "203.0.113.0/255.255.255.0"},
            {"LocalAddresses": "10.0.0.4/255.255.255.255"},
            {"Action": "block"},
            {"Enabled": False},
            {"Profiles": "domain"},
            {"LocalPorts": "2121"},
        ):
            with self.subTest(**members):
                there = self.changed(**members)[:1]
                result = self.play("usual", there)
                self.assertEqual((result.status, result.rules), (2, there), result.output)
                self.assertIn("ftpsgate-1.in-tcp-21 was changed, and nothing was changed here.", result.output)

    def test_changed_rules_become_what_the_plan_says_on_request(self) -> None:
        there = self.changed(RemoteAddresses="203.0.113.0/255.255.255.0", Enabled=False)
        replaced = self.play("usual", there, REPLACE)
        self.assertEqual((replaced.status, opened(replaced.rules)), (0, planned("usual")), replaced.output)

    def test_two_rules_of_one_name_stop_it(self) -> None:
        result = self.play("usual", [self.ours[0], self.ours[0]])
        self.assertEqual((result.status, len(result.rules)), (2, 2), result.output)

    def test_a_failure_ends_it_and_a_second_run_mends_it(self) -> None:
        failed = self.play("usual", [self.foreign], failing=2)
        self.assertEqual((failed.status, len(failed.rules)), (2, 2), failed.output)
        self.assertIn("Access is denied.", failed.output)
        again = self.play("usual", failed.rules)
        self.assertEqual((again.status, opened(again.rules[1:])), (0, planned("usual")), again.output)
        blind = self.play("usual", [], running=False)
        self.assertEqual((blind.status, blind.rules), (2, []), blind.output)

    def test_the_removal_takes_the_rules_of_the_group_alone(self) -> None:
        stale = self.ours[0] | {"Name": "ftpsgate-1.in-tcp-2121", "LocalPorts": "2121"}
        other = self.ours[0] | {"Name": "ftpsgate-1-2.in-tcp-21", "Grouping": "ftpsgate-1-2"}
        result = self.play("removal", [self.foreign, *self.ours, stale, other])
        self.assertEqual((result.status, result.rules), (0, [self.foreign, other]), result.output)
        again = self.play("removal", result.rules)
        self.assertEqual((again.status, again.changed), (0, 0), again.output)

    def test_playbooks_that_are_broken_are_noticed(self) -> None:
        for old, new in (
            ("remoteip: '{{ item.remoteip }}'", "remote_ip: '{{ item.remoteip }}'"),
            ("direction: 'in'", "direction: 'inbound'"),
            ("localport: '50000-50100'", "localport: '50000-50101'"),
            ("service: ftpsvc\n", "\n"),
            ("tasks:", "task:"),
        ):
            with self.subTest(new):
                text = golden("usual")
                self.assertIn(old, text)
                result = play(text.replace(old, new), Machine([]))
                self.assertFalse(result.status == 0 and self.is_as_planned(result.rules), result.output)

    def is_as_planned(self, rules: list[Rule]) -> bool:
        try:
            return opened(rules) == planned("usual")
        except ValueError:
            return False


if __name__ == "__main__":
    unittest.main()
