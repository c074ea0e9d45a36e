/// The beginning of a PowerShell script, and its functions: parts that depend on no name from the input.
enum PowerShellPart {
  /// A switch of a script: its name, and what its help says, line by line.
  typealias Switch = (name: String, help: [String])

  /// Help that `Get-Help` shows; it holds nothing from the input, as a comment of this kind could be ended by it.
  ///
  /// Source: about_Comment_Based_Help; the keywords of help begin a line with a dot.
  static func help(synopsis: String, description: [String], switches: [Switch], examples: [[String]]) -> String {
    var lines = ["<#", ".SYNOPSIS", synopsis, "", ".DESCRIPTION"] + description
    for one in switches { lines += ["", ".PARAMETER \(one.name)"] + one.help }
    for example in examples { lines += ["", ".EXAMPLE"] + example }
    return (lines + ["#>"]).joined(separator: "\n")
  }

  /// What the script needs and takes.
  static func parameters(_ switches: [Switch]) -> String {
    """
    #Requires -RunAsAdministrator
    #Requires -Modules NetSecurity

    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
    \(switches.map { "    [switch]$\($0.name)" }.joined(separator: ",\n"))
    )

    $ErrorActionPreference = 'Stop'

    # While the firewall's service stands still, it would look as if there were no rules.
    if ((Get-Service -Name 'MpsSvc' -ErrorAction Stop).Status -ne 'Running') {
        throw 'Nothing was changed: the service MpsSvc (Windows Firewall) does not run, so its rules cannot be read. Start it, and run this script again.'
    }
    """
  }

  /// What all own rules have in common.
  static let common = #"""
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
    """#

  /// What the script keeps in mind.
  static let memory = #"""
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
    """#

  /// How rules are read, and compared in one spelling.
  static let reading = #"""
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
    """#

  /// What scripts of this kind keep on record.
  static let record = #"""
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
    """#

  /// How the script keeps in mind what was done, and says it in a failure.
  static let telling = #"""
    function Add-Done($Text) {
        [void]$done.Add($Text)
        Write-Verbose $Text
    }

    function Get-Failure($Step, $Reason, $Before) {
        $until = 'Nothing was changed.'
        if (@($Before).Count -gt 0) { $until = 'Done until then: {0}.' -f (@($Before) -join '; ') }
        return ('{0} failed: {1} {2} Run this script again when the reason is gone, or with -WhatIf to see what is left.' -f $Step, $Reason, $until)
    }
    """#

  /// Throws what is in the way.
  static let stop = #"""
    if ($conflicts.Count -gt 0) {
        throw ('Nothing was changed. In the way: {0}' -f ($conflicts -join ' '))
    }
    """#
}
