"""The cmdlets of Az.Accounts and Az.Network that scripts use, as Azure/azure-powershell writes them.

Rules are changed in an object of the session (`AddAzureNetworkSecurityRuleConfigCommand.cs` and its like); only
Set-AzNetworkSecurityGroup writes, and it writes the whole group, asking nothing about the version that was read
(`SetAzureNetworkSecurityGroupCommand.cs`: CreateOrUpdate without a header; Azure itself heeds no ETag here,
Azure/azure-rest-api-specs#6789). Errors are written with WriteError, so that none ends a script by itself, and it does
not ask ShouldProcess.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.azure import checks
from verify.azure.cloud import ENUMS, Properties, SecurityGroup, Subscription, fresh_etag
from verify.azure_powershell import rules
from verify.azure_powershell.world import Kind, World
from verify.powershell import binding, operators
from verify.powershell.binding import Parameter
from verify.powershell.commands import Call, cmdlet
from verify.powershell.errors import Fault
from verify.powershell.parameters import flag, names, one
from verify.powershell.values import GenericList, Record, elements, number, text

CONTEXT = "Microsoft.Azure.Commands.Profile.Models.Core.PSAzureContext"
NETWORK = "Az.Network"
ARGUMENT = ("System.ArgumentException", "System.SystemException", "System.Exception")
CLOUD = ("Microsoft.Azure.Commands.Network.Common.NetworkCloudException", "Microsoft.Rest.Azure.CloudException")
ACCOUNT = "operator@example.com"


def context(value: Any) -> Record:
    """A context for one call; AzureContextConverter makes the container of it that the parameter wants."""
    if not isinstance(value, Record) or value.kind != CONTEXT:
        raise Fault(f'Cannot convert "{text(value)}" to type "IAzureContextContainer".')
    return value


def typed(kind: str) -> Callable[[Any], Record]:
    """One object of a class."""

    def convert(value: Any) -> Record:
        if not isinstance(value, Record) or value.kind != kind:
            raise Fault(f'Cannot convert "{text(value)}" to type "{kind}".')
        return value

    return convert


def chosen(member: str) -> Callable[[Any], str]:
    """One of the values that ValidateSet names, in any case."""

    def convert(value: Any) -> str:
        given = binding.wanted_string(value)
        if given.lower() not in {known.lower() for known in ENUMS[member]}:
            raise Fault(f'The argument "{given}" does not belong to the set "{",".join(ENUMS[member])}".')
        return given

    return convert


PROFILE = Parameter("DefaultProfile", context, aliases=("AzContext", "AzureRmContext", "AzureCredential"))
GROUP = Parameter("NetworkSecurityGroup", typed(rules.GROUP), mandatory=True, from_pipeline=True)
RULE = (
    one("Name", mandatory=True),
    GROUP,
    PROFILE,
    one("Description"),
    Parameter("Protocol", chosen("protocol")),
    Parameter("Access", chosen("access")),
    Parameter("Direction", chosen("direction")),
    Parameter("Priority", lambda value: int(number(value))),
    *(names(rules.pascal(side)) for side in rules.SIDES),
    names("SourceApplicationSecurityGroupId"),
    names("DestinationApplicationSecurityGroupId"),
)


def begin(call: Call) -> tuple[World, bool]:
    """The world, and whether the call fails; without the module there is no such command."""
    if call.command.source not in call.state.modules:
        raise Fault(f"The term '{call.name}' is not recognized as the name of a cmdlet.")
    fails = call.state.azure.begin(call.name)
    if fails and call.state.azure.kind is Kind.REFUSED:
        call.error(f"{call.name}: The service is unavailable. StatusCode: 503", CLOUD)
    return call.state.azure, fails


def refused(call: Call, refusal: checks.Refusal) -> None:
    """The error that an answer of Azure becomes."""
    call.error(
        f"{refusal.message}\nStatusCode: {refusal.status}\nErrorCode: {refusal.code}\nErrorMessage: {refusal.message}",
        CLOUD,
    )


# Contexts


def context_object(subscription: Subscription) -> Record:
    """A context: who is logged in, and which subscription calls are about."""
    named = Record("PSAzureSubscription", {"Id": subscription.id, "Name": subscription.name})
    account = Record("PSAzureRmAccount", {"Id": ACCOUNT, "Type": "User"})
    return Record(CONTEXT, {"Name": subscription.name, "Account": account, "Subscription": named})


@cmdlet("Get-AzContext", flag("ListAvailable"), PROFILE, source="Az.Accounts", documented="Name")
def get_context(call: Call) -> list:
    """The session's context, or all; nothing where nobody is logged in (GetAzureRMContext.cs)."""
    world, fails = begin(call)
    if fails:
        return []
    current = world.current()
    found = world.contexts() if call.get("ListAvailable") else [current] if current else []
    return [context_object(one) for one in found]


def subscription_of(call: Call, world: World) -> str | None:
    """The id of the subscription that a call is about, or an error."""
    given = call.get("DefaultProfile")
    current = world.current()
    if given is None and current is None:
        call.error("Run Connect-AzAccount to login.", ("System.InvalidOperationException", "System.Exception"))
        return None
    id = given.properties["Subscription"].properties["Id"] if given else current.id if current else ""
    if id in world.strangers:
        refused(call, checks.Refusal(403, "AuthorizationFailed", f"The client has no rights over subscription {id}."))
        return None
    return id


# Groups


@cmdlet(
    "Get-AzNetworkSecurityGroup",
    one("Name", aliases=("ResourceName",)),
    one("ResourceGroupName"),
    PROFILE,
    source=NETWORK,
    documented="ExpandResource",
)
def get_group(call: Call) -> list:
    """A group; a missing one is an error, but a name with a wildcard lists those that it fits."""
    world, fails = begin(call)
    subscription = None if fails else subscription_of(call, world)
    if subscription is None:
        return []
    name, inside = call.get("Name") or "*", call.get("ResourceGroupName") or "*"
    if not any(sign in name + inside for sign in "*?["):
        return found(call, world, subscription, inside, name)
    known = world.cloud.find(subscription)
    return [
        rules.group_object(subscription, place.name, group)
        for place in (known.groups if known else [])
        for group in place.security_groups
        if operators.like(place.name, inside) and operators.like(group.name, name)
    ]


def found(call: Call, world: World, subscription: str, inside: str, name: str) -> list:
    """The one group that is meant, or an error."""
    group = world.group(subscription, inside, name)
    if group is not None:
        return [rules.group_object(subscription, inside, group)]
    known = world.cloud.find(subscription)
    code = "ResourceNotFound" if known and known.find(inside) else "ResourceGroupNotFound"
    what = f"The Resource 'Microsoft.Network/networkSecurityGroups/{name}' under resource group '{inside}'"
    refused(call, checks.Refusal(404, code, f"{what} was not found."))
    return []


@cmdlet("Set-AzNetworkSecurityGroup", GROUP, PROFILE, source=NETWORK, documented="AsJob WhatIf Confirm")
def set_group(call: Call) -> list:
    """Writes the whole group."""
    world, fails = begin(call)
    given = call.get("NetworkSecurityGroup")
    subscription = None if fails and world.kind is Kind.REFUSED else subscription_of(call, world)
    if subscription is None:
        return []
    inside, name = text(given.properties["ResourceGroupName"]), text(given.properties["Name"])
    group = world.group(subscription, inside, name)
    if group is None:
        call.error("ResourceNotFound", ARGUMENT)
        return []
    if fails and world.kind is Kind.IGNORED:
        return [rules.group_object(subscription, inside, group)]
    if not written(call, world, subscription, group, given):
        return []
    if fails:
        call.error("An error occurred while sending the request.", ("System.Net.Http.HttpRequestException",))
        return []
    return [rules.group_object(subscription, inside, group)]


def written(call: Call, world: World, subscription: str, group: SecurityGroup, given: Record) -> bool:
    """Puts what was given in the place of all rules, if Azure takes it."""
    wanted: dict[str, Properties] = {
        text(rule.properties["Name"]): rules.to_properties(rule) for rule in elements(given.properties["SecurityRules"])
    }
    try:
        known = world.cloud.find(subscription)
        if known and known.state != "Enabled":
            raise checks.Refusal(409, "ReadOnlyDisabledSubscription", f"The subscription '{known.id}' is disabled.")
        for name, rule in wanted.items():
            checks.check(f"{text(given.properties['Id'])}/securityRules/{name}", name, rule, wanted)
    except checks.Refusal as refusal:
        refused(call, refusal)
        return False
    effective = group.rules != wanted
    call.machine.attempt()
    group.rules, group.etag = wanted, fresh_etag()
    call.machine.changed(call.line, call.name, group.name, effective)
    return True


# Rules in the session


def rule_of(call: Call) -> Record | None:
    """The rule of the name that is given."""
    wanted = text(call.get("Name")).lower()
    listed = elements(call.get("NetworkSecurityGroup").properties["SecurityRules"])
    return next((one for one in listed if text(one.properties["Name"]).lower() == wanted), None)


def fill(call: Call, rule: Record) -> bool:
    """Gives a rule what the arguments say, and nothing for what they do not; its groups stay where none is given."""
    for end in ("Source", "Destination"):
        ids = call.get(f"{end}ApplicationSecurityGroupId")
        if ids and call.get(f"{end}AddressPrefix"):
            both = f"{end}AddressPrefix and {end}ApplicationSecurityGroupId"
            call.error(f"{both} cannot be used simultaneously.", ARGUMENT)
            return False
        if ids:
            made = [Record("PSApplicationSecurityGroup", {"Id": id}) for id in ids]
            rule.properties[f"{end}ApplicationSecurityGroups"] = GenericList(made)
    for name in ("Description", "Protocol", "Access", "Direction"):
        rule.properties[name] = call.get(name)
    rule.properties["Priority"] = call.get("Priority", 0)
    for side in map(rules.pascal, rules.SIDES):
        rule.properties[side] = GenericList(call.get(side)) if side in call else None
    return True


@cmdlet("Add-AzNetworkSecurityRuleConfig", *RULE, source=NETWORK)
def add_rule(call: Call) -> list:
    """Adds a rule to the object; a name that is there is an error."""
    world, fails = begin(call)
    group = call.get("NetworkSecurityGroup")
    if fails:
        return [] if world.kind is Kind.REFUSED else [group]
    if rule_of(call) is not None:
        call.error("Rule with the specified name already exists", ARGUMENT)
        return []
    made = rules.to_object(text(call.get("Name")), {}, "")
    if fill(call, made):
        group.properties["SecurityRules"].append(made)
    return [group]


@cmdlet("Set-AzNetworkSecurityRuleConfig", *RULE, source=NETWORK)
def set_rule(call: Call) -> list:
    """Changes a rule of the object, which must be there."""
    world, fails = begin(call)
    if fails:
        return [] if world.kind is Kind.REFUSED else [call.get("NetworkSecurityGroup")]
    rule = rule_of(call)
    if rule is None:
        call.error("Rule with the specified name does not exist", ARGUMENT)
        return []
    fill(call, rule)
    return [call.get("NetworkSecurityGroup")]


@cmdlet("Remove-AzNetworkSecurityRuleConfig", one("Name"), GROUP, PROFILE, source=NETWORK)
def remove_rule(call: Call) -> list:
    """Takes a rule out of the object; one that is not there is no error."""
    world, fails = begin(call)
    group = call.get("NetworkSecurityGroup")
    if fails:
        return [] if world.kind is Kind.REFUSED else [group]
    if (rule := rule_of(call)) is not None:
        group.properties["SecurityRules"].remove(rule)
    return [group]
