# Azure network security group rules for the FTP sites of IIS, with Azure PowerShell.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 6e605b485406b6a0c7bc66cc5ba31cc7d2b6ce92b61e72edd40cb50d8a7338f9
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Call it with the security group's names: ./FILE -ResourceGroupName NAME -NetworkSecurityGroupName NAME
# Running it twice changes nothing more. A rule of this plan that somebody has changed stops it before it changes
# anything, and so does one that an earlier plan of this name, or another server, has left for other clients or addresses;
# -Replace gets over that. Other rules of this plan that are not needed any more are removed.
# Undo: run the script that ftpsgate writes with --remove for the same input.
# Azure PowerShell writes a security group as a whole, so that Azure takes all changes or none. What somebody else changes
# after the script's first look stops it; what changes in the moment between its last look and the write is lost, and so may
# be what an old version of Az.Network does not know of the group: have a current one.
# Servers that share a security group need plans of different names (--name).
# A network security group sees the private address of the server, never the public one.
# Where both the subnet and the network interface have a security group, both must have these rules.
# The firewall of Windows must let the same ports through.
#
# Sites:
#   - R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
#
# ASSUMPTION: the input sets no passive port range, so IIS takes ports from Windows' dynamic range. These rules
# open 49152-65535, its default. If it was moved (netsh int ipv4 show dynamicport tcp), they are wrong. Better
# set lowDataChannelPort and highDataChannelPort, and write this script again.

<#
.SYNOPSIS
Azure network security group rules for the FTP sites of IIS, with Azure PowerShell.

.DESCRIPTION
Looks first: where a rule of the plan's name has other clients, addresses or action, where one that is not in the plan is not
for clients and addresses of the plan, or where a rule of somebody else has a priority of the plan, nothing is changed and one
error names all that is in the way. Then it writes the security group once, without rules of this plan that are not needed any
more, and looks again. It puts out one object that says what was done, and the command that checks what comes of it; -WhatIf
only says what would be done.

.PARAMETER ResourceGroupName
The resource group of the security group.

.PARAMETER NetworkSecurityGroupName
The security group.

.PARAMETER SubscriptionId
The id of the subscription, which the login must have a context of (Get-AzContext -ListAvailable); without it, that of the
session. The session's own context stays what it is.

.PARAMETER Replace
Makes rules of this plan that somebody has changed what the plan says, and removes those of its name that are not in the
plan, whatever they say; without it they stop the script before it changes anything.

.EXAMPLE
./FILE -ResourceGroupName ftp -NetworkSecurityGroupName ftp-nsg -WhatIf
Says what would be done, and changes nothing.

.EXAMPLE
./FILE -ResourceGroupName ftp -NetworkSecurityGroupName ftp-nsg
Opens what the plan says.
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

# The rules of the plan, in the words of Add-AzNetworkSecurityRuleConfig.
$rules = @(
    # 21: FTP control channel, explicit TLS
    #   From: binding *:21: of site R&D's %PATH% \u{201c}site\u{201d}\u{a}\u{5ddd}\u{4fe3}
    # 49152-65535: FTP passive data channel
    #   From: no lowDataChannelPort and highDataChannelPort in system.ftpServer/firewallSupport
    @{
        Name = 'ftpsgate-1.in-tcp'
        Description = 'FTP control and passive data channels (ftpsgate)'
        Direction = 'Inbound'
        Priority = '300'
        Access = 'Allow'
        Protocol = 'Tcp'
        SourceAddressPrefix = @('*')
        SourcePortRange = @('*')
        DestinationAddressPrefix = @('*')
        DestinationPortRange = @('21', '49152-65535')
    }
)

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

# Why a rule of this plan's name that the plan does not have is not as this tool writes it for the plan's clients and addresses, or
# nothing. What the plan opens in its place would be wider than somebody may have left it.
function Get-StaleReason($Rule) {
    $direction = 'Inbound'
    if ($Rule.Name -like ('{0}out-*' -f $prefix)) { $direction = 'Outbound' }
    $alike = @($rules | Where-Object { $_.Direction -eq $direction } | ForEach-Object { Get-Ends $_ })
    if ($alike.Count -eq 0) { $alike = @($rules | ForEach-Object { Get-Ends $_ }) }
    $ends = Get-Ends $Rule
    $addresses = @('*') + @($alike | ForEach-Object { $_.Server.Addresses })
    $strange = @($ends.Server.Addresses | Where-Object { $addresses -notcontains $_ })
    $clients = @('*') + @($alike | ForEach-Object { Get-List $_.Clients.Addresses })
    if ($Rule.Name -like '*-probes') { $clients += 'AzureLoadBalancer' }
    $isOurs = $Rule.Direction -eq $direction -and $Rule.Access -eq 'Allow' -and $Rule.Protocol -eq 'Tcp' -and (Get-List $ends.Clients.Ports) -eq '*'
    if ($isOurs -and $strange.Count -eq 0 -and $clients -contains (Get-List $ends.Clients.Addresses)) { return }
    'not in the plan, and this tool does not write it so for this plan: {0}.' -f (Get-Clients $Rule)
    if ($strange.Count -gt 0) {
        'The plan has no rule for {0}: if it is another server''s, write this script again with another --name.' -f ($strange -join ', ')
    }
    'Replacing it may open what somebody has closed: make the plan say the same (--from), remove it by hand, or run this script with -Replace.'
}

$planned = @($rules | ForEach-Object { $_.Name })
foreach ($rule in $rules) {
    $name = $rule.Name
    $own = @($standing | Where-Object { $_.Name -eq $name })
    if ($own.Count -eq 0) {
        $created += $name
        $new += $rule
    } elseif ((Get-Words $own[0]) -eq (Get-Words $rule)) {
        $unchanged += $name
    } else {
        $changed += $name
        $new += $rule
        $there = Get-Clients $own[0]
        $wanted = Get-Clients $rule
        if ($there -ne $wanted -and -not $Replace) {
            $conflicts += '{0} was changed. There: {1}. Plan: {2}. Make the plan say the same (--from), or run this script with -Replace.' -f $name, $there, $wanted
        }
    }
}

# What else stands there: rules of an earlier plan of this name go, and those of others must not be in the way.
foreach ($one in $standing) {
    if ($planned -contains $one.Name) { continue }
    if ($one.Name -like ('{0}*' -f $prefix)) {
        $removed += $one.Name
        $reasons = @(Get-StaleReason $one)
        if ($reasons.Count -gt 0 -and -not $Replace) { $conflicts += '{0} is {1}' -f $one.Name, ($reasons -join ' ') }
        continue
    }
    $denies = $false
    foreach ($rule in $rules) {
        if ($one.Direction -ne $rule.Direction) { continue }
        if ($one.Priority -eq $rule.Priority) {
            $conflicts += 'The priority {0} ({1}) belongs to {2}: write this script again with another --priority.' -f $rule.Priority, $rule.Direction, $one.Name
        }
        if ($one.Access -eq 'Deny' -and $one.Priority -lt $rule.Priority) { $denies = $true }
    }
    if ($denies) {
        $notes += '{0} (priority {1}, {2}) denies before these rules and may win.' -f $one.Name, $one.Priority, $one.Direction
    }
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
        foreach ($rule in $new) {
            Add-AzNetworkSecurityRuleConfig -NetworkSecurityGroup $latest @rule -ErrorAction Stop | Out-Null
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
    Created = $created
    Changed = $changed
    Unchanged = $unchanged
    Removed = $removed
    Notes = $notes
    Check = '(Invoke-AzRestMethod -Method GET -Path ''{0}?api-version=2024-05-01'').Content | Set-Content nsg.json; ftpsgate lint applicationHost.config --environment nsg.json' -f $group.Id
}
