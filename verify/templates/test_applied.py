#!/usr/bin/env python3
"""Terraform's files applied to used security groups: `python -m unittest verify.templates.test_applied`."""

import copy
import unittest

from verify.azure.cloud import Cloud
from verify.azure.faults import Fault, Kind
from verify.azure.harness import Harness
from verify.azure.states import GROUP, NSG, STATES, ours
from verify.templates.behind import SecurityRules
from verify.templates.test_deployments import SHOWN, TAKEN, WHERE, expected, rules
from verify.templates.written import listed, written
from verify.terraform.behind import Behind
from verify.terraform.run import Folder, Refused, Terraform

VARIABLES = {"resource_group_name": GROUP, "network_security_group_name": NSG}
PROVIDER = 'provider "azurerm" {\n  features {}\n}\n'
INBOUND = "azurerm_network_security_rule.ftpsgate_1_in_tcp"
THERE = ("ours", "narrowed", "denied")
"""States in which rules of the plan stand that no state of Terraform's knows."""
ELSEWHERE = ("missing-nsg", "misspelt-group", "disabled-subscription")


class AppliedTests(unittest.TestCase):
    """A class, as the library wants one; what takes long to begin is begun once for all."""

    harness: Harness
    terraform: Terraform

    @classmethod
    def setUpClass(cls) -> None:
        cls.harness = cls.enterClassContext(Harness())
        cls.terraform = cls.enterClassContext(Terraform())

    def folder(self, text: str, state: str | Cloud, fault: Fault | None = None) -> tuple[Folder, SecurityRules]:
        """A folder with the file, and the cloud in which it is applied."""
        cloud = copy.deepcopy(STATES[state] if isinstance(state, str) else state)
        model = SecurityRules(cloud, copy.deepcopy(fault))
        behind = self.enterContext(Behind(model))
        return self.terraform.folder_of({"ftps.tf": text, "p.tf": PROVIDER}, VARIABLES, behind.address), model

    def refusal(self, folder: Folder) -> str:
        """What is said of an apply that fails, in one line."""
        with self.assertRaises(Refused) as caught:
            folder.apply()
        return " ".join(str(caught.exception).replace("│", " ").split())

    def test_the_rules_come_beside_those_of_others_and_go_again(self) -> None:
        for state in ("clean", "another-server", "another-group", *TAKEN):
            with self.subTest(state):
                text = written("terraform", groups=listed(self.harness, STATES[state])).text
                folder, model = self.folder(text, state)
                folder.apply()
                taken = state == "another-group" or state in TAKEN
                self.assertEqual(rules(model.cloud), expected(state, 301 if taken else 300))
                self.assertEqual(folder.changes(), [])
                folder.destroy()
                self.assertEqual(model.cloud.rules(), STATES[state].rules())

    def test_a_first_apply_changes_no_rule_that_is_there(self) -> None:
        for state in THERE:
            with self.subTest(state):
                folder, model = self.folder(written("terraform").text, state)
                self.assertIn("ftpsgate-1.in-tcp\" already exists", self.refusal(folder))
                self.assertEqual(model.cloud.rules(), STATES[state].rules())

    def test_a_plan_shows_what_somebody_narrowed_before_apply_undoes_it(self) -> None:
        folder, model = self.folder(written("terraform").text, "clean")
        folder.apply()
        for state in ("narrowed-to-many", "denied"):
            with self.subTest(state):
                [group] = (group for name, group in model.cloud.security_groups() if name == WHERE)
                group.rules = copy.deepcopy(STATES[state].rules()[WHERE])
                [change] = folder.changes()
                self.assertEqual((change.address, change.actions), (INBOUND, ["update"]))
                self.assertIn(SHOWN[state], str(change.before))
                folder.apply()
                self.assertEqual(rules(model.cloud), expected("clean"))

    def test_what_stands_in_the_way_is_named_and_nothing_is_changed(self) -> None:
        for state in (*ELSEWHERE, "priority-taken"):
            with self.subTest(state):
                folder, model = self.folder(written("terraform").text, state)
                said = self.refusal(folder)
                self.assertIn(CODES[state], said)
                made = model.cloud.rules().get(WHERE, {}).keys() - STATES[state].rules().get(WHERE, {}).keys()
                # Terraform goes on with rules that do not wait for the refused one.
                self.assertEqual(made, {"ftpsgate-1.out-tcp"} if state == "priority-taken" else set())

    def test_a_refused_rule_fails_the_apply_and_a_second_one_ends_it(self) -> None:
        for number, kind in ((1, Kind.OPERATION), (2, Kind.POLICY)):
            with self.subTest(kind):
                folder, model = self.folder(written("terraform").text, "clean", Fault(number, kind))
                said = self.refusal(folder)
                # Which of both comes first is Terraform's choice, and it goes on with the other one.
                [refused] = [name for name in ours() if f"/securityRules/{name}: " in said]
                self.assertEqual(rules(model.cloud).keys(), ours().keys() - {refused})
                model.fault = None
                folder.apply()
                self.assertEqual(rules(model.cloud), expected("clean"))
                self.assertEqual(folder.changes(), [])

    def test_a_second_plan_comes_beside_the_first_if_it_knows_the_group(self) -> None:
        first, model = self.folder(written("terraform").text, "clean")
        first.apply()
        before = model.cloud.rules()[WHERE]
        options, bindings = ("--name", "second"), ("*:2121:",)
        blind, _ = self.folder(written("terraform", *options, bindings=bindings).text, model.cloud)
        self.assertIn("SecurityRuleConflict", self.refusal(blind))
        groups = listed(self.harness, model.cloud)
        second, both = self.folder(written("terraform", *options, bindings=bindings, groups=groups).text, model.cloud)
        second.apply()
        after = both.cloud.rules()[WHERE]
        self.assertEqual({name: after.pop(name) for name in before}, before)
        self.assertEqual({name: one["priority"] for name, one in after.items()}, SECOND)

    def test_outputs_that_are_broken_are_noticed(self) -> None:
        text = written("terraform").text
        for old, new in BROKEN:
            with self.subTest(new):
                self.assertIn(old, text)
                folder, model = self.folder(text.replace(old, new, 1), "clean")
                try:
                    folder.apply()
                except Refused:
                    continue
                self.assertNotEqual(rules(model.cloud), expected("clean"))


CODES = {
    "missing-nsg": "ParentResourceNotFound",
    "misspelt-group": "ResourceGroupNotFound",
    "disabled-subscription": "ReadOnlyDisabledSubscription",
    "priority-taken": "SecurityRuleConflict",
}
SECOND = {"ftpsgate-second.in-tcp": 301, "ftpsgate-second.out-tcp": 301}
BROKEN = (
    ("= 300", "= 4300"),
    ("var.network_security_group_name", '"other"'),
    ('"50000-50100"', '"50100-50000"'),
    ('"Allow"', '"Deny"'),
)
"""What is written, and what is put in its place; Terraform itself takes all of these."""


if __name__ == "__main__":
    unittest.main()
