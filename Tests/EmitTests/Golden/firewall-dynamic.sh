#!/bin/sh
# Azure network security group rules for the FTP sites of IIS, with the Azure CLI.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the input: c96c6d5be8d08a12e7b5cdc1b207fa6b2430974c86803d8891675e76fd992c20
#
# Call it with the security group's names: sh FILE RESOURCE_GROUP NSG_NAME
# Running it twice changes nothing more: az replaces a rule of the same name.
# Undo: run the script that ftpsgate writes with --remove for the same input.
# If addresses of bindings changed, first run the script that --remove wrote for the old configuration:
# two rules of one direction cannot have one priority. Where az says so of somebody else's rule, change the number here.
# A network security group sees the private address of the server, never the public one.
# Where both the subnet and the network interface have a security group, both must have these rules.
# The rules let in any client; to let in fewer, give their addresses to --source-address-prefixes of the inbound rules.
#
# Sites:
#   - R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
#
# ASSUMPTION: the input sets no passive port range, so IIS takes ports from Windows' dynamic range. These rules
# open 49152-65535, its default. If it was moved (netsh int ipv4 show dynamicport tcp), they are wrong. Better
# set lowDataChannelPort and highDataChannelPort, and write this script again.

set -eu

if [ "$#" -ne 2 ] || [ -z "$1" ] || [ -z "$2" ]; then
  printf 'usage: sh %s RESOURCE_GROUP NSG_NAME\n' "$0" >&2
  exit 64
fi
resource_group=$1
nsg_name=$2

# 21: FTP control channel, explicit TLS
#   From: binding *:21: of site R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
# 49152-65535: FTP passive data channel
#   From: no lowDataChannelPort and highDataChannelPort in system.ftpServer/firewallSupport
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-in-tcp \
  --priority 300 \
  --direction Inbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes '*' \
  --source-port-ranges '*' \
  --destination-address-prefixes '*' \
  --destination-port-ranges 21 49152-65535 \
  --description 'FTP control and passive data channels (ftpsgate)' \
  --output none

printf '%s\n' 'the rules are set; the firewall of Windows must let the same ports through'
