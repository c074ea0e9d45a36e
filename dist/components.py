"""What is inside the program: the parts that its libraries come from, each with its version, licence and source."""

from __future__ import annotations

import dataclasses
import pathlib
import platform
import re
import shutil
import subprocess

SWIFT = "Apache-2.0 WITH Swift-exception"
DEBIAN_LICENCES = {
    "gcc-12": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "gcc-13": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "gcc-14": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "glibc": "LGPL-2.1-or-later",
    "libxml2": "MIT",
    "libyaml": "MIT",
    "xz-utils": "LicenseRef-xz-public-domain",
    "zlib": "Zlib",
}
"""By source package: the licence of what is linked, which may be freer than that of the package's programs."""


@dataclasses.dataclass(frozen=True, order=True)
class Component:
    """Somebody else's work of which parts are in the program."""

    name: str
    version: str
    licence: str
    url: str
    """A package URL (purl)."""
    copyright: pathlib.Path = dataclasses.field(compare=False)
    """The file with the licence's text; packages from one source have the same."""


def linked(libraries: pathlib.Path, checkouts: pathlib.Path) -> list[Component]:
    """The parts of a program, from what its linker has taken; a library of which nothing is known is an error."""
    found = {argument_parser(checkouts)}
    for line in libraries.read_text().splitlines()[1:]:
        _, taken, path = line.split("\t")
        if int(taken):
            found.add(component(pathlib.Path(path).resolve()))
    # The files that begin and end each program come beside the libraries, from the same two packages.
    return sorted(found)


def component(library: pathlib.Path) -> Component:
    """The part that a library belongs to."""
    toolchain = pathlib.Path(shutil.which("swiftc") or "swiftc").resolve().parents[1]
    if library.is_relative_to(toolchain):
        said = re.search(r"Swift version (\S+)", run("swiftc", "--version"))
        if said is None:
            raise SystemExit("components: swiftc does not say its version")
        if library.name == "lib_FoundationICU.a":
            raise SystemExit("components: Foundation's ICU is linked, whose licence is not in the list of parts")
        return Component("swift", said[1], SWIFT, f"pkg:github/swiftlang/swift@swift-{said[1]}-RELEASE",
                         toolchain / "share/swift/LICENSE.txt")
    package, source, version = owner(library)
    if (licence := licence_of(source, version)) is None:
        raise SystemExit(f"components: {library} is of {source}, whose licence is not in the list of parts")
    distribution = platform.freedesktop_os_release()["ID"]
    return Component(source, version, licence, f"pkg:deb/{distribution}/{source}@{version}?arch=source",
                     pathlib.Path("/usr/share/doc") / package / "copyright")


def licence_of(source: str, version: str) -> str | None:
    """The licence of a source package; ICU changed its own with version 74."""
    if source == "icu":
        return "Unicode-3.0" if int(version.split(".")[0]) >= 74 else "Unicode-DFS-2016"
    return DEBIAN_LICENCES.get(source)


def owner(library: pathlib.Path) -> tuple[str, str, str]:
    """The Debian package that a library came with, the source package, and its version."""
    told = run("dpkg-query", "--search", str(library))
    package = told.split(":")[0]
    shown = run("dpkg-query", "--show", "--showformat", "${source:Package}\t${source:Version}", package)
    source, version = shown.splitlines()[0].split("\t")
    return package, source, version


def argument_parser(checkouts: pathlib.Path) -> Component:
    """The one package of Swift that is inside; its objects lie among the program's own."""
    folder = checkouts / "swift-argument-parser"
    tag = run("git", "-C", str(folder), "describe", "--tags").strip()
    return Component("swift-argument-parser", tag, SWIFT, f"pkg:github/apple/swift-argument-parser@{tag}",
                     folder / "LICENSE.txt")


def run(*words: str) -> str:
    """What a program prints."""
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
