"""Errors, functions and loops of PowerShell that are easy to get wrong, and what the interpreter does not know."""

from __future__ import annotations

import unittest

from verify.powershell.cases import Case, result
from verify.powershell.errors import Refused, SyntaxFault, Unsupported


class Errors(Case):
    """about_Try_Catch_Finally, about_CommonParameters, about_Preference_Variables."""

    def test_an_uncaught_error_ends_the_script_with_1(self) -> None:
        for source in (
            "throw 'no'",
            "Get-NetFirewallRule -Name none -ErrorAction Stop",
            "$ErrorActionPreference = 'Stop'; $null.X()",
        ):
            with self.subTest(source):
                ran = result(source + "; 'after'")
                self.assertEqual((ran.status, ran.output), (1, []))

    def test_other_errors_let_it_go_on_with_0(self) -> None:
        for source in (
            "Get-NetFirewallRule -Name none",
            "$null.X()",
            "Write-Error 'no'",
            "[int]'x'",
            "Get-Service none",
        ):
            with self.subTest(source):
                ran = result(source + "; 'after'")
                self.assertEqual((ran.status, ran.output, len(ran.errors)), (0, ["after"], 1))

    def test_a_module_does_not_see_the_preferences_of_the_script(self) -> None:
        ran = result("$ErrorActionPreference = 'Stop'; Get-NetFirewallRule -Name none; 'after'")
        self.assertEqual((ran.status, ran.output, len(ran.errors)), (0, ["after"], 1))
        self.assertEqual(result("$ErrorActionPreference = 'Stop'; Get-Service none; 'after'").status, 1)
        source = "[CmdletBinding(SupportsShouldProcess)] param()\nRemove-NetFirewallRule -Name WinRM-HTTP-In-TCP"
        self.assertEqual(len(result(source, what_if=True).changes), 1)
        self.assertEqual(len(result(source + " -WhatIf:$WhatIfPreference", what_if=True).changes), 0)

    def test_silently_continue(self) -> None:
        self.check(
            {
                "Get-NetFirewallRule -Name none -ErrorAction SilentlyContinue; $Error.Count": [1],
                "Get-NetFirewallRule -Name none -ErrorAction Ignore; $Error.Count": [0],
                "Get-NetFirewallRule -Name none -ErrorAction SilentlyContinue -ErrorVariable e; $e.Count": [1],
                "if (Get-NetFirewallRule -Name none -EA SilentlyContinue) { 1 } else { 2 }": [2],
                "Get-NetFirewallRule -Name none 2>$null": [],
            }
        )

    def test_catch_and_finally(self) -> None:
        self.check(
            {
                "try { throw 'no' } catch { $_.Exception.Message; \"$_\" } finally { 'f' }": ["no", "no", "f"],
                "try { Get-NetFirewallRule -Name none -ErrorAction Stop } catch { 'c' }": ["c"],
                "try { [int]'x'; 'not here' } catch { 'c' }": ["c"],
                "function F { [int]'x'; 'not here' }; try { F } catch { 'c' }": ["c"],
                "try { try { throw 'a' } finally { 'f' } } catch { 'c' }": ["f", "c"],
                "try { throw 'a' } catch [System.InvalidOperationException] { 1 } catch { 2 }": [2],
                "try { throw 'a' } catch [System.Exception] { 1 }": [1],
                "function F { try { return 1 } finally { 2 } }; F": [1, 2],
                "try { try { throw 'a' } catch { throw } } catch { $_.Exception.Message }": ["a"],
                "try { throw (New-Object System.ArgumentException 'm') } catch [System.ArgumentException] { 'c' }": [
                    "c"
                ],
            }
        )
        # Without Stop it is no error that a catch sees.
        self.assertEqual(result("try { Get-NetFirewallRule -Name none; 'on' } catch { 'c' }").output, ["on"])

    def test_exit(self) -> None:
        self.assertEqual(result("exit 3").status, 3)
        self.assertEqual(result("function F { exit 4 }; try { F } finally { 'f' }").status, 4)
        self.assertEqual(result("try { exit 5 } catch { 'c' }").status, 5)

    def test_strict_mode_makes_errors_of_what_is_not_there(self) -> None:
        self.check({"$x; 'on'": [None, "on"]})
        for source in ("$unset", "$r = Get-NetFirewallRule -Name WinRM-HTTP-In-TCP; $r.LocalPort"):
            self.assertEqual(len(result("Set-StrictMode -Version Latest; " + source).errors), 1)

    def test_what_powershell_lets_pass_is_noted(self) -> None:
        notes = result("$r = Get-NetFirewallRule -Name WinRM-HTTP-In-TCP\n$r.LocalPort; $typo").notes
        self.assertEqual(len(notes), 2)
        self.assertIn("line 2: there is no property LocalPort", notes[0])


class Functions(Case):
    """about_Functions, about_Scopes, about_Functions_Advanced_Parameters."""

    def test_scopes(self) -> None:
        self.check(
            {
                "$x = 1; function F { $x = 2 }; F; $x": [1],
                "$x = 1; function F { $script:x = 2 }; F; $x": [2],
                "$x = 1; function F { $x }; F": [1],
                "function G { $y }; function F { $y = 5; G }; F": [5],
                "$x = 0; 1, 2 | ForEach-Object { $x += $_ }; $x": [3],
                "$x = 1; & { $x = 2 }; $x": [1],
            }
        )

    def test_parameters(self) -> None:
        self.check(
            {
                "function F([int]$A, $B = 2) { $A + $B }; F '3'": [5],
                "function F { param([string]$A)\n$A -eq '' }; F": [True],
                "function F { param([switch]$S)\n$S.IsPresent }; F -S; F": [True, False],
                "function F { param($A)\n$PSBoundParameters.ContainsKey('A') }; F; F -A 1": [False, True],
                "function F { $args.Count }; F 1 2": [2],
                "function F { param([Parameter(ValueFromPipeline)]$V)\nprocess { $V * 2 } }; 1, 2 | F": [2, 4],
                "function F { param([string[]]$V)\n$V.Count }; F 'a', 'b'; F 'a'": [2, 1],
                "function F { [CmdletBinding()] param([ValidateSet('A', 'B')]$V)\n$V }; F -V b": ["b"],
                "function F { 1; $null = 2; [void](3); 4 | Out-Null }; F": [1],
            }
        )

    def test_binding_errors(self) -> None:
        for source in (
            "function F { [CmdletBinding()] param($A)\n}; F -B 1",
            "function F { [CmdletBinding()] param([Parameter(Mandatory)]$A)\n}; F",
            "function F { [CmdletBinding()] param([ValidateSet('A')]$V)\n}; F -V x",
            "function F { param([int]$A)\n}; F x",
            "function F { [CmdletBinding()] param($A)\n}; F 1 2",
        ):
            with self.subTest(source):
                self.assertEqual(len(result(source).errors), 1)

    def test_typed_variables_convert_all_that_they_are_given(self) -> None:
        self.check({"[int]$x = '5'; $x = '6'; $x + 1": [7], "[string[]]$x = 'a'; $x -is [array]": [True]})

    def test_should_process(self) -> None:
        source = "[CmdletBinding(SupportsShouldProcess = $true)] param([switch]$Go)\n"
        source += "if ($Go -and $PSCmdlet.ShouldProcess('t', 'a')) { 'done' }"
        self.assertEqual(result(source, arguments={"Go": True}).output, ["done"])
        ran = result(source, arguments={"Go": True}, what_if=True)
        self.assertEqual((ran.output, ran.what_if), ([], ['What if: Performing the operation "a" on target "t".']))
        self.assertEqual(result("param([switch]$Go)\n1", what_if=True).status, 0)
        self.assertEqual(result("[CmdletBinding()] param()\n1", what_if=True).status, 1)


class Loops(Case):
    """Loops and switch."""

    def test_loops(self) -> None:
        self.check(
            {
                "foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }": [1, 3],
                "$i = 0; while ($i -lt 3) { $i++ }; $i": [3],
                "$i = 0; do { $i++ } until ($i -ge 3); $i": [3],
                "for ($i = 0; $i -lt 2; $i++) { $i }": [0, 1],
                "switch ('b') {\n'a' { 1 }\n'B' { 2 }\ndefault { 3 }\n}": [2],
                "switch -Wildcard ('abc') {\n'a*' { 1 }\n'*c' { 2 }\ndefault { 3 }\n}": [1, 2],
            }
        )

    def test_a_loop_without_end_is_refused(self) -> None:
        with self.assertRaisesRegex(Unsupported, "does not seem to end"):
            result("while ($true) { }")


class Unknown(unittest.TestCase):
    """What the interpreter does not know is never skipped."""

    def test_unknown_constructs_are_named_with_their_line(self) -> None:
        cases = {
            "1\nInvoke-Expression 'x'": "line 2: the command Invoke-Expression",
            "trap { }": "line 1: the statement trap",
            "$a = 'x'\n$a.Normalize()": "line 2: the method Normalize of System.String",
            "[System.IO.File]::ReadAllText('x')": r"line 1: \[System.IO.File\]::ReadAllText",
            "if ($true) {\n[datetime]'x'\n}": r"line 2: the type \[datetime\]",
            "Get-NetFirewallRule -Name a -CimSession b": "line 1: the parameter -CimSession",
            "Get-NetFirewallRule -Name a > C:\\x": "line 1: the redirection",
            "function F {\n. { 1 }\n}\nF": "line 2: dot-sourcing",
            "Get-Service -OutVariable x": "line 1: the common parameter -OutVariable",
            "'a'\n$MyInvocation.MyCommand": r"line 2: the automatic variable \$MyInvocation",
        }
        for source, wanted in cases.items():
            with self.subTest(source), self.assertRaisesRegex(Refused, wanted):
                result(source)

    def test_what_is_no_powershell_is_refused(self) -> None:
        for source in (
            "if ($a) {",
            "$a = 'x",
            "@{ A='a' B='b' }",
            "foreach ($a $b) { }",
            "Write-Output 'Bob\u2019s site'",
        ):
            with self.subTest(source), self.assertRaises(SyntaxFault):
                result(source)

    def test_a_script_cannot_catch_it(self) -> None:
        with self.assertRaises(Unsupported):
            result("try { Invoke-Expression 'x' } catch { }")


if __name__ == "__main__":
    unittest.main()
