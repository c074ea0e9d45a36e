#!/bin/sh
# Takes away the Azure network security group rules for the FTP sites of IIS, with the Azure CLI.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the input: c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20
#
# Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME
# Undo: run the script that ftpsgate writes without --remove.
#
# Sites:
#   - Default FTP Site

set -eu

if [ "$#" -ne 2 ] || [ -z "$1" ] || [ -z "$2" ]; then
  printf 'usage: sh %s RESOURCE_GROUP NSG_NAME\n' "$0" >&2
  exit 64
fi
resource_group=$1
nsg_name=$2

# 21: FTP control channel, explicit TLS
#   From: binding *:21: of site Default FTP Site
# 990: FTP control channel, implicit TLS
#   From: binding *:990: of site Default FTP Site
# 50000-50100: FTP passive data channel
#   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
az network nsg rule delete \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-in-tcp \
  --output none

# 20: FTP active data channel of control port 21
#   From: binding *:21: of site Default FTP Site
# 989: FTP active data channel of control port 990
#   From: binding *:990: of site Default FTP Site
az network nsg rule delete \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-out-tcp \
  --output none

printf '%s\n' 'the rules are removed; connections that are open stay open'
