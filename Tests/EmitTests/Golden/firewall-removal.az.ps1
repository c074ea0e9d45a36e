# Takes away the Azure network security group rules for the FTP sites of IIS, with Azure PowerShell.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Call it with the security group's names: ./FILE -ResourceGroupName NAME -NetworkSecurityGroupName NAME
# It takes away every rule whose name begins as those of this plan do, and no other one.
# A rule that somebody has made deny stops it before it changes anything; with -Replace it goes too.
# Undo: run the script that ftpsgate writes without --remove.
#
# Sites:
#   - Default FTP Site

<#
.SYNOPSIS
Takes away the Azure network security group rules for the FTP sites of IIS, with Azure PowerShell.

.DESCRIPTION
Removes every rule whose name begins as those of this plan do, and no other one, in one write, and looks again. Where one denies
it stops before that, since what it denies may be open without it. It puts out one object that says what was done; -WhatIf only
says what would be done.

.PARAMETER ResourceGroupName
The resource group of the security group.

.PARAMETER NetworkSecurityGroupName
The security group.

.PARAMETER SubscriptionId
The id of the subscription, which the login must have a context of (Get-AzContext -ListAvailable); without it, that of the
session. The session's own context stays what it is.

.PARAMETER Replace
Removes rules of this plan that deny, too; without it they stop the script before it changes anything.

.EXAMPLE
./FILE -ResourceGroupName ftp -NetworkSecurityGroupName ftp-nsg
Takes the rules away.
#>

[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [Parameter(Mandatory = $true)]
    [string]$ResourceGroupName,

    [Parameter(Mandatory = $true)]
    [string]$NetworkSecurityGroupName,

    [string]$SubscriptionId,

    [switch]$Replace
)

$ErrorActionPreference = 'Stop'

# What the names of all rules of this plan begin with, and of no other one.
$prefix = 'ftpsgate-1.'

# In a session without these modules the first call would fail with words that do not say where they come from.
$cmdlets = @('Get-AzContext', 'Get-AzNetworkSecurityGroup', 'Set-AzNetworkSecurityGroup', 'Add-AzNetworkSecurityRuleConfig', 'Remove-AzNetworkSecurityRuleConfig')
$missing = @($cmdlets | Where-Object { -not (Get-Command -Name $_ -ErrorAction SilentlyContinue) })
if ($missing.Count -gt 0) {
    throw ('Nothing was changed: there is no {0} here. Install Azure PowerShell (Install-Module Az.Accounts, Az.Network), and run this script again.' -f ($missing -join ', '))
}

# Each call names this context, so that all are about one subscription, and the session's own context stays what it is.
try {
    $contexts = @(Get-AzContext -ErrorAction Stop)
    if ($SubscriptionId) { $contexts += @(Get-AzContext -ListAvailable -ErrorAction Stop) }
} catch {
    throw ('Nothing was changed: Azure PowerShell does not tell its contexts: {0}' -f $_.Exception.Message)
}
$contexts = @($contexts | Where-Object { $_.Subscription.Id })
if ($contexts.Count -eq 0) {
    throw 'Nothing was changed: Azure PowerShell has no subscription here. Run Connect-AzAccount, and then this script again.'
}
if ($SubscriptionId) {
    $contexts = @($contexts | Where-Object { $_.Subscription.Id -eq $SubscriptionId })
    if ($contexts.Count -eq 0) {
        throw ('Nothing was changed: Azure PowerShell has no context of the subscription {0}. Get-AzContext -ListAvailable shows those that it has; Connect-AzAccount -Subscription {0} makes one.' -f $SubscriptionId)
    }
}
$context = $contexts[0]
$subscription = [string]$context.Subscription.Id

# The security group as it stands now. A name with a wildcard would list groups, and finding none would be no error.
function Get-Group {
    $found = @(Get-AzNetworkSecurityGroup -ResourceGroupName $ResourceGroupName -Name $NetworkSecurityGroupName -DefaultProfile $context -ErrorAction Stop)
    if ($found.Count -ne 1 -or $found[0].Name -ne $NetworkSecurityGroupName) { throw 'There is no security group of exactly this name.' }
    if ($found[0].Id -notlike ('/subscriptions/{0}/*' -f $subscription)) { throw ('Azure PowerShell read another one, {0}.' -f $found[0].Id) }
    return $found[0]
}

# A side of a rule: addresses and tags, or application security groups in their place.
function Get-Side($Prefixes, $Groups) {
    $words = @($Prefixes)
    $words += @($Groups | ForEach-Object { $_.Id })
    return @($words | Where-Object { $_ })
}

# The rules of a security group, in the words of the plan.
function Get-Standing($Group) {
    foreach ($rule in @($Group.SecurityRules | Where-Object { $_ })) {
        @{
            Name = $rule.Name
            Description = [string]$rule.Description
            Access = $rule.Access
            Direction = $rule.Direction
            Priority = $rule.Priority
            Protocol = $rule.Protocol
            SourceAddressPrefix = @(Get-Side $rule.SourceAddressPrefix $rule.SourceApplicationSecurityGroups)
            SourcePortRange = @($rule.SourcePortRange)
            DestinationAddressPrefix = @(Get-Side $rule.DestinationAddressPrefix $rule.DestinationApplicationSecurityGroups)
            DestinationPortRange = @($rule.DestinationPortRange)
        }
    }
}

# What a rule says of the server and of those on the other side.
function Get-Ends($Rule) {
    $source = @{ Addresses = @($Rule.SourceAddressPrefix); Ports = @($Rule.SourcePortRange) }
    $destination = @{ Addresses = @($Rule.DestinationAddressPrefix); Ports = @($Rule.DestinationPortRange) }
    if ($Rule.Direction -eq 'Outbound') { return @{ Server = $source; Clients = $destination } }
    return @{ Server = $destination; Clients = $source }
}

# Some words in one spelling: neither order nor case counts.
function Get-List($Words) {
    return (@($Words | Sort-Object) -join ' ')
}

# Who a rule is for, and what it does; the server's ports and the rule's place are the plan's own matter.
function Get-Clients($Rule) {
    $said = '{0} {1} {2} from {3} to {4}' -f $Rule.Direction, $Rule.Access, $Rule.Protocol, (Get-List $Rule.SourceAddressPrefix), (Get-List $Rule.DestinationAddressPrefix)
    return ('{0}, ports of the other side {1}' -f $said, (Get-List (Get-Ends $Rule).Clients.Ports))
}

# All that a rule says.
function Get-Words($Rule) {
    return ('{0}, from ports {1} to ports {2}, priority {3}, {4}' -f (Get-Clients $Rule), (Get-List $Rule.SourcePortRange), (Get-List $Rule.DestinationPortRange), $Rule.Priority, $Rule.Description)
}

# What each of some rules says, by its name.
function Get-AllWords($Rules) {
    $words = @{}
    foreach ($rule in $Rules) { $words[$rule.Name] = Get-Words $rule }
    return $words
}

# The names of the rules in which two lists differ.
function Get-Difference($Before, $After) {
    $old = Get-AllWords $Before
    $now = Get-AllWords $After
    $names = @(@($Before) + @($After) | Where-Object { $_ } | ForEach-Object { $_.Name } | Sort-Object -Unique)
    return @($names | Where-Object { [string]$old[$_] -ne [string]$now[$_] })
}

# Why a change failed, and what stands there now: the answer may be lost of a change that was made.
function Get-Failure($Reason) {
    $state = 'What stands there now cannot be read.'
    try {
        $now = @(Get-Standing (Get-Group))
        $different = @(Get-Difference $standing $now)
        $state = 'Nothing was changed.'
        if ($different.Count -gt 0) { $state = 'Rules are not what they were: {0}.' -f ($different -join ', ') }
    } catch {
        Write-Verbose $_.Exception.Message
    }
    return ('The change failed. {0} Run this script again when the reason is gone: {1}' -f $state, $Reason)
}

try {
    $group = Get-Group
} catch {
    throw ('Nothing was changed: the security group {0} in the resource group {1} of the subscription {2} cannot be read: {3}' -f $NetworkSecurityGroupName, $ResourceGroupName, $subscription, $_.Exception.Message)
}
$standing = @(Get-Standing $group)
$created = @()
$changed = @()
$unchanged = @()
$removed = @()
$new = @()
$conflicts = @()
$notes = @()

foreach ($one in $standing) {
    if ($one.Name -notlike ('{0}*' -f $prefix)) { continue }
    $removed += $one.Name
    if ($one.Access -ne 'Allow' -and -not $Replace) {
        $conflicts += '{0} does not allow, so that somebody must have changed it: {1}. Without it what it denies may be open: remove it by hand, or run this script with -Replace.' -f $one.Name, (Get-Clients $one)
    }
}
if ($removed.Count -eq 0) {
    Write-Warning ('There is no rule whose name begins with {0}: nothing to remove.' -f $prefix)
}

foreach ($note in $notes) { Write-Warning $note }
if ($conflicts.Count -gt 0) {
    throw ('Nothing was changed. In the way: {0}' -f ($conflicts -join ' '))
}

# Azure PowerShell changes a copy and writes the whole group at once: all of these changes are made, or none.
$gone = @($changed + $removed)
$isWritten = $false
$steps = @()
if ($new.Count -gt 0) { $steps += 'write {0}' -f (@($created + $changed) -join ', ') }
if ($removed.Count -gt 0) { $steps += 'remove {0}' -f ($removed -join ', ') }
if ($steps.Count -gt 0 -and $PSCmdlet.ShouldProcess($group.Id, ($steps -join '; '))) {
    # It sends no version along, so that what somebody else has changed since the first look would be undone.
    try {
        $latest = Get-Group
    } catch {
        throw ('Nothing was changed: the security group cannot be read again: {0}' -f $_.Exception.Message)
    }
    $now = @(Get-Standing $latest)
    $different = @(Get-Difference $standing $now)
    if ($different.Count -gt 0 -or $latest.Etag -ne $group.Etag) {
        $what = 'the security group'
        if ($different.Count -gt 0) { $what = 'rules of the security group, {0},' -f ($different -join ', ') }
        throw ('Nothing was changed: somebody else changed {0} while this script looked at it. Run it again.' -f $what)
    }
    try {
        foreach ($name in $gone) {
            Remove-AzNetworkSecurityRuleConfig -Name $name -NetworkSecurityGroup $latest -ErrorAction Stop | Out-Null
        }
        Set-AzNetworkSecurityGroup -NetworkSecurityGroup $latest -DefaultProfile $context -ErrorAction Stop | Out-Null
    } catch {
        throw (Get-Failure $_.Exception.Message)
    }
    $isWritten = $true
    foreach ($step in $steps) { Write-Verbose ('done: {0}' -f $step) }
} else {
    $created = @()
    $changed = @()
    $removed = @()
}

# What stands there now, whatever Azure said.
if ($isWritten) {
    try {
        $after = @(Get-Standing (Get-Group))
    } catch {
        throw ('The security group was written, and cannot be read again: {0} Run this script again to see what stands there.' -f $_.Exception.Message)
    }
    $wrong = @()
    $wanted = @($standing | Where-Object { $gone -notcontains $_.Name }) + $new
    $said = Get-AllWords $wanted
    $found = Get-AllWords $after
    foreach ($name in @(Get-Difference $wanted $after)) {
        $difference = '{0} (there: "{1}"; expected: "{2}")' -f $name, [string]$found[$name], [string]$said[$name]
        if ($name -like ('{0}*' -f $prefix)) {
            $wrong += $difference
        } else {
            Write-Warning ('Somebody else changed a rule at the same time: {0}.' -f $difference)
        }
    }
    if ($wrong.Count -gt 0) {
        throw ('Azure PowerShell reported success, but rules are not as planned: {0}.' -f ($wrong -join ', '))
    }
}

[pscustomobject]@{
    Plan = $prefix.TrimEnd('.')
    SecurityGroup = $group.Id
    Removed = $removed
}
