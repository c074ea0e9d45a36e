"""Settings of the firewall that are no rules: stateful FTP, and the profiles."""

from __future__ import annotations

from verify.powershell import firewall, parameters, selection
from verify.powershell.commands import Call, cmdlet
from verify.powershell.rule import enumeration
from verify.powershell.values import Record


def active(call: Call) -> bool:
    """Whether what is in force is asked for."""
    return (call.get("PolicyStore") or "").lower() == "activestore"


@cmdlet("Get-NetFirewallSetting", selection.STORE, parameters.switch("All"), module=True, documented=selection.COMMON)
def get_setting(call: Call) -> list:
    """The settings of the whole firewall."""
    if selection.refuses(call):
        return []
    shown = call.state.stateful_ftp
    if active(call) and shown == "NotConfigured":
        shown = "True"
    return [
        Record(
            "MSFT_NetSecuritySettingData",
            {
                "EnableStatefulFtp": enumeration("GpoBoolean", shown),
                "EnableStatefulPptp": enumeration("GpoBoolean", "True"),
            },
            call.state,
        )
    ]


@cmdlet(
    "Set-NetFirewallSetting",
    selection.STORE,
    parameters.chosen("EnableStatefulFtp", "GpoBoolean"),
    parameters.switch("PassThru"),
    module=True,
    should_process=True,
    documented=selection.COMMON
    + " InputObject EnableStatefulPptp Exemptions ActiveProfile RemoteMachineTransportAuthorizationList "
    "RemoteMachineTunnelAuthorizationList RemoteUserTransportAuthorizationList RemoteUserTunnelAuthorizationList "
    "RequireFullAuthSupport CertValidationLevel AllowIPsecThroughNAT MaxSAIdleTimeSeconds KeyEncoding "
    "EnablePacketQueuing",
)
def set_setting(call: Call) -> list:
    """Changes the settings of the whole firewall."""
    if selection.refuses(call) or "EnableStatefulFtp" not in call:
        return []
    firewall.check_writable(call)
    new = call.get("EnableStatefulFtp")

    def make() -> bool:
        old, call.state.stateful_ftp = call.state.stateful_ftp, new
        return old != new

    call.change(f"EnableStatefulFtp {new}", make)
    return []


@cmdlet(
    "Get-NetFirewallProfile",
    parameters.names("Name", 0, aliases=("Profile",)),
    selection.STORE,
    parameters.switch("All"),
    module=True,
    documented=selection.COMMON + " AssociatedNetFirewallRule AssociatedNetIPsecRule AssociatedNetIPsecMainModeRule",
)
def get_profile(call: Call) -> list:
    """The profiles, as they are set here, or as they are in force."""
    if selection.refuses(call):
        return []
    wanted = [one.lower() for one in call.get("Name", ["Domain", "Private", "Public"])]
    output: list = []
    for profile in call.state.profiles:
        if profile.name.lower() not in wanted:
            continue
        shown = {
            field: profile.effective(field) if active(call) else getattr(profile, field)
            for field in ("enabled", "default_inbound", "default_outbound", "allow_inbound_rules", "allow_local_rules")
        }
        output.append(
            Record(
                "MSFT_NetFirewallProfile",
                {
                    "Name": profile.name,
                    "Profile": profile.name,
                    "Enabled": enumeration("GpoBoolean", shown["enabled"]),
                    "DefaultInboundAction": enumeration("Action", shown["default_inbound"]),
                    "DefaultOutboundAction": enumeration("Action", shown["default_outbound"]),
                    "AllowInboundRules": enumeration("GpoBoolean", shown["allow_inbound_rules"]),
                    "AllowLocalFirewallRules": enumeration("GpoBoolean", shown["allow_local_rules"]),
                },
                profile,
            )
        )
    return output
