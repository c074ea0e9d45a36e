# Rules of an Azure load balancer for the FTP sites of IIS, in Terraform.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Look first: terraform plan, then terraform apply. The load balancer, its front end and its pool must be there already;
# its other rules stay as they are.
# The pool must hold the server alone.
# Undo: terraform destroy, or remove this file and apply.
# Keep it in a folder of its own: as a module, or beside a file with the line: provider "azurerm" { features {} }
# Front end and back end have the same port, as PASV replies name it; there is no floating IP, and one machine behind.
# A load balancer keeps nobody out: the rules of the security group behind it do (--target arm or terraform).
# The external address of the FTP sites must be the public address of the front end (externalIp4Address).
# The probe asks one control port for all: where it gets no answer, no port is handed on.
# Active data does not leave through these rules: clients behind it use passive mode.
# Front Door and the HTTP listeners of Application Gateway carry no FTP.
#
# Sites:
#   - Default FTP Site

terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.55"
    }
  }
}

variable "load_balancer_id" {
  description = "The id of a Standard load balancer that is there already."
  type        = string
}

variable "frontend_name" {
  description = "The name of its front end with the public address of the FTP sites."
  type        = string
}

variable "backend_pool_id" {
  description = "The id of its back-end pool that holds the server and no other machine."
  type        = string
}

locals {
  ports = concat([21, 990], range(50000, 50101))
}

resource "azurerm_lb_probe" "ftpsgate_1" {
  name            = "ftpsgate-1.probe"
  loadbalancer_id = var.load_balancer_id

  protocol            = "Tcp"
  port                = 21
  interval_in_seconds = 15
  number_of_probes    = 2
}

resource "azurerm_lb_rule" "ftpsgate_1" {
  for_each = toset([for port in local.ports : tostring(port)])

  name                           = "ftpsgate-1.tcp-${each.value}"
  loadbalancer_id                = var.load_balancer_id
  frontend_ip_configuration_name = var.frontend_name
  backend_address_pool_ids       = [var.backend_pool_id]
  probe_id                       = azurerm_lb_probe.ftpsgate_1.id
  protocol                       = "Tcp"
  frontend_port                  = tonumber(each.value)
  backend_port                   = tonumber(each.value)
  floating_ip_enabled            = false
  tcp_reset_enabled              = true
  idle_timeout_in_minutes        = 30
}
