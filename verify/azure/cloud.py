"""What stands in the cloud: subscriptions, resource groups, network security groups and their rules.

The shape of rules, the default rules and their words are those of Azure Resource Manager's answers, as azure-cli's own
tests have recorded them (`test_network_nsg.yaml` in Azure/azure-cli).
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self

Properties = dict[str, Any]
"""The `properties` of a security rule, with the names that Resource Manager uses."""

TENANT = "00000000-0000-0000-0000-0000000000aa"
SIDES = ("sourceAddressPrefix", "destinationAddressPrefix", "sourcePortRange", "destinationPortRange")
"""What a rule may have one of, or many of under the plural name."""
GROUPS = {
    "sourceAddressPrefix": "sourceApplicationSecurityGroups",
    "destinationAddressPrefix": "destinationApplicationSecurityGroups",
}
"""What may stand in the place of addresses."""
ENUMS = {
    "access": ("Allow", "Deny"),
    "direction": ("Inbound", "Outbound"),
    "protocol": ("*", "Ah", "Esp", "Icmp", "Tcp", "Udp"),
}


def plural(name: str) -> str:
    """The member that holds many: `sourceAddressPrefixes` for `sourceAddressPrefix`."""
    return name + ("es" if name.endswith("x") else "s")


def rule(
    priority: int,
    access: str = "Allow",
    direction: str = "Inbound",
    protocol: str = "Tcp",
    description: str | None = None,
    **sides: str | list[str],
) -> Properties:
    """The properties of a rule. A side that is not given is any; a list of one is written as one, as az does it."""
    properties: Properties = {"protocol": protocol, "access": access, "priority": priority, "direction": direction}
    if description is not None:
        properties["description"] = description
    for side in SIDES:
        given = sides.pop(side, "*")
        values = [given] if isinstance(given, str) else given
        if len(values) == 1:
            properties |= {side: values[0], plural(side): []}
        else:
            properties |= {plural(side): values}
    if sides:
        raise TypeError(f"no sides of a rule: {', '.join(sides)}")
    return properties


def values(properties: Properties, side: str) -> list[str]:
    """What a rule has on a side, whichever of the two members holds it."""
    one = properties.get(side)
    return [*([one] if one else []), *(properties.get(plural(side)) or [])]


DEFAULTS = {
    "AllowVnetInBound": rule(
        65000,
        protocol="*",
        description="Allow inbound traffic from all VMs in VNET",
        sourceAddressPrefix="VirtualNetwork",
        destinationAddressPrefix="VirtualNetwork",
    ),
    "AllowAzureLoadBalancerInBound": rule(
        65001,
        protocol="*",
        description="Allow inbound traffic from azure load balancer",
        sourceAddressPrefix="AzureLoadBalancer",
    ),
    "DenyAllInBound": rule(65500, "Deny", protocol="*", description="Deny all inbound traffic"),
    "AllowVnetOutBound": rule(
        65000,
        direction="Outbound",
        protocol="*",
        description="Allow outbound traffic from all VMs to all VMs in VNET",
        sourceAddressPrefix="VirtualNetwork",
        destinationAddressPrefix="VirtualNetwork",
    ),
    "AllowInternetOutBound": rule(
        65001,
        direction="Outbound",
        protocol="*",
        description="Allow outbound traffic from all VMs to Internet",
        destinationAddressPrefix="Internet",
    ),
    "DenyAllOutBound": rule(65500, "Deny", "Outbound", "*", "Deny all outbound traffic"),
}
"""The rules that each group has without being asked."""


@dataclass
class SecurityGroup:
    """A network security group. Names keep their case and are the same in any."""

    name: str
    rules: dict[str, Properties] = field(default_factory=dict)
    etag: str = field(default_factory=lambda: fresh_etag())
    guid: str = field(default_factory=lambda: str(uuid.uuid4()))

    def find(self, name: str) -> str | None:
        """The name under which a rule stands."""
        return next((known for known in self.rules if known.lower() == name.lower()), None)


@dataclass
class ResourceGroup:
    """A resource group and its network security groups."""

    name: str
    security_groups: list[SecurityGroup] = field(default_factory=list)
    location: str = "westeurope"

    def find(self, name: str) -> SecurityGroup | None:
        """A security group by its name."""
        return next((group for group in self.security_groups if group.name.lower() == name.lower()), None)


@dataclass
class Subscription:
    """A subscription and its resource groups."""

    id: str
    name: str
    groups: list[ResourceGroup] = field(default_factory=list)
    state: str = "Enabled"

    def find(self, name: str) -> ResourceGroup | None:
        """A resource group by its name."""
        return next((group for group in self.groups if group.name.lower() == name.lower()), None)


@dataclass
class Cloud:
    """All that there is, and which subscription `az` works with."""

    subscriptions: list[Subscription]
    selected: str | None
    """The id of the subscription that `az account show` names; without one nobody is logged in."""
    balancers: dict[str, Any] = field(default_factory=dict)
    """The load balancers by their ids; scripts know none."""

    def find(self, id: str) -> Subscription | None:
        """A subscription by its id."""
        return next((one for one in self.subscriptions if one.id.lower() == id.lower()), None)

    def security_groups(self) -> Iterator[tuple[str, SecurityGroup]]:
        """Each security group, after the name `SUBSCRIPTION/RESOURCE GROUP/GROUP`."""
        for subscription in self.subscriptions:
            for group in subscription.groups:
                for one in group.security_groups:
                    yield f"{subscription.name}/{group.name}/{one.name}", one

    def rules(self) -> dict[str, dict[str, Properties]]:
        """All rules of all groups, which is all that a script may change."""
        return {name: dict(group.rules) for name, group in self.security_groups()}

    @classmethod
    def of(cls, group: ResourceGroup, subscription: str = "Production") -> Self:
        """A cloud with one subscription that has one resource group, in which somebody is logged in."""
        id = "11111111-1111-1111-1111-111111111111"
        return cls([Subscription(id, subscription, [group])], id)


def fresh_etag() -> str:
    """An etag that nothing has had yet."""
    return f'W/"{uuid.uuid4()}"'
