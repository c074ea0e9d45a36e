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
# All that these commands need and no more; azure-cli itself asks for a hundred other clients.
packages=(
  applicationinsights==0.11.10 argcomplete==3.5.3 azure-cli==2.91.0 azure-cli-core==2.91.0 azure-cli-telemetry==1.1.0
  azure-common==1.1.28 azure-core==1.39.0 azure-mgmt-core==1.6.0 azure-mgmt-resource==24.0.0
  azure-mgmt-resource-deployments==1.0.0b1 azure-mgmt-resource-deploymentscripts==1.0.0b1
  azure-mgmt-resource-deploymentstacks==1.0.0 azure-mgmt-resource-templatespecs==1.0.0b1 certifi==2026.10.19.post1
  cffi==2.1.1 charset-normalizer==3.5.3 cryptography==50.0.2 distro==1.9.0 humanfriendly==10.0 idna==3.20
  isodate==0.7.2 jmespath==1.1.0 knack==0.14.0 microsoft-security-utilities-secret-masker==1.0.0b4 msal==1.39.0
  msal-extensions==1.3.1 msrest==0.7.1 oauthlib==4.0.1 packaging==26.4 pkginfo==2.0 portalocker==2.10.1 psutil==7.2.2
  py-deviceid==0.1.1 pycparser==3.12 Pygments==2.21.0 PyJWT==2.15.1 pyOpenSSL==26.4.0 PySocks==1.7.1 PyYAML==6.0.4
  requests==2.34.2 requests-oauthlib==2.0.0 semver==3.1.2 tabulate==0.10.0 typing_extensions==4.16.0 urllib3==2.8.0
)
"$folder/venv/bin/pip" -q install --disable-pip-version-check --no-deps "${packages[@]}"
export AZURE_CONFIG_DIR=$folder/config AZURE_CORE_COLLECT_TELEMETRY=no
"$folder/venv/bin/az" version --query '"azure-cli"' --output tsv | grep -qx 2.91.0

fail() {
  echo "behaves otherwise: $*" >&2
  exit 1
}

delete() {
  status=0
  "$folder/venv/bin/az" network nsg rule delete --resource-group group --nsg-name nsg --name "$1" \
    >"$folder/output" 2>"$folder/errors" || status=$?
}

delete web
echo "--name web: status $status, $(head -n 1 "$folder/errors")"
[ "$status" = 1 ] || fail 'another status for a name'
grep -q 'az login' "$folder/errors" || fail 'no word of a login for a name'

delete '??'
echo "--name ??: status $status, $(wc -l <"$folder/output") lines of help"
[ "$status" = 0 ] || fail 'another status for ??'
[ -s "$folder/output" ] || fail 'no help for ??'
if grep -q 'az login' "$folder/output" "$folder/errors"; then fail 'a word of a login for ??'; fi
