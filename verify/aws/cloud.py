"""A security group with rules of somebody else, and stacks that are deployed to it; all of it in moto's memory."""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import warnings
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, Self

from botocore.exceptions import ClientError
from cfnlint.config import ConfigMixIn
from cfnlint.decode.decode import decode_str
from cfnlint.runner import Runner
from moto import mock_aws
from moto.cloudformation import parsing

from verify.aws.access import Rule
from verify.aws.ingress import Ingress, client

REGION = "eu-west-1"
STACK = "ftps"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "a",
    "AWS_SECRET_ACCESS_KEY": "b",
    "AWS_DEFAULT_REGION": REGION,
    # Thousands of images of machines, which nobody asks for.
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
}
SSH = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
FOREIGN = [
    SSH,
    {"IpProtocol": "tcp", "FromPort": 50, "ToPort": 60, "Ipv6Ranges": [{"CidrIpv6": "2001:db8:7::/48"}]},
    {"IpProtocol": "tcp", "FromPort": 20, "ToPort": 22, "IpRanges": [{"CidrIp": "203.0.113.0/24"}]},
]
"""Rules of somebody else, one of which overlaps what plans open."""


class Refused(Exception):
    """What AWS, or a check before it, has against a template."""


class Cloud:
    """An account with one security group, until it is left."""

    def __init__(self, foreign: list[dict[str, Any]] | None = None) -> None:
        self.mock = mock_aws()
        self.foreign = FOREIGN if foreign is None else foreign

    def __enter__(self) -> Self:
        # moto's errors of EC2 are none that CloudFormation documents, which botocore warns of.
        warnings.simplefilter("ignore")
        logging.getLogger("moto").setLevel(logging.ERROR)
        os.environ |= ENVIRONMENT
        self.mock.start()
        parsing.get_model_map()["AWS::EC2::SecurityGroupIngress"] = Ingress
        self.ec2, self.stacks = client("ec2"), client("cloudformation")
        network = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        made = self.ec2.create_security_group(GroupName="ftp", Description="FTP servers", VpcId=network)
        self.group = made["GroupId"]
        if self.foreign:
            self.ec2.authorize_security_group_ingress(GroupId=self.group, IpPermissions=self.foreign)
        return self

    def __exit__(self, *_: object) -> None:
        self.mock.stop()

    def rules(self) -> dict[str, Rule]:
        """All rules of the group, by their ids."""
        of_group = [{"Name": "group-id", "Values": [self.group]}]
        pages = self.ec2.get_paginator("describe_security_group_rules").paginate(Filters=of_group)
        return {one["SecurityGroupRuleId"]: Rule.read(one) for page in pages for one in page["SecurityGroupRules"]}

    def deploy(self, template: str, group: str | None = None) -> None:
        """Creates the stack, or updates it where it is there; a template without a change is none."""
        checked(template)
        known = [one["StackName"] for one in self.stacks.describe_stacks()["Stacks"]]
        deploy = self.stacks.update_stack if STACK in known else self.stacks.create_stack
        given = [{"ParameterKey": "SecurityGroupId", "ParameterValue": group or self.group}]
        Ingress.made.clear()
        try:
            deploy(StackName=STACK, TemplateBody=template, Parameters=given)
        except ClientError as error:
            if "No updates are to be performed" in str(error):
                return
            self.roll_back()
            raise Refused(str(error)) from error

    def roll_back(self) -> None:
        """Takes away what a stack has made before it failed, as CloudFormation does and moto does not."""
        for one in Ingress.made:
            one.delete("", REGION)

    @contextlib.contextmanager
    def refusing(self, number: int) -> Iterator[None]:
        """Has the rule so numbered refused, of those that are to be made meanwhile."""
        asked = 0

        def refuse(**_: object) -> tuple[SimpleNamespace, dict[str, Any]] | None:
            nonlocal asked
            asked += 1
            error = {"Code": "UnauthorizedOperation", "Message": "You are not authorized to perform this operation."}
            return (SimpleNamespace(status_code=403), {"Error": error}) if asked == number else None

        call = "before-call.ec2.AuthorizeSecurityGroupIngress"
        self.ec2.meta.events.register(call, refuse)
        try:
            yield
        finally:
            self.ec2.meta.events.unregister(call, refuse)

    def delete(self) -> None:
        """Takes the stack away."""
        self.stacks.delete_stack(StackName=STACK)


@functools.cache
def linter() -> Runner:
    """cfn-lint, which has the schemas of AWS; it takes a second to load."""
    return Runner(ConfigMixIn(regions=[REGION]))


def checked(template: str) -> None:
    """What cfn-lint finds wrong with a template."""
    read, found = decode_str(template)
    if found := found or list(linter().validate_template(read)):
        raise Refused("; ".join(f"{one.rule.id} {one.message}" for one in found))
