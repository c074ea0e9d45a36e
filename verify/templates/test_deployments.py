#!/usr/bin/env python3
"""Templates deployed by the real az to used security groups: `python -m unittest verify.templates.test_deployments`."""

import functools
import unittest
from collections.abc import Callable

from verify.azure.cloud import Cloud, Properties
from verify.azure.faults import Fault, Kind
from verify.azure.harness import Harness
from verify.azure.states import GROUP, NSG, STATES, ours
from verify.templates import bicep
from verify.templates.az import Done, deploy
from verify.templates.compare import Rules, normals
from verify.templates.test_templates import BROKEN
from verify.templates.written import Written, listed, written

WHERE = f"Production/{GROUP}/{NSG}"
TEMPLATES: dict[str, Callable[[str], str]] = {"arm": lambda text: text, "bicep": bicep.template}
"""What each target's output is made into before it is deployed."""
ELSEWHERE = {
    "missing-nsg": "ParentResourceNotFound",
    "misspelt-group": "ResourceGroupNotFound",
    "wrong-subscription": "ParentResourceNotFound",
    "disabled-subscription": "ReadOnlyDisabledSubscription",
    "not-logged-in": "az login",
}
"""States in which there is nowhere to deploy to, and what is said."""
NARROWED = {
    "narrowed": "198.51.100.0/24",
    "narrowed-to-many": "198.51.100.0/24 and 203.0.113.0/24",
    "narrowed-destination": "10.0.0.4",
    "narrowed-to-tag": "VirtualNetwork",
    "narrowed-to-application-group": "partners",
    "narrowed-outbound": "198.51.100.0/24",
    "narrowed-in-capitals": "198.51.100.0/24",
    "narrowed-other-ports": "is there already and was changed",
    "denied": "denies",
}
"""States in which somebody has changed a rule of the plan, and what is said of it."""
SHOWN = NARROWED | {
    "narrowed-to-many": "198.51.100.0/24",
    "narrowed-to-application-group": "applicationSecurityGroups/partners",
    "narrowed-other-ports": "5000-6000",
    "denied": "Deny",
}
"""What is shown of them before it is undone."""
OTHERS = {
    "foreign-deny": "Deny-FTP",
    **dict.fromkeys(
        ("stale-elsewhere", "stale-narrowed", "stale-narrowed-other-ports", "stale-denied"), "ftpsgate-1.in-tcp-old"
    ),
}
"""States in which a rule that the plan does not have would deny before, or was narrowed, and its name."""
TAKEN = ("priority-taken", "stale-on-priority")
"""States in which another rule has the usual priority."""
LOOKED = {"moved": 400, "another-group": 301, **dict.fromkeys(TAKEN, 301)}
"""Where the inbound rule stands if the group's file was there; elsewhere it is 300."""


def rules(cloud: Cloud) -> Rules:
    """The rules of the group; names are the same in any case."""
    return {name.lower(): rule for name, rule in normals(cloud.rules()[WHERE]).items()}


def expected(state: str, priority: int = 300) -> Rules:
    """The plan's rules beside all that have other names."""
    plan: dict[str, Properties] = ours()
    plan["ftpsgate-1.in-tcp"]["priority"] = priority
    return rules(STATES[state]) | normals(plan)


class DeploymentTests(unittest.TestCase):
    """A class, as the library wants one; the harness is made once for all."""

    harness: Harness

    @classmethod
    def setUpClass(cls) -> None:
        cls.harness = cls.enterClassContext(Harness())

    @functools.cache
    def looked(self, target: str, state: str) -> Written:
        """What is written with the group's file."""
        return written(target, groups=listed(self.harness, STATES[state]))

    def deploy(self, target: str, text: str, cloud: Cloud, verb: str = "create", fault: Fault | None = None) -> Done:
        return deploy(self.harness, TEMPLATES[target](text), text, cloud, verb, fault)

    def test_with_the_groups_file_nothing_is_written_that_would_undo_what_somebody_did(self) -> None:
        for target in ("arm", "bicep", "terraform"):
            for state, said in (NARROWED | OTHERS).items():
                with self.subTest(target, state=state):
                    found = self.looked(target, state)
                    self.assertEqual((found.status, found.text), (1, None))
                    self.assertIn(said, found.errors)

    def test_with_the_groups_file_the_rules_come_beside_those_of_others(self) -> None:
        all_states = STATES.keys() - NARROWED.keys() - OTHERS.keys() - ELSEWHERE.keys()
        some_states = ("clean", "moved", "stale-on-priority", "another-server")
        for target, states in (("arm", all_states), ("bicep", some_states)):
            for state in states:
                with self.subTest(target, state=state):
                    found = self.looked(target, state)
                    self.assertEqual(found.status, 0, found.errors)
                    done = self.deploy(target, found.text, STATES[state])
                    self.assertEqual(done.status, 0, done.errors)
                    self.assertEqual(rules(done.cloud), expected(state, LOOKED.get(state, 300)))

    def test_without_it_what_if_shows_what_a_deployment_undoes(self) -> None:
        for target, states in (("arm", NARROWED), ("bicep", ("narrowed", "denied"))):
            text = written(target).text
            for state in states:
                with self.subTest(target, state=state):
                    shown = self.deploy(target, text, STATES[state], "what-if")
                    self.assertEqual((shown.status, shown.cloud.rules()), (0, STATES[state].rules()), shown.errors)
                    self.assertRegex(shown.output, "Resource changes: .*1 to modify")
                    self.assertIn(SHOWN[state], shown.output)
                    done = self.deploy(target, text, STATES[state])
                    self.assertEqual((done.status, rules(done.cloud)), (0, expected(state)))

    def test_a_taken_priority_fails_the_deployment_and_changes_nothing(self) -> None:
        for target in TEMPLATES:
            text = written(target).text
            for state in TAKEN:
                with self.subTest(target, state=state):
                    done = self.deploy(target, text, STATES[state])
                    self.assertEqual(done.status, 1)
                    self.assertIn("SecurityRuleConflict", done.errors)
                    self.assertEqual(done.cloud.rules(), STATES[state].rules())

    def test_a_wrong_group_fails_the_deployment_and_changes_nothing(self) -> None:
        for target in TEMPLATES:
            text = written(target).text
            for state, code in ELSEWHERE.items():
                with self.subTest(target, state=state):
                    done = self.deploy(target, text, STATES[state])
                    self.assertEqual((done.status, done.cloud.rules()), (1, STATES[state].rules()))
                    self.assertIn(code, done.errors)

    def test_a_refused_rule_fails_the_deployment_and_a_second_one_ends_it(self) -> None:
        for target, kinds in (("arm", Kind), ("bicep", (Kind.LOCK, Kind.OPERATION))):
            text = written(target).text
            for kind in kinds:
                for number, name in enumerate(ours(), 1):
                    with self.subTest(target, kind=kind, number=number):
                        done = self.deploy(target, text, STATES["clean"], fault=Fault(number, kind))
                        self.assertEqual(done.status, 1)
                        self.assertIn("DeploymentFailed", done.errors)
                        self.assertIn(f"/securityRules/{name}", done.errors)
                        self.assertEqual(list(rules(done.cloud)), list(ours())[: number - 1])
                        again = self.deploy(target, text, done.cloud)
                        self.assertEqual((again.status, rules(again.cloud)), (0, expected("clean")))

    def test_a_second_plan_comes_beside_the_first_if_it_knows_the_group(self) -> None:
        second = ("--name", "second")
        for target in TEMPLATES:
            with self.subTest(target):
                first = self.deploy(target, written(target).text, STATES["clean"]).cloud
                blind = self.deploy(target, written(target, *second, bindings=("*:2121:",)).text, first)
                self.assertEqual((blind.status, blind.cloud.rules()), (1, first.rules()))
                self.assertIn("SecurityRuleConflict", blind.errors)
                groups = listed(self.harness, first)
                text = written(target, *second, bindings=("*:2121:",), groups=groups).text
                both = rules(self.deploy(target, text, first).cloud)
                self.assertEqual({name: both.pop(name) for name in ours()}, rules(first))
                self.assertEqual({one["priority"] for one in both.values()}, {301})
                self.assertEqual(both["ftpsgate-second.in-tcp"]["destinationPortRanges"], ["2121", "50000-50100"])

    def test_outputs_that_are_broken_are_noticed(self) -> None:
        for target, ending in (("arm", "arm.json"), ("bicep", "bicep")):
            text = written(target).text
            self.assertEqual(self.attempt(target, text), expected("clean"))
            for _, _, old, new in (one for one in BROKEN if one[0] == ending):
                with self.subTest(target, new=new):
                    self.assertIn(old, text)
                    self.assertNotEqual(self.attempt(target, text.replace(old, new)), expected("clean"))

    def attempt(self, target: str, text: str) -> Rules | str:
        """What a text leaves, or why it leaves nothing."""
        try:
            done = self.deploy(target, text, STATES["clean"])
        except bicep.Wrong as problem:
            return str(problem)
        return rules(done.cloud) if done.status == 0 else done.errors


if __name__ == "__main__":
    unittest.main()
