#!/usr/bin/env python3
"""What the real Terraform takes and refuses with providers of `schemas`."""

import unittest

from verify.terraform.run import Refused, Resource, Terraform

INGRESS = """
variable "security_group_id" {
  type = string
}

resource "aws_vpc_security_group_ingress_rule" "a" {
  security_group_id = var.security_group_id
  cidr_ipv4         = "203.0.113.0/24"
  from_port         = 50000
  to_port           = 50100
  ip_protocol       = "tcp"
  tags              = { Name = "a" }
}
"""
GROUP = {"security_group_id": "sg-1"}
AZURE = """
provider "azurerm" {
  features {}
}

resource "azurerm_network_security_rule" "a" {
  name                        = "a"
  resource_group_name         = "group"
  network_security_group_name = "nsg"
  priority                    = 300
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_ranges     = ["990", "21"]
  source_address_prefix       = "*"
  destination_address_prefix  = "*"
}

resource "azurerm_lb" "a" {
  name                = "a"
  location            = "westeurope"
  resource_group_name = "group"
  frontend_ip_configuration {
    name = "public"
  }
}

resource "azurerm_lb_probe" "a" {
  name            = "a"
  loadbalancer_id = azurerm_lb.a.id
  port            = 21
}

resource "azurerm_lb_rule" "a" {
  for_each                       = toset(["50000", "50001"])
  name                           = "a-${each.key}"
  loadbalancer_id                = azurerm_lb.a.id
  frontend_ip_configuration_name = "public"
  frontend_port                  = each.key
  backend_port                   = each.key
  protocol                       = "Tcp"
  probe_id                       = azurerm_lb_probe.a.id
}

resource "azurerm_network_security_group" "a" {
  name                = "a"
  location            = "westeurope"
  resource_group_name = "group"
  security_rule {
    name     = "a"
    priority = 300
  }
}
"""


class TerraformTests(unittest.TestCase):
    """A class, as the library wants one; Terraform is set up once for all."""

    terraform: Terraform

    @classmethod
    def setUpClass(cls) -> None:
        cls.terraform = cls.enterClassContext(Terraform())

    def refusal(self, text: str, variables: dict[str, str]) -> str:
        """What is said of a text that is refused, in one line."""
        with self.assertRaises(Refused) as caught:
            self.terraform.plan({"main.tf": text}, variables)
        return " ".join(str(caught.exception).split())

    def test_a_plan_has_the_arguments(self) -> None:
        [rule] = self.terraform.plan({"main.tf": INGRESS}, GROUP)
        self.assertEqual(rule.address, "aws_vpc_security_group_ingress_rule.a")
        self.assertEqual({name: value for name, value in rule.values.items() if value is not None}, {
            "security_group_id": "sg-1",
            "cidr_ipv4": "203.0.113.0/24",
            "from_port": 50000,
            "to_port": 50100,
            "ip_protocol": "tcp",
            "tags": {"Name": "a"},
        })

    def test_blocks_loops_and_references_are_planned(self) -> None:
        planned = {one.address: one for one in self.terraform.plan({"main.tf": AZURE})}
        types = {"lb", "lb_probe", "lb_rule", "network_security_group", "network_security_rule"}
        self.assertEqual({one.type for one in planned.values()}, {f"azurerm_{name}" for name in types})
        self.assertEqual(len(planned), 6)
        rule: Resource = planned["azurerm_network_security_rule.a"]
        self.assertEqual(rule.values["destination_port_ranges"], ["21", "990"])
        self.assertEqual(planned['azurerm_lb_rule.a["50001"]'].values["frontend_port"], 50001)
        self.assertEqual(planned["azurerm_lb.a"].values["frontend_ip_configuration"][0]["name"], "public")

    def test_what_no_schema_has_is_refused(self) -> None:
        for text, variables, old, new, said in (
            (INGRESS, GROUP, "cidr_ipv4  ", "cidr_block ", 'An argument named "cidr_block" is not expected here.'),
            (INGRESS, GROUP, '  ip_protocol       = "tcp"\n', "", 'The argument "ip_protocol" is required'),
            (INGRESS, GROUP, "= 50000", '= "ftp"', "a number is required"),
            (INGRESS, GROUP, '{ Name = "a" }', '"a"', "map of string required"),
            (INGRESS, {}, "", "", 'The root module input variable "security_group_id" is not set'),
            (INGRESS, GROUP, "var.security_group_id", "var.group_id", "Reference to undeclared input variable"),
            (INGRESS, GROUP, "_ingress_rule", "_ingres_rule", "does not support resource type"),
            (INGRESS, GROUP, 'tags              = { Name = "a" }', 'arn = "a"', "read-only"),
            (AZURE, {}, "priority                    = 300", 'priority = "high"', "a number is required"),
            (AZURE, {}, "features {}", "feature {}", 'Blocks of type "feature" are not expected here.'),
            (AZURE, {}, "azurerm_lb_probe.a.id", "azurerm_lb_probe.b.id", "Reference to undeclared resource"),
            (AZURE, {}, "    priority = 300", "    priorty = 300", 'An argument named "priorty" is not expected here.'),
        ):
            with self.subTest(said):
                self.assertIn(old, text)
                self.assertIn(said, self.refusal(text.replace(old, new, 1), variables))

    def test_what_the_real_provider_refuses_is_refused(self) -> None:
        for old, new, said in (
            ("= 50100", "= 99999", "value must be between -1 and 65535, got: 99999"),
            ("203.0.113.0/24", "203.0.113.4/24", "203.0.113.4/24 is not a valid CIDR block"),
            ("203.0.113.0/24", "203.0.113.4", "203.0.113.4 is not a valid CIDR block"),
            ("cidr_ipv4  ", "cidr_ipv6  ", "203.0.113.0/24 is not a valid CIDR block"),
            ('  cidr_ipv4         = "203.0.113.0/24"\n', "", "Exactly one of these attributes must be configured"),
            ("  cidr_ipv4", '  cidr_ipv6 = "::/0"\n  cidr_ipv4', "Exactly one of these attributes must be configured"),
        ):
            with self.subTest(new):
                self.assertIn(said, self.refusal(INGRESS.replace(old, new, 1), GROUP))


if __name__ == "__main__":
    unittest.main()
