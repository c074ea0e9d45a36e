"""The model of Azure behind the provider azurerm: rules of security groups, and rules and probes of load balancers.

It creates nothing that is there already, as the real one (`ImportAsExistsError` in its sources), and replaces rules
whole.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from verify.azure.arm import Answer, ResourceManager
from verify.azure.cloud import GROUPS, Cloud
from verify.azure.faults import Fault
from verify.templates.compare import camel
from verify.templates.template import SUBSCRIPTION
from verify.terraform.behind import Refusal, Values

PLACE = ("id", "name", "resource_group_name", "network_security_group_name", "timeouts")
"""What tells where a rule is, and nothing of what it lets in."""
GROUP_IDS = {
    f"{side}_application_security_group_ids": GROUPS[f"{side}AddressPrefix"] for side in ("source", "destination")
}
"""What the provider calls the groups that may stand in the place of addresses, and what Resource Manager does."""


def exists(type: str, id: str) -> Refusal:
    """What is said of a resource that is there, of which Terraform's state knows nothing."""
    return Refusal(
        f'A resource with the ID "{id}" already exists - to be managed via Terraform this resource needs to be imported'
        f' into the State. Please see the resource documentation for "{type}" for more information.'
    )


class SecurityRules:
    """`azurerm_network_security_rule` in a cloud. A class, as what is behind a provider is one."""

    def __init__(self, cloud: Cloud, fault: Fault | None = None) -> None:
        self.cloud = cloud
        self.fault = fault

    def create(self, type: str, values: Values) -> Values:
        if self.ask("GET", values).status == 200:
            raise exists(type, id_of(values))
        return self.update(type, values)

    def read(self, type: str, values: Values) -> Values | None:
        answer = self.ask("GET", values)
        if answer.status == 404:
            return None
        given = answer.body["properties"]
        kept = {name: values.get(name) for name in PLACE} | {"id": id_of(values)}
        for name in values.keys() - kept.keys():
            found = given.get(GROUP_IDS.get(name, camel(name)))
            kept[name] = [one["id"] for one in found or []] if name in GROUP_IDS else found
        return {name: None if one == [] else one for name, one in kept.items()}

    def update(self, type: str, values: Values) -> Values:
        members = {camel(name): one for name, one in values.items() if name not in PLACE and one is not None}
        self.done("PUT", values, {"properties": members})
        return self.read(type, values) or {}

    def delete(self, type: str, values: Values) -> None:
        self.done("DELETE", values)

    def ask(self, method: str, values: Values, body: Any = None) -> Answer:
        """What Resource Manager answers."""
        manager = ResourceManager(self.cloud, self.fault, "https://loopback")
        answer = manager.answer(method, id_of(values), body, {})
        for outcome in manager.operations.values():
            if outcome:
                return Answer(400, {"error": {"code": outcome.code, "message": outcome.message}})
        return answer

    def done(self, method: str, values: Values, body: Any = None) -> None:
        """A change, which must succeed."""
        answer = self.ask(method, values, body)
        if answer.status >= 400:
            error = answer.body["error"]
            raise Refusal(f"{method} {id_of(values)}: {error['code']}: {error['message']}")


def id_of(values: Values) -> str:
    """The id of a rule."""
    group, nsg = values["resource_group_name"], values["network_security_group_name"]
    return (
        f"{SUBSCRIPTION}/resourceGroups/{group}/providers/Microsoft.Network/networkSecurityGroups/{nsg}/securityRules/"
        + values["name"]
    )


@dataclass
class Balancers:
    """`azurerm_lb_rule` and `azurerm_lb_probe` of load balancers, by their ids."""

    known: set[str]
    """The load balancers that are there."""
    parts: dict[str, Values] = field(default_factory=dict)
    refuses: Callable[[str], bool] = lambda id: False
    """Whether a change of a part is refused."""

    def create(self, type: str, values: Values) -> Values:
        kind = {"azurerm_lb_rule": "loadBalancingRules", "azurerm_lb_probe": "probes"}[type]
        if values["loadbalancer_id"] not in self.known:
            raise Refusal(f"Load Balancer {values['loadbalancer_id']!r} for {values['name']!r} was not found")
        id = f"{values['loadbalancer_id']}/{kind}/{values['name']}"
        if id in self.parts:
            raise exists(type, id)
        return self.update(type, values | {"id": id})

    def read(self, type: str, values: Values) -> Values | None:
        return self.parts.get(values["id"])

    def update(self, type: str, values: Values) -> Values:
        if self.refuses(values["id"]):
            raise Refusal(f"{values['id']}: AuthorizationFailed: The client does not have authorization")
        self.parts[values["id"]] = values
        return values

    def delete(self, type: str, values: Values) -> None:
        del self.parts[values["id"]]
