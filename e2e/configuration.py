"""Writes an applicationHost.config from the sample's, and reads one: the reader shares no code with ftpsgate's."""

import pathlib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

SAMPLE = pathlib.Path(__file__).resolve().parent.parent / "samples" / "azure-ftps" / "applicationHost.config"


def write(settings: dict[str, str | None], target: pathlib.Path) -> None:
    """The sample's configuration with some settings changed; None takes a setting away.

    `external` is the external address, `ports` the ports of the bindings, `control` and `data` the TLS policies,
    `certificate` the certificate's hash.
    """
    tree = ElementTree.parse(SAMPLE)
    site = tree.find("system.applicationHost/sites/site")
    assert site is not None
    places = {
        "external": ("ftpServer/firewallSupport", "externalIp4Address"),
        "control": ("ftpServer/security/ssl", "controlChannelPolicy"),
        "data": ("ftpServer/security/ssl", "dataChannelPolicy"),
        "certificate": ("ftpServer/security/ssl", "serverCertHash"),
    }
    for name, value in settings.items():
        if name == "ports":
            bindings = site.find("bindings")
            assert bindings is not None and value is not None
            bindings.clear()
            for port in value.split():
                ElementTree.SubElement(bindings, "binding", protocol="ftp", bindingInformation=f"*:{port}:")
            continue
        path, attribute = places[name]
        element = site.find(path)
        assert element is not None
        if value is None:
            element.attrib.pop(attribute, None)
        else:
            element.set(attribute, value)
    ElementTree.indent(tree)
    tree.write(target, encoding="utf-8", xml_declaration=True)


@dataclass(frozen=True)
class Site:
    """What a server that stands in for IIS has to know."""

    ports: tuple[int, ...]
    external: str | None
    passive: tuple[int, int]
    control: str
    data: str
    certificate: bool

    def is_implicit(self, port: int) -> bool:
        """IIS speaks TLS from the first byte on port 990, and nowhere else."""
        return port == 990 and self.certificate


def read(path: pathlib.Path) -> Site:
    """The one FTP site of a configuration. IIS's defaults are those of its schema: SslRequire, the dynamic ports."""
    root = ElementTree.parse(path).getroot()
    site = root.find("system.applicationHost/sites/site[ftpServer]")
    assert site is not None, f"{path}: no FTP site"
    tls = site.find("ftpServer/security/ssl")
    ssl = tls.attrib if tls is not None else {}
    firewall = site.find("ftpServer/firewallSupport")
    server = root.find("system.ftpServer/firewallSupport")
    limits = server.attrib if server is not None else {}
    low, high = int(limits.get("lowDataChannelPort", 0)), int(limits.get("highDataChannelPort", 0))
    return Site(
        ports=tuple(
            int(binding.get("bindingInformation", "").split(":")[-2])
            for binding in site.findall("bindings/binding[@protocol='ftp']")
        ),
        external=(firewall.get("externalIp4Address") if firewall is not None else None) or None,
        passive=(low, high) if low else (49152, 65535),
        control=ssl.get("controlChannelPolicy", "SslRequire"),
        data=ssl.get("dataChannelPolicy", "SslRequire"),
        certificate=bool(ssl.get("serverCertHash")),
    )
