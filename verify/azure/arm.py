"""Azure Resource Manager, as far as the scripts need it: subscriptions, resource groups, security groups, rules.

An operation is finished at once, but is answered as one that takes its time: with 201 or 202, and with the address at
which az asks how it ended, as in the recordings of azure-cli's tests (see `cloud.py`).
"""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from verify.azure.checks import Refusal, check
from verify.azure.cloud import (
    DEFAULTS,
    SIDES,
    TENANT,
    Cloud,
    Properties,
    ResourceGroup,
    SecurityGroup,
    Subscription,
    fresh_etag,
    plural,
)
from verify.azure.faults import Fault, Kind

PROVIDER = "Microsoft.Network/networkSecurityGroups"
PATH = re.compile(
    r"/subscriptions/(?P<subscription>[^/]+)"
    r"(?:/resourcegroups(?:/(?P<group>[^/]+))?)?"
    r"(?P<provider>/providers/microsoft\.network/networksecuritygroups(?:/(?P<nsg>[^/]+)"
    r"(?:/(?P<kind>securityrules|defaultsecurityrules)(?:/(?P<rule>[^/]+))?)?)?)?/?",
    re.IGNORECASE,
)
OPERATION = re.compile(r"/subscriptions/[^/]+/providers/Microsoft\.Network/locations/[^/]+/operation(?:s|Results)/(.+)")


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


class ResourceManager:
    """Answers requests, and changes the cloud. A class, since operations have to be known until they are asked for."""

    def __init__(self, cloud: Cloud, fault: Fault | None, address: str) -> None:
        self.cloud = cloud
        self.fault = fault
        self.address = address
        self.operations: dict[str, Refusal | None] = {}

    def answer(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        """The answer to a request, which is an error where something is missing or refused."""
        try:
            return self.route(method, path, body, headers)
        except Refusal as refusal:
            error = {"code": refusal.code, "message": refusal.message}
            if refusal.status == 400:
                error["details"] = []
            # az waits before it tries again; told so, it does not wait long.
            return Answer(
                refusal.status, {"error": error}, {"x-ms-retry-after-ms": "1"} if refusal.status >= 500 else {}
            )

    def route(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        """Finds out what a request is about."""
        if operation := OPERATION.fullmatch(path):
            return self.operation(operation[1])
        if path == "/subscriptions":
            return Answer(200, {"value": [subscription(one) for one in self.cloud.subscriptions]})
        if path == "/tenants":
            return Answer(200, {"value": [{"id": f"/tenants/{TENANT}", "tenantId": TENANT}]})
        parts = PATH.fullmatch(path)
        if not parts:
            raise Refusal(404, "InvalidResourceType", f"Nothing is known of {path}.")
        wanted = self.cloud.find(parts["subscription"])
        if wanted is None:
            raise Refusal(
                404, "SubscriptionNotFound", f"The subscription '{parts['subscription']}' could not be found."
            )
        if method not in ("GET", "HEAD") and wanted.state != "Enabled":
            raise Refusal(
                409,
                "ReadOnlyDisabledSubscription",
                f"The subscription '{wanted.id}' is disabled and therefore marked as read only. You cannot perform any"
                " write actions on this subscription until it is re-enabled.",
            )
        if not parts["group"]:
            return self.all_of(wanted, bool(parts["provider"]))
        group = wanted.find(parts["group"])
        if group is None:
            raise Refusal(404, "ResourceGroupNotFound", f"Resource group '{parts['group']}' could not be found.")
        at = f"/subscriptions/{wanted.id}/resourceGroups/{group.name}"
        if not parts["provider"]:
            return Answer(200, resource_group(at, group))
        if not parts["nsg"]:
            return Answer(200, {"value": [security_group(at, group, one) for one in group.security_groups]})
        return self.in_security_group(method, at, group, parts, body, headers)

    def all_of(self, wanted: Subscription, security_groups: bool) -> Answer:
        """Lists what a subscription has."""
        at = f"/subscriptions/{wanted.id}/resourceGroups/"
        if not security_groups:
            return Answer(200, {"value": [resource_group(at + group.name, group) for group in wanted.groups]})
        found = [
            security_group(at + group.name, group, one) for group in wanted.groups for one in group.security_groups
        ]
        return Answer(200, {"value": found})

    def in_security_group(
        self, method: str, at: str, group: ResourceGroup, parts: re.Match, body: Any, headers: dict[str, str]
    ) -> Answer:
        """Answers what is asked of a security group or its rules."""
        found = group.find(parts["nsg"])
        id = f"{at}/providers/{PROVIDER}/{found.name if found else parts['nsg']}"
        if found is None and parts["kind"]:
            raise Refusal(
                404,
                "ParentResourceNotFound",
                f"Can not perform requested operation on nested resource. Parent resource '{parts['nsg']}' not found.",
            )
        if found is None:
            raise Refusal(
                404,
                "ResourceNotFound",
                f"The Resource '{PROVIDER}/{parts['nsg']}' under resource group '{group.name}' was not found. For more"
                " details please go to https://aka.ms/ARMResourceNotFoundFix",
            )
        if not parts["kind"]:
            if method != "GET":
                raise Refusal(405, "MethodNotAllowed", f"The tests have no {method} of a security group.")
            return Answer(200, security_group(at, group, found), {"ETag": found.etag})
        default = parts["kind"].lower() == "defaultsecurityrules"
        known = DEFAULTS if default else found.rules
        if not parts["rule"]:
            return Answer(200, {"value": [rule(id, name, known, found.etag, default) for name in known]})
        name = next((one for one in known if one.lower() == parts["rule"].lower()), None)
        rule_id = f"{id}/{'default' if default else ''}{'S' if default else 's'}ecurityRules/{name or parts['rule']}"
        if method == "GET":
            if name is None:
                raise Refusal(404, "NotFound", f"Resource {rule_id} not found.")
            return Answer(200, rule(id, name, known, found.etag, default), {"ETag": found.etag})
        if default or method not in ("PUT", "DELETE"):
            raise Refusal(405, "MethodNotAllowed", f"The requested resource does not support http method '{method}'.")
        if self.fault and self.fault.strikes(method, rule_id.lower()):
            if self.fault.kind is not Kind.OPERATION:
                raise self.fault.refusal(method, rule_id)
            return self.begin(group, method, None if method == "DELETE" else body, self.fault.refusal(method, rule_id))
        condition(headers, found.etag)
        if method == "DELETE":
            return self.delete(group, found, name)
        return self.put(group, found, id, name or parts["rule"], body)

    def put(self, group: ResourceGroup, found: SecurityGroup, id: str, name: str, body: Any) -> Answer:
        """Creates a rule, or replaces it whole."""
        if not isinstance(body, dict) or not isinstance(body.get("properties"), dict):
            raise Refusal(
                400, "InvalidRequestContent", "The request content was invalid and could not be deserialized."
            )
        given = {member: value for member, value in body["properties"].items() if value is not None}
        check(f"{id}/securityRules/{name}", name, given, found.rules)
        given.pop("provisioningState", None)
        for side in SIDES:
            given.setdefault(plural(side), [])
        created = name not in found.rules
        found.rules[name] = given
        found.etag = fresh_etag()
        return self.begin(group, "PUT", rule(id, name, found.rules, found.etag, False, "Updating"), None, created)

    def delete(self, group: ResourceGroup, found: SecurityGroup, name: str | None) -> Answer:
        """Takes a rule away; one that is not there is answered with 204."""
        if name is None:
            return Answer(204)
        del found.rules[name]
        found.etag = fresh_etag()
        return self.begin(group, "DELETE", None, None)

    def begin(
        self, group: ResourceGroup, method: str, body: Any, outcome: Refusal | None, created: bool = False
    ) -> Answer:
        """The answer to what begins an operation."""
        number = str(uuid.uuid4())
        self.operations[number] = outcome
        subscription = next(one for one in self.cloud.subscriptions if group in one.groups)
        at = f"{self.address}/subscriptions/{subscription.id}/providers/Microsoft.Network/locations/{group.location}"
        headers = {"Azure-AsyncOperation": f"{at}/operations/{number}?api-version=2022-01-01"}
        if method == "DELETE":
            headers["Location"] = f"{at}/operationResults/{number}?api-version=2022-01-01"
            return Answer(202, None, headers)
        return Answer(201 if created else 200, body, headers)

    def operation(self, number: str) -> Answer:
        """How an operation ended."""
        if number not in self.operations:
            raise Refusal(404, "NotFound", f"Operation {number} not found.")
        outcome = self.operations[number]
        if outcome is None:
            return Answer(200, {"status": "Succeeded"})
        error = {"code": outcome.code, "message": outcome.message, "details": []}
        return Answer(200, {"status": "Failed", "error": error})


def condition(headers: dict[str, str], etag: str) -> None:
    """Refuses a change of what has changed since it was read. az asks for no such thing, of rules at least."""
    wanted = headers.get("if-match")
    if wanted not in (None, "*", etag):
        raise Refusal(
            412, "PreconditionFailed", f"Precondition If-Match Etag {wanted} doesn't match existing Etag {etag}."
        )


def subscription(one: Subscription) -> dict[str, Any]:
    """A subscription in an answer."""
    return {
        "id": f"/subscriptions/{one.id}",
        "subscriptionId": one.id,
        "tenantId": TENANT,
        "displayName": one.name,
        "state": one.state,
        "subscriptionPolicies": {"spendingLimit": "Off"},
        "authorizationSource": "RoleBased",
        "managedByTenants": [],
    }


def resource_group(at: str, group: ResourceGroup) -> dict[str, Any]:
    """A resource group in an answer."""
    return {
        "id": at,
        "name": group.name,
        "type": "Microsoft.Resources/resourceGroups",
        "location": group.location,
        "properties": {"provisioningState": "Succeeded"},
    }


def security_group(at: str, group: ResourceGroup, found: SecurityGroup) -> dict[str, Any]:
    """A security group in an answer, with all its rules."""
    id = f"{at}/providers/{PROVIDER}/{found.name}"
    return {
        "name": found.name,
        "id": id,
        "etag": found.etag,
        "type": PROVIDER,
        "location": group.location,
        "properties": {
            "provisioningState": "Succeeded",
            "resourceGuid": found.guid,
            "securityRules": [rule(id, name, found.rules, found.etag, False) for name in found.rules],
            "defaultSecurityRules": [rule(id, name, DEFAULTS, found.etag, True) for name in DEFAULTS],
        },
    }


def rule(
    id: str, name: str, rules: dict[str, Properties], etag: str, default: bool, state: str = "Succeeded"
) -> dict[str, Any]:
    """A rule in an answer."""
    kind = "defaultSecurityRules" if default else "securityRules"
    return {
        "name": name,
        "id": f"{id}/{kind}/{name}",
        "etag": etag,
        "type": f"{PROVIDER}/{kind}",
        "properties": {"provisioningState": state, **{plural(side): [] for side in SIDES}, **rules[name]},
    }
