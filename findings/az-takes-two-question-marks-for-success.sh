#!/usr/bin/env bash
# Azure CLI 2.91.0: where the value of an option is `??`, commands of its generated kind (az network nsg rule among them) print
# help about that option, send nothing, and leave with 0. A script whose variable holds these two characters therefore reports that
# a rule was created or deleted which never was; without a login the same call with any other value leaves with 1.
# The shorthand is meant for people at a terminal; nothing on the way tells it from a value.
#
# Run on 2026-11-30 with Python 3.11.7. Seen: status 0 and help for `??`, status 1 and "az login" for a name; neither asks the cloud.
# Needs python3 with venv and PyPI (370 MB). Fails if it behaves otherwise.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# The list is the complete one of what these commands need, each pinned.
"$folder/venv/bin/pip" -q install --disable-pip-version-check --no-deps \
  -r "$(dirname "$0")/../verify/requirements-azure.txt"
export AZURE_CONFIG_DIR=$folder/config AZURE_CORE_COLLECT_TELEMETRY=no
"$folder/venv/bin/az" version --query '"azure-cli"' --output tsv | grep -qx 2.91.0

delete() {
  status=0
  "$folder/venv/bin/az" network nsg rule delete --resource-group group --nsg-name nsg --name "$1" \
    >"$folder/output" 2>"$folder/errors" || status=$?
}

delete web
echo "--name web: status $status, $(head -n 1 "$folder/errors")"
[ "$status" = 1 ] && grep -q 'az login' "$folder/errors"

delete '??'
echo "--name ??: status $status, $(wc -l <"$folder/output") lines of help"
[ "$status" = 0 ] && [ -s "$folder/output" ] && ! grep -q 'az login' "$folder/output" "$folder/errors"
