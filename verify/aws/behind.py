"""The model of AWS behind the provider of Terraform: `aws_vpc_security_group_ingress_rule`."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from verify.aws.ingress import client
from verify.terraform.behind import Refusal, Values

ARGUMENTS = {
    "cidr_ipv4": "CidrIpv4",
    "cidr_ipv6": "CidrIpv6",
    "description": "Description",
    "from_port": "FromPort",
    "ip_protocol": "IpProtocol",
    "to_port": "ToPort",
}
"""What the provider calls members of a rule, and what EC2 does."""


class IngressRules:
    """What the real provider asks of EC2. A class, as what is behind a provider is one."""

    def create(self, type: str, values: Values) -> Values:
        kind, word = ("Ipv6Ranges", "CidrIpv6") if values["cidr_ipv6"] else ("IpRanges", "CidrIp")
        network = values["cidr_ipv6"] or values["cidr_ipv4"]
        permission = {
            "IpProtocol": values["ip_protocol"],
            "FromPort": values["from_port"],
            "ToPort": values["to_port"],
            kind: [{word: network, "Description": values["description"]}],
        }
        group = values["security_group_id"]
        made = asked("authorize_security_group_ingress", GroupId=group, IpPermissions=[permission])
        id = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return values | {"id": id, "security_group_rule_id": id, "arn": id, "region": "", "tags_all": values["tags"]}

    def read(self, type: str, values: Values) -> Values | None:
        try:
            found = asked("describe_security_group_rules", SecurityGroupRuleIds=[values["id"]])["SecurityGroupRules"]
        except Refusal as refusal:
            if "NotFound" in str(refusal):
                return None
            raise
        return values | {name: found[0].get(member) for name, member in ARGUMENTS.items()} if found else None

    def update(self, type: str, values: Values) -> Values:
        rule = {member: values[name] for name, member in ARGUMENTS.items() if values[name] is not None}
        change = {"SecurityGroupRuleId": values["id"], "SecurityGroupRule": rule}
        asked("modify_security_group_rules", GroupId=values["security_group_id"], SecurityGroupRules=[change])
        return values

    def delete(self, type: str, values: Values) -> None:
        ids = [values["id"]]
        asked("revoke_security_group_ingress", GroupId=values["security_group_id"], SecurityGroupRuleIds=ids)


def asked(operation: str, **given: Any) -> Any:
    """What EC2 answers; an error of its is what the provider says."""
    try:
        return getattr(client("ec2"), operation)(**given)
    except ClientError as error:
        raise Refusal(str(error)) from error
