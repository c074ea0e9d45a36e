"""The golden scripts, run on used machines; the whole of it is verify.powershell.verify."""

from __future__ import annotations

import dataclasses
import pathlib
import unittest
from typing import Any

from verify.powershell import plans, scenarios
from verify.powershell.errors import Refused
from verify.powershell.expected import REPLACED, SHIPPED_NARROWED
from verify.powershell.faults import FAULTS
from verify.powershell.judge import Wrong
from verify.powershell.machine import Spelling, State
from verify.powershell.run import run
from verify.powershell.scenarios import Subject
from verify.powershell.states import STATES

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/EmitTests/Golden"


def subject(name: str, plan: str = "", removal: str | None = None) -> Subject:
    """A golden script with its plan."""
    script = (GOLDEN / f"firewall-{name}.ps1").read_text()
    undo = (GOLDEN / f"firewall-{removal}.ps1").read_text() if removal else None
    return Subject(name, script, plans.read(GOLDEN / f"firewall-{plan or name}.json"), undo)


USUAL = subject("usual", removal="removal")
CLIENTS = subject("clients")
ALL = (USUAL, CLIENTS, subject("various"), subject("dynamic"), subject("shipped", plan="various"))


class Golden(unittest.TestCase):
    """Each script opens its plan or says why not, and can be undone."""

    def test_each_state(self) -> None:
        for state in STATES:
            with self.subTest(state):
                scenarios.once(USUAL, state, Spelling.MASK, {})

    def test_each_script(self) -> None:
        for one in ALL[1:]:
            for spelling in Spelling:
                with self.subTest(f"{one.name} {spelling}"):
                    scenarios.once(one, "clean", spelling, {"DisableStatefulFtp": True} if one is CLIENTS else {})

    def test_replacing(self) -> None:
        for state in REPLACED:
            with self.subTest(state):
                verdict = scenarios.once(USUAL, state, Spelling.MASK, {"Replace": True})
                self.assertEqual(verdict, "opened (warned)" if state in SHIPPED_NARROWED else "opened")

    def test_each_change_fails_once(self) -> None:
        self.assertGreater(scenarios.failing(USUAL, "old-ports", {"RestartService": True}), 10)

    def test_two_plans_leave_each_other_alone(self) -> None:
        scenarios.beside(USUAL, CLIENTS)

    def test_what_was_changed_since_stays(self) -> None:
        scenarios.changed_since(USUAL)

    def test_a_shipped_rule_that_stands_in_is_enabled_and_disabled_again(self) -> None:
        shipped = ALL[-1]
        before = STATES["shipped-disabled"](shipped.plan.group)
        result = shipped.ran(before)
        enabled = [rule.name for rule in result.state.rules if rule.group == "FTP Server" and rule.enabled == "True"]
        self.assertEqual(len(enabled), 3)
        self.assertTrue(all(any(name in one for one in result.warnings) for name in enabled))
        self.assertEqual(sorted(map(str, shipped.removed(result.state).state.rules)), sorted(map(str, before.rules)))


class Broken(unittest.TestCase):
    """Scripts that are broken on purpose: each is noticed."""

    def test_each_fault(self) -> None:
        for fault in FAULTS:
            with self.subTest(fault.what):
                fault.trial(CLIENTS, *fault.arguments)
                with self.assertRaises((Wrong, Refused)):
                    fault.trial(fault.broken(CLIENTS), *fault.arguments)

    def test_a_misspelt_parameter(self) -> None:
        script = USUAL.script.replace("        LocalPort = ", "        LocalPrt = ")
        with self.assertRaises(Wrong):
            scenarios.once(dataclasses.replace(USUAL, script=script), "clean", Spelling.MASK, {})

    def test_a_boolean_where_text_is_wanted(self) -> None:
        script = USUAL.script.replace("Enabled = 'True'", "Enabled = $true")
        with self.assertRaises(Wrong):
            scenarios.once(dataclasses.replace(USUAL, script=script), "clean", Spelling.MASK, {})


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


if __name__ == "__main__":
    unittest.main()
