"""Draws a configuration, and writes it in one of the ways in which IIS reads the same."""

import random

HASH = "9F3C51E0A4D27B68C1E5F0924B7AD3618C0E52F7"
PUBLIC, STALE, OWN, SECOND = "20.40.60.80", "20.40.60.99", "10.0.0.4", "10.0.0.5"
COMMANDS = ["AUTH", "PASV", "EPSV", "PORT", "EPRT", "DELE", "SITE"]
NETWORKS = [("81.2.69.0", "255.255.255.0"), ("10.77.0.0", "255.255.0.0"), ("10.0.0.9", "255.255.255.255")]
RANGES = [(40000, 40019), (40000, 40019), (40000, 40019), (50010, 50010), None]


def tag(dice: random.Random, name: str, attributes: dict[str, str], content: str = "") -> str:
    """An element, its attributes in any order."""
    order = list(attributes.items())
    dice.shuffle(order)
    quote = dice.choice('""\'')
    start = name + "".join(f" {key}={quote}{value}{quote}" for key, value in order)
    return f"<{start}>{content}</{name}>" if content or dice.random() < 0.2 else f"<{start} />"


def configuration(dice: random.Random) -> str:
    """A configuration of one to four sites."""
    ports = dice.sample([21, 990, 2121, 2122, 2123, 2124, 2125, 2126, *range(2131, 2135)], 12)
    sites = "\n".join(site(dice, index, ports) for index in range(dice.choice([1, 1, 2, 3, 4])))
    defaults = tag(dice, "ftpServer", {}, settings(dice, filters=False)) if dice.random() < 0.3 else ""
    defaults = tag(dice, "siteDefaults", {}, defaults) if defaults else ""
    server = tag(dice, "system.ftpServer", {}, passive(dice) + security(dice))
    if dice.random() < 0.2:
        server = tag(dice, "location", {"path": ""}, server)
    comment = '<!-- <binding protocol="ftp" bindingInformation="*:21:" /> -->' if dice.random() < 0.2 else ""
    body = f"<system.applicationHost><sites>{defaults}{comment}{sites}</sites></system.applicationHost>\n{server}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<configuration>\n{body}\n</configuration>\n'


def site(dice: random.Random, index: int, ports: list[int]) -> str:
    """A site with ports that no other has."""
    own = [ports.pop() for _ in range(dice.choice([1, 1, 2]))]
    if index == 0 and dice.random() < 0.7:
        own = [21, 990]
        ports[:] = [port for port in ports if port not in own]
    addresses = ["*"] * 8 + [OWN, OWN, SECOND]
    bindings = [
        tag(dice, "binding", {"protocol": "ftp", "bindingInformation": f"{dice.choice(addresses)}:{port}:"})
        for port in own
    ]
    content = root(dice) + tag(dice, "bindings", {}, "".join(bindings)) + tag(dice, "ftpServer", {}, settings(dice))
    return tag(dice, "site", {"name": f"S{index}", "id": str(index + 1)}, content)


def root(dice: random.Random) -> str:
    """The root directory that IIS asks of each site, or a part of it."""
    parts = 3 if dice.random() < 0.96 else dice.choice([0, 1, 2])
    path = {"physicalPath": "D:\\Ftp"} if parts == 3 else {}
    directory = tag(dice, "virtualDirectory", {"path": "/", **path}) if parts >= 2 else ""
    return tag(dice, "application", {"path": "/"}, directory) if parts else ""


def settings(dice: random.Random, filters: bool = True) -> str:
    """What stands in an `<ftpServer>`; a command that is listed at two levels would be refused."""
    tls = {} if dice.random() < 0.04 else {"serverCertHash": HASH}
    if dice.random() < 0.5:
        tls["controlChannelPolicy"] = dice.choice(["SslAllow", "SslRequire"])
    if dice.random() < 0.5:
        tls["dataChannelPolicy"] = dice.choice(["SslAllow", "SslAllow", "SslRequire", "SslDeny"])
    basic = tag(dice, "basicAuthentication", {"enabled": "false" if dice.random() < 0.02 else "true"})
    inner = [tag(dice, "ssl", tls), tag(dice, "authentication", {}, basic)] + ([filtering(dice)] if filters else [])
    dice.shuffle(inner)
    outer = [tag(dice, "security", {}, "".join(inner))]
    if dice.random() < 0.02:
        outer.append(tag(dice, "userIsolation", {"mode": dice.choice(["0", "none"])}))
    if dice.random() < 0.6:
        address = dice.choice([PUBLIC, PUBLIC, PUBLIC, STALE, OWN, "192.168.1.1"])
        outer.append(tag(dice, "firewallSupport", {"externalIp4Address": address}))
    dice.shuffle(outer)
    return "".join(outer)


def filtering(dice: random.Random) -> str:
    """Commands that are refused, and some that are only listed."""
    if dice.random() < 0.7:
        return ""
    names = dice.sample(COMMANDS, dice.choice([1, 1, 2, 3]))
    entries = [tag(dice, "add", {"command": name, "allowed": dice.choice(["false", "true"])}) for name in names]
    return tag(dice, "commandFiltering", {}, "".join(entries))


def passive(dice: random.Random) -> str:
    """The passive range."""
    chosen = dice.choice(RANGES)
    if not chosen:
        return ""
    low, high = map(str, chosen)
    return tag(dice, "firewallSupport", {"lowDataChannelPort": low, "highDataChannelPort": high})


def security(dice: random.Random) -> str:
    """Who may do what."""
    permissions = dice.choice(["Read", "Read, Write"])
    rule = tag(dice, "add", {"accessType": "Allow", "users": "*", "permissions": permissions})
    if dice.random() < 0.02:
        rule = ""
    parts = ([tag(dice, "authorization", {}, rule)] if rule else []) + [restrictions(dice)]
    dice.shuffle(parts)
    return tag(dice, "security", {}, "".join(parts)) if any(parts) else ""


def restrictions(dice: random.Random) -> str:
    """Addresses that may come, or may not."""
    if dice.random() < 0.85:
        return ""
    entries = dice.sample(NETWORKS, dice.choice([0, 1, 1, 2]))
    attributes = [
        {"ipAddress": address, "subnetMask": mask, "allowed": dice.choice(["true", "false"])}
        for address, mask in entries
    ]
    unlisted = {"allowUnlisted": dice.choice(["true", "false"])} if dice.random() < 0.6 else {}
    return tag(dice, "ipSecurity", unlisted, "".join(tag(dice, "add", entry) for entry in attributes))
