# Takes away the Windows Firewall rules for the FTP sites of IIS, in PowerShell.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.
# Undo: run the script that ftpsgate writes without --remove.
#
# Sites:
#   - Default FTP Site

#Requires -RunAsAdministrator
#Requires -Modules NetSecurity

[CmdletBinding(SupportsShouldProcess = $true)]
param()

$ErrorActionPreference = 'Stop'

# While the firewall's service stands still, it would look as if there were no rules.
if ((Get-Service -Name 'MpsSvc' -ErrorAction Stop).Status -ne 'Running') {
    throw 'The service MpsSvc (Windows Firewall) does not run, so its rules cannot be read: start it, and run this script again.'
}

foreach ($rule in @(Get-NetFirewallRule -Group 'ftpsgate' -ErrorAction SilentlyContinue)) {
    if ($PSCmdlet.ShouldProcess($rule.Name, 'Remove firewall rule')) {
        Remove-NetFirewallRule -Name $rule.Name -ErrorAction Stop
    }
}
$passive = Get-NetFirewallRule -Name 'IIS-WebServerRole-FTP-Passive-In-TCP' -ErrorAction SilentlyContinue
if ($passive -and $PSCmdlet.ShouldProcess('IIS-WebServerRole-FTP-Passive-In-TCP', 'Restore ports 1024-65535')) {
    Set-NetFirewallRule -Name 'IIS-WebServerRole-FTP-Passive-In-TCP' -LocalPort @('1024-65535') -ErrorAction Stop
    Write-Output 'The shipped rule IIS-WebServerRole-FTP-Passive-In-TCP is for 1024-65535 again, as Windows ships it.'
}
Write-Output 'Stateful FTP inspection stays off; Set-NetFirewallSetting -EnableStatefulFtp True turns it on again.'
