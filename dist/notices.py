#!/usr/bin/env python3
"""Writes what belongs to a program that others' work is linked into: the list of the parts, and their licences.

usage: dist/notices.py --tool FTPSGATE --libraries FILE --commit COMMIT --date SECONDS FOLDER

FILE is what dist/link wrote. FOLDER gets ftpsgate.spdx.json, NOTICE.md, and a file for each part in licences/.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import platform
import subprocess

import components
import sbom

ROOT = pathlib.Path(__file__).resolve().parent.parent
INTRODUCTION = """# What is inside

This program is linked statically: parts of the following are inside. `licences/` has the licence of each, as its
package has it; ftpsgate itself is under the Apache License 2.0 (`LICENSE`).

| part | version | licence |
| --- | --- | --- |
"""
RELINKING = """
glibc is under the GNU Lesser General Public License 2.1. You may change it and link the program anew: all of
ftpsgate's sources are in its repository, at commit {commit}, and `make dist` there links them with the
libraries that are installed, your changed `libc.a` included. {system} has the sources of glibc and of all
other parts that come from it, by the names and versions above (`apt-get source glibc={glibc}`).
"""


def main() -> None:
    """Writes the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--libraries", required=True, type=pathlib.Path)
    parser.add_argument("--commit", required=True)
    parser.add_argument("--date", required=True, type=int, metavar="SECONDS")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    os.umask(0o022)
    parts = components.linked(options.libraries, ROOT / ".build/checkouts")
    told = subprocess.run([options.tool, "--version"], check=True, capture_output=True, text=True).stdout
    licences = options.folder / "licences"
    licences.mkdir(parents=True, exist_ok=True)
    for part in parts:
        (licences / f"{part.name}.txt").write_bytes(part.copyright.read_bytes())
    (options.folder / "NOTICE.md").write_text(notice(parts, options.commit))
    (options.folder / "ftpsgate.spdx.json").write_text(
        sbom.document(options.tool, told.split()[0], options.commit, options.date, parts))


def notice(parts: list[components.Component], commit: str) -> str:
    """What people read: the parts, and what glibc's licence asks for."""
    rows = "".join(f"| {part.name} | {part.version} | {part.licence} |\n" for part in parts)
    system = platform.freedesktop_os_release()["NAME"]
    glibc = next(part.version for part in parts if part.name == "glibc")
    return INTRODUCTION + rows + RELINKING.format(commit=commit, glibc=glibc, system=system)


if __name__ == "__main__":
    main()
