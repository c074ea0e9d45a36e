"""Generates the benchmark's inputs: the same bytes on every machine, and none of them kept in the repository."""

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


def security_rule(name, priority, ports, source="*"):
    return {
        "name": name, "priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
        "sourceAddressPrefix": source, "sourcePortRange": "*", "destinationAddressPrefix": "*",
        "destinationPortRanges": ports,
    }


def security_group(folder, count):
    """A network security group whose rules differ in sources and in ports, and reach over the whole range of ports."""
    rules = [
        security_rule(f"Rule{n:04d}", 100 + n, [f"{n * 65}-{n * 65 + 90}"], f"20.{n >> 8 & 255}.{n & 255}.0/24")
        for n in range(count - 1)
    ]
    rules.append(security_rule("FTPS", 4000, ["21", "990", "40000-40100"]))
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"name": "nsg-ftp", "securityRules": rules}, indent=1)
    (folder / "nsg.json").write_text(text, encoding="utf-8", newline="\n")
