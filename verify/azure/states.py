"""Clouds as scripts may find them. `ours` are the rules that scripts write for the usual configuration."""

from verify.azure.cloud import Cloud, Properties, ResourceGroup, SecurityGroup, Subscription, rule

GROUP = "ftp-group"
NSG = "ftp-nsg"
PRODUCTION = "11111111-1111-1111-1111-111111111111"
TESTING = "22222222-2222-2222-2222-222222222222"
CONTROL = "FTP control and passive data channels (ftpsgate)"
ACTIVE = "FTP active data channels (ftpsgate)"


def ours(
    key: str = "1", first: int = 300, ports: tuple[str, ...] = ("21", "990", "50000-50100")
) -> dict[str, Properties]:
    """Both rules, as `firewall-usual.sh` leaves them; with another key, as those of another server would be named."""
    return {
        f"ftpsgate-{key}.in-tcp": rule(first, description=CONTROL, destinationPortRange=list(ports)),
        f"ftpsgate-{key}.out-tcp": rule(first, direction="Outbound", description=ACTIVE, sourcePortRange=["20", "989"]),
    }


def with_rules(*rules: dict[str, Properties]) -> Cloud:
    """A cloud whose group has these rules."""
    together = {name: properties for some in rules for name, properties in some.items()}
    return Cloud.of(ResourceGroup(GROUP, [SecurityGroup(NSG, together)]))


def changed(name: str, **sides: object) -> Cloud:
    """Our rules, one of which somebody has changed by hand."""
    rules = ours()
    rules[name] = {member: value for member, value in (rules[name] | sides).items() if value is not None}
    return with_rules(rules)


def stale(priority: int, access: str = "Allow", **sides: str) -> dict[str, Properties]:
    """A rule of our names that the plan does not have: an earlier plan's, or another server's."""
    return {
        "ftpsgate-1.in-tcp-old": rule(priority, access, description=CONTROL, destinationPortRange="2121", **sides)
    }


def two_subscriptions(selected: str, state: str = "Enabled") -> Cloud:
    """The group is in the first subscription; the second has one of the same name with other things in it."""
    other = {"web": rule(300, destinationPortRange="443")}
    return Cloud(
        [
            Subscription(PRODUCTION, "Production", [ResourceGroup(GROUP, [SecurityGroup(NSG)])], state),
            Subscription(TESTING, "Testing", [ResourceGroup(GROUP, [SecurityGroup("web-nsg", other)])]),
        ],
        selected,
    )


def misspelt() -> Cloud:
    """There is no group of the name that the script is given."""
    return Cloud.of(ResourceGroup("ftp-gruop", [SecurityGroup(NSG, ours())]))


def not_logged_in() -> Cloud:
    """Everything is there, but az has no account."""
    cloud = with_rules(ours())
    cloud.selected = None
    return cloud


STATES: dict[str, Cloud] = {
    "clean": with_rules(),
    "ours": with_rules(ours()),
    "missing-nsg": Cloud.of(ResourceGroup(GROUP, [SecurityGroup("web-nsg")])),
    "misspelt-group": misspelt(),
    "another-group": Cloud.of(
        ResourceGroup(
            GROUP,
            [SecurityGroup(NSG), SecurityGroup("web-nsg", {"web": rule(300, destinationPortRange="443")})],
        )
    ),
    "narrowed": changed("ftpsgate-1.in-tcp", sourceAddressPrefix="198.51.100.0/24"),
    "narrowed-to-many": changed(
        "ftpsgate-1.in-tcp", sourceAddressPrefix=None, sourceAddressPrefixes=["198.51.100.0/24", "203.0.113.0/24"]
    ),
    "narrowed-destination": changed("ftpsgate-1.in-tcp", destinationAddressPrefix="10.0.0.4"),
    "narrowed-to-tag": changed("ftpsgate-1.in-tcp", sourceAddressPrefix="VirtualNetwork"),
    "narrowed-to-application-group": changed(
        "ftpsgate-1.in-tcp",
        sourceAddressPrefix=None,
        sourceApplicationSecurityGroups=[
            {
                "id": f"/subscriptions/{PRODUCTION}/resourceGroups/{GROUP}/providers/Microsoft.Network"
                "/applicationSecurityGroups/partners"
            }
        ],
    ),
    "narrowed-outbound": changed("ftpsgate-1.out-tcp", destinationAddressPrefix="198.51.100.0/24"),
    "spelled-otherwise": changed("ftpsgate-1.in-tcp", protocol="TCP", destinationPortRanges=["50000-50100", "990", "21"]),
    "denied": changed("ftpsgate-1.in-tcp", access="Deny"),
    "moved": changed("ftpsgate-1.in-tcp", priority=400),
    "described": changed("ftpsgate-1.in-tcp", description="approved in CHG-17"),
    "old-ports": with_rules(ours(ports=("21", "990", "40000-40100"))),
    "narrowed-other-ports": changed("ftpsgate-1.in-tcp", sourcePortRange="5000-6000"),
    "narrowed-in-capitals": with_rules(
        {"FTPSGATE-1.IN-TCP": ours()["ftpsgate-1.in-tcp"] | {"sourceAddressPrefix": "198.51.100.0/24"}}
    ),
    "in-capitals": with_rules({name.upper(): properties for name, properties in ours().items()}),
    "stale": with_rules(ours(), stale(310)),
    "stale-on-priority": with_rules(stale(300)),
    "stale-elsewhere": with_rules(ours(), stale(310, destinationAddressPrefix="10.0.0.9")),
    "stale-narrowed": with_rules(stale(300, sourceAddressPrefix="198.51.100.0/24")),
    "stale-narrowed-other-ports": with_rules(stale(310, sourcePortRange="5000-6000")),
    "stale-denied": with_rules(stale(310, access="Deny")),
    "foreign-deny": with_rules(
        {"Deny-FTP": rule(200, "Deny", description="no FTP from outside", destinationPortRange=["20-21", "990"])}
    ),
    "lines-in-description": with_rules(
        {
            "web": rule(
                310,
                description="a\tb\nftpsgate-1.in-tcp\tInbound\t300\tDeny\tTcp\t*\t*",
                destinationPortRange="443",
            ),
            "empty": rule(311, description="", destinationPortRange="80"),
            "none": rule(312, destinationPortRange="81"),
        }
    ),
    "just-in-time": with_rules(
        {
            "MicrosoftDefenderForCloud-JITRule_-1172345678_0123456789ABCDEF": rule(
                299,
                "Deny",
                protocol="*",
                description="MDC JIT Network Access rule for policy 'default' of VM 'ftp-server'.",
                destinationAddressPrefix="10.0.0.4",
                destinationPortRange=["22", "990"],
            )
        }
    ),
    "priority-taken": with_rules({"web": rule(300, destinationPortRange="443")}),
    "another-server": with_rules(ours("1-2", 320)),
    "not-logged-in": not_logged_in(),
    "wrong-subscription": two_subscriptions(TESTING),
    "two-subscriptions": two_subscriptions(PRODUCTION),
    "disabled-subscription": two_subscriptions(PRODUCTION, "Disabled"),
}
"""States by name."""
