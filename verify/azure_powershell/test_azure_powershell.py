"""The model of Az.Network says what Azure PowerShell does where that is easy to get wrong; the golden scripts on it."""

from __future__ import annotations

import pathlib
import unittest
from typing import Any

from verify.azure.states import STATES
from verify.azure_powershell import judge, scenarios
from verify.azure_powershell.run import run
from verify.azure_powershell.subject import WHERE, Subject, cloud_of
from verify.azure_powershell.world import Kind, World
from verify.powershell.run import Result

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests/EmitTests/Golden"
PARAMETERS = "param([string]$ResourceGroupName, [string]$NetworkSecurityGroupName)\n"
READ = "$g = Get-AzNetworkSecurityGroup -ResourceGroupName $ResourceGroupName -Name $NetworkSecurityGroupName\n"
RULE = (
    "@{ Access = 'Allow'; Direction = 'Inbound'; Protocol = 'Tcp'; Priority = '310'; SourceAddressPrefix = '*'; "
    "SourcePortRange = '*'; DestinationAddressPrefix = '*'; DestinationPortRange = @('21', '990') }"
)
ADD = f"$r = {RULE}\nAdd-AzNetworkSecurityRuleConfig -Name 'a' -NetworkSecurityGroup $g @r | Out-Null\n"
WRITE = "Set-AzNetworkSecurityGroup -NetworkSecurityGroup $g | Out-Null\n"


def lines(text: str, state: str = "clean", **world: Any) -> Result:
    """A few lines of PowerShell, with the group read into $g."""
    return run(PARAMETERS + READ + text, World(STATES[state], **world))


def rules(result: Result) -> dict[str, Any]:
    """The rules of the group."""
    return cloud_of(result).rules()[WHERE]


class Model(unittest.TestCase):
    """What the cmdlets do."""

    def test_rules_are_changed_in_the_session_and_written_as_a_whole(self) -> None:
        self.assertEqual(rules(lines(ADD)), {})
        written = rules(lines(ADD + WRITE))
        self.assertEqual(written["a"]["destinationPortRanges"], ["21", "990"])
        self.assertEqual((written["a"]["sourcePortRange"], written["a"]["priority"]), ("*", 310))

    def test_errors_end_nothing_by_themselves(self) -> None:
        result = lines(ADD.replace("'310'", "'99'") + WRITE + "'after'")
        self.assertEqual((result.status, result.output, rules(result)), (0, ["after"], {}))
        self.assertIn("SecurityRuleInvalidPriority", result.errors[0])
        stopped = lines("$ErrorActionPreference = 'Stop'\n" + ADD.replace("'310'", "'99'") + WRITE + "'after'")
        self.assertEqual((stopped.status, stopped.output), (1, []))

    def test_names_are_there_once_and_in_any_case(self) -> None:
        again = lines(ADD + ADD.replace("'a'", "'A'"))
        self.assertEqual(again.errors[0].partition(": ")[2], "Rule with the specified name already exists")
        missing = lines(ADD.replace("Add-", "Set-"))
        self.assertIn("does not exist", missing.errors[0])
        gone = lines("Remove-AzNetworkSecurityRuleConfig -Name 'none' -NetworkSecurityGroup $g | Out-Null\n")
        self.assertEqual(gone.errors, [])

    def test_changing_a_rule_forgets_what_is_not_given_and_keeps_application_groups(self) -> None:
        change = "$r = @{ Name = 'ftpsgate-1.in-tcp'; NetworkSecurityGroup = $g; SourceAddressPrefix = '*' }\n"
        change += "Set-AzNetworkSecurityRuleConfig @r | Out-Null\n"
        said = "$g.SecurityRules[0].Priority\n@($g.SecurityRules[0].SourceApplicationSecurityGroups).Count"
        self.assertEqual(lines(change + said, "narrowed-to-application-group").output, [0, 1])

    def test_a_wildcard_lists_and_finding_none_is_no_error(self) -> None:
        read = "@(Get-AzNetworkSecurityGroup -ResourceGroupName $ResourceGroupName -Name '{}').Count"
        self.assertEqual(lines(read.format("*-nsg"), "another-group").output, [2])
        none = lines(read.format("x*"), "another-group")
        self.assertEqual((none.output, none.errors), ([0], []))
        self.assertIn("was not found", lines(read.format("x")).errors[0])

    def test_a_write_asks_for_no_version_and_not_whether_it_may(self) -> None:
        late = scenarios.at("Set-AzNetworkSecurityGroup", 1, scenarios.add_guest)
        self.assertEqual(list(rules(lines(ADD + WRITE, meddle=late))), ["a"])
        self.assertEqual(list(rules(lines("$WhatIfPreference = $true\n" + ADD + WRITE))), ["a"])

    def test_calls_fail_in_three_ways(self) -> None:
        for kind, there, said in ((Kind.REFUSED, 0, True), (Kind.LOST, 1, True), (Kind.IGNORED, 0, False)):
            with self.subTest(kind.value):
                result = lines(ADD + WRITE, fail_at=3, kind=kind)
                self.assertEqual((len(rules(result)), bool(result.errors)), (there, said))

    def test_a_context_is_for_one_call(self) -> None:
        listed = "(Get-AzContext -ListAvailable | Where-Object { $_.Name -eq 'Testing' })"
        there = "$n = @{ ResourceGroupName = $ResourceGroupName; Name = 'web-nsg'; AzContext = $t }\n"
        read = f"$t = {listed}\n{there}(Get-AzNetworkSecurityGroup @n).Name\n(Get-AzContext).Name"
        result = lines(read, "two-subscriptions")
        self.assertEqual(result.output, ["web-nsg", "Production"])
        self.assertEqual(lines("@(Get-AzContext).Count", "not-logged-in").output, [0])


class Golden(unittest.TestCase):
    """The golden scripts."""

    def subject(self, name: str) -> Subject:
        """A golden script with its plan."""
        script = (GOLDEN / f"firewall-{name}.az.ps1").read_text()
        plan = judge.read(GOLDEN / f"firewall-{name}.json")
        removal = (GOLDEN / "firewall-removal.az.ps1").read_text()
        return Subject(name, script, removal.replace("'ftpsgate-1.'", f"'{plan.prefix}'"), plan)

    def test_each_opens_its_plan(self) -> None:
        for name in ("usual", "various", "clients", "dynamic"):
            with self.subTest(name):
                self.assertEqual(scenarios.once(self.subject(name), "clean", {}), "opened")

    def test_two_scripts_leave_each_other_alone(self) -> None:
        scenarios.beside(self.subject("usual"), self.subject("clients"))

    def test_each_call_fails_once(self) -> None:
        self.assertGreaterEqual(scenarios.failing(self.subject("usual"), "stale"), 20)


if __name__ == "__main__":
    unittest.main()
