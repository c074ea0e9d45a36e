# Azure network security group rules for the FTP sites of IIS, in Terraform.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 6e605b485406b6a0c7bc66cc5ba31cc7d2b6ce92b61e72edd40cb50d8a7338f9
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Look first: terraform plan -var resource_group_name=GROUP -var network_security_group_name=NAME
# Then the same with apply in place of plan. The group must be there already; its other rules stay as they are, but
# where azurerm_network_security_group has rules of its own in it, Terraform removes all others at its next apply.
# Keep it in a folder of its own: as a module, or beside a file with the line: provider "azurerm" { features {} }
# Undo: terraform destroy, or remove this file and apply.
# Servers that share a security group need plans of different names (--name).
# A network security group sees the private address of the server, never the public one.
# Where both the subnet and the network interface have a security group, both must have these rules.
# To check what comes of it: az network nsg list --output json > environment/nsg.json, then
# ftpsgate lint applicationHost.config --environment environment
#
# Sites:
#   - R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
#
# ASSUMPTION: the input sets no passive port range, so IIS takes ports from Windows' dynamic range. These rules
# open 49152-65535, its default. If it was moved (netsh int ipv4 show dynamicport tcp), they are wrong. Better
# set lowDataChannelPort and highDataChannelPort, and write this script again.

terraform {
  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
    }
  }
}

variable "resource_group_name" {
  description = "The resource group of the network security group."
  type        = string
}

variable "network_security_group_name" {
  description = "The network security group that the rules come into; it must be there already."
  type        = string
}

# 21: FTP control channel, explicit TLS
#   From: binding *:21: of site R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
# 49152-65535: FTP passive data channel
#   From: no lowDataChannelPort and highDataChannelPort in system.ftpServer/firewallSupport
resource "azurerm_network_security_rule" "ftpsgate_1_in_tcp" {
  name                        = "ftpsgate-1.in-tcp"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP control and passive data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  destination_port_ranges     = ["21", "49152-65535"]
  access                      = "Allow"
  priority                    = 300
  direction                   = "Inbound"
}
