"""Rules as objects of Az.Network (PSSecurityRule), and as Resource Manager has them.

The mapping is that of `NetworkResourceManagerProfile.cs` (Azure/azure-powershell): Az.Network knows lists only, under
the singular name; a list of one becomes the singular member, any other the plural one.
"""

from __future__ import annotations

from typing import Any

from verify.azure.cloud import GROUPS, SIDES, Properties, SecurityGroup, plural, values
from verify.powershell.values import GenericList, Record, elements, is_null, text

RULE = "Microsoft.Azure.Commands.Network.Models.PSSecurityRule"
GROUP = "Microsoft.Azure.Commands.Network.Models.PSNetworkSecurityGroup"
PLAIN = ("protocol", "access", "direction", "priority", "description")


def pascal(name: str) -> str:
    """The property of Az.Network for a member of Resource Manager."""
    return name[0].upper() + name[1:]


def to_object(name: str, properties: Properties, etag: str) -> Record:
    """A rule as Az.Network gives it."""
    made: dict[str, Any] = {"Name": name, "Etag": etag, "ProvisioningState": "Succeeded"}
    made |= {pascal(one): properties.get(one) for one in PLAIN}
    made |= {pascal(side): GenericList(values(properties, side)) for side in SIDES}
    for member in GROUPS.values():
        found = [Record("PSApplicationSecurityGroup", {"Id": one["id"]}) for one in properties.get(member) or []]
        made[pascal(member)] = GenericList(found) if found else None
    return Record(RULE, made)


def to_properties(rule: Record) -> Properties:
    """A rule as it is sent."""
    made: Properties = {one: rule.properties[pascal(one)] for one in PLAIN if not is_null(rule.properties[pascal(one)])}
    for side in SIDES:
        given = rule.properties[pascal(side)]
        listed = [] if is_null(given) else [text(one) for one in elements(given)]
        made |= {side: listed[0], plural(side): []} if len(listed) == 1 else {plural(side): listed}
    for member in GROUPS.values():
        groups = rule.properties[pascal(member)]
        if not is_null(groups) and elements(groups):
            made[member] = [{"id": one.properties["Id"]} for one in elements(groups)]
    return made


def group_object(subscription: str, resource_group: str, group: SecurityGroup) -> Record:
    """A security group as Az.Network gives it: a copy, which changes nothing in Azure."""
    return Record(
        GROUP,
        {
            "Name": group.name,
            "ResourceGroupName": resource_group,
            "Location": "westeurope",
            "Id": f"/subscriptions/{subscription}/resourceGroups/{resource_group}/providers/Microsoft.Network"
            f"/networkSecurityGroups/{group.name}",
            "Etag": group.etag,
            "ProvisioningState": "Succeeded",
            "SecurityRules": GenericList(to_object(name, one, group.etag) for name, one in group.rules.items()),
        },
    )


def normal(properties: Properties) -> Properties:
    """A rule in one spelling, so that two are equal if Azure does the same with them."""
    made: Properties = {one: properties.get(one) or "" for one in PLAIN}
    made["protocol"] = made["protocol"].capitalize()
    made |= {side: sorted(values(properties, side)) for side in SIDES}
    made |= {member: sorted(one["id"] for one in properties.get(member) or []) for member in GROUPS.values()}
    return made
