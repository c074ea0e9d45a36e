#!/usr/bin/env python3
"""Installs the built program under a prefix, or takes away what an earlier run has put there, and nothing else.

usage: dist/install.py [--remove] PREFIX

DESTDIR in the environment is put before PREFIX, as packagers want it. A list in share/doc/ftpsgate says what was put
there.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import time

import stage

TOOL = stage.ROOT / ".build/release/ftpsgate"
LIST = pathlib.PurePath("share/doc/ftpsgate/installed.txt")


def main() -> None:
    """Installs or removes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--remove", action="store_true")
    parser.add_argument("--tool", default=TOOL, type=pathlib.Path, help="the program (%(default)s)")
    parser.add_argument("prefix", type=pathlib.PurePath)
    options = parser.parse_args()
    if not options.prefix.is_absolute():
        sys.exit("install: PREFIX is no absolute path")
    prefix = pathlib.Path(os.environ.get("DESTDIR", "") + str(options.prefix))
    os.umask(0o022)
    if options.remove:
        remove(prefix)
    else:
        install(prefix, options.tool)


def install(prefix: pathlib.Path, tool: pathlib.Path) -> None:
    """Puts everything in its place, in the stead of what an earlier version had there."""
    if not tool.exists():
        sys.exit(f"install: there is no {tool} yet: run make first")
    before = listed(prefix)
    made = [line for line in before if line.endswith("/")]
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder)
        stage.fill(tree, tool.resolve(), int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), debian=False)
        files = [str(path.relative_to(tree)) for path in sorted(tree.rglob("*")) if path.is_file()] + [str(LIST)]
        made += [f"{above}/" for name in files for above in missing(prefix, name)]
        # The list comes first, so that what a run leaves that is cut off can be taken away too.
        (prefix / LIST).parent.mkdir(parents=True, exist_ok=True)
        (prefix / LIST).write_text("\n".join(sorted({*files, *before, *made})) + "\n")
        for name in files[:-1]:
            (prefix / name).parent.mkdir(parents=True, exist_ok=True)
            # A program that runs keeps its file: the new one takes only its name.
            shutil.copy2(tree / name, prefix / (name + ".new"))
            (prefix / (name + ".new")).replace(prefix / name)
    (prefix / LIST).write_text("\n".join(sorted({*files, *made})) + "\n")
    for name in before:
        if not name.endswith("/") and name not in files:
            (prefix / name).unlink(missing_ok=True)
    print(f"installed: {prefix}/bin/ftpsgate, with manual pages and completions")


def remove(prefix: pathlib.Path) -> None:
    """Takes away the files on the list, and the folders that were made for them if nothing else is in them."""
    names = listed(prefix)
    if not names:
        sys.exit(f"install: nothing is installed there: no {prefix / LIST}")
    for name in names:
        if not name.endswith("/"):
            (prefix / name).unlink(missing_ok=True)
    for name in sorted((name for name in names if name.endswith("/")), key=len, reverse=True):
        if (prefix / name).is_dir() and not any((prefix / name).iterdir()):
            (prefix / name).rmdir()
    print(f"removed: {prefix}/bin/ftpsgate, with manual pages and completions")


def missing(prefix: pathlib.Path, name: str) -> list[str]:
    """The folders below the prefix that a file needs and that are not there."""
    above = [str(folder) for folder in pathlib.PurePath(name).parents if str(folder) != "."]
    return [folder for folder in above if not (prefix / folder).exists()]


def listed(prefix: pathlib.Path) -> list[str]:
    """What an earlier run has put there; a list that leads elsewhere is not heeded."""
    path = prefix / LIST
    names = path.read_text().splitlines() if path.exists() else []
    if any(pathlib.PurePath(name).is_absolute() or ".." in pathlib.PurePath(name).parts for name in names):
        sys.exit(f"install: {path} names files outside of {prefix}")
    return names


if __name__ == "__main__":
    main()
