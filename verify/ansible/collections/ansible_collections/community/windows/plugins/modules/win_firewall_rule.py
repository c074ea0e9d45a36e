#!/usr/bin/python
"""Stands for `community.windows.win_firewall_rule` on a machine without Windows: the same options, on rules in a file.

The options are those of the real module's documentation, which `verify/setup` takes out of the package. What it does with
them was read from its `win_firewall_rule.ps1` (community.windows 3.0.1): it finds rules by name, or by group where no name
is given, compares what it is given as text and in any case, but for the order of addresses, and changes what differs.
Windows gives IPv4 addresses back with their masks (Microsoft Learn, INetFwRule::get_RemoteAddresses).
"""

import ipaddress
import json
import os
import pathlib

from ansible.module_utils.basic import AnsibleModule

PROPERTIES = {
    "Description": "description",
    "Direction": "direction",
    "Action": "action",
    "ApplicationName": "program",
    "Grouping": "group",
    "ServiceName": "service",
    "Enabled": "enabled",
    "Profiles": "profiles",
    "LocalAddresses": "localip",
    "RemoteAddresses": "remoteip",
    "LocalPorts": "localport",
    "RemotePorts": "remoteport",
    "Protocol": "protocol",
}
"""What a rule has, and the option for it, in the order of the module."""
DEFAULTS = {
    "Description": "",
    "Direction": "in",
    "Action": "allow",
    "ApplicationName": "",
    "Grouping": "",
    "ServiceName": "",
    "Enabled": True,
    "Profiles": "domain,private,public",
    "LocalAddresses": "*",
    "RemoteAddresses": "*",
    "LocalPorts": "*",
    "RemotePorts": "*",
    "Protocol": "any",
}


def main():
    """Does what the module does, or would do."""
    module = AnsibleModule(json.loads(pathlib.Path(os.environ["VERIFY_OPTIONS"]).read_text()), supports_check_mode=True)
    file = pathlib.Path(os.environ["VERIFY_FIREWALL"])
    machine = json.loads(file.read_text())
    given = module.params
    if not machine["running"]:
        module.fail_json(msg="Retrieving the COM class factory failed: the firewall's service is not running.")
    machine["calls"] += 1
    wanted = {name: windows(name, given[option]) for name, option in PROPERTIES.items() if given[option] is not None}
    by = ("Name", given["name"]) if given["name"] else ("Grouping", given["group"])
    found = [rule for rule in machine["rules"] if rule[by[0]].lower() == str(by[1]).lower()]
    said = absent(machine, found) if given["state"] == "absent" else present(machine, found, given["name"], wanted)
    changed = any(line.startswith(("+", "-")) for line in said.splitlines())
    if changed and not module.check_mode:
        machine["changes"] += 1
        if machine["changes"] == machine["failing"]:
            module.fail_json(msg="Access is denied.")
        file.write_text(json.dumps(machine))
    result = {"changed": changed, "msg": ""}
    if module._diff:
        result["diff"] = {"prepared": said}
    module.exit_json(**result)


def windows(name, value):
    """What Windows makes of a value."""
    if name in ("LocalAddresses", "RemoteAddresses"):
        return "*" if value == "any" else ",".join(address(one) for one in value.split(","))
    if name in ("LocalPorts", "RemotePorts") and value == "any":
        return "*"
    if name == "ApplicationName":
        return value.replace("%SystemRoot%", "C:\\Windows")
    return ",".join(value) if isinstance(value, list) else value


def address(text):
    """A network as Windows gives it back."""
    network = ipaddress.ip_network(text)
    return network.with_netmask if network.version == 4 else text


def absent(machine, found):
    """Takes rules away; says which."""
    machine["rules"] = [rule for rule in machine["rules"] if rule not in found]
    return "".join(f"-[{rule['Name']}]\n" for rule in found)


def present(machine, found, name, wanted):
    """Adds a rule, or changes those that were found; says what."""
    if not found and name:
        rule = {"Name": name, **DEFAULTS, **wanted}
        machine["rules"].append(rule)
        return f"+[{name}]\n" + "".join(f"+{member}='{rule[member]}'\n" for member in PROPERTIES)
    said = ""
    for rule in found:
        said += f"[{rule['Name']}]\n"
        for member, value in wanted.items():
            if is_same(member, rule[member], value):
                continue
            said += f"-{member}='{rule[member]}'\n+{member}='{value}'\n"
            rule[member] = value
    return said


def is_same(member, there, value):
    """Whether a value is what stands there: as text in any case, addresses in any order."""
    if member.endswith("Addresses"):
        return sorted(str(there).lower().split(",")) == sorted(str(value).lower().split(","))
    return str(there).lower() == str(value).lower()


if __name__ == "__main__":
    main()
