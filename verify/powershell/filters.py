"""The filters of rules: their addresses, ports, programs, services and kinds of interfaces."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

from verify.powershell import binding, firewall, parameters, selection
from verify.powershell.addresses import given_back
from verify.powershell.binding import Parameter
from verify.powershell.commands import Call, cmdlet
from verify.powershell.rule import Rule, enumeration
from verify.powershell.values import Record


def one_or_several(values: tuple[str, ...]) -> Any:
    """A single value as text, several as an array."""
    return values[0] if len(values) == 1 else list(values)


def address_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """LocalAddress and RemoteAddress, networks in the spelling of the machine."""
    spelling = call.state.spelling
    return {
        "LocalAddress": one_or_several(tuple(given_back(one, spelling) for one in rule.local_address)),
        "LocalIP": one_or_several(tuple(given_back(one, spelling) for one in rule.local_address)),
        "RemoteAddress": one_or_several(tuple(given_back(one, spelling) for one in rule.remote_address)),
        "RemoteIP": one_or_several(tuple(given_back(one, spelling) for one in rule.remote_address)),
    }


def port_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """Protocol, LocalPort and RemotePort."""
    return {
        "Protocol": rule.protocol,
        "LocalPort": one_or_several(rule.local_port),
        "RemotePort": one_or_several(rule.remote_port),
        "IcmpType": "Any",
        "DynamicTarget": "Any",
        "DynamicTransport": "Any",
    }


def service_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """Service."""
    return {"Service": rule.service, "ServiceName": rule.service}


def application_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """Program and package."""
    return {"Program": rule.program, "AppPath": rule.program, "Package": None}


def interface_type_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """InterfaceType."""
    return {"InterfaceType": enumeration("InterfaceType", rule.interface_type)}


def interface_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """InterfaceAlias, which no rule of the model narrows."""
    return {"InterfaceAlias": "Any"}


def security_filter(call: Call, rule: Rule) -> dict[str, Any]:
    """What IPsec adds, which no rule of the model has."""
    names = ("Authentication", "Encryption")
    return (
        dict.fromkeys(names, "NotRequired")
        | {"OverrideBlockRules": False}
        | dict.fromkeys(("LocalUser", "RemoteUser", "RemoteMachine"), "Any")
    )


def reader(name: str, kind: str, make: Callable[[Call, Rule], dict[str, Any]]) -> None:
    """Declares Get-NetFirewall...Filter: of a rule, or of all rules of a store."""
    rule = Parameter(
        "AssociatedNetFirewallRule", binding.instance(selection.RULE), from_pipeline=True, sets=("ByRule",)
    )

    @cmdlet(
        f"Get-NetFirewall{name}Filter",
        rule,
        parameters.switch("All", sets=("GetAll",)),
        selection.STORE,
        module=True,
        documented=selection.COMMON
        + " Service Protocol DynamicTarget Program Package InterfaceType InterfaceAlias Authentication Encryption"
        " OverrideBlockRules LocalUser RemoteUser RemoteMachine AssociatedNetIPsecRule AssociatedNetIPsecMainModeRule",
    )
    def handler(call: Call) -> list:
        if selection.refuses(call):
            return []
        given = call.get("AssociatedNetFirewallRule")
        if given is None:
            rules = selection.stored(call, call.get("PolicyStore"))
        else:
            rules = [found for record in given for found in selection.still_there(call, record)]
        return [Record(kind, make(call, one) | {"InstanceID": one.name}, one) for one in rules]


def setter(name: str, kind: str, *changed: Parameter) -> None:
    """Declares Set-NetFirewall...Filter for the filters that are given to it."""
    given = Parameter("InputObject", binding.instance(kind), from_pipeline=True, mandatory=True)

    @cmdlet(
        f"Set-NetFirewall{name}Filter",
        given,
        *changed,
        parameters.switch("PassThru"),
        module=True,
        should_process=True,
        documented=selection.COMMON + " PolicyStore",
    )
    def handler(call: Call) -> list:
        if selection.refuses(call):
            return []
        for item in call.get("InputObject"):
            rule = item.origin
            made = dataclasses.replace(rule)
            if firewall.changeable(call, rule) and firewall.apply(call, made):
                call.change(rule.name, functools.partial(firewall.take_over, rule, made))
        return []


reader("Address", "MSFT_NetAddressFilter", address_filter)
reader("Port", "MSFT_NetProtocolPortFilter", port_filter)
reader("Service", "MSFT_NetServiceFilter", service_filter)
reader("Application", "MSFT_NetApplicationFilter", application_filter)
reader("InterfaceType", "MSFT_NetInterfaceTypeFilter", interface_type_filter)
reader("Interface", "MSFT_NetInterfaceFilter", interface_filter)
reader("Security", "MSFT_NetNetworkLayerSecurityFilter", security_filter)
setter("Address", "MSFT_NetAddressFilter", parameters.names("LocalAddress"), parameters.names("RemoteAddress"))
setter(
    "Port",
    "MSFT_NetProtocolPortFilter",
    parameters.one("Protocol"),
    parameters.names("LocalPort"),
    parameters.names("RemotePort"),
)
setter("Service", "MSFT_NetServiceFilter", parameters.one("Service"))
setter("Application", "MSFT_NetApplicationFilter", parameters.one("Program"))
