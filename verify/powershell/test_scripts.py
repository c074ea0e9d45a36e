"""The golden scripts, run: they open what the netsh scripts of the same plans do, and -Remove closes it."""

from __future__ import annotations

import pathlib
import re
import unittest
from typing import Any

from verify.powershell.machine import Spelling, State
from verify.powershell.reach import Packet, admits
from verify.powershell.run import run
from verify.powershell.states import PASSIVE, SHIPPED, STATES, clean

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/EmitTests/Golden"
GROUP = "ftpsgate"
NAMES = ("dynamic", "usual", "various", "shipped")
Opening = tuple[str, str, str]


def script(name: str) -> str:
    """A golden script."""
    return (GOLDEN / f"firewall-{name}.ps1").read_text()


def wanted(name: str) -> set[Opening]:
    """The openings of a plan, as the netsh script says them: direction, ports, the server's address."""
    batch = (GOLDEN / f"firewall-{'various' if name == 'shipped' else name}.bat").read_text()
    pattern = r"^netsh .* add rule .* dir=(\w+) .* localip=(\S+) localport=(\S+) service=ftpsvc"
    return {
        ({"in": "Inbound", "out": "Outbound"}[way], ports, "Any" if address == "any" else address)
        for way, address, ports in re.findall(pattern, batch, re.MULTILINE)
    }


def opened(state: State, shipped: bool = False) -> set[Opening]:
    """What the rules of the group open, and those that Windows ships if they stand in for some."""
    groups = {GROUP, "FTP Server"} if shipped else {GROUP}
    return {
        (rule.direction, ",".join(rule.local_port), ",".join(rule.local_address))
        for rule in state.rules
        if rule.group in groups and rule.enabled == "True" and rule.action == "Allow"
    }


class Clean(unittest.TestCase):
    """On a server where nobody has changed anything."""

    def test_each_reaches_exactly_its_openings(self) -> None:
        for name in NAMES:
            with self.subTest(name):
                result = run(script(name), clean())
                self.assertEqual((result.status, result.errors, result.notes, result.warnings), (0, [], [], []))
                if name == "shipped":
                    own = opened(result.state)
                    self.assertEqual(opened(result.state, shipped=True) & wanted(name) | own, wanted(name))
                else:
                    self.assertEqual(opened(result.state), wanted(name))
                self.assertEqual(result.state.stateful_ftp, "False")
                self.assertTrue(all(rule.service == "ftpsvc" for rule in result.state.rules if rule.group == GROUP))

    def test_ports_beside_the_passive_range_are_closed(self) -> None:
        for name in NAMES:
            first, last = next(map(int, ports.split("-")) for way, ports, _ in wanted(name) if "-" in ports)
            state = run(script(name), clean()).state
            for port, passes in ((first - 1, False), (first, True), (last, True), (last + 1, False)):
                if port <= 65535:
                    with self.subTest(f"{name} {port}"):
                        self.assertEqual(admits(state, Packet("Inbound", port)), passes)

    def test_twice_changes_nothing(self) -> None:
        for name in NAMES:
            with self.subTest(name):
                once = run(script(name), clean()).state
                twice = run(script(name), once)
                self.assertEqual((twice.state, twice.effective, twice.status), (once, [], 0))

    def test_removal_leaves_no_rule_of_the_group(self) -> None:
        for name in NAMES:
            with self.subTest(name):
                state = run(script(name), clean()).state
                for removal, arguments in ((script(name), {"Remove": True}), (script("removal"), {})):
                    removed = run(removal, state, arguments)
                    self.assertEqual((removed.status, removed.errors), (0, []))
                    self.assertEqual(removed.state.rules, clean().rules)
                    self.assertEqual(run(removal, removed.state, arguments).effective, [])

    def test_whatif_changes_nothing(self) -> None:
        for name in (*NAMES, "removal"):
            for arguments in [{}] if name == "removal" else [{}, {"Remove": True}, {"RestartService": True}]:
                with self.subTest(f"{name} {arguments}"):
                    result = run(script(name), STATES["old-ports"](GROUP), arguments, what_if=True)
                    self.assertEqual((result.status, result.attempts), (0, 0))
                    self.assertTrue(result.what_if)


class Used(unittest.TestCase):
    """On servers that somebody has used."""

    def test_each_state_is_left_in_order(self) -> None:
        for state in STATES:
            for name in NAMES:
                for spelling in Spelling:
                    with self.subTest(f"{name} {state} {spelling}"):
                        self.run_twice(name, state, spelling)

    def run_twice(self, name: str, state: str, spelling: Spelling) -> None:
        """Holds that a script does what it says or fails, and that it does nothing more when it runs again."""
        before = STATES[state](GROUP)
        before.spelling = spelling
        result = run(script(name), before)
        self.assertEqual(result.notes, [])
        if state == "service-stopped":
            self.assertEqual((result.status, result.changes), (1, []))
            return
        self.assertEqual((result.status, result.errors), (0, []))
        foreign = [
            rule
            for rule in before.rules
            if rule.group != GROUP and rule.name != PASSIVE and rule.name not in {one[0] for one in SHIPPED}
        ]
        after = {rule.name: rule for rule in result.state.rules}
        if state != "name-taken":
            self.assertTrue(all(after[rule.name] == rule for rule in foreign))
        self.assertEqual(run(script(name), result.state).state, result.state)

    def test_each_failure_ends_it_and_the_next_run_finishes(self) -> None:
        for name in NAMES:
            for state in ("clean", "old-ports"):
                arguments: dict[str, Any] = {"RestartService": True}
                good = run(script(name), STATES[state](GROUP), arguments)
                for place in range(1, good.attempts + 1):
                    with self.subTest(f"{name} {state} {place}"):
                        failed = run(script(name), STATES[state](GROUP), arguments, fail_at=place)
                        self.assertEqual((failed.status, failed.attempts), (1, place))
                        again = run(script(name), failed.state, arguments).state
                        self.assertEqual(sorted(again.rules, key=str), sorted(good.state.rules, key=str))


class Breadth(unittest.TestCase):
    """A longer script, which reads back what was set by hand, records an undo, and sums up in an object."""

    SCRIPT = pathlib.Path(__file__).with_name("breadth.ps1")
    GROUP = "ftpsgate-main"

    def test_it_runs_on_each_state(self) -> None:
        for name, make in STATES.items():
            for spelling in Spelling:
                for arguments in ({}, {"From": ["10.0.0.0/8", "2001:DB8::/32"]}):
                    with self.subTest(f"{name} {spelling} {arguments}"):
                        state = make(self.GROUP)
                        state.spelling = spelling
                        self.run_and_undo(state, arguments, fails=name in ("service-stopped", "name-taken"))

    def run_and_undo(self, state: State, arguments: dict[str, Any], fails: bool) -> None:
        """Holds that it works, that twice is once, and that nothing of it is left afterwards."""
        result = run(self.SCRIPT, state, arguments)
        self.assertEqual((result.status, result.notes), (int(fails), []))
        if fails:
            return
        self.assertEqual([record.properties["Group"] for record in result.output], [self.GROUP])
        self.assertEqual(run(self.SCRIPT, result.state, arguments).state, result.state)
        removed = run(self.SCRIPT, result.state, {"Remove": True})
        self.assertEqual(
            [rule for rule in removed.state.rules if rule.group == self.GROUP and not rule.from_policy], []
        )
        shipped = {rule.name: rule for rule in removed.state.rules if rule.group == "FTP Server"}
        self.assertEqual(shipped, {rule.name: rule for rule in state.rules if rule.group == "FTP Server"})

    def test_what_was_narrowed_by_hand_stays(self) -> None:
        state = STATES["narrowed-by-hand"](self.GROUP)
        result = run(self.SCRIPT, state)
        self.assertIn("narrowed to 203.0.113.0/255.255.255.0, 198.51.100.7", result.output[0].properties["Warnings"][0])
        self.assertEqual(
            next(rule for rule in result.state.rules if rule.group == self.GROUP).remote_address,
            state.rules[-1].remote_address,
        )


class Broken(unittest.TestCase):
    """Scripts that are broken on purpose: each is noticed."""

    def broken(self, old: str, new: str) -> str:
        """The usual script with a fault in it."""
        source = script("usual")
        self.assertIn(old, source)
        return source.replace(old, new)

    def test_a_misspelt_parameter(self) -> None:
        result = run(self.broken("        LocalPort = ", "        LocalPrt = "), clean())
        self.assertEqual(result.status, 1)
        self.assertIn("parameter name 'LocalPrt'", result.errors[0])

    def test_a_boolean_where_text_is_wanted(self) -> None:
        result = run(self.broken("Enabled = 'True'", "Enabled = $true"), clean())
        self.assertEqual(result.status, 1)
        self.assertIn("Cannot convert value", result.errors[0])

    def test_a_change_that_asks_nobody(self) -> None:
        result = run(
            self.broken(
                "if ($PSCmdlet.ShouldProcess('Windows Firewall', 'Turn stateful FTP inspection off'))", "if ($true)"
            ),
            clean(),
            what_if=True,
        )
        self.assertEqual(len(result.changes), 1)

    def test_an_error_that_stops_nothing(self) -> None:
        result = run(self.broken("    ErrorAction = 'Stop'\n", ""), clean(), fail_at=3)
        self.assertEqual(result.status, 0)
        self.assertNotEqual(opened(result.state), wanted("usual"))

    def test_a_wide_passive_rule_that_stays(self) -> None:
        result = run(
            self.broken("elseif ($passive.Action -ne 'Allow')", "elseif ($passive.Action -eq 'Allow')"), clean()
        )
        self.assertTrue(admits(result.state, Packet("Inbound", 50101)))

    def test_a_property_that_rules_do_not_have(self) -> None:
        result = run(
            self.broken("$rule.Enabled -ne 'True'", "$rule.LocalPort -ne 'x'"), run(script("usual"), clean()).state
        )
        self.assertIn("there is no property LocalPort", result.notes[0])

    def test_old_rules_that_stay(self) -> None:
        result = run(
            self.broken("$kept -notcontains $rule.Name", "$kept -contains $rule.Nme"), STATES["old-ports"](GROUP)
        )
        self.assertNotEqual(opened(result.state), wanted("usual"))
        self.assertTrue(result.notes)


if __name__ == "__main__":
    unittest.main()
