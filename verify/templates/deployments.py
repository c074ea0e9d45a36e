"""Deployments to a resource group, as Azure Resource Manager answers the real az: validate, what-if, create.

Source: Azure documentation, "ARM template deployment what-if operation", "Define the order for deploying resources in
ARM templates", and "Troubleshoot common Azure deployment errors". What a failed deployment has done until then stays.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from verify.azure.arm import Answer, ResourceManager
from verify.azure.checks import Refusal
from verify.templates.template import Deployment, Wrong

PATH = re.compile(
    r"(?P<group>/subscriptions/[^/]+/resourcegroups/[^/]+)/providers/microsoft\.resources/deployments/"
    r"(?P<deployment>[^/]+)(?:/(?P<verb>validate|whatif))?",
    re.IGNORECASE,
)
BALANCER = re.compile(r"(?P<group>.+)/providers/microsoft\.network/loadbalancers/[^/]+", re.IGNORECASE)
Resource = dict[str, Any]


@dataclass(frozen=True)
class DeploymentFailed(Refusal):
    """That resources of a deployment were refused: their ids, and why."""

    status: int = 409
    code: str = "DeploymentFailed"
    message: str = "At least one resource deployment operation failed. Please list deployment operations for details."
    refusals: dict[str, Refusal] = field(default_factory=dict)

    def details(self) -> list[dict[str, str]]:
        """What is said of each."""
        return [{"code": why.code, "target": id, "message": why.message} for id, why in self.refusals.items()]


class Deployments(ResourceManager):
    """Resource Manager with deployments and load balancers. A class, as what it adds to is one."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.deployed: dict[str, Resource] = {}

    def route(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        """What concerns deployments and load balancers; all else is as before."""
        deployment, balancer = PATH.fullmatch(path), BALANCER.fullmatch(path)
        if parts := deployment or balancer:
            # A group that is not there, or a subscription that is not to be written, is answered as ever.
            super().route(method, parts["group"], body, headers)
        if deployment:
            return self.deployment(method, deployment, body)
        if balancer:
            return self.balancer(method, path, body)
        return super().route(method, path, body, headers)

    def deployment(self, method: str, parts: re.Match[str], body: Any) -> Answer:
        """What is asked of one deployment."""
        id, verb = parts[0], (parts["verb"] or "").lower()
        if method == "GET":
            return Answer(200, self.deployed[id])
        resources = evaluated(body, parts["group"])
        if verb == "validate":
            return Answer(200, shown(id, "Succeeded"))
        if verb == "whatif":
            changes = [self.change(id, one) for id, one in resources.items()]
            return Answer(200, {"status": "Succeeded", "properties": {"changes": changes}})
        refusals = self.deploy(resources)
        self.deployed[id] = shown(id, "Failed" if refusals else "Succeeded")
        _, _, subscription, _, group = parts["group"].split("/")
        found = self.cloud.find(subscription).find(group)
        outcome = DeploymentFailed(refusals=refusals) if refusals else None
        return self.begin(found, "PUT", self.deployed[id], outcome, created=True)

    def deploy(self, resources: dict[str, Resource]) -> dict[str, Refusal]:
        """Puts each resource where it belongs, but for those that wait for one that is refused."""
        refusals: dict[str, Refusal] = {}
        left: set[str] = set()
        for id, one in resources.items():
            refusal = None if left & set(one.get("dependsOn", [])) else self.refusal(id, one)
            if refusal:
                refusals[id] = refusal
            if refusal or left & set(one.get("dependsOn", [])):
                left.add(id)
        return refusals

    def refusal(self, id: str, resource: Resource) -> Refusal | None:
        """What is said against one resource, at once or at the end of its operation."""
        try:
            answer = self.route("PUT", id, {"properties": resource["properties"]}, {})
        except Refusal as refusal:
            return refusal
        begun = answer.headers.get("Azure-AsyncOperation", "").partition("?")[0].rpartition("/")[2]
        return self.operations.get(begun)

    def operation(self, number: str) -> Answer:
        """How an operation ended; that of a deployment names the resources that were refused."""
        answer = super().operation(number)
        if isinstance(outcome := self.operations[number], DeploymentFailed):
            answer.body["error"]["details"] = outcome.details()
        return answer

    def balancer(self, method: str, path: str, body: Any) -> Answer:
        """A load balancer, which is read and written whole."""
        if method == "PUT":
            if self.fault and self.fault.strikes(method, path.lower()):
                raise self.fault.refusal(method, path)
            self.cloud.balancers[path] = body
        if path not in self.cloud.balancers:
            raise Refusal(404, "ResourceNotFound", f"The Resource '{path}' was not found.")
        return Answer(200, self.cloud.balancers[path])

    def change(self, id: str, resource: Resource) -> Resource:
        """What a deployment would do to one resource."""
        after = stated(resource["properties"])
        try:
            before = stated(self.route("GET", id, None, {}).body["properties"])
        except Refusal:
            return {"resourceId": id, "changeType": "Create", "after": {"properties": after}}
        delta = [
            {"path": f"properties.{name}", "propertyChangeType": kind(name, before, after)}
            | {"before": before.get(name), "after": after.get(name)}
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        ]
        made = {"resourceId": id, "changeType": "Modify" if delta else "NoChange", "delta": delta}
        return made | {"before": {"properties": before}, "after": {"properties": after}}


def evaluated(body: Any, group: str) -> dict[str, Resource]:
    """The resources of a template, by their ids, in the order in which they are made."""
    try:
        given = body["properties"]
        parameters = {name: one["value"] for name, one in given["parameters"].items()}
        group = re.sub("(?i)/resourcegroups/", "/resourceGroups/", group)
        deployment = Deployment(json.dumps(given["template"]), parameters, group)
        return {deployment.id(one["type"], *one["name"].split("/")): one for one in deployment.resources()}
    except (Wrong, KeyError) as problem:
        raise Refusal(400, "InvalidTemplate", f"Deployment template validation failed: '{problem}'.") from problem


def shown(id: str, state: str) -> Resource:
    """A deployment in an answer."""
    return {"id": id, "name": id.rpartition("/")[2], "properties": {"provisioningState": state, "mode": "Incremental"}}


def stated(properties: Resource) -> Resource:
    """Without what says nothing, and with lists of texts in order: for Azure they are sets."""
    kept = {name: one for name, one in properties.items() if one not in (None, []) and name != "provisioningState"}
    return {
        name: sorted(one) if isinstance(one, list) and isinstance(one[0], str) else one for name, one in kept.items()
    }


def kind(name: str, before: Resource, after: Resource) -> str:
    """How a member changes."""
    return "Create" if name not in before else "Delete" if name not in after else "Modify"
