"""Reads security groups out of what `az` prints and out of ARM templates, and which of them are the server's."""

from dataclasses import dataclass, field
from typing import Any

from expressions import Template, Untold
from packets import INBOUND, OUTBOUND, Filter, Rule
from ranges import ANY_ADDRESS, EVERY_ADDRESS, PRIVATE, Ranges, network, number, ports, union, untold

AZURE_HOST = number("168.63.129.16")


def complement(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """All addresses outside some, which are in order."""
    borders = [-1, *(border for span in spans for border in span), EVERY_ADDRESS[1] + 1]
    return tuple((low + 1, high - 1) for low, high in zip(borders[::2], borders[1::2], strict=True) if low + 1 < high)


INTERNET = Ranges(tuple(span for span in complement(PRIVATE)))


@dataclass
class Group:
    """A group: its rules as they are written, what they are tied to, and what tags stand for in them."""

    name: str
    rules: list[dict[str, Any]] = field(default_factory=list)
    ties: set[str] = field(default_factory=set)
    tags: dict[str, list[str]] = field(default_factory=dict)

    def add(self, rules: list[dict[str, Any]]) -> None:
        """Adds rules that it does not have."""
        known = {rule["name"].lower() for rule in self.rules}
        self.rules += [rule for rule in rules if rule["name"].lower() not in known]


@dataclass
class Azure:
    """All that files of Azure tell."""

    groups: dict[str, Group] = field(default_factory=dict)
    interfaces: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The last name of each network interface, with its addresses and its subnet."""
    networks: list[str] = field(default_factory=list)
    """Prefixes of the virtual network."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Public addresses, with the id of what holds each."""

    def group(self, name: str) -> Group:
        """The group of a name."""
        return self.groups.setdefault(name.lower(), Group(name))

    balancers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Load balancers, with the ports that clients dial and those of the machine."""

    @property
    def is_told(self) -> bool:
        """Whether any file was of Azure."""
        return bool(self.groups or self.interfaces or self.balancers or self.addresses)


def tail(id: str, count: int = 2) -> str:
    """The last words of an id: what kind of thing and which."""
    return "/".join(id.lower().strip("/").split("/")[-count:])


def read(azure: Azure, document: Any) -> bool:
    """Takes in a file; whether it was one of Azure's."""
    if isinstance(document, dict) and "contentVersion" in document:
        read_template(azure, document)
        return True
    items = document if isinstance(document, list) else document.get("value", [document])
    known = [read_item(azure, item) for item in items]
    return all(known) and bool(known)


def read_item(azure: Azure, item: dict[str, Any]) -> bool:
    """A resource as `az` prints it, or a group's effective rules."""
    if "effectiveSecurityRules" in item:
        read_effective(azure, item)
    elif "securityRules" in item:
        group = azure.group(item["name"])
        group.add(item["securityRules"])
        for kind in ("subnets", "networkInterfaces"):
            group.ties |= {tail(tie["id"]) for tie in item.get(kind) or []}
    elif "/securityRules/" in item.get("id", ""):
        azure.group(item["id"].split("/")[-3]).add([item])
    elif "publicIPAllocationMethod" in item:
        azure.addresses[item["ipAddress"]] = (item.get("ipConfiguration") or {}).get("id", "")
    elif "loadBalancingRules" in item:
        # A rule without a pool leads nowhere; a NAT rule has none.
        rules = item["inboundNatRules"] + [rule for rule in item["loadBalancingRules"] if rule["backendAddressPool"]]
        azure.balancers[item["name"]] = [(rule["frontendPort"], rule["backendPort"]) for rule in rules]
    elif "ipConfigurations" in item:
        azure.interfaces[item["name"]] = {
            "addresses": [part["privateIPAddress"] for part in item["ipConfigurations"]],
            "subnets": [tail(part["subnet"]["id"]) for part in item["ipConfigurations"]],
        }
    else:
        return False
    return True


def read_effective(azure: Azure, item: dict[str, Any]) -> None:
    """A group as it holds for the interface that was asked for."""
    group = azure.group(tail(item["networkSecurityGroup"]["id"], 1))
    group.ties.add("effective")
    group.tags = item.get("tagMap") or {}
    group.add([rule for rule in item["effectiveSecurityRules"] if not rule["name"].startswith("default")])


def read_template(azure: Azure, document: dict[str, Any], given: dict[str, Any] | None = None) -> None:
    """The groups of a template; what refers to them ties them."""
    template = Template(document, given)
    for resource in document["resources"]:
        read_resource(azure, template, resource)


def read_nested(azure: Azure, template: Template, properties: dict[str, Any]) -> None:
    """A template within a template, whose expressions are its own."""
    given = {name: template.value(passed["value"]) for name, passed in properties["parameters"].items()}
    read_template(azure, properties["template"], given)


def read_resource(azure: Azure, template: Template, resource: dict[str, Any]) -> None:
    """One resource, and those within it."""
    kind = resource["type"]
    if kind == "Microsoft.Resources/deployments":
        return read_nested(azure, template, resource["properties"])
    name = template.value(resource["name"])
    properties = template.value(resource.get("properties", {}))
    match kind.lower().removeprefix("microsoft.network/"):
        case "networksecuritygroups":
            azure.group(name).add([flat(rule) for rule in properties.get("securityRules", [])])
            for child in resource.get("resources", []):
                rule = template.value(child)
                azure.group(name).add([flat({**rule, "name": rule["name"].split("/")[-1]})])
        case "networksecuritygroups/securityrules":
            owner, rule_name = name.split("/")
            azure.group(owner).add([{**properties, "name": rule_name}])
        case "virtualnetworks":
            azure.networks += properties["addressSpace"]["addressPrefixes"]
            for subnet in properties.get("subnets", []):
                tie(azure, subnet["properties"], f"subnets/{subnet['name']}")
        case "virtualnetworks/subnets":
            tie(azure, properties, f"subnets/{name.split('/')[-1]}")
        case "networkinterfaces":
            tie(azure, properties, f"networkinterfaces/{name}")
            subnets = [tail(part["properties"]["subnet"]["id"]) for part in properties["ipConfigurations"]]
            azure.interfaces[name] = {"addresses": [], "subnets": subnets}


def flat(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule without `properties`."""
    return {**rule.get("properties", rule), "name": rule["name"]}


def tie(azure: Azure, properties: dict[str, Any], what: str) -> None:
    """Notes that something has a group."""
    if group := properties.get("networkSecurityGroup"):
        azure.group(tail(group["id"], 1)).ties.add(what.lower())


# MARK: Which groups are the server's


def own_groups(azure: Azure, own: tuple[str, ...]) -> list[list[Group]]:
    """The groups on the way to each machine that may be the server: those for its interface and for its subnet."""
    groups = list(azure.groups.values())
    if not azure.interfaces or any("effective" in group.ties for group in groups):
        return [groups]
    name = own_interface(azure, own)
    return [groups_of(azure, one) for one in ([name] if name else azure.interfaces)]


def groups_of(azure: Azure, name: str) -> list[Group]:
    """The groups on the way to an interface."""
    ties = {f"networkinterfaces/{name.lower()}", *azure.interfaces[name]["subnets"]}
    return [group for group in azure.groups.values() if group.ties & ties]


def own_interface(azure: Azure, own: tuple[str, ...]) -> str | None:
    """The server's interface: the one with its address, else the one with its public address, else the only one."""
    holders = [id for id in azure.addresses.values() if "/networkInterfaces/" in id]
    for name, facts in azure.interfaces.items():
        if set(facts["addresses"]) & set(own):
            return name
    for name in azure.interfaces:
        if any(f"/networkInterfaces/{name}/" in id for id in holders):
            return name
    return next(iter(azure.interfaces)) if len(azure.interfaces) == 1 else None


# MARK: What a group does


def packet_filter(group: Group, inside: list[str], is_loose: bool) -> Filter:
    """A group as a filter: by priority, with Azure's default rules behind.

    Loosely, the server is in `VirtualNetwork` only if one of the prefixes that effective rules list has its address.
    """
    own_tags = group.tags if is_loose else {}
    ordered = sorted(group.rules, key=lambda rule: rule["priority"])
    read_rules = [(rule["direction"], security_rule(rule, group.tags, own_tags, inside)) for rule in ordered]
    inbound = tuple(rule for direction, rule in read_rules if direction == "Inbound" and rule)
    outbound = tuple(rule for direction, rule in read_rules if direction == "Outbound" and rule)
    vnet = addresses("VirtualNetwork", group.tags, inside)
    return Filter(
        {
            INBOUND: (*inbound, Rule(True, client=vnet), Rule(True, client=Ranges(((AZURE_HOST, AZURE_HOST),)))),
            OUTBOUND: (*outbound, Rule(True, client=vnet), Rule(True, client=INTERNET)),
        },
        {INBOUND: False, OUTBOUND: False},
    )


def security_rule(
    rule: dict[str, Any], tags: dict[str, list[str]], own_tags: dict[str, list[str]], inside: list[str]
) -> Rule | None:
    """A rule of a group; nothing where it is not about TCP."""
    if rule["protocol"].lower() not in ("tcp", "*", "all"):
        return None
    ours, theirs = ("destination", "source") if rule["direction"] == "Inbound" else ("source", "destination")
    return Rule(
        rule["access"] == "Allow",
        client=union(addresses(word, tags, inside) for word in words(rule, f"{theirs}AddressPrefix", "es")),
        client_port=union(port_range(word) for word in words(rule, f"{theirs}PortRange", "s")),
        server=union(server_side(word, own_tags) for word in words(rule, f"{ours}AddressPrefix", "es")),
        server_port=union(port_range(word) for word in words(rule, f"{ours}PortRange", "s")),
    )


def words(rule: dict[str, Any], name: str, plural: str) -> list[Any]:
    """One value, or several."""
    many = rule.get(name + plural)
    if isinstance(many, Untold):
        return [many]
    return many if many else [rule[name]]


def port_range(word: Any) -> Ranges:
    """Ports as a rule names them."""
    return untold(f"ports {id(word)}") if isinstance(word, Untold) else ports(str(word))


def addresses(word: Any, tags: dict[str, list[str]], inside: list[str]) -> Ranges:
    """The clients' side of a rule: `VirtualNetwork` is what effective rules say, else at least the server's subnet."""
    if isinstance(word, Untold):
        return untold("addresses")
    if word in tags:
        return Ranges(tuple(map(network, tags[word])))
    match word.lower():
        case "*" | "any" | "0.0.0.0/0":
            return ANY_ADDRESS
        case "internet":
            return INTERNET
        case "virtualnetwork":
            return Ranges(tuple(map(network, inside)), tuple((span, "VirtualNetwork") for span in PRIVATE))
        case "azureloadbalancer":
            return Ranges(((AZURE_HOST, AZURE_HOST),))
    return untold(word) if word[0].isalpha() else Ranges((network(word),))


def server_side(word: Any, tags: dict[str, list[str]]) -> Ranges:
    """The server's side of a rule: its private addresses are in its virtual network."""
    if isinstance(word, Untold):
        return untold("addresses")
    is_told = word.lower() != "virtualnetwork" or word in tags
    return addresses(word, tags, []) if is_told else Ranges(PRIVATE)
