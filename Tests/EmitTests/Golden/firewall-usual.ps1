# Windows Firewall rules for the FTP sites of IIS, in PowerShell.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.
# Undo: run it with -Remove.
# Rules of the group 'ftpsgate' that are not in this script are removed, so that old ports do not stay open.
# IIS takes over a new passive port range when its service restarts: run it with -RestartService.
#
# Sites:
#   - Default FTP Site

#Requires -RunAsAdministrator
#Requires -Modules NetSecurity

[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [switch]$Remove,
    [switch]$RestartService
)

$ErrorActionPreference = 'Stop'

# While the firewall's service stands still, it would look as if there were no rules.
if ((Get-Service -Name 'MpsSvc' -ErrorAction Stop).Status -ne 'Running') {
    throw 'The service MpsSvc (Windows Firewall) does not run, so its rules cannot be read: start it, and run this script again.'
}

if ($Remove) {
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
    return
}

# Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way.
if ($PSCmdlet.ShouldProcess('Windows Firewall', 'Turn stateful FTP inspection off')) {
    Set-NetFirewallSetting -EnableStatefulFtp False -ErrorAction Stop
}

# The rule that Windows ships for passive data opens 1024-65535 to ftpsvc. Without this step the passive port
# range restricts nothing: a narrow rule beside a wide one changes nothing.
$passive = Get-NetFirewallRule -Name 'IIS-WebServerRole-FTP-Passive-In-TCP' -ErrorAction SilentlyContinue
if (-not $passive) {
    Write-Warning 'Windows has no rule IIS-WebServerRole-FTP-Passive-In-TCP here (is the FTP Server role service installed?): nothing to narrow.'
} elseif ($passive.Action -ne 'Allow') {
    Write-Warning 'The rule IIS-WebServerRole-FTP-Passive-In-TCP was changed and does not allow: it is left as it is. While it blocks, it wins.'
} elseif ($PSCmdlet.ShouldProcess('IIS-WebServerRole-FTP-Passive-In-TCP', 'Narrow to ports 50000-50100')) {
    Set-NetFirewallRule -Name 'IIS-WebServerRole-FTP-Passive-In-TCP' -LocalPort @('50000-50100') -ErrorAction Stop
    Write-Output 'The shipped rule IIS-WebServerRole-FTP-Passive-In-TCP is narrowed to 50000-50100; at 1024-65535 the range would restrict nothing.'
}

$openings = @(
    # Why: FTP control channel, explicit TLS
    # From: binding *:21: of site Default FTP Site
    @{
        Name = 'ftpsgate-1.in-tcp-21'
        Description = 'FTP control channel, explicit TLS'
        Direction = 'Inbound'
        LocalPort = @('21')
        LocalAddress = @('Any')
        RemoteAddress = @('Any')
    }
    # Why: FTP control channel, implicit TLS
    # From: binding *:990: of site Default FTP Site
    @{
        Name = 'ftpsgate-1.in-tcp-990'
        Description = 'FTP control channel, implicit TLS'
        Direction = 'Inbound'
        LocalPort = @('990')
        LocalAddress = @('Any')
        RemoteAddress = @('Any')
    }
    # Why: FTP passive data channel
    # From: lowDataChannelPort and highDataChannelPort of system.ftpServer/firewallSupport
    @{
        Name = 'ftpsgate-1.in-tcp-50000-50100'
        Description = 'FTP passive data channel'
        Direction = 'Inbound'
        LocalPort = @('50000-50100')
        LocalAddress = @('Any')
        RemoteAddress = @('Any')
    }
    # Why: FTP active data channel of control port 21
    # From: binding *:21: of site Default FTP Site
    @{
        Name = 'ftpsgate-1.out-tcp-20'
        Description = 'FTP active data channel of control port 21'
        Direction = 'Outbound'
        LocalPort = @('20')
        LocalAddress = @('Any')
        RemoteAddress = @('Any')
    }
    # Why: FTP active data channel of control port 990
    # From: binding *:990: of site Default FTP Site
    @{
        Name = 'ftpsgate-1.out-tcp-989'
        Description = 'FTP active data channel of control port 990'
        Direction = 'Outbound'
        LocalPort = @('989')
        LocalAddress = @('Any')
        RemoteAddress = @('Any')
    }
)

# FTP runs inside svchost.exe, so the rules are for the service and not just for the program.
$common = @{
    Action = 'Allow'
    Enabled = 'True'
    Profile = 'Any'
    Protocol = 'TCP'
    Program = '%SystemRoot%\System32\svchost.exe'
    Service = 'ftpsvc'
    ErrorAction = 'Stop'
}

$kept = @()
foreach ($opening in $openings) {
    $kept += $opening.Name
    $rule = Get-NetFirewallRule -Name $opening.Name -ErrorAction SilentlyContinue
    if ($rule) {
        if ($rule.Enabled -ne 'True') {
            Write-Warning ('The rule {0} was disabled, perhaps on purpose: it is needed, so this script enables it.' -f $opening.Name)
        }
        if ($PSCmdlet.ShouldProcess($opening.Name, 'Set firewall rule')) {
            Set-NetFirewallRule @opening @common
        }
    } elseif ($PSCmdlet.ShouldProcess($opening.Name, 'Create firewall rule')) {
        New-NetFirewallRule @opening @common -DisplayName $opening.Name -Group 'ftpsgate' | Out-Null
    }
}

# Rules of an earlier script would keep old ports open.
foreach ($rule in @(Get-NetFirewallRule -Group 'ftpsgate' -ErrorAction SilentlyContinue)) {
    if ($kept -notcontains $rule.Name -and $PSCmdlet.ShouldProcess($rule.Name, 'Remove firewall rule')) {
        Remove-NetFirewallRule -Name $rule.Name -ErrorAction Stop
    }
}

if (-not $RestartService) {
    Write-Output 'A new passive port range takes effect when the service restarts: Restart-Service ftpsvc, or this script with -RestartService.'
} elseif (-not (Get-Service -Name 'ftpsvc' -ErrorAction SilentlyContinue)) {
    Write-Warning 'There is no service ftpsvc here (is the FTP Server role service installed?): nothing to restart.'
} elseif ($PSCmdlet.ShouldProcess('ftpsvc', 'Restart service')) {
    Restart-Service -Name 'ftpsvc' -Confirm:$false -ErrorAction Stop
}
