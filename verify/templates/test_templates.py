#!/usr/bin/env python3
"""What templates make of a security group is what az makes of it: `python -m unittest verify.templates.test_templates`."""

import copy
import json
import pathlib
import unittest
from collections.abc import Callable

from verify.azure.harness import Harness
from verify.azure.run import run
from verify.azure.states import GROUP, NSG, STATES
from verify.templates import bicep
from verify.templates.compare import Rules, deploy, normals, opened, openings_of, planned_rules
from verify.templates.template import Deployment, Wrong
from verify.terraform.run import Refused, Terraform

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "EmitTests" / "Golden"
CASES = ("usual", "various", "clients", "dynamic")
WHERE = f"Production/{GROUP}/{NSG}"
VARIABLES = {"resource_group_name": GROUP, "network_security_group_name": NSG}
PROVIDER = 'provider "azurerm" {\n  features {}\n}\n'


def golden(case: str, ending: str) -> str:
    """An output that a person has read."""
    return (GOLDEN / f"firewall-{case}.{ending}").read_text()


def deployment(text: str) -> Deployment:
    """A template for the group of the states."""
    return Deployment(text, {"networkSecurityGroupName": NSG})


class TemplateTests(unittest.TestCase):
    """A class, as the library wants one; what takes long to begin is begun once for all."""

    harness: Harness
    terraform: Terraform

    @classmethod
    def setUpClass(cls) -> None:
        cls.harness = cls.enterClassContext(Harness())
        cls.terraform = cls.enterClassContext(Terraform())

    def reference(self, case: str) -> Rules:
        """The rules that the script for az leaves in an empty group."""
        result = run(self.harness, GOLDEN / f"firewall-{case}.sh", STATES["clean"])
        self.assertEqual((result.status, result.errors), (0, ""))
        return normals(result.cloud.rules()[WHERE])

    def deployed(self, text: str, state: str = "clean") -> Rules:
        """The rules that a template leaves."""
        cloud = copy.deepcopy(STATES[state])
        deploy(deployment(text), cloud)
        return normals(cloud.rules()[WHERE])

    def planned(self, text: str) -> Rules:
        """The rules that Terraform plans."""
        return normals(planned_rules(self.terraform.plan({"ftp.tf": text, "p.tf": PROVIDER}, VARIABLES), GROUP, NSG))

    def test_all_make_the_rules_that_az_makes(self) -> None:
        for case in CASES:
            with self.subTest(case):
                reference = self.reference(case)
                self.assertTrue(reference)
                self.assertEqual(opened(reference), openings_of(json.loads(golden(case, "json"))))
                self.assertEqual(self.deployed(golden(case, "arm.json")), reference)
                self.assertEqual(normals(bicep.rules(golden(case, "bicep"))), reference)
                self.assertEqual(self.planned(golden(case, "tf")), reference)

    def test_a_second_deployment_changes_nothing_and_leaves_the_rules_of_others(self) -> None:
        text = golden("usual", "arm.json")
        self.assertEqual(self.deployed(text, "ours"), self.deployed(text))
        for state in ("another-server", "foreign-deny", "just-in-time"):
            with self.subTest(state):
                before = normals(STATES[state].rules()[WHERE])
                self.assertEqual(self.deployed(text, state), before | self.deployed(text))

    def test_what_stands_in_the_way_is_named_by_azure(self) -> None:
        for state, code in (
            ("missing-nsg", "ParentResourceNotFound"),
            ("misspelt-group", "ResourceGroupNotFound"),
            ("priority-taken", "SecurityRuleConflict"),
            ("disabled-subscription", "ReadOnlyDisabledSubscription"),
        ):
            with self.subTest(state):
                cloud = copy.deepcopy(STATES[state])
                with self.assertRaisesRegex(RuntimeError, code):
                    deploy(deployment(golden("usual", "arm.json")), cloud)
                self.assertEqual(cloud.rules(), STATES[state].rules())

    def test_outputs_that_are_broken_are_noticed(self) -> None:
        reference = self.reference("usual")
        for ending, read, old, new in BROKEN:
            with self.subTest(ending, new=new):
                text = golden("usual", ending)
                self.assertIn(old, text)
                self.assertNotEqual(self.attempt(read, text.replace(old, new)), reference)
                self.assertEqual(self.attempt(read, text), reference)

    def attempt(self, read: str, text: str) -> Rules | str:
        """What a reader reads, or why it does not."""
        readers: dict[str, Callable[[str], Rules]] = {
            "deployed": self.deployed,
            "bicep": lambda text: normals(bicep.rules(text)),
            "planned": self.planned,
        }
        try:
            return readers[read](text)
        except (Wrong, bicep.Wrong, Refused, RuntimeError, ValueError) as error:
            return str(error)


BROKEN = (
    ("arm.json", "deployed", '"destinationPortRanges"', '"destinationPortRange"'),
    ("arm.json", "deployed", '"priority": 300', '"priority": 4300'),
    ("arm.json", "deployed", "50000-50100", "50000-50001"),
    ("arm.json", "deployed", '"Inbound"', '"Outbound"'),
    ("arm.json", "deployed", "parameters('networkSecurityGroupName')", "parameters('group')"),
    ("arm.json", "deployed", '"apiVersion"', '"dependsOn": ["x"], "apiVersion"'),
    ("bicep", "bicep", "protocol: 'Tcp'", "protocol: Tcp"),
    ("bicep", "bicep", "destinationPortRanges:", "destinationPorts:"),
    ("bicep", "bicep", "'50000-50100'", "'50000-50101'"),
    ("bicep", "bicep", "parent: networkSecurityGroup", "parent: group"),
    ("bicep", "bicep", "'Inbound'", "'Inbound"),
    ("tf", "planned", "destination_port_ranges", "destination_ports"),
    ("tf", "planned", '"50000-50100"', "50000-50100"),
    ("tf", "planned", "var.network_security_group_name", '"other"'),
    ("tf", "planned", '"Allow"', '"Deny"'),
    ("tf", "planned", "priority                    = 300", 'priority                    = "first"'),
)
"""Endings, readers, what is written, and what is put in its place."""


if __name__ == "__main__":
    unittest.main()
