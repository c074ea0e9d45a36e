"""The NetSecurity cmdlets for rules (Microsoft Learn, module NetSecurity, Windows Server 2022)."""

from __future__ import annotations

import dataclasses
import functools
import itertools

from verify.powershell import binding
from verify.powershell.addresses import Invalid, addresses, ports, protocol
from verify.powershell.commands import CIM, Call, cmdlet
from verify.powershell.errors import Unsupported
from verify.powershell.parameters import names, one, switch
from verify.powershell.rule import Rule
from verify.powershell.selection import (
    ASSOCIATED,
    BY_DISPLAY,
    BY_GROUP,
    BY_NAME,
    INPUT,
    PROPERTIES,
    QUERIES,
    QUERY,
    READ_ONLY,
    SELECT,
    STORE,
    UNMODELLED,
    matching,
    record,
    refuses,
    selected,
    still_there,
    stored,
)
from verify.powershell.values import text

# The cmdlets


@cmdlet(
    "Get-NetFirewallRule",
    *SELECT,
    *QUERY,
    *ASSOCIATED,
    switch("TracePolicyStore"),
    module=True,
    documented=UNMODELLED
    + " PrimaryStatus Status EdgeTraversalPolicy AssociatedNetFirewallProfile AssociatedNetFirewallInterfaceFilter"
    " AssociatedNetFirewallInterfaceTypeFilter AssociatedNetFirewallSecurityFilter",
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
        if call.change(rule.name, functools.partial(take_over, rule, changed)) and call.get("PassThru"):
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
                rule.name, functools.partial(take_over, rule, dataclasses.replace(rule, enabled=state))
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
            call.change(rule.name, functools.partial(removed, call, rule))
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
