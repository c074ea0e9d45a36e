"""The interpreter itself: semantics of PowerShell that are easy to get wrong, each with what real PowerShell gives."""

from __future__ import annotations

import unittest
from typing import Any

from verify.powershell.errors import Refused, SyntaxFault, Unsupported
from verify.powershell.run import Result, run
from verify.powershell.states import clean


def result(source: str, **options: Any) -> Result:
    """What a text comes to on a clean machine."""
    return run(source, clean(), **options)


def output(source: str, **options: Any) -> list:
    """What a text puts out."""
    ran = result(source, **options)
    assert ran.status == 0 and not ran.errors, ran.errors
    return ran.output


class Case(unittest.TestCase):
    """A test of texts and their output."""

    def check(self, cases: dict[str, list]) -> None:
        """Holds that each text puts out what is said."""
        for source, wanted in cases.items():
            with self.subTest(source):
                self.assertEqual(output(source), wanted)


class Comparisons(Case):
    """about_Comparison_Operators."""

    def test_case_does_not_count_unless_the_operator_says_so(self) -> None:
        self.check(
            {
                "'ABC' -eq 'abc'": [True],
                "'ABC' -ceq 'abc'": [False],
                "'ABC' -ieq 'abc'": [True],
                "'ABC' -like 'a*'": [True],
                "'ABC' -clike 'a*'": [False],
                "'ABC' -match '^a'": [True],
                "'ABC' -cmatch '^a'": [False],
                "@('A', 'B') -contains 'b'": [True],
                "@('A', 'B') -ccontains 'b'": [False],
                "'b' -in 'A', 'B'": [True],
                "'b' -notin 'A', 'B'": [False],
                "$H = @{ Key = 1 }; $h.KEY; $h['key']; $h.ContainsKey('kEY')": [1, 1, True],
                "'ABC'.StartsWith('a'); 'ABC'.Contains('b'); 'ABC'.Replace('a', 'x')": [False, False, "ABC"],
                "'ABC' -replace 'a', 'x'": ["xBC"],
            }
        )

    def test_the_left_side_decides(self) -> None:
        self.check(
            {
                "10 -gt '9'": [True],
                "'10' -gt '9'": [False],
                "1 -eq '1'": [True],
                "1 -eq 'one'": [False],
                "$true -eq 'False'": [True],
                "'True' -eq $true": [True],
                "'False' -eq $true": [False],
                "$null -eq ''": [False],
                "'' -eq $null": [False],
                "$false -eq $null": [False],
                "0 -eq $null": [False],
                "[version]'10.0.9' -lt '10.0.10'": [True],
                "'10.0.9' -lt '10.0.10'": [False],
            }
        )

    def test_an_array_on_the_left_filters(self) -> None:
        self.check(
            {
                "@('a', 'b', 'a') -eq 'a'": ["a", "a"],
                "@(1, $null, 2) -ne $null": [1, 2],
                "if (@('a') -ne 'a') { 1 } else { 2 }": [2],
                # Neither is what it looks like: the array is compared element by element.
                "if (@() -eq $null) { 1 } else { 2 }": [2],
                "if ($null -eq @()) { 1 } else { 2 }": [2],
                "if (@($null, $null) -eq $null) { 1 } else { 2 }": [1],
                "@('ab', 'cd') -match 'a'": ["ab"],
                "@('ab', 'cd') -like 'x*'": [],
            }
        )

    def test_match_sets_matches_only_when_it_matches(self) -> None:
        self.check(
            {
                "$null = '203.0.113.0/24' -match '^(.+)/(\\d+)$'; $Matches[1]; $Matches[2]": ["203.0.113.0", "24"],
                "$null = 'ab' -match '(?<first>a)'; $null = 'x' -match 'y'; $Matches.first": ["a"],
                "$null = 'ab' -notmatch '(b)'; $Matches[1]": ["b"],
                "$null = @('ab') -match 'a'; $null -eq $Matches": [True],
            }
        )

    def test_precedence(self) -> None:
        self.check(
            {
                "-not 'a' -eq 'a'": [False],
                "-not $false -and $true": [True],
                "1 + 2 * 3": [7],
                "'{0}-{1}' -f 1, 2 + 'x'": ["1-2x"],
                "'a' + 'b', 'c'": ["ab c"],
                "1, 2 + 3": [1, 2, 3],
                "$true -or $false -and $false": [False],
                "2 - 1 -eq 1": [True],
            }
        )


class Truth(Case):
    """about_Booleans."""

    def test_what_is_true(self) -> None:
        cases = {
            "'False'": True, "''": False, "'0'": True, "0": False, "@()": False, "@(0)": False,
            "@(0, 0)": True, "@{}": True, "$null": False, "@($null)": False, "@('')": False, "' '": True,
            "(Get-Service W3SVC).Status": True,
        }  # fmt: skip
        self.check({f"[bool]({source})": [wanted] for source, wanted in cases.items()})

    def test_a_disabled_rule_counts_as_true(self) -> None:
        # Its number is 2 (MSFT_NetFirewallRule), so that `if ($rule.Enabled)` is always a mistake.
        source = "Disable-NetFirewallRule -Name WinRM-HTTP-In-TCP; $r = Get-NetFirewallRule -Name WinRM-HTTP-In-TCP; "
        self.check(
            {
                source + "if ($r.Enabled) { 1 } else { 2 }": [1],
                source + "$r.Enabled -eq 'False'": [True],
                source + "'{0}' -f $r.Enabled": ["False"],
            }
        )


class Arrays(Case):
    """about_Arrays: pipelines unroll, expressions do not."""

    def test_single_elements_are_unrolled_by_pipelines_and_calls(self) -> None:
        self.check(
            {
                "$x = @('a'); $x -is [array]": [True],
                "$x = @('a') | ForEach-Object { $_ }; $x -is [array]": [False],
                "$x = @(@('a') | ForEach-Object { $_ }); $x -is [array]": [True],
                "function F { return @('a') }; (F) -is [array]": [False],
                "function F { return , @('a') }; (F) -is [array]": [True],
                "function F { @() }; $null -eq (F)": [True],
                "function F { @() }; @(F).Count": [0],
                "function F { $null }; @(F).Count": [1],
                "@($null).Count": [1],
                "$x = Get-NetFirewallRule -Group none -ErrorAction SilentlyContinue; @($x).Count": [0],
                "foreach ($i in $null) { 1 }": [],
                "$null | ForEach-Object { 'once' }": ["once"],
                "foreach ($i in 'abc') { $i }": ["abc"],
                "foreach ($i in @{ a = 1; b = 2 }) { 'once' }": ["once"],
                "$x = if ($true) { @('a') }; $x -is [array]": [False],
                "$x = @(1, @(2, 3)); $x.Count": [2],
                "(1, 2 | ForEach-Object { , @($_, $_) }).Count": [2],
            }
        )

    def test_count_index_and_members(self) -> None:
        self.check(
            {
                "'a'.Count": [1],
                "$null.Count": [0],
                "@(1, 2, 3)[-1]": [3],
                "$null -eq @(1)[5]": [True],
                "@(1, 2, 3)[0..1]": [1, 2],
                "'abc'[0]": ["a"],
                "@(@{ n = 1 }, @{ n = 2 }).n": [1, 2],
                "$a = @(1); $b = $a; $a += 2; $b.Count": [1],
                "$x += 'a'; $x += 'b'; $x": ["ab"],
                "$x = @(); $x += 'a'; $x += , @('b'); $x.Count": [2],
                "$l = [System.Collections.ArrayList]@(); $l.Add('a'); $l.Count": [0, 1],
                "$l = [System.Collections.Generic.List[string]]::new(); $l.Add('a'); $l.Count": [1],
                "$l = New-Object System.Collections.ArrayList; [void]$l.Add('a'); $l": ["a"],
                "$a, $b = 1, 2, 3; $b": [2, 3],
            }
        )

    def test_a_plain_array_cannot_grow(self) -> None:
        self.assertIn("fixed size", result("$a = @(1); $a.Add(2)").errors[0])

    def test_cmdlets_on_collections(self) -> None:
        self.check(
            {
                "@('b', 'a', 'B' | Sort-Object -Unique).Count": [2],
                "'b', 'a', 'B' | Select-Object -Unique": ["b", "a", "B"],
                "10, 9, 1 | Sort-Object": [1, 9, 10],
                "'10', '9', '1' | Sort-Object": ["1", "10", "9"],
                "'10', '9', '1' | Sort-Object { [int]$_ } -Descending": ["10", "9", "1"],
                "@{ a = 1 }, @{ a = 2 } | Where-Object { $_.a -gt 1 } | ForEach-Object { $_.a }": [2],
                "@{ a = 1 }, @{ a = 2 } | Where-Object a -eq 2 | Select-Object -ExpandProperty a": [2],
                "1, 2, 3 | Select-Object -First 2": [1, 2],
                "(1, 2 | Measure-Object).Count": [2],
                "@(Compare-Object @('a', 'b') @('B', 'c')).Count": [2],
                "$g = 'x', 'y', 'X' | Group-Object; $g[0].Count": [2],
            }
        )


class Texts(Case):
    """about_Quoting_Rules, -f, -split, -join."""

    def test_quotes(self) -> None:
        self.check(
            {
                "'it''s $x'": ["it's $x"],
                '$x = 1; "a $x b"': ["a 1 b"],
                '"a`"b ""c"" `$x `n|"': ['a"b "c" $x \n|'],
                '$h = @{ a = 5 }; "$($h.a) ${h}"': ["5 System.Collections.Hashtable"],
                '$h = [pscustomobject]@{ a = 5 }; "$h.a"': ["@{a=5}.a"],
                '$x = @(1, 2); "$x"': ["1 2"],
                '"$env:COMPUTERNAME"': ["SERVER"],
                "@'\na $x\n'@": ["a $x"],
                '$x = 1; @"\na $x "q"\n"@': ['a 1 "q"'],
                '"$null|$true|$(1.5)"': ["|True|1.5"],
            }
        )

    def test_format_split_and_join(self) -> None:
        self.check(
            {
                "'{0:D3}|{1,4}|{1,-4}|{{}}' -f 7, 'a'": ["007|   a|a   |{}"],
                "'{0}' -f @('a', 'b')": ["a"],
                "'{0}' -f (@('a', 'b') -join ',')": ["a,b"],
                "'a.b.c' -split '\\.'": ["a", "b", "c"],
                "'a.b.c'.Split('.')": ["a", "b", "c"],
                "'a-b' -split '-', 2": ["a", "b"],
                "('1.2.3.4'.Split('.') | % { [convert]::ToString([int]$_, 2).PadLeft(8, '0') }) -join ''": [
                    "00000001000000100000001100000100"
                ],
                "(-join ('255.255.0' -split '\\.' | % { [convert]::ToString([int]$_, 2) })).Trim('0').Length": [16],
                "'a1b22' -replace '(\\d+)', '<$1>'": ["a<1>b<22>"],
                "-join @('a', 'b')": ["ab"],
                "'10.0.0.0/8' -replace '/8$', '/255.0.0.0'": ["10.0.0.0/255.0.0.0"],
            }
        )

    def test_a_variable_before_a_colon_is_refused(self) -> None:
        with self.assertRaisesRegex(Refused, "line 1: .*drive"):
            result('$x = 1; "rule $x: done"')


class Tables(Case):
    """about_Hash_Tables, about_Splatting."""

    def test_tables_and_objects(self) -> None:
        self.check(
            {
                "$h = [ordered]@{ b = 1; a = 2 }; $h.Keys": ["b", "a"],
                "$h = @{}; $h.x = 1; $h['y'] = 2; $h.Count": [2],
                "$h = @{ a = 1 }; $h.Remove('A'); $h.Count": [0],
                "(@{ a = 1 } + @{ b = 2 }).Count": [2],
                "$o = [pscustomobject]@{ Name = 'n'; Ports = @('1', '2') }; $o.name; $o.Ports.Count": ["n", 2],
                "$o = [pscustomobject]@{ b = 1; a = 2 }; $o.PSObject.Properties.Name": ["b", "a"],
                '@{ a = 1 }.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }': ["a=1"],
                "$h = @{ a = @() }; $h.a.Count": [0],
                "$h = @{ Count = 7 }; $h.Count": [7],
                "$null -eq @{}.nothing": [True],
            }
        )

    def test_the_order_of_a_hashtable_is_not_that_of_its_literal(self) -> None:
        self.assertNotEqual(output("@{ a = 1; b = 2; c = 3 }.Keys"), ["a", "b", "c"])

    def test_splatting(self) -> None:
        source = "function F { param($A, [string[]]$B, [switch]$C)\n\"$A $($B -join ',') $C\" }; "
        self.check(
            {
                source + "$p = @{ A = 1; B = 'x', 'y' }; F @p": ["1 x,y False"],
                source + "$p = @{ A = 1 }; $q = @{ C = $true }; F @p @q -B z": ["1 z True"],
                source + "$p = 1, 'z'; F @p": ["1 z False"],
            }
        )

    def test_a_parameter_in_two_splats_is_an_error(self) -> None:
        ran = result("$p = @{ Name = 'a' }; $q = @{ Name = 'b' }; Get-NetFirewallRule @p @q")
        self.assertIn("specified more than once", ran.errors[0])


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
