"""Groups that are narrowed, that are not there, or in which a rule is refused: stacks, and Terraform's apply."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from verify.aws.access import Rule
from verify.aws.behind import IngressRules
from verify.aws.cloud import SSH, Cloud, Refused
from verify.aws.outputs import Outputs
from verify.aws.scenarios import Wrong, added, hold
from verify.terraform import run
from verify.terraform.behind import Behind
from verify.terraform.run import Folder, Terraform

NARROWER = "198.51.100.0/24"
NOWHERE = "sg-0123456789abcdef0"
DUPLICATE = SSH | {"FromPort": 21, "ToPort": 21, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
"""A rule of somebody else that is one of the plan's."""
BESIDE = SSH | {"FromPort": 21, "ToPort": 21, "IpRanges": [{"CidrIp": NARROWER}]}
"""A rule of somebody else that lets fewer in to a port of the plan's; a group has no rule that keeps anybody out."""


def refusal(work: Callable[[], object]) -> str:
    """What is said against something that must fail, in one line."""
    try:
        work()
    except (Refused, run.Refused) as problem:
        return " ".join(str(problem).split())
    raise Wrong("what had to fail went well")


def narrow(cloud: Cloud, made: dict[str, Rule]) -> dict[str, Rule]:
    """Has somebody narrow a rule of the plan by hand; answers it as it is then."""
    id, rule = next((id, rule) for id, rule in made.items() if rule.network == "0.0.0.0/0")
    changed = {"IpProtocol": "tcp", "FromPort": rule.first, "ToPort": rule.last, "CidrIpv4": NARROWER}
    change = {"SecurityGroupRuleId": id, "SecurityGroupRule": changed | {"Description": rule.description}}
    cloud.ec2.modify_security_group_rules(GroupId=cloud.group, SecurityGroupRules=[change])
    hold(cloud.rules()[id].network == NARROWER, "the rule was not narrowed")
    return {id: cloud.rules()[id]}


def stack_narrowed(outputs: Outputs) -> None:
    """CloudFormation compares templates, not rules: what somebody narrowed stays as it is."""
    with Cloud() as cloud:
        before = cloud.rules()
        cloud.deploy(outputs.template)
        made = added(cloud, before, outputs)
        narrowed = narrow(cloud, made)
        cloud.deploy(outputs.template)
        hold(cloud.rules() == before | made | narrowed, "a second deployment changed something")


def stack_beside(outputs: Outputs) -> None:
    """A narrower rule of somebody else stays beside the plan's."""
    with Cloud(foreign=[SSH, BESIDE]) as cloud:
        before = cloud.rules()
        cloud.deploy(outputs.template)
        added(cloud, before, outputs)


def stack_elsewhere(outputs: Outputs) -> None:
    """Without the group the stack fails with what AWS says."""
    with Cloud() as cloud:
        before = cloud.rules()
        said = refusal(lambda: cloud.deploy(outputs.template, NOWHERE))
        hold("InvalidGroup.NotFound" in said and NOWHERE in said, said)
        hold(cloud.rules() == before, "another group was changed")


def stack_failing(outputs: Outputs) -> None:
    """Each rule refused in turn: nothing of the stack stays, and after its removal a second one is the plan."""
    number = 0
    while True:
        number += 1
        with Cloud() as cloud:
            before = cloud.rules()
            with cloud.refusing(number):
                try:
                    cloud.deploy(outputs.template)
                    break
                except Refused as problem:
                    hold("UnauthorizedOperation" in str(problem), problem)
            hold(cloud.rules() == before, "something stayed")
            cloud.delete()
            cloud.deploy(outputs.template)
            added(cloud, before, outputs)
    hold(number == outputs.template.count("AWS::EC2::SecurityGroupIngress") + 1, f"{number - 1} rules were refused")


@contextlib.contextmanager
def applying(outputs: Outputs, terraform: Terraform, cloud: Cloud, group: str | None = None) -> Iterator[Folder]:
    """A folder with the file, to be applied in a cloud."""
    with Behind(IngressRules()) as behind:
        variables = {"security_group_id": group or cloud.group}
        yield terraform.folder_of({"main.tf": outputs.terraform}, variables, behind.address)


def applied(outputs: Outputs, terraform: Terraform) -> None:
    """The plan, beside rules of others; what somebody narrowed is shown, and undone; destroy takes the plan away."""
    with Cloud(foreign=[SSH, BESIDE]) as cloud, applying(outputs, terraform, cloud) as folder:
        before = cloud.rules()
        folder.apply()
        made = added(cloud, before, outputs)
        hold(folder.changes() == [], "a second apply would change something")
        narrow(cloud, made)
        changes = [(one.actions, one.before["cidr_ipv4"], one.after["cidr_ipv4"]) for one in folder.changes()]
        hold(changes == [(["update"], NARROWER, "0.0.0.0/0")], changes)
        folder.apply()
        hold(cloud.rules() == before | made, "the group is not what the plan says")
        folder.destroy()
        hold(cloud.rules() == before, "the group is another one than before")


def applied_taken(outputs: Outputs, terraform: Terraform) -> None:
    """A rule that is there: apply says what AWS does, the others are made; without it a second one is the plan."""
    with Cloud(foreign=[SSH, DUPLICATE]) as cloud, applying(outputs, terraform, cloud) as folder:
        before = cloud.rules()
        said = refusal(folder.apply)
        hold("InvalidPermission.Duplicate" in said, said)
        hold(before.items() <= cloud.rules().items(), "a rule of somebody else was changed")
        cloud.ec2.revoke_security_group_ingress(GroupId=cloud.group, IpPermissions=[DUPLICATE])
        before = {id: rule for id, rule in before.items() if id in cloud.rules()}
        folder.apply()
        added(cloud, before, outputs)


def applied_elsewhere(outputs: Outputs, terraform: Terraform) -> None:
    """Without the group apply says what AWS does."""
    with Cloud() as cloud, applying(outputs, terraform, cloud, NOWHERE) as folder:
        before = cloud.rules()
        said = refusal(folder.apply)
        hold("InvalidGroup.NotFound" in said and NOWHERE in said, said)
        hold(cloud.rules() == before, "another group was changed")


def applied_failing(outputs: Outputs, terraform: Terraform) -> None:
    """A refused rule: apply says so, the others are made, and a second one is the plan."""
    with Cloud() as cloud, applying(outputs, terraform, cloud) as folder:
        before = cloud.rules()
        with cloud.refusing(2):
            said = refusal(folder.apply)
        hold("UnauthorizedOperation" in said, said)
        made = len(cloud.rules()) - len(before)
        hold(made == outputs.terraform.count('resource "aws_vpc_security_group_ingress_rule"') - 1, f"{made} rules")
        folder.apply()
        added(cloud, before, outputs)
        hold(folder.changes() == [], "a third apply would change something")


STACKS = {
    "a rule narrowed by hand": stack_narrowed,
    "a narrower rule of somebody else": stack_beside,
    "no such group": stack_elsewhere,
    "each rule refused": stack_failing,
}
APPLIED = {
    "beside others, and narrowed by hand": applied,
    "a rule that is there": applied_taken,
    "no such group": applied_elsewhere,
    "a rule refused": applied_failing,
}
