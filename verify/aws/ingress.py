"""`AWS::EC2::SecurityGroupIngress` as CloudFormation documents it.

moto 5.2.5 makes no rule for `CidrIpv6`, and takes none away again; here it does both, by way of its own model of EC2.
"""

from __future__ import annotations

import functools
from typing import Any, ClassVar, Self

import boto3
from moto.cloudformation.exceptions import ValidationError
from moto.ec2.models.security_groups import SecurityGroupIngress

REPLACING = ("GroupId", "IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6")
"""Properties whose change is another rule; a description is changed in place."""


@functools.cache
def client(service: str) -> Any:
    """A client of a service, made once, as that takes longer than what it is asked."""
    return boto3.client(service)


class Ingress(SecurityGroupIngress):
    """A rule of a stack, in the place of moto's own model of it."""

    rule: str
    gone = False
    made: ClassVar[list[Ingress]] = []
    """What has been made since this was emptied."""

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: Any, account_id: str, region_name: str, **kwargs: Any
    ) -> Self:
        properties = cloudformation_json["Properties"]
        if "GroupId" not in properties:
            raise ValidationError(resource_name, "The request must contain the parameter groupName or groupId")
        kind, word = ("Ipv6Ranges", "CidrIpv6") if "CidrIpv6" in properties else ("IpRanges", "CidrIp")
        source = {word: properties[word], "Description": properties["Description"]}
        permission = {
            "IpProtocol": properties["IpProtocol"],
            "FromPort": int(properties["FromPort"]),
            "ToPort": int(properties["ToPort"]),
            kind: [source],
        }
        made = client("ec2").authorize_security_group_ingress(
            GroupId=properties["GroupId"], IpPermissions=[permission]
        )
        ingress = cls(None, properties)
        ingress.rule = made["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        cls.made.append(ingress)
        return ingress

    @classmethod
    def update_from_cloudformation_json(
        cls,
        original_resource: Self,
        new_resource_name: str,
        cloudformation_json: Any,
        account_id: str,
        region_name: str,
    ) -> Self:
        before, after = original_resource.properties, cloudformation_json["Properties"]
        if all(before.get(name) == after.get(name) for name in REPLACING):
            return original_resource
        made = cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
        original_resource.delete(account_id, region_name)
        return made

    def delete(self, account_id: str, region_name: str) -> None:
        """Takes the rule away, and no other one; one that a failed stack has taken away is gone."""
        if not self.gone:
            client("ec2").revoke_security_group_ingress(
                GroupId=self.properties["GroupId"], SecurityGroupRuleIds=[self.rule]
            )
        self.gone = True

    @property
    def physical_resource_id(self) -> str:
        """What a stack calls the rule."""
        return self.rule
