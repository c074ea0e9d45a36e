# Windows Firewall rules for the FTP sites of IIS, in PowerShell.
# Written by ftpsgate 0.0.0
# Input: applicationHost.config
# SHA-256 of the plan: 7c8c6f4e2ebcf861aff076729846f69580c89053535460c897bdac96b8e8e4c7
# Name of the plan: 1
# Clients: anyone; to let in fewer, write this again with --from
#
# Run it as administrator; with -WhatIf it only says what it would do. Running it twice changes nothing more.
# Undo: run it with -Remove, or the script that ftpsgate writes with --remove.
# A rule of this plan that somebody has changed stops it before it changes anything; -Replace makes it what the plan says.
# Rules that an earlier plan of this name, or another server, has left for other clients or addresses stop it too, as do rules
# that Windows ships and somebody has narrowed to less than the plan says: with -Replace the former go, and the latter stay.
# Rules that Windows ships are narrowed to the plan where they are as shipped, since a narrow rule beside a wide one
# restricts nothing; what they were is recorded in HKLM:\SOFTWARE\ftpsgate, from where -Remove restores it.
# With -DisableStatefulFtp it turns the firewall's FTP inspection off, which cannot read a control channel that TLS
# encrypts and only gets in the way: one setting for the whole machine, so it is left to you.
# IIS takes over a new passive port range when its service restarts: run it with -RestartService.
# Servers and --site scripts with plans of different names (--name) leave each other's rules alone.
#
# Sites:
#   - Default FTP Site

<#
.SYNOPSIS
Windows Firewall rules for the FTP sites of IIS, in PowerShell.

.DESCRIPTION
Looks first: where a rule of the plan says anything else, where one that is not in the plan is not for its clients and
addresses, where a rule that Windows ships blocks what the plan opens or was narrowed by somebody, or where no profile heeds
local rules, nothing is changed and one error names all that is in the way. Then it creates what is missing, narrows rules
that Windows ships to the plan where they are as shipped, removes rules of this plan that are not needed any more, and looks
again. It puts out one object that says what was done; -Verbose tells each step, and -WhatIf only says what would be done.

.PARAMETER Replace
Makes rules of this plan that somebody has changed what the plan says, removes those of its group that are not in the
plan, whatever they say, and opens what the plan says beside rules that Windows ships and somebody has narrowed; without
it they stop the script before it changes anything. With -Remove, removes rules that do not allow, too.

.PARAMETER DisableStatefulFtp
Turns stateful FTP inspection off, for the whole machine; -Remove makes it what it was. Windows Firewall cannot read a
control channel that TLS encrypts, so for FTP over TLS the inspection only gets in the way.

.PARAMETER RestartService
Restarts the service ftpsvc, so that IIS takes over a new passive port range.

.PARAMETER Remove
Removes the rules of this plan. Once no other plan has rules here, it also makes rules that Windows ships, and FTP
inspection, what they were, where they still are as scripts of this kind wrote them.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File FILE -WhatIf
Says what would be done, and changes nothing.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File FILE -RestartService
Opens what the plan says, and restarts the service.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File FILE -Remove
Takes everything back.
#>

#Requires -RunAsAdministrator
#Requires -Modules NetSecurity

[CmdletBinding(SupportsShouldProcess = $true)]
param(
    [switch]$Replace,
    [switch]$DisableStatefulFtp,
    [switch]$RestartService,
    [switch]$Remove
)

$ErrorActionPreference = 'Stop'

# While the firewall's service stands still, it would look as if there were no rules.
if ((Get-Service -Name 'MpsSvc' -ErrorAction Stop).Status -ne 'Running') {
    throw 'Nothing was changed: the service MpsSvc (Windows Firewall) does not run, so its rules cannot be read. Start it, and run this script again.'
}

# The group of all rules of this plan, and of no other one.
$group = 'ftpsgate-1'

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

# The rules that Windows ships with the FTP role, by their internal names, which no language pack translates: the ports that each
# opens as shipped, what this plan needs of it, and which rule of the plan it can stand in for.
$shippedRules = @(
    @{
        Name = 'IIS-WebServerRole-FTP-In-TCP-21'
        ShippedPort = @('21')
        LocalPort = @('21')
        RemoteAddress = @('Any')
        StandsFor = ''
    }
    @{
        Name = 'IIS-WebServerRole-FTP-In-TCP-990'
        ShippedPort = @('990')
        LocalPort = @('990')
        RemoteAddress = @('Any')
        StandsFor = ''
    }
    @{
        Name = 'IIS-WebServerRole-FTP-Passive-In-TCP'
        ShippedPort = @('1024-65535')
        LocalPort = @('50000-50100')
        RemoteAddress = @('Any')
        StandsFor = ''
    }
    @{
        Name = 'IIS-WebServerRole-FTP-Out-TCP-20'
        ShippedPort = @('20')
        LocalPort = @('20')
        RemoteAddress = @('Any')
        StandsFor = ''
    }
    @{
        Name = 'IIS-WebServerRole-FTP-Out-TCP-989'
        ShippedPort = @('989')
        LocalPort = @('989')
        RemoteAddress = @('Any')
        StandsFor = ''
    }
)

# FTP runs inside svchost.exe, so the rules are for the service and not just for the program.
$common = @{
    Action = 'Allow'
    Enabled = 'True'
    Profile = 'Any'
    Protocol = 'TCP'
    RemotePort = 'Any'
    Program = '%SystemRoot%\System32\svchost.exe'
    Service = 'ftpsvc'
    ErrorAction = 'Stop'
}

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

if ($Remove) {
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
    return
}

# In what a rule of this plan's group that the plan does not have is not as scripts of this kind write it for clients and addresses
# of the plan. What the plan opens in its place would be wider than somebody may have left it.
function Get-StaleDifference($Rule, $State) {
    $direction = 'Inbound'
    $side = 'in'
    if ($Rule.Name -like ('{0}.out-*' -f $group)) {
        $direction = 'Outbound'
        $side = 'out'
    }
    Get-Difference $State ($common + @{ Direction = $direction })
    $name = '{0}.{1}-tcp-{2}' -f $group, $side, ($State.LocalPort -join ',')
    $isNamed = $Rule.Name -like ('{0}-*' -f $name)
    if (Test-Same $State @{ LocalAddress = 'Any' }) { $isNamed = $Rule.Name -eq $name }
    if (-not $isNamed) {
        'LocalPort is {0} and LocalAddress {1}, which is not what its name says' -f ($State.LocalPort -join ','), ($State.LocalAddress -join ',')
    }
    $planned = @($openings | Where-Object { $_.Direction -eq $direction })
    if ($planned.Count -eq 0) { $planned = $openings }
    foreach ($property in @('LocalAddress', 'RemoteAddress')) {
        $known = @($planned | ForEach-Object { Get-Spelling $property $_[$property] })
        if ($known -notcontains (Get-Spelling $property $State[$property]) -and -not (Test-Same $State @{ $property = 'Any' })) {
            '{0} is {1}, which no rule of the plan has' -f $property, (@($State[$property]) -join ',')
        }
    }
}

# In what a rule lets through less than an opening, whatever its ports.
function Get-Narrowing($State, $Opening) {
    foreach ($property in @('Profile', 'RemotePort')) {
        if (-not (Test-Same $State @{ $property = 'Any' })) { '{0} is {1}' -f $property, (@($State[$property]) -join ',') }
    }
    foreach ($property in @('LocalAddress', 'RemoteAddress')) {
        $outside = @($Opening[$property] | Where-Object { -not (Test-AddressWithin $_ $State[$property]) })
        if ($outside.Count -gt 0) { '{0} is {1}' -f $property, (@($State[$property]) -join ',') }
    }
}

# What group policy and each profile make of local rules (Get-NetFirewallProfile, Microsoft Learn).
$enabledProfiles = @(Get-NetFirewallProfile -PolicyStore ActiveStore -ErrorAction Stop | Where-Object { $_.Enabled -eq 'True' })
$shut = @($enabledProfiles | Where-Object { $_.AllowInboundRules -eq 'False' -or $_.AllowLocalFirewallRules -eq 'False' } | ForEach-Object { $_.Name })
$heeding = @($enabledProfiles | Where-Object { $shut -notcontains $_.Name } | ForEach-Object { $_.Name })
if ($shut.Count -gt 0 -and $heeding.Count -eq 0) {
    $conflicts += 'Local rules that allow do nothing in any enabled profile ({0}), as AllowInboundRules or AllowLocalFirewallRules is False there: group policy has to open these ports.' -f ($shut -join ', ')
} elseif ($shut.Count -gt 0) {
    Write-Warning ('In the profile {0} local rules that allow do nothing, as AllowInboundRules or AllowLocalFirewallRules is False there.' -f ($shut -join ', '))
} elseif ($enabledProfiles.Count -eq 0) {
    Write-Warning 'Windows Firewall is off in every profile, so that it lets everything in whatever these rules say.'
}

# Whether all that a rule lets in is in the plan.
function Test-Planned($State) {
    foreach ($port in $State.LocalPort) {
        foreach ($local in $State.LocalAddress) {
            foreach ($remote in $State.RemoteAddress) {
                $isPlanned = $false
                foreach ($opening in $openings) {
                    if ($opening.Direction -eq $State.Direction -and (Test-PortWithin $port $opening.LocalPort) -and (Test-AddressWithin $local $opening.LocalAddress) -and (Test-AddressWithin $remote $opening.RemoteAddress)) {
                        $isPlanned = $true
                    }
                }
                if (-not $isPlanned) { return $false }
            }
        }
    }
    return $true
}

function Test-PortWithin($Port, $Ranges) {
    if ($Port -notmatch '^\d+(-\d+)?$') { return $false }
    $ends = ([string]$Port).Split('-')
    foreach ($range in $Ranges) {
        $bounds = $range.Split('-')
        if ([int]$ends[0] -ge [int]$bounds[0] -and [int]$ends[-1] -le [int]$bounds[-1]) { return $true }
    }
    return $false
}

function Test-AddressWithin($Address, $Networks) {
    foreach ($network in $Networks) {
        if ((Get-Prefix $Address).StartsWith((Get-Prefix $network))) { return $true }
    }
    return $false
}

# Beside a wide rule that Windows ships, a narrow one restricts nothing. So a shipped rule is narrowed to the plan where it is as
# Windows ships it, or as a script of this kind wrote it; one that somebody else has changed stays, and so do those of other plans.
$others = @(Get-OtherPlan)
$claimed = @($others | ForEach-Object { Get-Record $_ } | ForEach-Object { ([string]$_.StandIns).Split(',') })
$shippedChanges = @()
$leftShipped = @()
$standIns = @{}
if (-not (Get-Service -Name 'ftpsvc' -ErrorAction SilentlyContinue)) {
    Write-Warning 'There is no service ftpsvc here, which these rules are for: is the FTP Server role service installed?'
}
foreach ($shippedRule in $shippedRules) {
    $name = $shippedRule.Name
    $rule = Find-Rule $name
    if (-not $rule) {
        Write-Verbose ('There is no rule {0}.' -f $name)
        continue
    }
    $state = Get-RuleState $rule
    $isUsed = $shippedRule.LocalPort.Count -gt 0
    if ($state.Action -ne 'Allow') { continue }
    $record = Get-Record $name
    $isOfOthers = $claimed -contains $name -or ($record -and $others -contains $record.Plan)
    $isWritten = $record -and (Test-Written $state $record)
    $isAsShipped = Test-Same $state @{ Profile = 'Any'; LocalPort = $shippedRule.ShippedPort; RemotePort = 'Any'; LocalAddress = 'Any'; RemoteAddress = 'Any' }
    $isChangeable = $isUsed -and -not $isOfOthers -and ($isAsShipped -or $isWritten) -and ($shippedRule.StandsFor -or $state.Direction -eq 'Inbound')
    $wanted = @{ Enabled = 'True'; LocalPort = $shippedRule.LocalPort; RemoteAddress = $shippedRule.RemoteAddress }
    $isSame = Test-Same $state @{ Profile = 'Any'; LocalPort = $shippedRule.LocalPort; RemotePort = 'Any'; LocalAddress = 'Any'; RemoteAddress = $shippedRule.RemoteAddress }
    if ($shippedRule.StandsFor -and (($isSame -and -not ($isOfOthers -and $state.Enabled -ne 'True')) -or $isChangeable)) {
        $standIns[$shippedRule.StandsFor] = $name
        if ($state.Enabled -ne 'True') {
            Write-Warning ('The rule {0} is disabled, perhaps on purpose: it is needed, so this script enables it.' -f $name)
        }
    } elseif ($state.Enabled -ne 'True') {
        continue
    }
    if (($isChangeable -or $standIns.ContainsValue($name)) -and -not (Test-Same $state $wanted)) {
        $before = Get-Setting $state
        $shippedChanges += @{ Name = $name; Wanted = $wanted; State = $before; Record = $record }
        $state.LocalPort = $wanted.LocalPort
        $state.RemoteAddress = $wanted.RemoteAddress
    }
    if (-not $isWritten) { $leftShipped += @{ Name = $name; LocalPort = $shippedRule.LocalPort; State = $state } }
    if (-not $isOfOthers -and $state.Direction -eq 'Inbound' -and -not (Test-Planned $state)) {
        Write-Warning ('The rule {0}, which Windows ships, lets in more than this plan says (port {1} at {2} from {3}) and stays. If nothing else needs it: Disable-NetFirewallRule -Name {0}' -f $name, ($state.LocalPort -join ','), ($state.LocalAddress -join ','), ($state.RemoteAddress -join ','))
    }
}

# Whether a port or a range has a port in common with another one.
function Test-PortMeets($Port, $Range) {
    if ($Port -notmatch '^\d+(-\d+)?$') { return ($Port -eq 'Any') }
    $ends = ([string]$Port).Split('-')
    $bounds = $Range.Split('-')
    return ([int]$ends[0] -le [int]$bounds[-1] -and [int]$bounds[0] -le [int]$ends[-1])
}

function Test-Blocked($State, $Opening) {
    if ($State.Direction -ne $Opening.Direction -or @('Any', 'TCP') -notcontains $State.Protocol) { return $false }
    foreach ($property in @('Program', 'Service')) {
        $is = $State[$property]
        if ($is -ne 'Any' -and (Get-Spelling $property $is) -ne (Get-Spelling $property $common[$property])) { return $false }
    }
    foreach ($port in $State.LocalPort) {
        foreach ($range in $Opening.LocalPort) {
            if (Test-PortMeets $port $range) { return $true }
        }
    }
    return $false
}

# A rule that blocks wins over each that allows. One for some clients may be meant so; one for everybody leaves nothing open.
foreach ($rule in @(Get-NetFirewallRule -PolicyStore ActiveStore -Action Block -Enabled True -ErrorAction SilentlyContinue)) {
    $isOwn = $rule.Group -eq $group -and [string]$rule.PolicyStoreSourceType -eq 'Local'
    $state = Get-RuleState $rule
    $blocked = @($openings | Where-Object { Test-Blocked $state $_ } | ForEach-Object { $_.LocalPort })
    if ($isOwn -or $blocked.Count -eq 0) { continue }
    $said = 'The rule {0} ({1}) blocks ports of this plan ({2}) for {3}, and a rule that blocks wins' -f $rule.Name, $rule.DisplayName, ($blocked -join ','), ($state.RemoteAddress -join ',')
    if ((Get-Prefix $state.RemoteAddress[0]) -eq '') {
        $conflicts += '{0}: disable it, or take these ports out of it.' -f $said
    } else {
        Write-Warning ('{0}.' -f $said)
    }
}

$kept = @()
$missing = @()
$replaced = @()
foreach ($opening in $openings) {
    $name = $opening.Name
    $rule = Find-Rule $name
    $differences = @()
    if ($rule -and $rule.Group -eq $group) { $differences = @(Get-Difference (Get-RuleState $rule) ($opening + $common)) }
    if ($differences.Count -gt 0 -and -not $Replace) {
        $conflicts += 'The rule {0} is not as this plan has it: {1}. Make the plan say the same (--from), or run this with -Replace.' -f $name, ($differences -join '; ')
    }
    if ($standIns.ContainsKey($name)) { continue }
    $kept += $name
    if (Get-NetFirewallRule -Name $name -PolicyStore RSOP -ErrorAction SilentlyContinue) {
        $conflicts += 'Group policy has a rule {0}, which takes the place of a local one.' -f $name
    }
    if (-not $rule) {
        $missing += $name
    } elseif ($rule.Group -ne $group) {
        $conflicts += 'There is a rule {0} of another group: rename or remove it.' -f $name
    } elseif ($differences.Count -gt 0) {
        $replaced += $name
    } else {
        $unchanged += $name
    }
}

$stale = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue | Where-Object { $kept -notcontains $_.Name })
$planned = @($openings | ForEach-Object { $_.Name })
foreach ($rule in $stale) {
    # One that a shipped rule stands in for is in the plan, and was looked at with it.
    if ($Replace -or $planned -contains $rule.Name) { continue }
    $differences = @(Get-StaleDifference $rule (Get-RuleState $rule))
    if ($differences.Count -gt 0) {
        $conflicts += 'The rule {0} is not in the plan, and scripts of this kind do not write it so: {1}. Replacing it may open what somebody has closed. Make the plan say the same (--from), take another name (--name) if it is of another server''s script, remove it by hand, or run this with -Replace.' -f $rule.Name, ($differences -join '; ')
    }
}

# A shipped rule that somebody has narrowed restricts nothing any more beside a wider one that is new.
foreach ($shippedRule in $leftShipped) {
    $narrowed = @()
    $isNew = $false
    foreach ($opening in $openings) {
        if ($opening.Direction -ne $shippedRule.State.Direction -or $shippedRule.LocalPort -notcontains $opening.LocalPort[0]) { continue }
        $less = @(Get-Narrowing $shippedRule.State $opening)
        $narrowed += $less
        if ($less.Count -gt 0 -and $missing -contains $opening.Name) { $isNew = $true }
    }
    if ($narrowed.Count -eq 0) { continue }
    $narrowed = @($narrowed | Sort-Object -Unique)
    $said = 'The rule {0}, which Windows ships and somebody has changed, lets through less than this plan says ({1})' -f $shippedRule.Name, ($narrowed -join '; ')
    if ($isNew -and -not $Replace) {
        $conflicts += '{0}; a rule of the plan beside it would open the rest. Make the plan say the same (--from), make that rule what the plan says, or run this with -Replace, which leaves that rule and opens the rest.' -f $said
    } else {
        Write-Warning ('{0}; it restricts nothing beside the rules of this plan.' -f $said)
    }
}

# Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way. It is one setting for
# the whole machine, so it stays as it is unless the switch says otherwise.
$inspection = [string](Get-NetFirewallSetting -PolicyStore ActiveStore -ErrorAction Stop).EnableStatefulFtp
if ($inspection -ne 'False' -and -not $DisableStatefulFtp) {
    Write-Warning 'Stateful FTP inspection is on and can break sessions with TLS: -DisableStatefulFtp turns it off.'
}

if ($conflicts.Count -gt 0) {
    throw ('Nothing was changed. In the way: {0}' -f ($conflicts -join ' '))
}

try {
    foreach ($opening in $openings) {
        $doing = $opening.Name
        if ($missing -contains $doing) {
            if ($PSCmdlet.ShouldProcess($doing, 'Create firewall rule')) {
                New-NetFirewallRule @opening @common -DisplayName $opening.Name -Group $group | Out-Null
                $created += $doing
                Add-Done ('created {0}' -f $doing)
            }
        } elseif ($replaced -contains $doing) {
            if ($PSCmdlet.ShouldProcess($doing, 'Set firewall rule')) {
                Set-NetFirewallRule @opening @common
                $changed += $doing
                Add-Done ('set {0}' -f $doing)
            }
        }
    }
    foreach ($change in $shippedChanges) {
        $doing = $change.Name
        $wanted = $change.Wanted
        $said = 'ports {0} from {1}' -f ($wanted.LocalPort -join ','), ($wanted.RemoteAddress -join ',')
        $action = 'Set the shipped firewall rule to {0}' -f $said
        if ($PSCmdlet.ShouldProcess($doing, $action)) {
            # First the record, so that no change is without one; both what is there and what shall be count as written.
            $before = Get-SettingText $change.State
            $written = @((Get-SettingText $wanted))
            if ($change.Record) {
                $before = $change.Record.Before
                $written += Get-SettingText $change.State
            }
            Set-Record $doing @{ Before = $before; Written = $written; Plan = $group }
            Add-Done ('recorded what {0} was' -f $doing)
            Set-NetFirewallRule -Name $doing @wanted -ErrorAction Stop
            $shippedResults += '{0}: {1}' -f $doing, $said
            Add-Done ('set {0}' -f $doing)
        }
    }
    # Which shipped rules this plan works through, so that no other script takes them for its own.
    $doing = $registry
    $standing = @($standIns.Values | Sort-Object)
    $standing = $standing -join ','
    $recorded = Get-Record $group
    if (-not $standing) {
        if ($recorded -and $PSCmdlet.ShouldProcess($registry, 'Forget the shipped rules that stood in')) {
            Clear-Record $group
            Add-Done 'forgot which shipped rules stood in'
        }
    } elseif (-not $recorded -or $recorded.StandIns -ne $standing) {
        if ($PSCmdlet.ShouldProcess($registry, 'Record the shipped rules that stand in')) {
            Set-Record $group @{ StandIns = $standing }
            Add-Done 'recorded which shipped rules stand in'
        }
    }
    $doing = 'Stateful FTP inspection'
    if ($DisableStatefulFtp -and $inspection -ne 'False') {
        if ($PSCmdlet.ShouldProcess('Windows Firewall', 'Turn stateful FTP inspection off')) {
            if (-not (Get-Record 'StatefulFtp')) {
                Set-Record 'StatefulFtp' @{ Before = [string](Get-NetFirewallSetting -ErrorAction Stop).EnableStatefulFtp }
                Add-Done 'recorded what stateful FTP inspection was'
            }
            Set-NetFirewallSetting -EnableStatefulFtp False -ErrorAction Stop
            Add-Done 'turned stateful FTP inspection off'
        }
    }
    # Rules of an earlier script of this plan's name would keep old ports open.
    foreach ($rule in $stale) {
        $doing = $rule.Name
        if ($PSCmdlet.ShouldProcess($doing, 'Remove firewall rule')) {
            Remove-NetFirewallRule -Name $doing -ErrorAction Stop
            $removed += $doing
            Add-Done ('removed {0}' -f $doing)
        }
    }
    $doing = 'ftpsvc'
    if (-not $RestartService) {
        Write-Verbose 'A new passive port range takes effect when the service restarts: Restart-Service ftpsvc, or this script with -RestartService.'
    } elseif (-not (Get-Service -Name 'ftpsvc' -ErrorAction SilentlyContinue)) {
        Write-Warning 'There is no service ftpsvc here: nothing to restart.'
    } elseif ($PSCmdlet.ShouldProcess('ftpsvc', 'Restart service')) {
        Restart-Service -Name 'ftpsvc' -Confirm:$false -ErrorAction Stop
        Add-Done 'restarted ftpsvc'
    }
} catch {
    throw (Get-Failure $doing $_.Exception.Message $done)
}

# What stands there now, whatever the cmdlets said.
$wrong = @()
if (-not $WhatIfPreference) {
    foreach ($opening in $openings) {
        $name = $opening.Name
        if ($standIns.ContainsKey($name)) { $name = $standIns[$name] }
        $rule = Find-Rule $name
        if (-not $rule) {
            $wrong += '{0} is not there.' -f $name
            continue
        }
        $wanted = $opening + $common
        if ($standIns.ContainsKey($opening.Name)) {
            # Program and service are as Windows ships them.
            $wanted.Remove('Program')
            $wanted.Remove('Service')
        }
        foreach ($difference in @(Get-Difference (Get-RuleState $rule) $wanted)) { $wrong += '{0}: {1}.' -f $name, $difference }
    }
    foreach ($change in $shippedChanges) {
        foreach ($difference in @(Get-Difference (Get-RuleState (Find-Rule $change.Name)) $change.Wanted)) {
            $wrong += '{0}: {1}.' -f $change.Name, $difference
        }
    }
    foreach ($rule in @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue)) {
        if ($kept -notcontains $rule.Name) { $wrong += '{0} is still there.' -f $rule.Name }
    }
}
if ($wrong.Count -gt 0) {
    throw (Get-Failure 'Looking again' ($wrong -join ' ') $done)
}
foreach ($name in @($standIns.Keys | Sort-Object)) { $shippedResults += '{0} stands in for {1}' -f $standIns[$name], $name }

[pscustomobject]@{
    Plan = $group
    Created = $created
    Changed = $changed
    Unchanged = $unchanged
    Removed = $removed
    ShippedRules = $shippedResults
    StatefulFtp = [string](Get-NetFirewallSetting -PolicyStore ActiveStore -ErrorAction Stop).EnableStatefulFtp
    Profiles = $heeding
    Check = 'reg export HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy firewall.reg; ftpsgate lint applicationHost.config --environment firewall.reg'
}
