#!/usr/bin/env python3
"""Lays out what is installed under a prefix: the program, its manual pages, completions, and what belongs to be read.

usage: dist/stage.py --tool FTPSGATE --date SECONDS [--debian] FOLDER

The same tree goes into the archive, the Debian package (which keeps completions for zsh elsewhere) and `make install`.
"""

from __future__ import annotations

import argparse
import gzip
import os
import pathlib
import subprocess
import sys

import manual

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMPLETIONS = {
    "bash": "share/bash-completion/completions/ftpsgate",
    "fish": "share/fish/vendor_completions.d/ftpsgate.fish",
    "zsh": "share/zsh/site-functions/_ftpsgate",
}
DEBIAN_ZSH = "share/zsh/vendor-completions/_ftpsgate"


def main() -> None:
    """Fills a folder; everybody may read it, whatever this user's new files are for others."""
    os.umask(0o022)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--date", required=True, type=int, metavar="SECONDS")
    parser.add_argument("--debian", action="store_true", help="lay it out as Debian does")
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    if not options.tool.exists():
        sys.exit(f"stage: no {options.tool}: run make first")
    fill(options.folder, options.tool.resolve(), options.date, options.debian)


def fill(folder: pathlib.Path, tool: pathlib.Path, date: int, debian: bool) -> None:
    """Puts everything in its place."""
    put(folder / "bin/ftpsgate", tool.read_bytes(), 0o755)
    for shell, place in COMPLETIONS.items():
        script = subprocess.run([tool, "--generate-completion-script", shell], check=True, capture_output=True).stdout
        put(folder / (DEBIAN_ZSH if debian and shell == "zsh" else place), script)
    pages = folder / "share/man/man1"
    manual.write(tool, date, pages)
    if debian:
        for page in sorted(pages.iterdir()):
            put(page.with_name(page.name + ".gz"), gzip.compress(page.read_bytes(), 9, mtime=0))
            page.unlink()
    documents = folder / "share/doc/ftpsgate"
    if debian:
        put(documents / "changelog.gz", gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0))
    else:
        for name in ("CHANGELOG.md", "LICENSE"):
            put(documents / name, (ROOT / name).read_bytes())


def put(path: pathlib.Path, content: bytes, mode: int = 0o644) -> None:
    """Writes a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


if __name__ == "__main__":
    main()
