"""Generates the benchmark's inputs: the same bytes on every machine, and none of them kept in the repository."""

import ipaddress
import json
import pathlib

CLEAN = """\
            <site name="Customer {n:06d}" id="{id}" serverAutoStart="true">
                <application path="/" applicationPool="DefaultAppPool">
                    <virtualDirectory path="/" physicalPath="D:\\Customers\\{n:06d}" />
                </application>
                <bindings>
                    <binding protocol="ftp" bindingInformation="{ip}:21:" />
                    <binding protocol="ftp" bindingInformation="{ip}:990:" />
                </bindings>
                <ftpServer>
                    <security>
                        <ssl serverCertHash="9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7" controlChannelPolicy="SslRequire" />
                        <authentication>
                            <basicAuthentication enabled="true" />
                        </authentication>
                    </security>
                    <firewallSupport externalIp4Address="20.{tail}" />
                    <userIsolation mode="IsolateAllDirectories" />
                </ftpServer>
            </site>
"""

# Three findings a site: a private address, data in clear text, users not isolated.
FAULTY = (
    CLEAN.replace('"20.{tail}"', '"192.168.1.1"')
    .replace('controlChannelPolicy="SslRequire"', 'dataChannelPolicy="SslAllow"')
    .replace('mode="IsolateAllDirectories"', 'mode="None"')
)

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <system.applicationHost>
        <sites>
"""

TAIL = """\
        </sites>
    </system.applicationHost>
    <system.ftpServer>
        <firewallSupport lowDataChannelPort="40000" highDataChannelPort="40100" />
        <security>
            <authentication>
                <denyByFailure enabled="true" />
            </authentication>
            <authorization>
                <add accessType="Allow" roles="Customers" permissions="Read, Write" />
            </authorization>
        </security>
    </system.ftpServer>
</configuration>
"""


def site(template, n):
    tail = f"{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"
    return template.format(n=n, id=n + 1, ip=f"10.{tail}", tail=tail)


def sites(path, count, template=CLEAN):
    """A file with so many FTP sites."""
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        for n in range(count):
            file.write(site(template, n))
        file.write(TAIL)


def ordinary(path, n):
    """A file of about 75 kB such as real servers have: a few sites, and long sections that are not about FTP."""
    modules = "".join(
        f'            <add name="Module{i:03d}" image="%windir%\\System32\\inetsrv\\module{i:03d}.dll" preCondition="bitness64" />\n'
        for i in range(180)
    )
    mime = "".join(f'                <mimeMap fileExtension=".x{i:03d}" mimeType="application/x-{i:03d}" />\n' for i in range(340))
    locations = "".join(
        f"""\
    <location path="Customer {i:06d}/folder">
        <system.webServer>
            <handlers accessPolicy="Read, Script" />
            <!-- <location path="Old"><system.ftpServer /></location> -->
            <security><authentication><anonymousAuthentication enabled="true" /></authentication></security>
        </system.webServer>
    </location>
"""
        for i in range(60)
    )
    text = (
        HEAD
        + "".join(site(CLEAN, n * 4 + i) for i in range(4))
        + TAIL.replace(
            "</configuration>",
            "    <system.webServer>\n        <globalModules>\n"
            + modules
            + "        </globalModules>\n            <staticContent>\n"
            + mime
            + "            </staticContent>\n    </system.webServer>\n"
            + locations
            + "</configuration>",
        )
    )
    pathlib.Path(path).write_text(text, encoding="utf-8", newline="\n")


def policy(folder):
    """A policy with waivers, a baseline, and something to say of rules and of some sites."""
    waivers = "".join(
        f'- {{rule: users-not-isolated, site: "Customer {n:06d}", reason: "one folder for all of them"}}\n' for n in range(20)
    )
    text = (
        "version: 1\nplatform: azure\nfail-on: error\nbaseline: .ftpsgate-baseline.json\n"
        "rules:\n  passive-range-too-wide: {ports: 2000}\n  access/*: note\n"
        'sites:\n  "Customer 00001*":\n    rules: {users-not-isolated: warning}\n'
        f"waivers:\n{waivers}"
    )
    (folder / ".ftpsgate.yml").write_text(text, encoding="utf-8", newline="\n")


def fill(folder, count):
    """Makes the baseline of a folder one of so many entries, with some that no longer occur if it has fewer."""
    path = folder / ".ftpsgate-baseline.json"
    baseline = json.loads(path.read_text(encoding="utf-8"))
    entries = baseline["entries"][:count]
    for n in range(count - len(entries)):
        entries.append(
            {"path": f"gone/{n:04d}.config", "site": f"Gone {n:04d}", "rule": "users-not-isolated", "setting": "", "value": "", "count": 1}
        )
    baseline["entries"] = entries
    path.write_text(json.dumps(baseline, indent=2), encoding="utf-8", newline="\n")


def small(path):
    """A file of about 10 kB."""
    sites(path, 9)


def wide(path):
    """A single site whose passive range is all ports that there are for it."""
    text = HEAD + site(CLEAN, 0).replace("10.0.0.0", "*") + TAIL
    text = text.replace('"40000"', '"1024"').replace('"40100"', '"65535"')
    pathlib.Path(path).write_text(text, encoding="utf-8", newline="\n")


def bindings(path, ports):
    """A single site with these control ports, of which every firewall needs rules of their own."""
    binding = '<binding protocol="ftp" bindingInformation="*:{}:" />'
    text = HEAD + site(CLEAN, 0) + TAIL
    start, end = text.index("<binding "), text.index("</bindings>")
    written = "\n".join(map(binding.format, ports))
    pathlib.Path(path).write_text(text[:start] + written + text[end:], encoding="utf-8", newline="\n")


def security_rule(name, priority, ports, *sources):
    return {
        "name": name, "priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefixes": sources or ["*"], "sourcePortRange": "*", "destinationAddressPrefix": "*",
        "destinationPortRanges": ports,
    }


def security_group(folder, rules):
    """A network security group with these rules, and one for FTPS behind them."""
    rules = [*rules, security_rule("FTPS", 4096, ["21", "990", "40000-40100"])]
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"name": "nsg-ftp", "securityRules": rules}, indent=1)
    (folder / "nsg.json").write_text(text, encoding="utf-8", newline="\n")
    return rules


def apart(count, source="20.{}.{}.0/24"):
    """Rules that differ in ports, and in sources unless one for all is given; together they reach over all ports."""
    step = 65_000 // count
    return [
        security_rule(f"Rule{n:04d}", 100 + n, [f"{n * step}-{n * step + step + 25}"], source.format(n >> 8 & 255, n & 255))
        for n in range(count)
    ]


def nested(count):
    """Rules of which each has its ports and sources within those of the next, like the skins of an onion."""
    start = ipaddress.IPv4Address("20.0.0.0")
    return [
        security_rule(
            f"Rule{n:04d}", 100 + n, [f"{32_000 - 30 * n}-{32_000 + 30 * n}"],
            *map(str, ipaddress.summarize_address_range(start, start + 256 * n + 255)))
        for n in range(count)
    ]


def groups(folder):
    """What (h) is measured with, in a folder each."""
    security_group(folder / "group-1", [])
    terraform(folder / "terraform", security_group(folder / "group-1000", apart(999)))
    security_group(folder / "group-4096", apart(3_995))
    security_group(folder / "ports-only", apart(999, source="*"))
    security_group(folder / "nested", nested(999))
    windows_firewall(folder / "windows", 10_000)


def terraform(folder, rules):
    """The same group as Terraform has it."""
    folder.mkdir(parents=True, exist_ok=True)
    blocks = "".join(
        f"""\
  security_rule {{
    name                       = "{rule["name"]}"
    priority                   = {rule["priority"]}
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_port_range          = "*"
    destination_port_ranges    = {json.dumps(rule["destinationPortRanges"])}
    source_address_prefixes    = {json.dumps(rule["sourceAddressPrefixes"])}
    destination_address_prefix = "*"
  }}
"""
        for rule in rules)
    text = (
        'resource "azurerm_network_security_group" "ftp" {\n  name                = "nsg-ftp"\n'
        '  location            = "westeurope"\n  resource_group_name = "ftp"\n' + blocks + "}\n")
    (folder / "main.tf").write_text(text, encoding="utf-8", newline="\n")


def windows_firewall(folder, count):
    """A registry export of Windows Firewall with so many rules, of which the last lets FTP in."""
    key = r"HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
    profiles = "".join(
        f'[{key}\\{name}Profile]\n"EnableFirewall"=dword:00000001\n"DefaultInboundAction"=dword:00000001\n'
        '"DefaultOutboundAction"=dword:00000000\n\n'
        for name in ("Domain", "Standard", "Public"))
    rules = "".join(
        f'"Rule{n:05d}"="v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort={n * 6}|LPort={n * 6 + 2}|RA4=20.{n >> 8}.{n & 255}.0/24|'
        f'Name=Program {n}|"\n'
        for n in range(count - 1))
    last = '"FTP"="v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=21|LPort=990|LPort2_10=40000-40100|Name=FTP|"\n'
    text = f"Windows Registry Editor Version 5.00\n\n{profiles}[{key}\\FirewallRules]\n{rules}{last}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "firewall.reg").write_text(text, encoding="utf-16", newline="\r\n")


def folder(path, count, write):
    """A folder with so many files, each in a folder of its own; one that has as many already stays."""
    if path.exists() and sum(1 for _ in path.iterdir()) == count:
        return
    for n in range(count):
        file = path / f"server-{n:05d}" / "applicationHost.config"
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, n)


def small_peers(folder):
    """Small clean files for other linters, of a few lines: what is measured is their start."""
    texts = {
        "small.py": "def double(value):\n    return value * 2\n",
        "small.sh": '#!/bin/sh\nset -eu\necho "$1"\n',
        "small.yml": "name: ci\non: push\npermissions: {}\njobs:\n  build:\n    name: build\n    runs-on: ubuntu-24.04\n"
        "    steps:\n      - name: build\n        run: make\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
