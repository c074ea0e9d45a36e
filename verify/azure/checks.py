"""What Azure says of a security rule that it does not take. az itself looks at little more than the enums.

Codes and words come from answers that people have published, as far as there are any (issues 5617, 11137, 12534 and
21093 of hashicorp/terraform-provider-azurerm, 23499 of Azure/azure-cli, 391 and 4557 of Azure/azure-powershell). Where
none was found the limit is documented (Azure security groups overview, limits of Azure, REST reference of security
rules), and the code and the words are this module's.
"""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from verify.azure.cloud import ENUMS, GROUPS, SIDES, Properties, plural, values

NAME = re.compile(r"\w(?:[\w.-]{0,78}\w)?", re.ASCII)
PORTS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?", re.ASCII)
TAG = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*", re.ASCII)
TAGS = {"Internet", "VirtualNetwork", "AzureLoadBalancer", "AzureCloud", "Storage", "Sql", "GatewayManager"}
"""Tags that the tests may use; Azure knows some hundred more, many with a region after a dot."""
LIMIT = 4000
"""How many addresses, and how many ports, a rule may have on each side."""


@dataclass(frozen=True)
class Refusal(Exception):
    """An answer that is an error."""

    status: int
    code: str
    message: str


def bad(code: str, message: str) -> Refusal:
    """The answer to a request that cannot be meant."""
    return Refusal(400, code, message)


def check(id: str, name: str, rule: Properties, others: Mapping[str, Properties]) -> None:
    """Raises what Azure answers if it does not take the rule beside the others of its group."""
    for refusal in refusals(id, name, rule, others):
        raise refusal


def refusals(id: str, name: str, rule: Properties, others: Mapping[str, Properties]) -> Iterator[Refusal]:
    """All that there is to say against a rule."""
    if not NAME.fullmatch(name):
        yield bad(
            "InvalidResourceName",
            f"Resource name {name} is invalid. The name can be up to 80 characters long. It must begin with a word"
            " character, and it must end with a word character or with '_'. The name may contain word characters or"
            " '.', '-', '_'.",
        )
    yield from form(rule)
    yield from numbers(name, rule, others)
    for side in SIDES:
        yield from number_of_values(id, rule, side)
        check_value = port if side.endswith("PortRange") else prefix
        for value in values(rule, side):
            yield from check_value(id, rule, side, value)
    yield from families(id, rule)


def form(rule: Properties) -> Iterator[Refusal]:
    """Members that no rule has, that each rule must have, or that hold something else."""
    known = {*ENUMS, *SIDES, *map(plural, SIDES), *GROUPS.values(), "priority", "description", "provisioningState"}
    for member in rule.keys() - known:
        yield bad("InvalidRequestFormat", f"Could not find member '{member}' on object of type 'SecurityRule'.")
    for member, allowed in ENUMS.items():
        value = rule.get(member)
        if not isinstance(value, str) or value.lower() not in (one.lower() for one in allowed):
            yield bad("InvalidRequestFormat", f"Cannot parse the request: {member} is {value!r}.")
    for side in SIDES:
        if not isinstance(rule.get(side), str | None) or not isinstance(rule.get(plural(side)), list | None):
            yield bad("InvalidRequestFormat", f"Cannot parse the request: {side} is no text, or many are no list.")
    description = rule.get("description")
    if description is not None and (not isinstance(description, str) or len(description) > 140):
        yield bad("InvalidRequestFormat", "Cannot parse the request: description has more than 140 characters.")


def numbers(name: str, rule: Properties, others: Mapping[str, Properties]) -> Iterator[Refusal]:
    """A priority that is out of range, or that another rule of the direction has; too many rules."""
    priority = rule.get("priority")
    if type(priority) is not int or not 100 <= priority <= 4096:
        yield bad(
            "SecurityRuleInvalidPriority",
            f"Security rule has invalid Priority. Value provided: {priority} Allowed range 100-4096.",
        )
    beside = {known: other for known, other in others.items() if known.lower() != name.lower()}
    for known, other in beside.items():
        if other["priority"] == priority and other["direction"].lower() == str(rule.get("direction")).lower():
            yield bad(
                "SecurityRuleConflict",
                f"Security rule {known} conflicts with rule {name}. Rules cannot have the same Priority and Direction."
                " To learn more, see aka.ms/nsgrules.",
            )
    if len(beside) >= 1000:
        yield bad("NetworkSecurityGroupSecurityRulesLimitReached", "A group cannot have more than 1000 rules.")


def number_of_values(id: str, rule: Properties, side: str) -> Iterator[Refusal]:
    """None at all, one and many at once, or too many."""
    found = values(rule, side)
    if not found and not rule.get(GROUPS.get(side, "")):
        yield bad(
            "SecurityRuleParameterNotSpecified",
            f"Required security rule parameters are missing for security rule with Id: {id}. Security rule must specify"
            f" {plural(side)} or {side}.",
        )
    if rule.get(side) and rule.get(plural(side)):
        yield bad("SecurityRuleParametersConflict", f"Security rule {id} specifies both {side} and {plural(side)}.")
    if len(found) > LIMIT:
        yield bad("SecurityRuleParameterLimitReached", f"Security rule {id} has more than {LIMIT} {plural(side)}.")


def port(id: str, rule: Properties, side: str, value: str) -> Iterator[Refusal]:
    """A port, a range of ports, or all of them."""
    if value == "*" and not rule.get(plural(side)):
        return
    parts = PORTS.fullmatch(value)
    first, last = (int(parts[1]), int(parts[2] or parts[1])) if parts else (1, 0)
    if not first <= last <= 65535:
        yield bad(
            "SecurityRuleInvalidPortRange",
            f"Security rule has invalid Port range. Value provided: {value}. Value should be an integer OR integer"
            " range with '-' delimiter. Valid range 0-65535.",
        )


def prefix(id: str, rule: Properties, side: str, value: str) -> Iterator[Refusal]:
    """An address, a network or a tag; of many none may be a tag."""
    if network(value):
        return
    if value == "*" or value in TAGS or (TAG.fullmatch(value) and value.split(".")[0] in TAGS):
        if rule.get(plural(side)):
            yield bad(
                "SecurityRuleParameterContainsUnsupportedValue",
                f"Security rule parameter {side[0].upper()}{side[1:]} for rule with Id {id} cannot specify existing"
                f" VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, '*' or system tags. Unsupported value used: {value}.",
            )
        return
    yield bad(
        "SecurityRuleInvalidAddressPrefix", f"Security rule {id} has invalid Address prefix. Value provided: {value}"
    )


def network(value: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    """A network that begins at its address; one whose address has bits of hosts is refused (azure-powershell 4557)."""
    try:
        return ipaddress.ip_network(value)
    except ValueError:
        return None


def families(id: str, rule: Properties) -> Iterator[Refusal]:
    """All addresses of a rule, of both sides, are of one family."""
    found = {known.version for side in SIDES[:2] for value in values(rule, side) if (known := network(value))}
    if len(found) > 1:
        yield bad(
            "ResourceCannotContainAddressPrefixesFromDifferentAddressFamilies",
            f"Resource {id} contains IP addresses or prefixes that belong to different address families. All IP"
            " addresses or prefixes in the resource should belong to the same address family.",
        )
