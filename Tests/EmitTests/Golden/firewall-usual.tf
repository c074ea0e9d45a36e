# Azure network security group rules for the FTP sites of IIS, in Terraform.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
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
#   - Default FTP Site

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
#   From: binding *:21: of site Default FTP Site
# 990: FTP control channel, implicit TLS
#   From: binding *:990: of site Default FTP Site
# 50000-50100: FTP passive data channel
#   From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
resource "azurerm_network_security_rule" "ftpsgate_1_in_tcp" {
  name                        = "ftpsgate-1.in-tcp"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP control and passive data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_range           = "*"
  destination_address_prefix  = "*"
  destination_port_ranges     = ["21", "990", "50000-50100"]
  access                      = "Allow"
  priority                    = 300
  direction                   = "Inbound"
}

# 20: FTP active data channel of control port 21
#   From: binding *:21: of site Default FTP Site
# 989: FTP active data channel of control port 990
#   From: binding *:990: of site Default FTP Site
resource "azurerm_network_security_rule" "ftpsgate_1_out_tcp" {
  name                        = "ftpsgate-1.out-tcp"
  resource_group_name         = var.resource_group_name
  network_security_group_name = var.network_security_group_name
  description                 = "FTP active data channels (ftpsgate)"
  protocol                    = "Tcp"
  source_address_prefix       = "*"
  source_port_ranges          = ["20", "989"]
  destination_address_prefix  = "*"
  destination_port_range      = "*"
  access                      = "Allow"
  priority                    = 300
  direction                   = "Outbound"
}
