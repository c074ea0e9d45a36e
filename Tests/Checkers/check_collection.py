"""Holds the script that collects a server's environment against the parsers of check_powershell.py.

usage: check_collection.py FILE...

The script reads a server and writes to one folder; the tables below name every command that it may run, so that one that
changes the server stands out.
"""

import re
import sys

import check_powershell

FUNCTIONS = {
    "Save-Part": {"Name", "Action"},
    "Invoke-Tool": {"Tool", "Arguments"},
    "Save-Text": {"Path", "Lines"},
    "Get-CertificateFact": {"Store"},
}
check_powershell.PARAMETERS.clear()
check_powershell.MANDATORY.clear()
check_powershell.REGISTRY.clear()
# The script's own functions take named parameters, which the table has.
check_powershell.functions = lambda root: {}
check_powershell.PARAMETERS.update(FUNCTIONS)
check_powershell.PARAMETERS.update({
    "Set-StrictMode": {"Version"},
    "Join-Path": {"Path", "ChildPath"},
    "Test-Path": {"LiteralPath"},
    "Resolve-Path": {"LiteralPath"},
    "New-Item": {"ItemType", "Path"},
    "New-Object": {"TypeName"},
    "Copy-Item": {"LiteralPath", "Destination"},
    "ForEach-Object": {"Process"},
    "Get-ChildItem": {"LiteralPath"},
    "Sort-Object": {"Unique"},
    "Get-NetIPAddress": {"AddressFamily"},
    "Get-NetConnectionProfile": set(),
    "ConvertTo-Json": {"InputObject", "Depth"},
    "Write-Output": set(),
    "Write-Warning": set(),
    "Out-Null": set(),
})
# The calls of script blocks and programs, which both parsers and vetter know by their variables only.
CALLS = {"& $Action", "& $Tool"}
# What reg.exe and netsh.exe are asked for; both could change the server.
TOOLS = re.compile(r"Invoke-Tool \$(reg|netsh) @\((.*?)\)")
ASKED = {"reg": re.compile(r"'export', \$key, \$Path, '/y'"),
         "netsh": re.compile(r"'int', \$family, 'show', '(excludedportrange|dynamicport)', 'protocol=tcp'")}


def check_command(command, splats, complain, inherited=check_powershell.check_command):
    source = check_powershell.text(command)
    if source.startswith("&"):
        if " ".join(source.split()[:2]) not in CALLS:
            complain(f"{source} is called")
    elif source.split()[0] not in FUNCTIONS:
        # The arguments of the script's own functions hold other commands, which are looked at by themselves.
        inherited(command, splats, complain)


def commands_that_vetter_sees(script, inherited=check_powershell.commands_that_vetter_sees):
    return inherited(script) - {call.split()[1] for call in CALLS} - {"unknown"}


check_powershell.check_command = check_command
check_powershell.commands_that_vetter_sees = commands_that_vetter_sees


def check_tools(path):
    source = open(path, encoding="ascii").read()
    calls = TOOLS.findall(source)
    problems = [f"{tool} is asked for {arguments}" for tool, arguments in calls if not ASKED[tool].fullmatch(arguments)]
    if len(calls) != source.count("Invoke-Tool $") or not calls:
        problems.append("a program is called in another way")
    return problems


def main(paths):
    status = check_powershell.main(paths)
    for path in paths:
        for problem in check_tools(path):
            print(f"{path}: {problem}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
