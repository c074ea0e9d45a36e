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
#   - Default FTP Site
#   - Partners
# Left out, since they do not start by themselves or were not asked for:
#   - Old

set -eu

if [ "$#" -ne 2 ] || [ -z "$1" ] || [ -z "$2" ]; then
  printf 'usage: sh %s RESOURCE_GROUP NSG_NAME\n' "$0" >&2
  exit 64
fi
resource_group=$1
nsg_name=$2

# 21: FTP control channel, explicit TLS
#   From: binding *:21: of site Default FTP Site
# 50000-50100: FTP passive data channel
#   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
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
  --destination-port-ranges 21 50000-50100 \
  --description 'FTP control and passive data channels (ftpsgate)' \
  --output none

# 990: FTP control channel, implicit TLS
#   From: binding 10.0.0.4:990: of site Default FTP Site
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-in-tcp-10.0.0.4 \
  --priority 310 \
  --direction Inbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes '*' \
  --source-port-ranges '*' \
  --destination-address-prefixes 10.0.0.4 \
  --destination-port-ranges 990 \
  --description 'FTP control and passive data channels (ftpsgate)' \
  --output none

# 2121: FTP control channel, explicit TLS
#   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-in-tcp-10.0.0.5 \
  --priority 320 \
  --direction Inbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes '*' \
  --source-port-ranges '*' \
  --destination-address-prefixes 10.0.0.5 \
  --destination-port-ranges 2121 \
  --description 'FTP control and passive data channels (ftpsgate)' \
  --output none

# 990: FTP control channel, implicit TLS
#   From: binding [2001:db8::5]:990: of site Partners
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-in-tcp-2001-db8-0-0-0-0-0-5 \
  --priority 330 \
  --direction Inbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes '*' \
  --source-port-ranges '*' \
  --destination-address-prefixes 2001:db8::5 \
  --destination-port-ranges 990 \
  --description 'FTP control and passive data channels (ftpsgate)' \
  --output none

# 20: FTP active data channel of control port 21
#   From: binding *:21: of site Default FTP Site
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-out-tcp \
  --priority 300 \
  --direction Outbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes '*' \
  --source-port-ranges 20 \
  --destination-address-prefixes '*' \
  --destination-port-ranges '*' \
  --description 'FTP active data channels (ftpsgate)' \
  --output none

# 989: FTP active data channel of control port 990
#   From: binding 10.0.0.4:990: of site Default FTP Site
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-out-tcp-10.0.0.4 \
  --priority 310 \
  --direction Outbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes 10.0.0.4 \
  --source-port-ranges 989 \
  --destination-address-prefixes '*' \
  --destination-port-ranges '*' \
  --description 'FTP active data channels (ftpsgate)' \
  --output none

# 2120: FTP active data channel of control port 2121
#   From: binding 10.0.0.5:2121:ftp.example.com of site Partners
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-out-tcp-10.0.0.5 \
  --priority 320 \
  --direction Outbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes 10.0.0.5 \
  --source-port-ranges 2120 \
  --destination-address-prefixes '*' \
  --destination-port-ranges '*' \
  --description 'FTP active data channels (ftpsgate)' \
  --output none

# 989: FTP active data channel of control port 990
#   From: binding [2001:db8::5]:990: of site Partners
az network nsg rule create \
  --resource-group "$resource_group" \
  --nsg-name "$nsg_name" \
  --name ftpsgate-out-tcp-2001-db8-0-0-0-0-0-5 \
  --priority 330 \
  --direction Outbound \
  --access Allow \
  --protocol Tcp \
  --source-address-prefixes 2001:db8::5 \
  --source-port-ranges 989 \
  --destination-address-prefixes '*' \
  --destination-port-ranges '*' \
  --description 'FTP active data channels (ftpsgate)' \
  --output none

printf '%s\n' 'the rules are set; the firewall of Windows must let the same ports through'
