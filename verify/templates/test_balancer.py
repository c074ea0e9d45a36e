#!/usr/bin/env python3
"""What load balancers hand on is what the plan lets in: `python -m unittest verify.templates.test_balancer`."""

import json
import pathlib
import unittest

from verify.templates import balancer
from verify.templates.balancer import Balancer
from verify.templates.template import Deployment, Wrong
from verify.terraform.run import Refused, Terraform

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "Tests" / "EmitTests" / "Golden"
PROVIDER = 'provider "azurerm" {\n  features {}\n}\n'
PARAMETERS = {
    "loadBalancerName": "ftp",
    "publicIPAddressId": "/subscriptions/s/publicIPAddresses/ftp",
    "virtualNetworkId": "/subscriptions/s/virtualNetworks/net",
    "serverAddress": "10.0.0.4",
}
VARIABLES = {"load_balancer_id": "/lb", "frontend_name": "public", "backend_pool_id": "/lb/pool"}


def golden(ending: str) -> str:
    """An output that a person has read."""
    return (GOLDEN / f"firewall-usual.{ending}").read_text()


class BalancerTests(unittest.TestCase):
    """A class, as the library wants one; what takes long to begin is begun once for all."""

    terraform: Terraform

    @classmethod
    def setUpClass(cls) -> None:
        cls.terraform = cls.enterClassContext(Terraform())

    def planned(self, text: str) -> Balancer:
        """What Terraform plans."""
        return balancer.planned(self.terraform.plan({"lb.tf": text, "p.tf": PROVIDER}, VARIABLES), VARIABLES)

    def test_both_hand_on_the_ports_of_the_plan(self) -> None:
        deployed = balancer.deployed(Deployment(golden("lb.arm.json"), PARAMETERS))
        self.assertEqual({rule.front_port for rule in deployed.rules}, balancer.ports_of(json.loads(golden("json"))))
        self.assertIn(deployed.probed_port, {rule.front_port for rule in deployed.rules})
        self.assertEqual(self.planned(golden("lb.tf")), deployed)

    def test_outputs_that_are_broken_are_noticed(self) -> None:
        deployed = balancer.deployed(Deployment(golden("lb.arm.json"), PARAMETERS))
        for ending, old, new in BROKEN:
            with self.subTest(ending, new=new):
                text = golden(ending)
                self.assertIn(old, text)
                self.assertNotEqual(self.attempt(ending, text.replace(old, new)), deployed)

    def attempt(self, ending: str, text: str) -> Balancer | str:
        """What is read from an output, or why it is not."""
        try:
            return self.planned(text) if ending == "lb.tf" else balancer.deployed(Deployment(text, PARAMETERS))
        except (Wrong, balancer.Wrong, Refused) as error:
            return str(error)


BROKEN = (
    ("lb.arm.json", "range(50000, 101)", "range(50000, 102)"),
    ("lb.arm.json", "range(50000, 101)", "range(50000, 400)"),
    ("lb.arm.json", '"enableFloatingIP": false', '"enableFloatingIP": true'),
    ("lb.arm.json", "'ftp-server')]", "'web-server')]"),
    ("lb.arm.json", "Standard", "Basic"),
    ("lb.tf", "range(50000, 50101)", "range(50000, 50100)"),
    ("lb.tf", "tonumber(each.value)", "21"),
    ("lb.tf", "tcp_reset_enabled", "tcp_reset"),
    ("lb.tf", "[var.backend_pool_id]", "[var.load_balancer_id]"),
    ("lb.tf", "for_each = toset([for port in local.ports : tostring(port)])", "for_each = toset(local.ports)"),
)
"""Endings, what is written, and what is put in its place."""


if __name__ == "__main__":
    unittest.main()
