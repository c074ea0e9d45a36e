"""Reads what a configuration says of FTP sites, with the standard library's parser."""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

from ranges import network


@dataclass(frozen=True)
class Site:
    """A site that starts."""

    name: str
    bindings: tuple[tuple[str, int], ...]
    """Each address, and the port."""
    external: str
    certificate: bool
    data: str
    logon: bool
    """Whether somebody can log on, and may list."""
    denied: frozenset[str]
    """Commands that filtering refuses."""
    is_documented: bool
    """Whether it has all that IIS asks of a site, and says everything as IIS's own tools do."""


@dataclass(frozen=True)
class Configuration:
    """The sites, the passive range, and who may come."""

    sites: tuple[Site, ...]
    passive: tuple[int, int] | None
    admits_unlisted: bool
    admissions: tuple[tuple[str, bool], ...]
    """Networks, and whether clients there may come."""

    def admits(self, address: int) -> bool:
        """Whether a client may come; no two networks that are drawn overlap."""
        for prefix, is_allowed in self.admissions:
            low, high = network(prefix)
            if low <= address <= high:
                return is_allowed
        return self.admits_unlisted


def read(text: str) -> Configuration:
    """The sites of a configuration with their effective settings."""
    root = ElementTree.fromstring(text)
    server = [*root.findall("system.ftpServer"), *root.findall("location/system.ftpServer")]
    sites = root.find("system.applicationHost/sites")
    assert sites is not None
    defaults = sites.find("siteDefaults/ftpServer")
    read_sites = [read_site(site, defaults, server) for site in sites.findall("site")]
    limits = attributes(server, "firewallSupport")
    low, high = int(limits.get("lowDataChannelPort", 0)), int(limits.get("highDataChannelPort", 0))
    entries = [entry.attrib for place in server for entry in place.findall("security/ipSecurity/add")]
    return Configuration(
        tuple(read_sites),
        (low, high) if low else None,
        attributes(server, "security/ipSecurity").get("allowUnlisted", "true") == "true",
        tuple((f"{entry['ipAddress']}/{entry['subnetMask']}", entry["allowed"] == "true") for entry in entries),
    )


def attributes(places: list[ElementTree.Element], path: str) -> dict[str, str]:
    """The attributes of an element in some places; those that come later win."""
    found: dict[str, str] = {}
    for place in places:
        if (element := place.find(path)) is not None:
            found |= element.attrib
    return found


def read_site(
    site: ElementTree.Element, defaults: ElementTree.Element | None, server: list[ElementTree.Element]
) -> Site:
    """One site, over the defaults."""
    own = site.find("ftpServer")
    places = [place for place in (defaults, own) if place is not None]
    tls = attributes(places, "security/ssl")
    bindings = [binding.attrib["bindingInformation"].split(":") for binding in site.findall("bindings/binding")]
    basic = attributes(places, "security/authentication/basicAuthentication").get("enabled") == "true"
    grants = [rule for place in server for rule in place.findall("security/authorization/add")]
    denied = [entry for place in places for entry in place.findall("security/commandFiltering/add")]
    return Site(
        site.attrib["name"],
        tuple((address, int(port)) for address, port, _ in bindings),
        attributes(places, "firewallSupport").get("externalIp4Address", ""),
        bool(tls.get("serverCertHash")),
        tls.get("dataChannelPolicy", "SslRequire"),
        basic and any(rule.get("accessType") == "Allow" for rule in grants),
        frozenset(entry.attrib["command"] for entry in denied if entry.get("allowed") == "false"),
        site.find("application[@path='/']/virtualDirectory[@path='/'][@physicalPath]") is not None
        and not any(place.find(f"userIsolation[@mode='{odd}']") is not None for place in places for odd in ("0", "none")),
    )
