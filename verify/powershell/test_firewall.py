"""The model of Windows Firewall: what its cmdlets take, keep and give back."""

from __future__ import annotations

import importlib.util
import pathlib
import unittest
from typing import Any

from verify.azure_powershell.run import DECLARED as AZURE
from verify.powershell.commands import CMDLETS
from verify.powershell.errors import Refused
from verify.powershell.machine import Spelling, State
from verify.powershell.reach import Packet, admits
from verify.powershell.run import Result, run
from verify.powershell.states import STATES, clean

ROOT = pathlib.Path(__file__).resolve().parents[2]
NEW = "New-NetFirewallRule -Name n -DisplayName d "
ADDRESS = "(Get-NetFirewallRule -Name n | Get-NetFirewallAddressFilter)."
PORT = "(Get-NetFirewallRule -Name n | Get-NetFirewallPortFilter)."


def ran(source: str, state: State | None = None, **options: Any) -> Result:
    """A run, on a clean machine if nothing else is said."""
    return run(source, state or clean(), **options)


class Getting(unittest.TestCase):
    """Get-NetFirewallRule."""

    def names(self, source: str, state: State | None = None) -> list[str]:
        """The names of the rules that a command puts out."""
        result = ran(source, state)
        self.assertEqual(result.errors, [])
        return [record.properties["Name"] for record in result.output]

    def test_names_groups_and_wildcards(self) -> None:
        self.assertEqual(self.names("Get-NetFirewallRule winrm-http-in-tcp"), ["WinRM-HTTP-In-TCP"])
        self.assertEqual(len(self.names("Get-NetFirewallRule -Name 'IIS-*-In-*'")), 3)
        self.assertEqual(len(self.names("Get-NetFirewallRule -Group 'FTP Server'")), 5)
        self.assertEqual(len(self.names("Get-NetFirewallRule -Group 'FTP Server' -Direction Outbound")), 2)
        self.assertEqual(len(self.names("Get-NetFirewallRule")), 7)
        self.assertEqual(self.names("Get-NetFirewallRule -Name 'none*'"), [])
        self.assertEqual(len(self.names("Get-NetFirewallRule -DisplayName 'FTP Server*'")), 5)

    def test_each_name_that_is_not_there_is_an_error(self) -> None:
        result = ran("Get-NetFirewallRule -Name 'WinRM-HTTP-In-TCP', 'a', 'b'")
        self.assertEqual((len(result.output), len(result.errors), result.status), (1, 2, 0))
        self.assertIn("No MSFT_NetFirewallRule objects found with property 'InstanceID' equal to 'a'", result.errors[0])
        self.assertIn("'RuleGroup' equal to 'g'", ran("Get-NetFirewallRule -Group g").errors[0])

    def test_parameter_sets(self) -> None:
        for source in ("Get-NetFirewallRule -Name a -Group b", "Set-NetFirewallRule -Name a -Group b -Enabled True"):
            self.assertIn("Parameter set cannot be resolved", ran(source).errors[0])
        self.assertEqual(len(ran("Set-NetFirewallRule -Enabled True").errors), 1)

    def test_group_policy_is_in_the_active_store_only_and_cannot_be_changed(self) -> None:
        state = STATES["group-policy"]("ftpsgate")
        self.assertEqual(len(ran("Get-NetFirewallRule -Group ftpsgate", state).errors), 1)
        active = self.names("Get-NetFirewallRule -PolicyStore ActiveStore -Group ftpsgate", state)
        self.assertEqual(active, ["ftpsgate.in-tcp-21"])
        self.assertEqual(len(self.names("Get-NetFirewallRule -PolicyStore RSOP", state)), 2)
        source = "$r = Get-NetFirewallRule -PolicyStore ActiveStore -Name ftpsgate.in-tcp-21; "
        for change in ("$r | Remove-NetFirewallRule", "$r | Set-NetFirewallRule -Enabled False"):
            result = ran(source + change, state)
            self.assertEqual((len(result.errors), result.changes), (1, []))
        shown = ran(source + '"$($r.PolicyStoreSourceType) $($r.PolicyStoreSource)"', state).output
        self.assertEqual(shown, ["GroupPolicy Servers"])
        profile = "(Get-NetFirewallProfile -PolicyStore ActiveStore)[0].AllowLocalFirewallRules -eq 'False'"
        self.assertEqual(ran(profile, state).output, [True])

    def test_a_stopped_service_is_an_error_that_silence_hides(self) -> None:
        state = STATES["service-stopped"]("ftpsgate")
        self.assertEqual(len(ran("Get-NetFirewallRule", state).errors), 1)
        self.assertEqual(ran("@(Get-NetFirewallRule -EA SilentlyContinue).Count", state).output, [0])


class Changing(unittest.TestCase):
    """New-, Set-, Enable-, Disable- and Remove-NetFirewallRule."""

    def test_what_is_refused(self) -> None:
        cases = {
            NEW + "-Enabled $true": "Cannot convert value",
            NEW + "-Dirction Inbound": "parameter name 'Dirction'",
            NEW + "-DisplayGroup g": "parameter name 'DisplayGroup'",
            NEW + "-Direction In": "Cannot convert value",
            NEW + "-Protocol TCP -LocalPort 70000": "port is invalid",
            NEW + "-Protocol TCP -LocalPort 30-20": "port is invalid",
            NEW + "-LocalPort 21": "port is invalid",
            NEW + "-RemoteAddress 10.0.0.256": "address is invalid",
            NEW + "-RemoteAddress 'Any', '10.0.0.1'": "address is invalid",
            NEW + "-RemoteAddress @()": "empty array",
            NEW + "-RemoteAddress $null": "is null",
            NEW + "-LocalAddress LocalSubnet": "address is invalid",
            "New-NetFirewallRule -Name n": "mandatory parameters: DisplayName",
            "New-NetFirewallRule -Name WinRM-HTTP-In-TCP -DisplayName d": "already exists",
            "Set-NetFirewallRule -Name none -Enabled True": "No MSFT_NetFirewallRule",
            "Set-NetFirewallRule -Name WinRM-HTTP-In-TCP -DisplayName d": "Parameter set",
            "Set-NetFirewallSetting -EnableStatefulFtp $false": "Cannot convert value",
            "Get-NetFirewallAddressFilter -AssociatedNetFirewallRule $null": "is null",
            "'x' | Get-NetFirewallAddressFilter": "Cannot",
        }
        for source, wanted in cases.items():
            with self.subTest(source):
                result = ran(source)
                self.assertEqual((result.changes, len(result.errors)), ([], 1))
                self.assertIn(wanted, result.errors[0])

    def test_names_are_completed_and_case_does_not_count(self) -> None:
        rule = ran(
            "new-netfirewallrule -name n -displayn d -dir outbound -act block -prot tcp -localp 20 | Out-Null"
        ).state.rules[-1]
        self.assertEqual(
            (rule.direction, rule.action, rule.protocol, rule.local_port), ("Outbound", "Block", "TCP", ("20",))
        )

    def test_addresses_are_given_back_as_windows_does(self) -> None:
        cases = {
            "203.0.113.0/24": "203.0.113.0/255.255.255.0",
            "203.0.113.9/24": "203.0.113.0/255.255.255.0",
            "203.0.113.9/32": "203.0.113.9",
            "10.0.0.0/255.0.0.0": "10.0.0.0/255.0.0.0",
            "2001:DB8:0:0::/32": "2001:db8::/32",
            "10.0.0.1-10.0.0.9": "10.0.0.1-10.0.0.9",
            "localsubnet": "LocalSubnet",
            "any": "Any",
        }
        for given, back in cases.items():
            with self.subTest(given):
                source = NEW + f"-RemoteAddress '{given}' | Out-Null; {ADDRESS}RemoteAddress; {ADDRESS}LocalAddress"
                self.assertEqual(ran(source).output, [back, "Any"])
        state = clean()
        state.spelling = Spelling.LENGTH
        self.assertEqual(
            ran(NEW + f"-RemoteAddress 203.0.113.0/24 | Out-Null; {ADDRESS}RemoteAddress", state).output,
            ["203.0.113.0/24"],
        )

    def test_one_value_is_text_and_several_are_an_array(self) -> None:
        one = NEW + f"-Protocol TCP -LocalPort 21 | Out-Null; {PORT}LocalPort -is [string]"
        two = NEW + f"-Protocol TCP -LocalPort 21, 990 | Out-Null; {PORT}LocalPort -is [array]"
        self.assertEqual(ran(one).output + ran(two).output, [True, True])

    def test_set_changes_only_what_it_is_told(self) -> None:
        result = ran("Set-NetFirewallRule -Name IIS-WebServerRole-FTP-In-TCP-21 -RemoteAddress 10.0.0.0/8")
        before, after = clean().rules[0], result.state.rules[0]
        self.assertEqual(after.remote_address, ("10.0.0.0/255.0.0.0",))
        after.remote_address = ("Any",)
        self.assertEqual(before, after)
        self.assertEqual(len(result.effective), 1)
        self.assertEqual(ran("Set-NetFirewallRule -Name WinRM-HTTP-In-TCP -Enabled True").effective, [])

    def test_remove_without_parameters_removes_all(self) -> None:
        self.assertEqual(ran("Remove-NetFirewallRule").state.rules, [])
        self.assertEqual(ran("$none = @(); $none | Remove-NetFirewallRule").changes, [])

    def test_input_that_fits_nothing_obeys_the_error_action(self) -> None:
        self.assertEqual(len(ran("$null | Remove-NetFirewallRule; 'on'").errors), 1)
        self.assertEqual(ran("$null | Remove-NetFirewallRule -ErrorAction Stop; 'on'").status, 1)

    def test_a_removed_rule_is_no_longer_there(self) -> None:
        source = (
            "$r = Get-NetFirewallRule -Name WinRM-HTTP-In-TCP; $r | Remove-NetFirewallRule; $r | Enable-NetFirewallRule"
        )
        self.assertEqual(len(ran(source).errors), 1)

    def test_an_injected_failure(self) -> None:
        source = "Disable-NetFirewallRule -Name WinRM-HTTP-In-TCP{}; Restart-Service ftpsvc; 'end'"
        self.assertEqual(ran(source.format(""), fail_at=1).output, ["end"])
        self.assertEqual(ran(source.format(" -ErrorAction Stop"), fail_at=1).status, 1)
        self.assertEqual(ran(source.format(""), fail_at=2).status, 0)
        self.assertEqual(ran("$ErrorActionPreference = 'Stop'; " + source.format(""), fail_at=2).status, 1)

    def test_filters_can_be_set(self) -> None:
        source = "$f = Get-NetFirewallRule -Name WinRM-HTTP-In-TCP | Get-NetFirewallAddressFilter; "
        source += "$f | Set-NetFirewallAddressFilter -RemoteAddress 10.0.0.1"
        self.assertEqual(ran(source).state.rules[5].remote_address, ("10.0.0.1",))


class Recording(unittest.TestCase):
    """Files, the registry and JSON."""

    def test_what_is_written_comes_back(self) -> None:
        cases = {
            "@{ A = @('1', '2'); B = $null } | ConvertTo-Json | Set-Content C:\\x.json; "
            "$o = Get-Content C:\\x.json -Raw | ConvertFrom-Json; $o.A.Count; $null -eq $o.B": [2, True],
            "Test-Path C:\\x; Set-Content -Path C:\\x -Value 'a', 'b'; Test-Path c:\\X; @(Get-Content C:\\x).Count": [
                False,
                True,
                2,
            ],
            "New-Item -Path HKLM:\\SOFTWARE\\ftpsgate -Force | Out-Null; "
            "Set-ItemProperty -Path HKLM:\\SOFTWARE\\ftpsgate -Name a -Value 'v'; "
            "(Get-ItemProperty HKLM:\\SOFTWARE\\ftpsgate).a": ["v"],
            "New-Item HKLM:\\SOFTWARE\\x | Out-Null; Set-ItemProperty HKLM:\\SOFTWARE\\x -Name B -Value 'v'; "
            "$k = Get-Item HKLM:\\SOFTWARE\\x; $k.GetValueNames(); $k.GetValue('b'); $null -eq $k.GetValue('c')": [
                "B",
                "v",
                True,
            ],
            "(Get-NetFirewallRule -Name WinRM-HTTP-In-TCP).Action | ConvertTo-Json": ["2"],
            "Join-Path $env:ProgramData 'ftpsgate'": ["C:\\ProgramData\\ftpsgate"],
        }
        for source, wanted in cases.items():
            with self.subTest(source):
                result = ran(source)
                self.assertEqual((result.errors, result.output), ([], wanted))

    def test_whatif_writes_nothing(self) -> None:
        source = "[CmdletBinding(SupportsShouldProcess = $true)] param()\nSet-Content -Path C:\\x -Value 'a'"
        result = ran(source, what_if=True)
        self.assertEqual((result.state.files, len(result.what_if)), ({}, 1))


class Requirements(unittest.TestCase):
    """#Requires."""

    def test_requirements(self) -> None:
        state = clean()
        state.elevated = False
        self.assertEqual(ran("#Requires -RunAsAdministrator\n'a'", state).status, 1)
        self.assertEqual(ran("#Requires -RunAsAdministrator\n'a'").output, ["a"])
        self.assertEqual(ran("#Requires -Modules WebAdministration\n'a'").status, 1)
        self.assertEqual(ran("#Requires -Version 7.0\n'a'").status, 1)
        with self.assertRaises(Refused):
            ran("#Requires -PSEdition Core\n'a'")


class Reaching(unittest.TestCase):
    """What all rules together let through."""

    def test_states(self) -> None:
        control = Packet("Inbound", 21)
        self.assertTrue(admits(STATES["clean"]("g"), control))
        self.assertFalse(admits(STATES["role-missing"]("g"), control))
        self.assertFalse(admits(STATES["shipped-disabled"]("g"), control))
        self.assertFalse(admits(STATES["blocked-by-hand"]("g"), control))
        self.assertFalse(admits(STATES["group-policy"]("g"), control))
        self.assertTrue(admits(STATES["group-policy"]("g"), Packet("Inbound", 21, remote="10.1.2.3")))
        self.assertTrue(admits(STATES["clean"]("g"), Packet("Outbound", 20)))
        self.assertFalse(admits(STATES["passive-narrowed"]("g"), Packet("Inbound", 60000)))

    def test_each_state_is_made_anew(self) -> None:
        for name, make in STATES.items():
            with self.subTest(name):
                self.assertEqual(make("g"), make("g"))
                self.assertIsNot(make("g"), make("g"))


class Tables(unittest.TestCase):
    """The other checker's table of cmdlets and parameters."""

    def test_all_that_the_checker_allows_is_known(self) -> None:
        self.assertTrue(AZURE, "the cmdlets of Az are there once their module is")
        spec = importlib.util.spec_from_file_location("check_powershell", ROOT / "Tests/Checkers/check_powershell.py")
        assert spec and spec.loader
        checker = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(checker)
        for name, parameters in checker.PARAMETERS.items():
            for parameter in parameters | ({"Name"} if name.endswith("Service") else set()):
                with self.subTest(f"{name} -{parameter}"):
                    CMDLETS[name.lower()].signature.find(parameter)


if __name__ == "__main__":
    unittest.main()
