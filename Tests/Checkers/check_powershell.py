"""Holds PowerShell scripts against three parsers and a table of cmdlet parameters.

usage: check_powershell.py FILE...

Each parser takes some broken scripts for good ones, so all three must agree. None knows cmdlets: the table below says
which parameters exist and which values they take (Microsoft Learn, modules NetSecurity, Az.Accounts, Az.Network,
Microsoft.PowerShell.Management and Microsoft.PowerShell.Utility). A function of the script takes what stands in its declaration, by position.
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tree_sitter
import tree_sitter_powershell
import tree_sitter_pwsh

COMMON = {"ErrorAction", "WhatIf", "Confirm"}
RULE = {"Description", "Direction", "Action", "Protocol", "LocalPort", "LocalAddress", "RemotePort", "RemoteAddress",
        "Program", "Service", "Profile", "Enabled", "PolicyStore"}
FILTER = {"AssociatedNetFirewallRule", "PolicyStore"}
GROUP_RULE = {"Name", "Description", "Access", "Direction", "Priority", "Protocol", "SourceAddressPrefix", "SourcePortRange",
              "DestinationAddressPrefix", "DestinationPortRange", "NetworkSecurityGroup"}
PARAMETERS = {
    "New-NetFirewallRule": RULE | {"Name", "DisplayName", "Group"},
    "Set-NetFirewallRule": RULE | {"Name", "NewDisplayName"},
    "Get-NetFirewallRule": {"Name", "Group", "DisplayName", "DisplayGroup", "PolicyStore", "Action", "Direction", "Enabled"},
    "Get-NetFirewallPortFilter": FILTER,
    "Get-NetFirewallAddressFilter": FILTER,
    "Get-NetFirewallApplicationFilter": FILTER,
    "Get-NetFirewallServiceFilter": FILTER,
    "Get-NetFirewallProfile": {"Name", "PolicyStore"},
    "Get-NetFirewallSetting": {"PolicyStore"},
    "Enable-NetFirewallRule": {"Name", "Group", "DisplayName", "DisplayGroup"},
    "Remove-NetFirewallRule": {"Name", "Group", "DisplayName", "DisplayGroup"},
    "Set-NetFirewallSetting": {"EnableStatefulFtp", "EnableStatefulPptp", "PolicyStore"},
    "Get-Service": {"Name"},
    "Restart-Service": {"Name", "Force", "PassThru"},
    "Get-AzContext": {"ListAvailable"},
    "Get-AzNetworkSecurityGroup": {"ResourceGroupName", "Name", "DefaultProfile"},
    "Set-AzNetworkSecurityGroup": {"NetworkSecurityGroup", "DefaultProfile"},
    "Add-AzNetworkSecurityRuleConfig": GROUP_RULE,
    "Remove-AzNetworkSecurityRuleConfig": {"Name", "NetworkSecurityGroup"},
    "Get-Command": {"Name"},
    "Test-Path": {"LiteralPath"},
    "Get-Item": {"LiteralPath"},
    "New-Item": {"Path"},
    "Remove-Item": {"LiteralPath"},
    "Set-ItemProperty": {"LiteralPath", "Name", "Value"},
    "Remove-ItemProperty": {"LiteralPath", "Name"},
    "ConvertTo-Json": {"InputObject", "Depth", "Compress"},
    "ConvertFrom-Json": {"InputObject"},
    "New-Object": {"TypeName"},
    "Sort-Object": {"Unique"},
    "Where-Object": set(),
    "ForEach-Object": set(),
    "Write-Verbose": set(),
    "Write-Warning": set(),
    "Out-Null": set(),
}
MANDATORY = {
    "New-NetFirewallRule": {"DisplayName"},
    "Set-NetFirewallRule": {"Name"},
    # Azure asks for all of them but the description, and Az.Network for the first two.
    "Add-AzNetworkSecurityRuleConfig": GROUP_RULE,
    "Set-AzNetworkSecurityGroup": {"NetworkSecurityGroup"},
    "Remove-AzNetworkSecurityRuleConfig": {"Name", "NetworkSecurityGroup"},
}
REGISTRY = {"Get-Item", "New-Item", "Remove-Item", "Set-ItemProperty", "Remove-ItemProperty", "Test-Path"}
"""Commands that could reach files, and may only be about the script's own key."""
PORTS = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
VALUES = {
    "Direction": re.compile("Inbound|Outbound"),
    "Action": re.compile("Allow|Block|NotConfigured"),
    "Enabled": re.compile("True|False"),
    "Profile": re.compile("Any|Domain|Private|Public|NotApplicable"),
    "Protocol": re.compile("TCP|Tcp|UDP"),
    "Access": re.compile("Allow|Deny"),
    "Priority": re.compile("[1-3][0-9]{3}|40[0-8][0-9]|409[0-6]|[1-9][0-9]{2}"),
    "EnableStatefulFtp": re.compile("True|False|NotConfigured"),
    "ErrorAction": re.compile("Stop|SilentlyContinue"),
    "LocalPort": PORTS,
    "SourcePortRange": PORTS,
    "DestinationPortRange": PORTS,
}

LANGUAGES = [tree_sitter.Language(module.language()) for module in (tree_sitter_powershell, tree_sitter_pwsh)]


def nodes(node, kind):
    """All nodes of a kind, outermost first."""
    if node.type == kind:
        yield node
    for child in node.children:
        yield from nodes(child, kind)


def text(node):
    return node.text.decode("ascii")


def literals(source):
    return [literal.replace("''", "'") for literal in re.findall(r"'((?:[^']|'')*)'", source)] or [source.strip()]


def tables(root):
    """The hashtables, each with the variable that they are assigned to, or are in an array of."""
    for node in nodes(root, "hash_literal_expression"):
        entries = {text(entry.children[0]).strip().strip("'"): literals(text(entry).split("=", 1)[1])
                   for entry in nodes(node, "hash_entry")}
        owner = node
        while owner is not None and owner.type != "assignment_expression":
            owner = owner.parent
        variable = text(owner).split("=", 1)[0].strip() if owner else ""
        yield variable, entries


def check_value(name, value, complain):
    pattern = VALUES.get(name)
    if value.startswith(("$", "@")) or pattern is None or (value == "*" and name.endswith("PortRange")):
        return
    match = pattern.fullmatch(value)
    if not match:
        complain(f"-{name} does not take {value!r}")
    elif pattern is PORTS and not 0 < int(match[1]) <= int(match[2] or match[1]) <= 65535:
        complain(f"-{name} is no port or range: {value}")


def functions(root):
    """The functions of the script: names, and how many arguments each takes."""
    found = {}
    for node in nodes(root, "function_statement"):
        name = re.match(r"function\s+([\w-]+)\s*(?:\(([^)]*)\))?", text(node))
        found[name[1]] = len(re.findall(r"\$\w+", name[2] or ""))
    return found


def without_inner(source):
    """A command without what stands in braces and parentheses, which are commands and expressions of their own; arrays of
    literals stay."""
    kept, depth = [], 0
    for before, sign in zip(" " + source, source):
        if sign in "({" and (depth or before + sign != "@("):
            depth += 1
        elif sign in ")}" and depth:
            depth -= 1
            kept.append("" if depth else "$x")
        elif not depth:
            kept.append(sign)
    return "".join(kept)


def check_call(command, own, complain):
    """A call of a function of the script."""
    name = text(command).split()[0]
    given = len(without_inner(re.sub(r"'(?:[^']|'')*'", "''", text(command))).split()) - 1
    if given != own[name]:
        complain(f"{name} takes {own[name]} arguments and gets {given}")


def check_command(command, splats, complain):
    words = text(command).split()
    name = words[0]
    if name not in PARAMETERS:
        complain(f"the command {name} is not one of those that scripts use")
        return
    allowed = PARAMETERS[name] | COMMON
    given = {}
    kept = []
    # Parameters are looked for outside literals, which are set aside under a number.
    masked = re.sub(r"'(?:[^']|'')*'", lambda match: kept.append(match[0]) or f"'{len(kept) - 1}'", text(command))
    masked = without_inner(masked)
    for match in re.finditer(r"(?<!\S)-([A-Za-z]+)(?::|\s+|$)(@\([^)]*\)|[^\s)]*)", masked):
        if match[1] != "f":
            value = re.sub(r"'(\d+)'", lambda number: kept[int(number[1])], match[2])
            given[match[1]] = literals(value)
    if name in REGISTRY and (given.get("LiteralPath") or given.get("Path")) != ["$registry"]:
        complain(f"{name} is about something else than the script's own key of the registry")
    merged = [given]
    for splat in re.findall(r"(?<!\S)@([A-Za-z]+)", masked):
        choices = splats.get("$" + splat) or splats.get("$" + splat + "s") or []
        if not choices:
            complain(f"@{splat} is nowhere assigned")
        merged = [{**one, **choice} for one in merged for choice in choices]
    for arguments in merged:
        for parameter, values in arguments.items():
            if parameter not in allowed:
                complain(f"{name} has no parameter -{parameter}")
            for value in values:
                check_value(parameter, value, complain)
        missing = MANDATORY.get(name, set()) - set(arguments)
        if missing:
            complain(f"{name} lacks {', '.join(sorted(missing))}")


def commands_that_vetter_sees(script):
    result = subprocess.run([str(Path(sys.executable).parent / "vetter"), "why", "--shell", "powershell", script],
                            capture_output=True, text=True)
    lines = (result.stdout + result.stderr).splitlines()
    return {line.split()[1] for line in lines if line.startswith("  run ")}


def check(path):
    problems = []
    complain = problems.append
    data = Path(path).read_bytes()
    if any(byte > 0x7E or byte < 0x20 and byte != 0x0A for byte in data):
        complain("not plain ASCII with LF")
        return problems
    trees = [tree_sitter.Parser(language).parse(data) for language in LANGUAGES]
    for parser, tree in zip(("tree-sitter-powershell", "tree-sitter-pwsh"), trees):
        if tree.root_node.has_error:
            complain(f"{parser} finds a syntax error")
    root = trees[0].root_node
    splats = {}
    for variable, entries in tables(root):
        splats.setdefault(variable, []).append(entries)
    own = functions(root)
    for command in nodes(root, "command"):
        if text(command).split()[0] in own:
            check_call(command, own, complain)
        else:
            check_command(command, splats, complain)
    seen = commands_that_vetter_sees(data.decode("ascii"))
    if not seen:
        complain("vetter sees no command")
    unknown = seen - set(PARAMETERS) - set(own)
    if unknown:
        complain(f"vetter also sees {', '.join(sorted(unknown))}")
    return problems


def main(paths):
    faulty = 0
    with ThreadPoolExecutor(2) as pool:
        for path, problems in zip(paths, pool.map(check, paths)):
            for problem in problems:
                print(f"{path}: {problem}")
            faulty += len(problems)
    print(f"{len(paths)} scripts, {faulty} problems")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
