"""Addresses and ports as Windows Firewall takes them, keeps them and gives them back."""

from __future__ import annotations

import ipaddress

from verify.powershell.errors import Unsupported
from verify.powershell.machine import Spelling

REMOTE_KEYWORDS = (
    "LocalSubnet", "DNS", "DHCP", "WINS", "DefaultGateway", "Internet", "Intranet", "IntranetRemoteAccess",
    "PlayToDevice",
)  # fmt: skip
# New-NetFirewallRule -LocalPort, Microsoft Learn.
PORT_KEYWORDS = ("RPC", "RPCEPMap", "IPHTTPSIn", "IPHTTPSOut", "Teredo", "PlayToDiscovery", "mDNS", "CORTANA_OUT")
PROTOCOLS = {"6": "TCP", "17": "UDP", "1": "ICMPv4", "58": "ICMPv6"}


class Invalid(Exception):
    """What Windows Firewall refuses, with its own words."""


BAD_ADDRESS = (
    "The address is invalid. Addresses may be specified as IP addresses, ranges, or subnets. Also, the following "
    "address keywords are allowed in certain places: LocalSubnet, DNS, DHCP, WINS, DefaultGateway, Internet, Intranet, "
    "IntranetRemoteAccess, PlayToDevice."
)
BAD_PORT = "The port is invalid."


def addresses(values: list[str], remote: bool) -> tuple[str, ...]:
    """A list of addresses, as it is kept; `Any` stands alone."""
    made = tuple(dict.fromkeys(address(value.strip(), remote) for value in values))
    if "Any" in made and len(made) > 1:
        raise Invalid(BAD_ADDRESS)
    return made


def address(value: str, remote: bool) -> str:
    """One address, as it is kept: networks with their mask and without bits of a host."""
    if value.lower() == "any":
        return "Any"
    if remote and (keyword := known_keyword(value)) is not None:
        return keyword
    try:
        if "-" in value:
            return address_range(value)
        if "/" in value:
            return network(value)
        return str(ipaddress.ip_address(value))
    except ValueError:
        raise Invalid(f"{BAD_ADDRESS} ({value})") from None


def known_keyword(value: str) -> str | None:
    """A keyword, which may say 4 or 6 at its end."""
    plain = value[:-1] if value[-1:] in ("4", "6") else value
    match = next((one for one in REMOTE_KEYWORDS if one.lower() == plain.lower()), None)
    return None if match is None else match + value[len(plain) :]


def address_range(value: str) -> str:
    """first-last."""
    first, last = (ipaddress.ip_address(part.strip()) for part in value.split("-"))
    if first.version != last.version or int(first) > int(last):
        raise ValueError(value)
    return f"{first}-{last}"


def network(value: str) -> str:
    """A network; one of a single address is kept as the address."""
    parsed = ipaddress.ip_network(value, strict=False)
    if parsed.prefixlen == 0:
        raise Unsupported(f"the network {value}: no public source says what Windows Firewall makes of it")
    if parsed.prefixlen == parsed.max_prefixlen:
        return str(parsed.network_address)
    return f"{parsed.network_address}/{parsed.netmask if parsed.version == 4 else parsed.prefixlen}"


def given_back(value: str, spelling: Spelling) -> str:
    """An address as Get-NetFirewallAddressFilter gives it back."""
    if "/" in value and ":" not in value and spelling is Spelling.LENGTH:
        return str(ipaddress.ip_network(value))
    return value


def ports(values: list[str], protocol: str) -> tuple[str, ...]:
    """A list of ports, as it is kept; only TCP and UDP have any."""
    made = tuple(port(value.strip()) for value in values)
    if "Any" in made and len(made) > 1:
        raise Invalid(BAD_PORT)
    if made != ("Any",) and protocol not in ("TCP", "UDP"):
        raise Invalid("The port is invalid: ports need the protocol TCP or UDP.")
    return made


def port(value: str) -> str:
    """A port, a range of ports, or a keyword."""
    if value.lower() == "any":
        return "Any"
    keyword = next((one for one in PORT_KEYWORDS if one.lower() == value.lower()), None)
    if keyword is not None:
        return keyword
    first, dash, last = value.partition("-")
    if not first.isdigit() or dash and not last.isdigit() or not 0 <= int(first) <= int(last or first) <= 65535:
        raise Invalid(f"{BAD_PORT} ({value})")
    return value


def protocol(value: str) -> str:
    """A protocol by its name or number."""
    if value.lower() == "any":
        return "Any"
    named = next((one for one in PROTOCOLS.values() if one.lower() == value.lower()), None)
    if named is not None:
        return named
    if value.isdigit() and int(value) <= 255:
        return PROTOCOLS.get(value, value)
    raise Invalid(f"The protocol is invalid. ({value})")
