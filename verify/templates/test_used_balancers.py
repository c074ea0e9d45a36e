#!/usr/bin/env python3
"""Load balancers deployed where others are: `python -m unittest verify.templates.test_used_balancers`."""

import copy
import json
import unittest

from verify.azure.cloud import Cloud
from verify.azure.faults import Fault, Kind
from verify.azure.harness import Harness
from verify.azure.states import GROUP, STATES
from verify.templates import balancer
from verify.templates.az import LOOK, PARAMETERS as NAMED, Done, deploy
from verify.templates.balancer import Balancer, ports_of
from verify.templates.behind import Balancers
from verify.templates.template import SUBSCRIPTION, Deployment
from verify.templates.test_balancer import PARAMETERS, PROVIDER, VARIABLES
from verify.templates.written import written
from verify.terraform.behind import Behind
from verify.terraform.run import Folder, Refused, Terraform

ID = f"{SUBSCRIPTION}/resourceGroups/{GROUP}/providers/Microsoft.Network/loadBalancers/ftp"
RULE, PROBE = "azurerm_lb_rule", "azurerm_lb_probe"
LB = VARIABLES["load_balancer_id"]


class TemplateTests(unittest.TestCase):
    """A class, as the library wants one; the harness is made once for all."""

    harness: Harness

    @classmethod
    def setUpClass(cls) -> None:
        cls.harness = cls.enterClassContext(Harness())

    def setUp(self) -> None:
        self.text = written("azure-load-balancer-arm").text
        self.whole = Deployment(self.text, PARAMETERS).resources()[0]["properties"]

    def deploy(self, cloud: Cloud, verb: str = "create", fault: Fault | None = None) -> Done:
        given = [f"{name}={one}" for name, one in PARAMETERS.items()]
        return deploy(self.harness, self.text, LOOK + NAMED, cloud, verb, fault, given)

    def used(self, properties: dict[str, object]) -> Cloud:
        """A cloud with a load balancer of the name, and another one."""
        cloud = copy.deepcopy(STATES["clean"])
        cloud.balancers = {ID: {"properties": properties}, f"{ID}-web": {"properties": {}}}
        return cloud

    def test_the_template_makes_exactly_the_plan_and_leaves_other_load_balancers(self) -> None:
        done = self.deploy(STATES["clean"])
        self.assertEqual((done.status, done.cloud.balancers), (0, {ID: {"properties": self.whole}}), done.errors)
        again = self.deploy(done.cloud, "what-if")
        self.assertIn("Resource changes: 1 no change.", again.output)
        ports = {one["properties"]["frontendPort"] for one in self.whole["loadBalancingRules"]}
        self.assertEqual(ports, ports_of(json.loads(written("json").text)))

    def test_what_somebody_made_of_it_is_shown_and_goes(self) -> None:
        web = {"name": "web", "properties": {"frontendPort": 443, "backendPort": 443}}
        cloud = self.used(self.whole | {"loadBalancingRules": [*self.whole["loadBalancingRules"][:2], web]})
        shown = self.deploy(cloud, "what-if")
        self.assertEqual((shown.status, shown.cloud.balancers), (0, cloud.balancers), shown.errors)
        self.assertIn("Resource changes: 1 to modify.", shown.output)
        self.assertIn('"web"', shown.output)
        done = self.deploy(cloud)
        self.assertEqual(done.cloud.balancers, cloud.balancers | {ID: {"properties": self.whole}})

    def test_a_wrong_group_and_a_refusal_make_nothing(self) -> None:
        for state, fault, said in (
            ("misspelt-group", None, "ResourceGroupNotFound"),
            ("disabled-subscription", None, "ReadOnlyDisabledSubscription"),
            ("clean", Fault(1, Kind.POLICY), "RequestDisallowedByPolicy"),
            ("clean", Fault(1, Kind.LOCK), "ScopeLocked"),
        ):
            with self.subTest(said):
                done = self.deploy(STATES[state], fault=fault)
                self.assertEqual((done.status, done.cloud.balancers), (1, {}))
                self.assertIn(said, done.errors)
        self.assertEqual(self.deploy(STATES["clean"]).cloud.balancers, {ID: {"properties": self.whole}})


class AppliedTests(unittest.TestCase):
    """A class, as the library wants one; Terraform is set up once for all."""

    terraform: Terraform

    @classmethod
    def setUpClass(cls) -> None:
        cls.terraform = cls.enterClassContext(Terraform())

    def folder(self, model: Balancers) -> Folder:
        """A folder with the file, and the load balancers that it is applied to."""
        behind = self.enterContext(Behind(model))
        files = {"lb.tf": written("azure-load-balancer-terraform").text, "p.tf": PROVIDER}
        return self.terraform.folder_of(files, VARIABLES, behind.address)

    def made(self, model: Balancers) -> Balancer:
        """What the load balancer hands on."""
        parts = [balancer.Resource(id, RULE if "/loadB" in id else PROBE, one) for id, one in model.parts.items()]
        return balancer.planned(parts, VARIABLES)

    def ports(self, model: Balancers) -> set[int]:
        """The ports that it hands on."""
        return {rule.front_port for rule in self.made(model).rules}

    def test_apply_makes_the_plan_and_says_what_somebody_changed(self) -> None:
        model = Balancers({LB})
        folder = self.folder(model)
        folder.apply()
        self.assertEqual(self.ports(model), ports_of(json.loads(written("json").text)))
        self.assertEqual({one.get("probe_id") for one in model.parts.values()}, {None, f"{LB}/probes/ftpsgate-1.probe"})
        self.assertEqual(folder.changes(), [])
        model.parts[f"{LB}/loadBalancingRules/ftpsgate-1.tcp-990"]["backend_port"] = 991
        del model.parts[f"{LB}/loadBalancingRules/ftpsgate-1.tcp-50000"]
        changes = {one.address: one.actions for one in folder.changes()}
        self.assertEqual(changes, {f'{RULE}.ftpsgate_1["50000"]': ["create"], f'{RULE}.ftpsgate_1["990"]': ["update"]})
        folder.apply()
        self.assertEqual(self.ports(model), ports_of(json.loads(written("json").text)))
        folder.destroy()
        self.assertEqual(model.parts, {})

    def test_what_is_there_stays_as_it_is(self) -> None:
        web = {"name": "web", "frontend_port": 443}
        there = {f"{LB}/loadBalancingRules/{name}": web for name in ("web", "ftpsgate-1.tcp-21")}
        model = Balancers({LB}, copy.deepcopy(there))
        with self.assertRaisesRegex(Refused, "already\\s+exists"):
            self.folder(model).apply()
        self.assertEqual({id: model.parts[id] for id in there}, there)

    def test_another_load_balancer_is_not_found(self) -> None:
        model = Balancers({f"{LB}-web"})
        with self.assertRaisesRegex(Refused, "was\\s+not\\s+found"):
            self.folder(model).apply()
        self.assertEqual(model.parts, {})

    def test_a_refused_rule_fails_the_apply_and_a_second_one_ends_it(self) -> None:
        model = Balancers({LB}, refuses=lambda id: id.endswith("tcp-50050"))
        folder = self.folder(model)
        with self.assertRaisesRegex(Refused, "tcp-50050"):
            folder.apply()
        self.assertEqual(self.ports(model), ports_of(json.loads(written("json").text)) - {50050})
        model.refuses = lambda id: False
        folder.apply()
        self.assertEqual(self.ports(model), ports_of(json.loads(written("json").text)))


if __name__ == "__main__":
    unittest.main()
