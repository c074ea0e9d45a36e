"""Values and operators of PowerShell that are easy to get wrong, each with what real PowerShell gives."""

from __future__ import annotations

import unittest

from verify.powershell.cases import Case, output, result
from verify.powershell.errors import Refused


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


if __name__ == "__main__":
    unittest.main()
