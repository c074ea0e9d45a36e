"""What an output is held to: after it the group lets in exactly the plan, beside what others have."""

from __future__ import annotations

from verify.aws.access import Rule, access, wanted
from verify.aws.cloud import SSH, Cloud, Refused
from verify.aws.outputs import Outputs
from verify.terraform.run import Terraform

LARGEST_DESCRIPTION = 255
PLAIN = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ._-:/()#,@[]+=&;{}!$*")
"""What AWS takes in a description (Amazon EC2 API Reference, IpRange)."""


class Wrong(Exception):
    """An output does something else than its plan says."""


def hold(condition: bool, what: object) -> None:
    """Raises Wrong where something is not so."""
    if not condition:
        raise Wrong(what)


def deployed(outputs: Outputs) -> None:
    """The template, deployed twice and taken away again, on a group with rules of somebody else."""
    with Cloud() as cloud:
        before = cloud.rules()
        cloud.deploy(outputs.template)
        made = added(cloud, before, outputs)
        cloud.deploy(outputs.template)
        hold(cloud.rules() == before | made, "a second deployment changed something")
        cloud.delete()
        hold(cloud.rules() == before, "without the stack the group is another one than before")


def added(cloud: Cloud, before: dict[str, Rule], outputs: Outputs) -> dict[str, Rule]:
    """The rules that a stack has made, which are the plan; nothing else may have changed."""
    after = cloud.rules()
    hold(all(after.get(id) == rule for id, rule in before.items()), "a rule of somebody else was changed")
    made = {id: rule for id, rule in after.items() if id not in before}
    check(list(made.values()), outputs)
    return made


def check(rules: list[Rule], outputs: Outputs) -> None:
    """Rules let in exactly the plan, and none of them is one too many."""
    hold(not any(rule.is_egress or rule.protocol != "tcp" for rule in rules), "something else than TCP comes in")
    hold(all(0 < rule.first <= rule.last < 65536 for rule in rules), "ports that are none")
    hold(access(rules) == wanted(outputs.plan), f"{access(rules)} instead of {wanted(outputs.plan)}")
    for rule in rules:
        others = [one for one in rules if one is not rule and one.network == rule.network]
        hold(all(one.last < rule.first or rule.last < one.first for one in others), f"{rule} overlaps another one")
        hold(len(rule.description) <= LARGEST_DESCRIPTION and set(rule.description) <= PLAIN, rule.description)


def planned(outputs: Outputs, terraform: Terraform) -> dict[str, Rule]:
    """What Terraform plans, by its addresses: the same rules as data as those of the stack."""
    with Cloud(foreign=[]) as cloud:
        before = cloud.rules()
        cloud.deploy(outputs.template)
        stack = added(cloud, before, outputs)
        resources = terraform.plan({"main.tf": outputs.terraform}, {"security_group_id": cloud.group})
        hold(all(one.values["security_group_id"] == cloud.group for one in resources), "a rule of another group")
    known = {"aws_vpc_security_group_ingress_rule"}
    hold({one.type for one in resources} == known, "something else than ingress rules")
    hold(all(one.values["tags"] == {"Name": one.values["description"]} for one in resources), "tags")
    rules = {one.address: Rule.planned(one.values) for one in resources}
    check(list(rules.values()), outputs)
    hold(sorted(rules.values()) == sorted(stack.values()), "Terraform plans other rules than CloudFormation makes")
    return rules


def followed(first: Outputs, second: Outputs) -> None:
    """One plan after another on one stack: what both have stays, with its id, and what is stale goes."""
    with Cloud() as cloud:
        before = cloud.rules()
        cloud.deploy(first.template)
        old = added(cloud, before, first)
        cloud.deploy(second.template)
        new = added(cloud, before, second)
        shared = {id for id, rule in old.items() if rule in new.values()}
        hold(shared == old.keys() & new.keys(), "a rule that both plans have was made anew")


def too_many(outputs: Outputs) -> None:
    """More rules than a group takes by default: the header says so, and AWS refuses them."""
    hold("NOTE: these are " in outputs.template and "NOTE: these are " in outputs.terraform, "no word of the quota")
    with Cloud(foreign=[]) as cloud:
        try:
            cloud.deploy(outputs.template)
        except Refused as refusal:
            hold("RulesPerSecurityGroupLimitExceeded" in str(refusal), refusal)
        else:
            raise Wrong("AWS takes what the header warns of")


def taken(outputs: Outputs) -> None:
    """A rule of somebody else that is one of the plan's: the stack fails with what AWS says, and that rule stays."""
    port = {"FromPort": 21, "ToPort": 21, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
    with Cloud(foreign=[SSH, SSH | port]) as cloud:
        before = cloud.rules()
        try:
            cloud.deploy(outputs.template)
        except Refused as refusal:
            hold("InvalidPermission.Duplicate" in str(refusal), refusal)
        else:
            raise Wrong("a rule was made twice")
        hold(cloud.rules() == before, "the group is another one than before")
