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

<#
.SYNOPSIS
Takes away the Windows Firewall rules for the FTP sites of IIS, in PowerShell.

.DESCRIPTION
Removes the rules of one plan. Once no other plan has rules here, it also makes rules that Windows ships, and FTP inspection,
what they were, where they still are as scripts of this kind wrote them. It puts out one object that says what was done.

.PARAMETER Replace
Removes rules of this plan that do not allow any more, too; without it they stop the script.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File FILE -WhatIf
Says what would be done, and changes nothing.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File FILE
Takes everything back.
#>

#Requires -RunAsAdministrator
#Requires -Modules NetSecurity

[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [switch]$Replace
)

$ErrorActionPreference = 'Stop'

# While the firewall's service stands still, it would look as if there were no rules.
if ((Get-Service -Name 'MpsSvc' -ErrorAction Stop).Status -ne 'Running') {
    throw 'Nothing was changed: the service MpsSvc (Windows Firewall) does not run, so its rules cannot be read. Start it, and run this script again.'
}

# The group of all rules of this plan, and of no other one.
$group = 'ftpsgate-1'

$registry = 'HKLM:\SOFTWARE\ftpsgate'
$compared = @('Enabled', 'Action', 'Direction', 'Profile', 'Protocol', 'LocalPort', 'RemotePort', 'LocalAddress', 'RemoteAddress', 'Program', 'Service')
$prefixes = @{}
$conflicts = @()
$done = New-Object -TypeName 'System.Collections.ArrayList'
$created = @()
$changed = @()
$unchanged = @()
$removed = @()
$shippedResults = @()
$doing = 'Looking'

function Get-AddressBits($Address) {
    return (-join ($Address.GetAddressBytes() | ForEach-Object { [Convert]::ToString([int]$_, 2).PadLeft(8, '0') }))
}

# The bits that all addresses of a network begin with: one spelling for each, as Windows gives networks back with their masks, and
# a network begins with the bits of those that it lies in. Any has none; ranges and words such as LocalSubnet stay as they are.
function Get-Prefix($Address) {
    $text = ([string]$Address).Trim().ToLowerInvariant()
    if ($text -eq 'any') { return '' }
    if (-not $prefixes.ContainsKey($text)) {
        $parts = $text.Split('/')
        $prefixes[$text] = $text
        $parsed = $parts[0] -as [Net.IPAddress]
        if ($null -ne $parsed) {
            $bits = Get-AddressBits $parsed
            $length = $bits.Length
            if ($parts.Count -gt 1) {
                if ($parts[1] -match '^\d+$') {
                    $length = [int]$parts[1]
                } else {
                    $mask = Get-AddressBits ([Net.IPAddress]$parts[1])
                    $length = $mask.TrimEnd('0').Length
                }
            }
            $prefixes[$text] = '{0}:{1}' -f $bits.Length, $bits.Substring(0, $length)
        }
    }
    return $prefixes[$text]
}

# What a property of a rule says, so that neither order nor spelling counts.
function Get-Spelling($Property, $Values) {
    if ($Property -like '*Address') {
        return ((@($Values) | ForEach-Object { Get-Prefix $_ } | Sort-Object -Unique) -join ' ')
    }
    if ($Property -eq 'Program') { return ([string]$Values -replace '^%(SystemRoot|windir)%', $env:SystemRoot) }
    return ((@($Values) | ForEach-Object { [string]$_ } | Sort-Object -Unique) -join ' ')
}

function Find-Rule($Name) {
    return (Get-NetFirewallRule -Name $Name -ErrorAction SilentlyContinue)
}

# What a rule says; its ports, addresses, program and service stand in filters of their own.
function Get-RuleState($Rule) {
    $ports = Get-NetFirewallPortFilter -AssociatedNetFirewallRule $Rule -ErrorAction Stop
    $addresses = Get-NetFirewallAddressFilter -AssociatedNetFirewallRule $Rule -ErrorAction Stop
    $application = Get-NetFirewallApplicationFilter -AssociatedNetFirewallRule $Rule -ErrorAction Stop
    $runner = Get-NetFirewallServiceFilter -AssociatedNetFirewallRule $Rule -ErrorAction Stop
    return @{
        Enabled = [string]$Rule.Enabled
        Action = [string]$Rule.Action
        Direction = [string]$Rule.Direction
        Profile = [string]$Rule.Profile
        Protocol = [string]$ports.Protocol
        LocalPort = @($ports.LocalPort)
        RemotePort = @($ports.RemotePort)
        LocalAddress = @($addresses.LocalAddress)
        RemoteAddress = @($addresses.RemoteAddress)
        Program = [string]$application.Program
        Service = [string]$runner.Service
    }
}

# In what a rule is not as it is wanted: a text for each property that is wanted and different.
function Get-Difference($State, $Wanted) {
    foreach ($property in $compared) {
        if ($Wanted.ContainsKey($property)) {
            $is = $State[$property]
            $shall = $Wanted[$property]
            if ((Get-Spelling $property $is) -ne (Get-Spelling $property $shall)) {
                '{0} is {1} and not {2}' -f $property, (@($is) -join ','), (@($shall) -join ',')
            }
        }
    }
}

function Test-Same($State, $Wanted) {
    return (@(Get-Difference $State $Wanted).Count -eq 0)
}

function Add-Done($Text) {
    [void]$done.Add($Text)
    Write-Verbose $Text
}

function Get-Failure($Step, $Reason, $Before) {
    $until = 'Nothing was changed.'
    if (@($Before).Count -gt 0) { $until = 'Done until then: {0}.' -f (@($Before) -join '; ') }
    return ('{0} failed: {1} {2} Run this script again when the reason is gone, or with -WhatIf to see what is left.' -f $Step, $Reason, $until)
}

# What is on record under HKLM, where only administrators can write: under the name of each rule that Windows ships, and under
# StatefulFtp, what was there before and what scripts of this kind wrote; under the name of a group, which shipped rules stand in
# for rules of it.
function Get-RecordName {
    if (Test-Path -LiteralPath $registry) { (Get-Item -LiteralPath $registry -ErrorAction Stop).GetValueNames() }
}

function Get-Record($Name) {
    if (@(Get-RecordName) -contains $Name) {
        $key = Get-Item -LiteralPath $registry -ErrorAction Stop
        $text = $key.GetValue($Name)
        return (ConvertFrom-Json -InputObject $text)
    }
}

function Set-Record($Name, $Value) {
    if (-not (Test-Path -LiteralPath $registry)) {
        New-Item -Path $registry -Confirm:$false -ErrorAction Stop | Out-Null
        Add-Done ('made {0}' -f $registry)
    }
    $text = ConvertTo-Json -InputObject $Value -Depth 5 -Compress
    Set-ItemProperty -LiteralPath $registry -Name $Name -Value $text -Confirm:$false -ErrorAction Stop
}

function Clear-Record($Name) {
    Remove-ItemProperty -LiteralPath $registry -Name $Name -Confirm:$false -ErrorAction Stop
}

# What scripts of this kind change of a shipped rule; lists are text on record.
function Get-Setting($Source) {
    return @{
        Enabled = [string]$Source.Enabled
        LocalPort = (@($Source.LocalPort) -join ',').Split(',')
        RemoteAddress = (@($Source.RemoteAddress) -join ',').Split(',')
    }
}

function Get-SettingText($Setting) {
    return @{
        Enabled = [string]$Setting.Enabled
        LocalPort = (@($Setting.LocalPort) -join ',')
        RemoteAddress = (@($Setting.RemoteAddress) -join ',')
    }
}

# Whether a shipped rule is as a script of this kind wrote it.
function Test-Written($State, $Record) {
    foreach ($written in @($Record.Written)) {
        $setting = Get-Setting $written
        $setting.Action = 'Allow'
        $setting.Profile = 'Any'
        $setting.RemotePort = 'Any'
        $setting.LocalAddress = 'Any'
        if (Test-Same $State $setting) { return $true }
    }
    return $false
}

# The groups of other plans that have rules here, or that shipped rules stand in for.
function Get-OtherPlan {
    $groups = @(Get-NetFirewallRule -PolicyStore PersistentStore -ErrorAction Stop | ForEach-Object { $_.Group })
    $groups += @(Get-RecordName)
    return @($groups | Where-Object { $_ -like 'ftpsgate-*' -and $_ -ne $group } | Sort-Object -Unique)
}

$own = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue)
foreach ($rule in $own) {
    if ($rule.Action -ne 'Allow' -and -not $Replace) {
        $conflicts += 'The rule {0} does not allow, so that somebody must have changed it: remove it, or run this with -Replace.' -f $rule.Name
    }
}
if ($conflicts.Count -gt 0) {
    throw ('Nothing was changed. In the way: {0}' -f ($conflicts -join ' '))
}
try {
    foreach ($rule in $own) {
        $doing = $rule.Name
        if ($PSCmdlet.ShouldProcess($doing, 'Remove firewall rule')) {
            Remove-NetFirewallRule -Name $doing -ErrorAction Stop
            $removed += $doing
            Add-Done ('removed {0}' -f $doing)
        }
    }
    $doing = $registry
    if (@(Get-RecordName) -contains $group) {
        if ($PSCmdlet.ShouldProcess($registry, 'Forget the shipped rules that stood in')) {
            Clear-Record $group
            Add-Done 'forgot which shipped rules stood in'
        }
    }
    # What Windows ships is for all plans, so the last one that goes restores it, and only where it still is as it was written.
    $others = @(Get-OtherPlan)
    if ($others.Count -gt 0) { Write-Verbose ('Shipped rules and FTP inspection stay as they are for {0}.' -f ($others -join ', ')) }
    foreach ($name in @(Get-RecordName | Where-Object { $others.Count -eq 0 -and $_ -notlike 'ftpsgate-*' })) {
        $doing = $name
        $record = Get-Record $name
        if ($name -eq 'StatefulFtp') {
            $doing = 'Stateful FTP inspection'
            $action = 'Make stateful FTP inspection {0} again' -f $record.Before
            if ($PSCmdlet.ShouldProcess('Windows Firewall', $action)) {
                if ((Get-NetFirewallSetting -ErrorAction Stop).EnableStatefulFtp -eq 'False') {
                    Set-NetFirewallSetting -EnableStatefulFtp $record.Before -ErrorAction Stop
                    Add-Done ('made stateful FTP inspection {0}' -f $record.Before)
                }
                Clear-Record $name
                Add-Done 'forgot what stateful FTP inspection was'
            }
            continue
        }
        $before = Get-Setting $record.Before
        $rule = Find-Rule $name
        $isChanged = $false
        if ($rule) {
            $state = Get-RuleState $rule
            $isChanged = -not (Test-Same $state $before)
            if ($isChanged -and -not (Test-Written $state $record)) {
                Write-Warning ('The rule {0} is not as a script of this kind wrote it: it stays as it is.' -f $name)
                $isChanged = $false
            }
        }
        $said = 'ports {0} from {1}' -f ($before.LocalPort -join ','), ($before.RemoteAddress -join ',')
        $action = 'Forget the record'
        if ($isChanged) { $action = 'Restore the shipped firewall rule to {0}' -f $said }
        if ($PSCmdlet.ShouldProcess($name, $action)) {
            if ($isChanged) {
                Set-NetFirewallRule -Name $name -Enabled $before.Enabled -LocalPort $before.LocalPort -RemoteAddress $before.RemoteAddress -ErrorAction Stop
                $shippedResults += '{0}: {1}' -f $name, $said
                Add-Done ('restored {0}' -f $name)
            }
            Clear-Record $name
            Add-Done ('forgot what {0} was' -f $name)
        }
    }
    if ((Test-Path -LiteralPath $registry) -and @(Get-RecordName).Count -eq 0) {
        $doing = $registry
        if ($PSCmdlet.ShouldProcess($registry, 'Remove the registry key, which is empty')) {
            Remove-Item -LiteralPath $registry -Confirm:$false -ErrorAction Stop
            Add-Done ('removed {0}' -f $registry)
        }
    }
} catch {
    throw (Get-Failure $doing $_.Exception.Message $done)
}
$left = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue | ForEach-Object { $_.Name })
if ($left.Count -gt 0 -and -not $WhatIfPreference) {
    throw (Get-Failure 'Looking again' ('Still there: {0}.' -f ($left -join ', ')) $done)
}
[pscustomobject]@{
    Plan = $group
    Removed = $removed
    ShippedRules = $shippedResults
    StatefulFtp = [string](Get-NetFirewallSetting -PolicyStore ActiveStore -ErrorAction Stop).EnableStatefulFtp
}
