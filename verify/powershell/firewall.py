"""The NetSecurity cmdlets for rules (Microsoft Learn, module NetSecurity, Windows Server 2022)."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

from verify.powershell import binding
from verify.powershell.addresses import Invalid, addresses, ports, protocol
from verify.powershell.binding import Parameter
from verify.powershell.commands import CIM, Call, cmdlet
from verify.powershell.errors import Unsupported
from verify.powershell.operators import like
from verify.powershell.rule import Rule, choice, enumeration, flags
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


def names(name: str, place: int | None = None, **more: Any) -> Parameter:
    """A parameter that takes several texts."""
    return Parameter(name, binding.strings, position=place, **more)


def one(name: str, **more: Any) -> Parameter:
    """A parameter that takes one text."""
    return Parameter(name, binding.wanted_string, **more)


def chosen(name: str, kind: str, **more: Any) -> Parameter:
    """A parameter that takes a name of an enumeration."""
    return Parameter(name, lambda value: choice(kind, value), **more)


def several(name: str, kind: str, **more: Any) -> Parameter:
    """A parameter that takes names of an enumeration, any of which may match."""
    return Parameter(
        name, lambda value: [choice(kind, item) for item in (value if isinstance(value, list) else [value])], **more
    )


def switch(name: str, **more: Any) -> Parameter:
    """A switch."""
    return Parameter(name, binding.switched, switch=True, **more)


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


# The cmdlets


@cmdlet(
    "Get-NetFirewallRule",
    *SELECT,
    *QUERY,
    *ASSOCIATED,
    switch("TracePolicyStore"),
    module=True,
    documented=UNMODELLED
    + " PrimaryStatus Status EdgeTraversalPolicy AssociatedNetFirewallProfile AssociatedNetFirewallInterfaceFilter AssociatedNetFirewallInterfaceTypeFilter AssociatedNetFirewallSecurityFilter",
)
def get_rule(call: Call) -> list:
    """Rules."""
    if refuses(call):
        return []
    active = text(call.get("PolicyStore")).lower() == "activestore"
    return [record(call, rule, active) for rule in selected(call)]


@cmdlet(
    "New-NetFirewallRule",
    one("Name"),
    one("DisplayName", mandatory=True),
    one("Group"),
    STORE,
    *PROPERTIES,
    module=True,
    should_process=True,
    documented=UNMODELLED,
)
def new_rule(call: Call) -> list:
    """Makes a rule; a name that is taken is an error."""
    if refuses(call):
        return []
    check_writable(call)
    name = call.get("Name") or fresh_name(call)
    made = Rule(name=name, display_name=call.get("DisplayName"), group=call.get("Group"))
    if not apply(call, made):
        return []
    if any(rule.name.lower() == name.lower() and not rule.from_policy for rule in call.state.rules):
        call.error("Cannot create a file when that file already exists.", CIM, "Windows System Error 183")
        return []

    def make() -> bool:
        call.state.rules.append(made)
        return True

    return [record(call, made)] if call.change(name, make) else []


def fresh_name(call: Call) -> str:
    """The name of a rule that is given none: in Windows a random one, here the next."""
    taken = {rule.name for rule in call.state.rules}
    return next(
        name for count in itertools.count(1) if (name := f"{{00000000-0000-0000-0000-{count:012d}}}") not in taken
    )


def check_writable(call: Call) -> None:
    """Only the local store is modelled for changes."""
    store = call.get("PolicyStore")
    if store is not None and store.lower() != "persistentstore" and store not in READ_ONLY:
        raise Unsupported(f"{call.name} in the policy store {store}", call.line)


FIELDS: dict[str, str] = {
    "Description": "description",
    "NewDisplayName": "display_name",
    "Enabled": "enabled",
    "Profile": "profile",
    "Direction": "direction",
    "Action": "action",
    "EdgeTraversalPolicy": "edge_traversal",
    "Owner": "owner",
    "Program": "program",
    "Service": "service",
    "InterfaceType": "interface_type",
}


def apply(call: Call, rule: Rule) -> bool:
    """Gives a rule what the arguments say; whether the firewall takes it."""
    try:
        apply_all(call, rule)
    except Invalid as problem:
        call.error(str(problem), CIM, "HRESULT 0x80070057")
        return False
    return True


def apply_all(call: Call, rule: Rule) -> None:
    """Gives a rule what the arguments say."""
    for parameter, field in FIELDS.items():
        if parameter in call:
            setattr(rule, field, call.get(parameter))
    if "Protocol" in call:
        rule.protocol = protocol(call.get("Protocol"))
    rule.local_port = ports(call.get("LocalPort", list(rule.local_port)), rule.protocol)
    rule.remote_port = ports(call.get("RemotePort", list(rule.remote_port)), rule.protocol)
    if "LocalAddress" in call:
        rule.local_address = addresses(call.get("LocalAddress"), remote=False)
    if "RemoteAddress" in call:
        rule.remote_address = addresses(call.get("RemoteAddress"), remote=True)
    if rule.action == "NotConfigured":
        raise Invalid("The action of a rule is Allow or Block.")


def changeable(call: Call, rule: Rule) -> bool:
    """Whether a rule can be changed here, or an error."""
    if rule.from_policy or call.get("PolicyStore") in READ_ONLY:
        call.error(
            f"The rule {rule.name} is of a store that cannot be written to: Access is denied.",
            CIM,
            "Windows System Error 5",
        )
        return False
    return True


@cmdlet(
    "Set-NetFirewallRule",
    names("Name", 0, sets=(BY_NAME,), aliases=("ID",)),
    names("DisplayName", sets=(BY_DISPLAY,)),
    names("Group", sets=(BY_GROUP,)),
    names("DisplayGroup", sets=("ByDisplayGroup",)),
    INPUT,
    STORE,
    one("NewDisplayName"),
    *PROPERTIES,
    switch("PassThru"),
    module=True,
    should_process=True,
    documented=UNMODELLED,
)
def set_rule(call: Call) -> list:
    """Changes rules."""
    if refuses(call) or not wanted_rules(call):
        return []
    output: list = []
    for rule in chosen_rules(call, ("Name", "DisplayName", "Group", "DisplayGroup")):
        changed = dataclasses.replace(rule)
        if not changeable(call, rule) or not apply(call, changed):
            continue
        if call.change(rule.name, lambda rule=rule, changed=changed: take_over(rule, changed)) and call.get("PassThru"):
            output.append(record(call, rule))
    return output


def wanted_rules(call: Call) -> bool:
    """Set-NetFirewallRule needs to be told which rules."""
    if any(name in call for name in ("Name", "DisplayName", "Group", "DisplayGroup", "InputObject")):
        return True
    raise binding.Fault(f"{call.name}: Parameter set cannot be resolved: which rules?", binding.BINDING)


def chosen_rules(call: Call, queries: tuple[str, ...]) -> list[Rule]:
    """The rules that some parameters mean, and not those that say what shall be."""
    if "InputObject" in call:
        return [rule for item in call.get("InputObject") for rule in still_there(call, item)]
    rules = stored(call, call.get("PolicyStore"))
    for name in queries:
        if name in call:
            rules = matching(call, rules, call.get(name), *QUERIES[name])
    return rules


def take_over(rule: Rule, changed: Rule) -> bool:
    """Makes a rule like another one; whether that changed anything."""
    different = rule != changed
    for field in dataclasses.fields(rule):
        setattr(rule, field.name, getattr(changed, field.name))
    return different


def switching(name: str, state: str) -> None:
    """Enable- and Disable-NetFirewallRule."""

    @cmdlet(
        name,
        *SELECT,
        *QUERY,
        INPUT,
        switch("PassThru"),
        module=True,
        should_process=True,
        documented=UNMODELLED + " PrimaryStatus Status EdgeTraversalPolicy TracePolicyStore",
    )
    def handler(call: Call) -> list:
        if refuses(call):
            return []
        output: list = []
        for rule in selected(call):
            if changeable(call, rule) and call.change(
                rule.name, lambda rule=rule: take_over(rule, dataclasses.replace(rule, enabled=state))
            ):
                output.extend([record(call, rule)] if call.get("PassThru") else [])
        return output


switching("Enable-NetFirewallRule", "True")
switching("Disable-NetFirewallRule", "False")


@cmdlet(
    "Remove-NetFirewallRule",
    *SELECT,
    *QUERY,
    INPUT,
    switch("PassThru"),
    module=True,
    should_process=True,
    documented=UNMODELLED + " PrimaryStatus Status EdgeTraversalPolicy TracePolicyStore",
)
def remove_rule(call: Call) -> list:
    """Removes rules; without a parameter, all of them."""
    if refuses(call):
        return []
    for rule in list(selected(call)):
        if changeable(call, rule):
            call.change(rule.name, lambda rule=rule: removed(call, rule))
    return []


def removed(call: Call, rule: Rule) -> bool:
    """Takes a rule away."""
    call.state.rules = [other for other in call.state.rules if other is not rule]
    return True


@cmdlet(
    "Rename-NetFirewallRule",
    *SELECT,
    INPUT,
    one("NewName", mandatory=True),
    switch("PassThru"),
    module=True,
    should_process=True,
    documented=UNMODELLED,
)
def rename_rule(call: Call) -> list:
    """Gives a rule another name."""
    raise Unsupported("Rename-NetFirewallRule", call.line)
