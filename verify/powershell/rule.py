"""Rules and profiles of Windows Firewall, and the enumerations of the NetSecurity cmdlets."""

from __future__ import annotations

import dataclasses

from verify.powershell.errors import Fault
from verify.powershell.values import Enumeration, elements, text

NAMESPACE = "Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetSecurity."
# Numbers: MSFT_NetFirewallRule and MSFT_NetFirewallProfile, Microsoft Learn. Disabled is 2, so true as a condition.
CHOICES: dict[str, dict[str, int]] = {
    "Enabled": {"True": 1, "False": 2},
    "Action": {"NotConfigured": 0, "Allow": 2, "Block": 4},
    "Direction": {"Inbound": 1, "Outbound": 2},
    "Profile": {"Any": 0, "Domain": 1, "Private": 2, "Public": 4, "NotApplicable": 32768},
    "EdgeTraversal": {"Block": 0, "Allow": 1, "DeferToUser": 2, "DeferToApp": 3},
    "InterfaceType": {"Any": 0, "Wired": 1, "Wireless": 2, "RemoteAccess": 4},
    "GpoBoolean": {"False": 0, "True": 1, "NotConfigured": 2},
    "PolicyStoreType": {"None": 0, "Local": 1, "GroupPolicy": 2, "Dynamic": 3, "Generated": 4, "Hardcoded": 5},
    "PrimaryStatus": {"Unknown": 0, "OK": 1, "Inactive": 2, "Error": 3},
    "EnforcementStatus": {
        "NotApplicable": 0,
        "Full": 1,
        "FirewallOffInProfile": 2,
        "DisabledObject": 4,
        "LocalFirewallRulesDisallowed": 16,
    },
    "ServiceStatus": {"Stopped": 1, "StartPending": 2, "StopPending": 3, "Running": 4, "Paused": 7},
}


def enumeration(kind: str, name: str) -> Enumeration:
    """A value of an enumeration; several names of one that has flags are joined."""
    numbers = CHOICES[kind]
    names = name.split(", ")
    return Enumeration(NAMESPACE + kind, name, sum(numbers[one] for one in names), tuple(numbers))


def choice(kind: str, value: object) -> str:
    """The name that an argument means; a Boolean is none, for 'True' and 'False' are text here."""
    if isinstance(value, Enumeration):
        value = value.name
    names = {one.lower(): one for one in CHOICES[kind]}
    if isinstance(value, bool) or not isinstance(value, str) or value.lower() not in names:
        raise Fault(
            f'Cannot convert value "{text(value)}" to type "{NAMESPACE}{kind}". Specify one of the following '
            f"enumerator names and try again: {', '.join(CHOICES[kind])}"
        )
    return names[value.lower()]


def flags(kind: str, value: object) -> str:
    """The names that an argument of an enumeration with flags means: an array, or text with commas."""
    given = [
        part.strip()
        for one in elements(value)
        for part in (text(one).split(",") if isinstance(one, (str, Enumeration)) else [one])
    ]
    chosen = {choice(kind, one) for one in given}
    if not chosen:
        raise Fault(f"Cannot convert an empty array to {kind}.")
    return ", ".join(one for one in CHOICES[kind] if one in chosen and (one != "Any" or chosen == {"Any"}))


@dataclasses.dataclass
class Rule:
    """A rule with its filters."""

    name: str
    display_name: str
    description: str | None = None
    group: str | None = None
    display_group: str | None = None
    enabled: str = "True"
    direction: str = "Inbound"
    action: str = "Allow"
    profile: str = "Any"
    protocol: str = "Any"
    local_port: tuple[str, ...] = ("Any",)
    remote_port: tuple[str, ...] = ("Any",)
    local_address: tuple[str, ...] = ("Any",)
    """As address, address/mask, first-last, or a keyword."""
    remote_address: tuple[str, ...] = ("Any",)
    program: str = "Any"
    service: str = "Any"
    interface_type: str = "Any"
    edge_traversal: str = "Block"
    owner: str | None = None
    store: str = "PersistentStore"
    """The local store, or the name of the group policy object that it comes from."""

    @property
    def from_policy(self) -> bool:
        """Whether group policy makes it, so that nobody can change it on the machine."""
        return self.store != "PersistentStore"


@dataclasses.dataclass
class Profile:
    """The settings of a network profile."""

    name: str
    enabled: str = "True"
    default_inbound: str = "NotConfigured"
    default_outbound: str = "NotConfigured"
    allow_inbound_rules: str = "NotConfigured"
    allow_local_rules: str = "NotConfigured"
    policy: dict[str, str] = dataclasses.field(default_factory=dict)
    """What group policy sets instead, by the name of the field."""

    def effective(self, field: str) -> str:
        """What is in force: group policy's value, the local one, or what Windows does where neither says anything."""
        built_in = {
            "default_inbound": "Block",
            "default_outbound": "Allow",
            "allow_inbound_rules": "True",
            "allow_local_rules": "True",
        }
        value = self.policy.get(field, getattr(self, field))
        return built_in.get(field, "True") if value == "NotConfigured" else value
