<#
.SYNOPSIS
Not shipped: a script that uses what firewall scripts may use, so that the interpreter is held to all of it.

.PARAMETER Remove
Takes the rules away again.

.EXAMPLE
PS> .\breadth.ps1 -WhatIf
#>

#Requires -Version 5.1
#Requires -RunAsAdministrator
#Requires -Modules NetSecurity

[CmdletBinding(SupportsShouldProcess = $true, DefaultParameterSetName = 'Apply')]
param(
    [Parameter(ParameterSetName = 'Remove')]
    [switch]$Remove,
    [Parameter(ParameterSetName = 'Apply')]
    [switch]$RestartService,
    [Parameter(ParameterSetName = 'Apply')]
    [ValidateNotNullOrEmpty()]
    [string[]]$From = @('Any'),
    [ValidatePattern('^[a-z0-9-]+$')]
    [string]$Key = 'main'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$group = "ftpsgate-$Key"
$changed = New-Object System.Collections.ArrayList
$warnings = [System.Collections.Generic.List[string]]::new()

function ConvertTo-Canonical {
    [CmdletBinding()]
    [OutputType([string])]
    param(
        [Parameter(Mandatory = $true)]
        [AllowEmptyString()]
        [string]$Address
    )
    $trimmed = $Address.Trim()
    if ($trimmed -notmatch '^([^/]+)/([^/]+)$') {
        return $trimmed.ToLowerInvariant()
    }
    $network = $Matches[1]
    $mask = $Matches[2]
    if ($mask -match '^\d+$') {
        $length = [int]$mask
    } else {
        $bits = -join ($mask.Split('.') | ForEach-Object { [convert]::ToString([int]$_, 2).PadLeft(8, '0') })
        $length = $bits.TrimEnd('0').Length
    }
    return ('{0}/{1}' -f $network, $length).ToLowerInvariant()
}

function Test-SameSet([string[]]$Left, [string[]]$Right) {
    $a = @($Left | ForEach-Object { ConvertTo-Canonical -Address $_ } | Sort-Object -Unique)
    $b = @($Right | ForEach-Object { ConvertTo-Canonical $_ } | Sort-Object -Unique)
    return ($a -join '|') -eq ($b -join '|')
}

function Get-OwnRule {
    param([string]$Name)
    return Get-NetFirewallRule -Name $Name -PolicyStore PersistentStore -ErrorAction SilentlyContinue
}

$service = Get-Service -Name 'MpsSvc' -ErrorAction SilentlyContinue
if ($null -eq $service -or $service.Status -ne 'Running') {
    throw 'The firewall does not run.'
}

$policy = @(Get-NetFirewallProfile -PolicyStore ActiveStore | Where-Object { $_.Enabled -eq 'True' -and $_.AllowLocalFirewallRules -eq 'False' })
if ($policy.Count -gt 0) {
    $text = 'Group policy ignores local rules in: {0}.' -f (($policy | ForEach-Object { $_.Name }) -join ', ')
    $warnings.Add($text)
    Write-Warning $text
}

$record = Join-Path -Path $env:ProgramData -ChildPath "ftpsgate\$group.json"
if ($Remove) {
    $mine = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue)
    foreach ($rule in $mine) {
        if ($PSCmdlet.ShouldProcess($rule.Name, 'Remove')) {
            $rule | Remove-NetFirewallRule -ErrorAction Stop
            $null = $changed.Add($rule.Name)
        }
    }
    if (Test-Path -LiteralPath $record) {
        $before = Get-Content -LiteralPath $record -Raw | ConvertFrom-Json
        $shipped = Get-OwnRule -Name $before.Name
        if ($shipped -and $PSCmdlet.ShouldProcess($before.Name, 'Restore')) {
            Set-NetFirewallRule -Name $before.Name -LocalPort @($before.LocalPort) -RemoteAddress @($before.RemoteAddress) -ErrorAction Stop
            Remove-Item -LiteralPath $record -ErrorAction Stop
        }
    }
    return [pscustomobject]@{ Group = $group; Removed = $changed.ToArray(); Warnings = $warnings.ToArray() }
}

$passive = Get-OwnRule 'IIS-WebServerRole-FTP-Passive-In-TCP'
if ($passive) {
    $ports = $passive | Get-NetFirewallPortFilter -ErrorAction Stop
    $who = $passive | Get-NetFirewallAddressFilter -ErrorAction Stop
    if (-not (Test-SameSet @($ports.LocalPort) @('50000-50100'))) {
        if ($PSCmdlet.ShouldProcess($passive.Name, 'Narrow')) {
            if (-not (Test-Path $record)) {
                $folder = Split-Path -Path $record -Parent
                if (-not (Test-Path $folder)) {
                    New-Item -ItemType Directory -Path $folder -Force | Out-Null
                }
                [ordered]@{
                    Name = $passive.Name
                    LocalPort = @($ports.LocalPort)
                    RemoteAddress = @($who.RemoteAddress)
                } | ConvertTo-Json | Set-Content -LiteralPath $record -Encoding UTF8
            }
            Set-NetFirewallRule -Name $passive.Name -LocalPort '50000-50100' -ErrorAction Stop
            [void]$changed.Add($passive.Name)
        }
    }
}

$openings = @(
    [pscustomobject]@{ Name = "${group}.in-tcp-21"; Direction = 'Inbound'; Ports = @('21') }
    [pscustomobject]@{ Name = "${group}.in-tcp-50000-50100"; Direction = 'Inbound'; Ports = @('50000-50100') }
)

foreach ($opening in $openings) {
    $wanted = @{
        Description = "key=$Key; from=$($From -join ',')"
        Direction = $opening.Direction
        Protocol = 'TCP'
        LocalPort = $opening.Ports
        RemoteAddress = $From
        ErrorAction = 'Stop'
    }
    $rule = Get-OwnRule -Name $opening.Name
    if (-not $rule) {
        if ($PSCmdlet.ShouldProcess($opening.Name, 'Create')) {
            $rule = New-NetFirewallRule @wanted -Name $opening.Name -DisplayName $opening.Name -Group $group -Service 'ftpsvc'
            [void]$changed.Add($opening.Name)
        }
        continue
    }
    if ($rule.Group -ne $group) {
        throw "The rule $($opening.Name) is not of this group."
    }
    if ($rule.Action -eq 'Block' -or $rule.Enabled -eq 'False') {
        $warnings.Add("The rule $($rule.Name) was changed by hand ($($rule.Action), $($rule.Enabled)): it stays so.")
        continue
    }
    $filter = Get-NetFirewallAddressFilter -AssociatedNetFirewallRule $rule
    if (-not (Test-SameSet -Left $filter.RemoteAddress -Right $From)) {
        $narrowed = $filter.RemoteAddress -notcontains 'Any'
        $warnings.Add(('{0} is {1} to {2}' -f $rule.Name, $(if ($narrowed) { 'narrowed' } else { 'open' }), ($filter.RemoteAddress -join ', ')))
        $wanted.Remove('RemoteAddress')
    }
    try {
        if ($PSCmdlet.ShouldProcess($rule.Name, 'Set')) {
            Set-NetFirewallRule -Name $rule.Name @wanted
        }
    } catch [Microsoft.PowerShell.Cmdletization.Cim.CimJobException] {
        Write-Error -Message ('{0}: {1}' -f $rule.Name, $_.Exception.Message) -ErrorAction Continue
        exit 2
    } finally {
        Write-Verbose "done with $($rule.Name)"
    }
}

$old = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue |
    Where-Object { $openings.Name -notcontains $_.Name } |
    Sort-Object -Property Name)
foreach ($rule in $old) {
    if ($PSCmdlet.ShouldProcess($rule.Name, 'Remove')) {
        Remove-NetFirewallRule -Name $rule.Name -ErrorAction Stop
        [void]$changed.Add($rule.Name)
    }
}

switch ($old.Count) {
    0 { Write-Verbose 'nothing old' }
    default { Write-Verbose ('{0} old rules' -f $old.Count) }
}

[pscustomobject]@{
    Group = $group
    Changed = $changed.ToArray()
    Kept = @($openings | Where-Object { $changed -notcontains $_.Name } | Select-Object -ExpandProperty Name)
    Warnings = $warnings.ToArray()
    StatefulFtp = (Get-NetFirewallSetting -PolicyStore ActiveStore).EnableStatefulFtp.ToString()
}
