"""Which rules a cmdlet of NetSecurity means, and how it shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verify.powershell import binding
from verify.powershell.binding import Parameter
from verify.powershell.commands import CIM, Call
from verify.powershell.errors import Unsupported
from verify.powershell.operators import like
from verify.powershell.parameters import chosen, names, one, several, switch
from verify.powershell.rule import Rule, enumeration, flags
from verify.powershell.values import Record, text

RULE = "Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/MSFT_NetFirewallRule"
READ_ONLY = ("ActiveStore", "RSOP", "SystemDefaults", "StaticServiceStore")
COMMON = "CimSession ThrottleLimit AsJob GPOSession"
UNMODELLED = COMMON + (
    " Platform LooseSourceMapping LocalOnlyMapping IcmpType DynamicTarget Package InterfaceAlias LocalUser RemoteUser"
    " RemoteMachine Authentication Encryption OverrideBlockRules RemoteDynamicKeywordAddresses PolicyAppId"
)
BY_NAME, BY_DISPLAY, BY_GROUP, BY_INPUT, BY_QUERY, ALL = (
    "ByName",
    "ByDisplayName",
    "ByGroup",
    "InputObject",
    "ByQuery",
    "GetAll",
)


PROPERTIES = (
    Parameter("Description", binding.single),
    chosen("Enabled", "Enabled"),
    Parameter("Profile", lambda value: flags("Profile", value)),
    chosen("Direction", "Direction"),
    chosen("Action", "Action"),
    chosen("EdgeTraversalPolicy", "EdgeTraversal"),
    one("Owner"),
    names("LocalAddress"),
    names("RemoteAddress"),
    one("Protocol"),
    names("LocalPort"),
    names("RemotePort"),
    one("Program"),
    one("Service"),
    Parameter("InterfaceType", lambda value: flags("InterfaceType", value)),
)
"""What New- and Set-NetFirewallRule both take."""
INPUT = Parameter("InputObject", binding.instance(RULE), from_pipeline=True, sets=(BY_INPUT,))
STORE = one("PolicyStore")
QUERY = (
    names("Description", sets=(BY_QUERY,)),
    names("Group", sets=(BY_QUERY,)),
    names("DisplayGroup", sets=(BY_QUERY,)),
    several("Enabled", "Enabled", sets=(BY_QUERY,)),
    several("Direction", "Direction", sets=(BY_QUERY,)),
    several("Action", "Action", sets=(BY_QUERY,)),
    names("Owner", sets=(BY_QUERY,)),
    names("PolicyStoreSource", sets=(BY_QUERY,)),
    several("PolicyStoreSourceType", "PolicyStoreType", sets=(BY_QUERY,)),
)
SELECT = (
    names("Name", 0, sets=(BY_NAME,), aliases=("ID",)),
    names("DisplayName", sets=(BY_DISPLAY,)),
    switch("All", sets=(ALL,)),
    STORE,
)
ASSOCIATED = tuple(
    Parameter(
        f"AssociatedNetFirewall{kind}Filter",
        binding.instance(f"MSFT_Net{cim}Filter"),
        from_pipeline=True,
        sets=("By" + kind,),
    )
    for kind, cim in (
        ("Address", "Address"),
        ("Port", "ProtocolPort"),
        ("Service", "Service"),
        ("Application", "Application"),
    )
)


def refuses(call: Call) -> bool:
    """Whether the firewall's service stands still or the module is missing, which is an error of every cmdlet."""
    if "NetSecurity" not in call.state.modules:
        raise Unsupported(f"{call.name} on a machine without the module NetSecurity", call.line)
    if call.state.services.get("MpsSvc") == "Running":
        return False
    call.error("There are no more endpoints available from the endpoint mapper.", CIM, "Windows System Error 1753")
    return True


# Which rules


def stored(call: Call, store: str | None) -> list[Rule]:
    """The rules of a policy store; without a name it is the local one."""
    local = [rule for rule in call.state.rules if not rule.from_policy]
    policy = [rule for rule in call.state.rules if rule.from_policy]
    match (store or "PersistentStore").lower():
        case "persistentstore":
            return local
        case "rsop":
            return policy
        case "activestore":
            # A rule of group policy takes the place of a local one of the same name (Get-NetFirewallRule -Name).
            over = {rule.name.lower() for rule in policy}
            return policy + [rule for rule in local if rule.name.lower() not in over]
        case "systemdefaults" | "staticservicestore" | "configurableservicestore":
            return []
    raise Unsupported(f"the policy store {store}", call.line)


def has_wildcard(value: str) -> bool:
    """Whether a value has a sign that stands for others."""
    return any(sign in value for sign in "*?[")


QUERIES: dict[str, tuple[str, Callable[[Rule], Any]]] = {
    "Name": ("InstanceID", lambda rule: rule.name),
    "DisplayName": ("DisplayName", lambda rule: rule.display_name),
    "Description": ("Description", lambda rule: rule.description),
    "Group": ("RuleGroup", lambda rule: rule.group),
    "DisplayGroup": ("DisplayGroup", lambda rule: rule.display_group or rule.group),
    "Enabled": ("Enabled", lambda rule: rule.enabled),
    "Direction": ("Direction", lambda rule: rule.direction),
    "Action": ("Action", lambda rule: rule.action),
    "Owner": ("Owner", lambda rule: rule.owner),
    "PolicyStoreSource": ("PolicyStoreSource", lambda rule: rule.store),
    "PolicyStoreSourceType": ("PolicyStoreSourceType", lambda rule: "GroupPolicy" if rule.from_policy else "Local"),
}


def selected(call: Call) -> list[Rule]:
    """The rules that the arguments mean; a value without a wildcard that no rule has is an error."""
    if "InputObject" in call:
        return [rule for record in call.get("InputObject") for rule in still_there(call, record)]
    if (kind := next((kind.name for kind in ASSOCIATED if kind.name in call), None)) is not None:
        return [record.origin for record in call.get(kind)]
    rules = stored(call, call.get("PolicyStore"))
    for name, (shown, read) in QUERIES.items():
        if name in call:
            rules = matching(call, rules, call.get(name), shown, read)
    return rules


def still_there(call: Call, record: Record) -> list[Rule]:
    """The rule that an object stands for, unless it was removed since."""
    if any(record.origin is rule for rule in call.state.rules):
        return [record.origin]
    call.error(f"The requested object could not be found. ({record.properties['Name']})", CIM, "HRESULT 0x80070002")
    return []


def matching(call: Call, rules: list[Rule], values: list[str], shown: str, read: Callable[[Rule], Any]) -> list[Rule]:
    """The rules that have one of some values."""
    found: list[Rule] = []
    for value in values:
        if has_wildcard(value):
            hits = [rule for rule in rules if read(rule) is not None and like(read(rule), value)]
        else:
            hits = [rule for rule in rules if text(read(rule)).casefold() == value.casefold()]
            if not hits:
                call.error(
                    f"No MSFT_NetFirewallRule objects found with property '{shown}' equal to '{value}'.  Verify the "
                    "value of the property and retry.", CIM, "CmdletizationQuery_NotFound_" + shown
                )  # fmt: skip
        found.extend(rule for rule in hits if not any(rule is other for other in found))
    return found


# How rules look


def record(call: Call, rule: Rule, active: bool = False) -> Record:
    """A rule as an object; its addresses, ports and services are in filters of their own."""
    return Record(
        RULE,
        {
            "Name": rule.name,
            "ID": rule.name,
            "InstanceID": rule.name,
            "ElementName": rule.display_name,
            "DisplayName": rule.display_name,
            "Description": rule.description,
            "Group": rule.group,
            "RuleGroup": rule.group,
            "DisplayGroup": rule.display_group or rule.group,
            "Enabled": enumeration("Enabled", rule.enabled),
            "Profile": enumeration("Profile", rule.profile),
            "Platform": [],
            "Direction": enumeration("Direction", rule.direction),
            "Action": enumeration("Action", rule.action),
            "EdgeTraversalPolicy": enumeration("EdgeTraversal", rule.edge_traversal),
            "LooseSourceMapping": False,
            "LocalOnlyMapping": False,
            "Owner": rule.owner,
            "PrimaryStatus": enumeration("PrimaryStatus", "OK"),
            "Status": "The rule was parsed successfully from the store. (65536)",
            "EnforcementStatus": [enumeration("EnforcementStatus", enforcement(call, rule))]
            if active
            else enumeration("EnforcementStatus", "NotApplicable"),
            "PolicyStoreSource": rule.store,
            "PolicyStoreSourceType": enumeration("PolicyStoreType", "GroupPolicy" if rule.from_policy else "Local"),
        },
        rule,
    )


def enforcement(call: Call, rule: Rule) -> str:
    """Whether a rule is in force, and why not (MSFT_NetFirewallRule.EnforcementStatus)."""
    if rule.enabled != "True":
        return "DisabledObject"
    profiles = [one for one in call.state.profiles if rule.profile == "Any" or one.name in rule.profile.split(", ")]
    if not rule.from_policy and profiles and all(one.effective("allow_local_rules") == "False" for one in profiles):
        return "LocalFirewallRulesDisallowed"
    if profiles and all(one.effective("enabled") == "False" for one in profiles):
        return "FirewallOffInProfile"
    return "Full"
