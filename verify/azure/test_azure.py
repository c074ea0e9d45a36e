#!/usr/bin/env python3
"""Scripts on clouds as they may find them, and the harness itself: `python3 -m unittest verify.azure.test_azure`."""

import json
import os
import pathlib
import shlex
import subprocess
import tempfile
import unittest
from collections.abc import Sequence

from verify.azure.broken import BROKEN, problem
from verify.azure.cloud import Cloud, Properties, rule
from verify.azure.faults import Fault, Kind
from verify.azure.harness import Harness
from verify.azure.run import ARGUMENTS, Result, run
from verify.azure.states import GROUP, NSG, STATES, with_rules

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "EmitTests" / "Golden"
USUAL = GOLDEN / "firewall-usual.sh"
SAMPLE = GOLDEN.parents[2] / "samples" / "azure-environment"
REMOVAL = GOLDEN / "firewall-removal.sh"
WHERE = f"Production/{GROUP}/{NSG}"
CREATE = 'az network nsg rule create --resource-group "$1" --nsg-name "$2" --output none '
SIDES = ("sourceAddressPrefix", "sourcePortRange", "destinationAddressPrefix", "destinationPortRange")


def written(script: pathlib.Path) -> dict[str, Properties]:
    """The rules that a script creates, read off the lines of its function `each_rule`."""
    rules = {}
    for line in script.read_text().splitlines():
        if not line.startswith('  "$1" '):
            continue
        _, name, direction, priority, *sides, description = shlex.split(line)
        values = dict(zip(SIDES, (side.split() for side in sides), strict=True))
        rules[name] = rule(int(priority), "Allow", direction, "Tcp", description, **values)
    return rules


class AzureTests(unittest.TestCase):
    """A class, as the library wants one; the harness is made once for all."""

    harness: Harness

    @classmethod
    def setUpClass(cls) -> None:
        cls.harness = cls.enterClassContext(Harness())

    def run_script(
        self, script: pathlib.Path, cloud: Cloud, fail_at: Fault | int | None = None, options: Sequence[str] = ()
    ) -> Result:
        return run(self.harness, script, cloud, (*ARGUMENTS, *options), fail_at)

    def run_text(self, text: str, cloud: Cloud, fail_at: Fault | int | None = None) -> Result:
        """Runs a few lines of shell instead of a file."""
        with tempfile.NamedTemporaryFile("w", suffix=".sh") as file:
            file.write(text)
            file.flush()
            return self.run_script(pathlib.Path(file.name), cloud, fail_at)

    def test_leaves_exactly_the_rules_of_the_script(self) -> None:
        for name in ("clients", "dynamic", "usual", "various"):
            with self.subTest(name):
                script = GOLDEN / f"firewall-{name}.sh"
                result = self.run_script(script, STATES["clean"])
                self.assertEqual((result.status, result.errors), (0, ""))
                self.assertTrue(written(script))
                self.assertEqual(result.cloud.rules(), {WHERE: written(script)})

    def test_a_name_that_az_takes_for_a_success_is_no_group(self) -> None:
        for script in (USUAL, REMOVAL):
            with self.subTest(script.name):
                result = run(self.harness, script, STATES["ours"], ("??", NSG))
                self.assertEqual(result.status, 1)
                self.assertIn("There is no security group", result.errors)
                self.assertFalse(result.changes)

    def test_changes_nothing_the_second_time(self) -> None:
        first = self.run_script(USUAL, STATES["clean"])
        second = self.run_script(USUAL, first.cloud)
        self.assertEqual(second.status, 0)
        self.assertFalse(second.changed)
        self.assertEqual([request.status for request in second.changes], [200, 200])

    def test_the_state_called_ours_is_what_the_script_leaves(self) -> None:
        self.assertEqual(self.run_script(USUAL, STATES["clean"]).cloud.rules(), STATES["ours"].rules())

    def test_the_removal_takes_the_rules_away_and_nothing_else(self) -> None:
        for state in ("stale", "another-server", "foreign-deny", "narrowed", "in-capitals"):
            with self.subTest(state):
                result = self.run_script(REMOVAL, STATES[state])
                self.assertEqual((result.status, result.errors), (0, ""))
                before = STATES[state].rules()[WHERE]
                others = {name: fields for name, fields in before.items() if not name.lower().startswith("ftpsgate-1.")}
                self.assertEqual(result.cloud.rules(), {WHERE: others})
                again = self.run_script(REMOVAL, result.cloud)
                self.assertEqual((again.status, again.changes), (0, []))
                self.assertIn("nothing to remove", again.output)

    def test_the_removal_stops_where_somebody_denies(self) -> None:
        """Without the rule, what it denies may be open."""
        for state in ("denied", "stale-denied"):
            with self.subTest(state):
                result = self.run_script(REMOVAL, STATES[state])
                self.assertEqual((result.status, result.changes), (1, []))
                self.assertIn(" was changed: Inbound Deny Tcp from * to *.", result.errors)
                replaced = self.run_script(REMOVAL, STATES[state], options=("--replace",))
                self.assertEqual((replaced.status, replaced.cloud.rules()), (0, {WHERE: {}}))

    def test_a_missing_place_stops_every_script(self) -> None:
        """az takes a 404 for a deletion that is already done, whatever it was that was not found: so it is asked before."""
        for script in (USUAL, REMOVAL):
            for state in ("misspelt-group", "missing-nsg", "wrong-subscription"):
                with self.subTest(state, script=script.name):
                    result = self.run_script(script, STATES[state])
                    self.assertEqual((result.status, result.changes), (1, []), result.errors)
                    self.assertIn(f"FAILED: There is no security group {NSG} in the resource group {GROUP}", result.errors)
                    self.assertIn("Nothing was changed.", result.errors)

    def test_the_subscription_can_be_named(self) -> None:
        named = self.run_script(USUAL, STATES["wrong-subscription"], options=("--subscription", "Production"))
        self.assertEqual((named.status, named.errors), (0, ""))
        self.assertEqual(named.cloud.rules()[WHERE], written(USUAL))
        unknown = self.run_script(USUAL, STATES["clean"], options=("--subscription", "Producton"))
        self.assertEqual((unknown.status, unknown.changes), (1, []))
        self.assertIn("az account list", unknown.errors)

    def test_without_an_account_nothing_is_asked(self) -> None:
        for script in (USUAL, REMOVAL):
            result = self.run_script(script, STATES["not-logged-in"])
            self.assertEqual((result.status, result.requests), (1, []))
            self.assertIn("run az login", result.errors)

    def test_a_priority_of_somebody_else_stops_the_script(self) -> None:
        result = self.run_script(USUAL, STATES["priority-taken"])
        self.assertEqual((result.status, result.changes), (1, []))
        self.assertIn("The priority 300 (Inbound) belongs to web", result.errors)

    def test_what_stands_of_an_earlier_plan_is_no_obstacle(self) -> None:
        for state in (
            "old-ports", "stale", "stale-on-priority", "spelled-otherwise", "described", "moved", "ours",
        ):
            with self.subTest(state):
                result = self.run_script(USUAL, STATES[state])
                self.assertEqual((result.status, result.errors), (0, ""))
                expected = written(USUAL)
                self.assertEqual(result.cloud.rules(), {WHERE: expected})

    def test_the_sample_whose_own_rule_has_the_first_place_gets_a_script_that_applies(self) -> None:
        group = json.loads((SAMPLE / "environment" / "nsg-ftp.json").read_text())
        own = {one.pop("name"): one for one in group["securityRules"]}
        self.assertIn(300, [one["priority"] for one in own.values()])
        tool = os.environ.get("FTPSGATE", SAMPLE.parents[1] / ".build" / "release" / "ftpsgate")
        with tempfile.NamedTemporaryFile(suffix=".sh") as script:
            subprocess.run(
                [
                    tool, "firewall", SAMPLE, "--environment", SAMPLE / "environment", "--target", "azure-cli",
                    "--output", script.name,
                ],
                check=True,
                capture_output=True,
            )
            result = self.run_script(pathlib.Path(script.name), with_rules(own))
            self.assertEqual((result.status, result.errors), (0, ""))
            rules = result.cloud.rules()[WHERE]
            plan = written(pathlib.Path(script.name))
        self.assertEqual(rules, {name: rules[name] for name in own} | plan)
        self.assertFalse({one["priority"] for one in plan.values() if one["direction"] == "Inbound"} & {300, 310, 320})

    def test_what_others_have_stays(self) -> None:
        for state in ("foreign-deny", "just-in-time", "another-server", "lines-in-description"):
            with self.subTest(state):
                result = self.run_script(USUAL, STATES[state])
                self.assertEqual(result.status, 0, result.errors)
                self.assertEqual(result.cloud.rules(), {WHERE: STATES[state].rules()[WHERE] | written(USUAL)})
                denies = [name for name, fields in STATES[state].rules()[WHERE].items() if fields["access"] == "Deny"]
                self.assertEqual([line.split()[1] for line in result.errors.splitlines()], denies)

    def test_what_somebody_has_changed_stops_the_script(self) -> None:
        for state in (
            "narrowed", "narrowed-to-many", "narrowed-destination", "narrowed-to-tag", "narrowed-to-application-group",
            "narrowed-outbound", "narrowed-other-ports", "narrowed-in-capitals", "denied",
        ):
            with self.subTest(state):
                result = self.run_script(USUAL, STATES[state])
                self.assertEqual((result.status, result.changes), (1, []))
                self.assertIn(" was changed.\n  there: ", result.errors)
                replaced = self.run_script(USUAL, STATES[state], options=("--replace",))
                self.assertEqual(replaced.status, 0)
                rules = {name.lower(): fields for name, fields in replaced.cloud.rules()[WHERE].items()}
                self.assertEqual(rules, written(USUAL))

    def test_what_somebody_has_narrowed_of_an_earlier_plan_stops_the_script(self) -> None:
        """It goes with its narrowness otherwise; and what is for another address may be another server's."""
        for state in ("stale-elsewhere", "stale-narrowed", "stale-narrowed-other-ports", "stale-denied"):
            with self.subTest(state):
                result = self.run_script(USUAL, STATES[state])
                self.assertEqual((result.status, result.changes), (1, []))
                self.assertIn("ftpsgate-1.in-tcp-old is not in the plan, and not for its clients", result.errors)
                self.assertIn("a --name of its own", result.errors)
                replaced = self.run_script(USUAL, STATES[state], options=("--replace",))
                self.assertEqual((replaced.status, replaced.cloud.rules()), (0, {WHERE: written(USUAL)}))

    def test_the_script_sees_that_other_ports_stand_than_it_asked_for(self) -> None:
        wider = USUAL.read_text().replace('--destination-port-ranges $7', '--destination-port-ranges 1-65535')
        result = self.run_text(wider, STATES["clean"])
        self.assertEqual(result.status, 1)
        self.assertIn("is not as it was written", result.errors)

    def test_scripts_that_are_broken_are_noticed(self) -> None:
        text = USUAL.read_text()
        for one in BROKEN:
            with self.subTest(one.what):
                self.assertEqual(text.count(one.old), 1)
                for tried, is_broken in ((text.replace(one.old, one.new), True), (text, False)):
                    result = self.run_text(tried, STATES[one.state], one.fail_at)
                    self.assertEqual(problem(result, one.state, one.fail_at) is not None, is_broken, result.errors)

    def test_the_cloud_refuses_what_azure_refuses(self) -> None:
        many = " ".join(f"{port}" for port in range(1, 4002))
        for options, code in (
            ("--name a --priority 99", "SecurityRuleInvalidPriority"),
            ("--name a --priority 4097", "SecurityRuleInvalidPriority"),
            ("--name a --priority 300", "SecurityRuleConflict"),
            ("--name=-a --priority 310", "InvalidResourceName"),
            ("--name a.b- --priority 310", "InvalidResourceName"),
            (f"--name {'a' * 81} --priority 310", "InvalidResourceName"),
            ("--name a --priority 310 --destination-port-ranges 65536", "SecurityRuleInvalidPortRange"),
            ("--name a --priority 310 --destination-port-ranges 21 50100-50000", "SecurityRuleInvalidPortRange"),
            ("--name a --priority 310 --source-port-ranges 20 '*'", "SecurityRuleInvalidPortRange"),
            (f"--name a --priority 310 --destination-port-ranges {many}", "SecurityRuleParameterLimitReached"),
            ("--name a --priority 310 --source-address-prefixes nowhere", "SecurityRuleInvalidAddressPrefix"),
            ("--name a --priority 310 --source-address-prefixes 10.0.0.4/8", "SecurityRuleInvalidAddressPrefix"),
            (
                "--name a --priority 310 --source-address-prefixes Internet 10.0.0.0/8",
                "SecurityRuleParameterContainsUnsupportedValue",
            ),
            (
                "--name a --priority 310 --source-address-prefixes 10.0.0.0/8 2001:db8::/32",
                "ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies",
            ),
            (
                "--name a --priority 310 --source-address-prefixes 10.0.0.4 --destination-address-prefixes 2001:db8::5",
                "ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies",
            ),
            (f"--name a --priority 310 --description {'d' * 141}", "InvalidRequestFormat"),
        ):
            with self.subTest(options[:80]):
                result = self.run_text(CREATE + options, STATES["ours"])
                self.assertEqual(result.status, 1, result.errors)
                self.assertIn(f"Code: {code}\n", result.errors)
                self.assertFalse(result.changed)

    def test_the_cloud_takes_what_azure_takes(self) -> None:
        for options in (
            "--name a --priority 100",
            "--name a --priority 4096 --destination-port-ranges 0-65535",
            f"--name {'a' * 80} --priority 310",
            "--name a_ --priority 300 --direction Outbound --source-port-ranges 20",
            "--name a --priority 310 --source-address-prefixes Storage.WestEurope",
            "--name a --priority 310 --source-address-prefixes 2001:db8::1 --destination-address-prefixes 2001:db8::5",
            f"--name a --priority 310 --description {'d' * 140}",
        ):
            with self.subTest(options[:80]):
                result = self.run_text(CREATE + options, STATES["priority-taken"])
                self.assertEqual((result.status, result.errors), (0, ""))
                self.assertEqual(len(result.cloud.rules()[WHERE]), 2)

    def test_a_refused_change_stops_the_script(self) -> None:
        for kind in Kind:
            with self.subTest(kind.value):
                result = self.run_script(USUAL, STATES["clean"], Fault(2, kind))
                self.assertEqual(result.status, 1)
                self.assertIn("FAILED: az refused the rule ftpsgate-1.out-tcp.\n", result.errors)
                self.assertIn("What was changed before: ftpsgate-1.in-tcp\n", result.errors)
                self.assertEqual(list(result.cloud.rules()[WHERE]), ["ftpsgate-1.in-tcp"])

    def test_each_refused_change_stops_the_script_and_a_second_run_ends_it(self) -> None:
        for script, state, changes in ((USUAL, "stale-on-priority", 4), (REMOVAL, "stale", 3)):
            for number in range(1, changes + 1):
                with self.subTest(state, number=number):
                    result = self.run_script(script, STATES[state], number)
                    self.assertEqual((result.status, len(result.changes)), (1, number))
                    self.assertIn("Nothing was changed." if number == 1 else "What was changed before:", result.errors)
                    after = self.run_script(script, result.cloud)
                    self.assertEqual((after.status, after.errors), (0, ""))
                    self.assertEqual(after.cloud.rules(), {WHERE: written(script)})

    def test_a_failure_that_passes_is_not_seen(self) -> None:
        """az tries a failed request again, three times at most."""
        passing = self.run_script(USUAL, STATES["clean"], Fault(1, Kind.SERVER, tries=3))
        self.assertEqual((passing.status, len(passing.changes)), (0, 5))
        lasting = self.run_script(USUAL, STATES["clean"], Fault(1, Kind.SERVER))
        self.assertEqual((lasting.status, [one.status for one in lasting.changes]), (1, [500] * 4))

    def test_reads_find_everything(self) -> None:
        for words, output in (
            ("account show --query name", "Production\n"),
            ("account list --query '[].[name, isDefault]'", "Production\tTrue\nTesting\tFalse\n"),
            ("group list --query '[].name'", "ftp-group\n"),
            ('network nsg show -g "$1" -n "$2" --query "length(defaultSecurityRules)"', "6\n"),
            ('network nsg list -g "$1" --query "[].name"', "ftp-nsg\n"),
            ('network nsg rule list -g "$1" --nsg-name "$2" --query "[].name"', ""),
            (
                'network nsg rule list -g "$1" --nsg-name "$2" --include-default --query "[-1].name"',
                "DenyAllOutBound\n",
            ),
            ('network nsg rule list -g "$1" --nsg-name web-nsg --subscription Testing --query "[].name"', "web\n"),
        ):
            with self.subTest(words):
                result = self.run_text(f"az {words} --output tsv", STATES["two-subscriptions"])
                self.assertEqual((result.status, result.output, result.errors), (0, output, ""))

    def test_another_subscription_chosen_by_a_script_is_forgotten(self) -> None:
        chosen = "az account set --subscription Testing && az account show --query name --output tsv"
        self.assertEqual(self.run_text(chosen, STATES["two-subscriptions"]).output, "Testing\n")
        shown = self.run_text("az account show --query name --output tsv", STATES["two-subscriptions"])
        self.assertEqual(shown.output, "Production\n")

    def test_an_update_reads_before_it_writes(self) -> None:
        text = 'az network nsg rule update -g "$1" --nsg-name "$2" -n ftpsgate-1.in-tcp --priority 310 --output none'
        result = self.run_text(text, STATES["narrowed-to-many"])
        self.assertEqual(result.status, 0, result.errors)
        [before], [after] = (
            [rules["ftpsgate-1.in-tcp"] for rules in all.values()] for all in (result.before, result.cloud.rules())
        )
        self.assertEqual(after["priority"], 310)
        self.assertEqual(after["sourceAddressPrefixes"], before["sourceAddressPrefixes"])

    def test_a_create_replaces_what_was_narrowed_and_does_not_say_so(self) -> None:
        """Why scripts look first: az sends no tag of the version that it knows."""
        create = CREATE + "--name ftpsgate-1.in-tcp --priority 300 --access Allow"
        for state in ("narrowed", "narrowed-to-many", "narrowed-to-application-group", "denied"):
            with self.subTest(state):
                result = self.run_text(create, STATES[state])
                self.assertEqual((result.status, result.errors), (0, ""))
                self.assertEqual(result.cloud.rules()[WHERE]["ftpsgate-1.in-tcp"]["sourceAddressPrefix"], "*")

    def test_tsv_tells_neither_lists_nor_lines(self) -> None:
        """A list in a row is its length, and nothing is escaped: no script may read other people's words from it."""
        listed = 'az network nsg rule list -g "$1" --nsg-name "$2" --output tsv --query '
        rows = self.run_text(listed + '"[].[name, sourceAddressPrefixes]"', STATES["narrowed-to-many"])
        self.assertEqual(rows.output, "ftpsgate-1.in-tcp\t2\nftpsgate-1.out-tcp\t0\n")
        rows = self.run_text(listed + '"[].[name, description]"', STATES["lines-in-description"])
        forged = "ftpsgate-1.in-tcp\tInbound\t300\tDeny\tTcp\t*\t*"
        self.assertEqual(rows.output, f"web\ta\tb\n{forged}\nempty\t\nnone\tNone\n")

    def test_two_question_marks_are_a_success(self) -> None:
        """Where a value is `??` az explains the option, asks for nothing, and leaves with 0."""
        result = self.run_text('az network nsg rule delete -g "??" --nsg-name "$2" -n a', STATES["ours"])
        self.assertEqual((result.status, result.requests), (0, []))
        self.assertIn("Name of resource group", result.output)

    def test_az_knows_its_account_from_a_file(self) -> None:
        result = self.run_text("az account show --output none", STATES["ours"])
        self.assertEqual((result.status, result.requests), (0, []))

    def test_az_loaded_once_does_what_az_does(self) -> None:
        with Harness(ready=False) as plain:
            for script, state in ((USUAL, "clean"), (REMOVAL, "misspelt-group"), (USUAL, "priority-taken")):
                with self.subTest(state):
                    one, other = (run(harness, script, STATES[state]) for harness in (plain, self.harness))
                    self.assertEqual(one.status, other.status)
                    self.assertEqual((one.output, one.errors), (other.output, other.errors))
                    self.assertEqual(one.cloud.rules(), other.cloud.rules())
                    self.assertEqual(
                        [(each.method, each.body, each.status) for each in one.requests],
                        [(each.method, each.body, each.status) for each in other.requests],
                    )


if __name__ == "__main__":
    unittest.main()
