/// What an opening PowerShell script does, step by step: it looks, stops where it must, changes, and looks again.
enum PowerShellRun {
  /// Finds out where group policy and profiles leave local rules without effect.
  static let profiles = #"""
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
    """#

  /// Finds out what shall become of the rules that Windows ships.
  static let shipped = #"""
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
    """#

  /// Finds out which rules block what the plan opens.
  static let blocking = #"""
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
    """#

  /// Finds out what shall become of own rules.
  static let own = #"""
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
    """#

  /// Finds out whether FTP is inspected.
  static let inspection = #"""
    # Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way. It is one setting for
    # the whole machine, so it stays as it is unless the switch says otherwise.
    $inspection = [string](Get-NetFirewallSetting -PolicyStore ActiveStore -ErrorAction Stop).EnableStatefulFtp
    if ($inspection -ne 'False' -and -not $DisableStatefulFtp) {
        Write-Warning 'Stateful FTP inspection is on and can break sessions with TLS: -DisableStatefulFtp turns it off.'
    }
    """#

  /// Makes the changes; `inspection` is whether FTP inspection is among them.
  static func changes(inspection: Bool) -> String {
    let steps = [creation, narrowing, claim] + (inspection ? [inspectionOff] : []) + [staleRules, restart]
    return "try {\n" + indented(steps.joined(separator: "\n")) + "\n" + caught
  }

  /// What ends a block of changes.
  static let caught = #"""
    } catch {
        throw (Get-Failure $doing $_.Exception.Message $done)
    }
    """#

  private static let creation = #"""
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
    """#

  private static let narrowing = #"""
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
    """#

  private static let claim = #"""
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
    """#

  private static let inspectionOff = #"""
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
    """#

  private static let staleRules = #"""
    # Rules of an earlier script of this plan's name would keep old ports open.
    foreach ($rule in $stale) {
        $doing = $rule.Name
        if ($PSCmdlet.ShouldProcess($doing, 'Remove firewall rule')) {
            Remove-NetFirewallRule -Name $doing -ErrorAction Stop
            $removed += $doing
            Add-Done ('removed {0}' -f $doing)
        }
    }
    """#

  private static let restart = #"""
    $doing = 'ftpsvc'
    if (-not $RestartService) {
        Write-Verbose 'A new passive port range takes effect when the service restarts: Restart-Service ftpsvc, or this script with -RestartService.'
    } elseif (-not (Get-Service -Name 'ftpsvc' -ErrorAction SilentlyContinue)) {
        Write-Warning 'There is no service ftpsvc here: nothing to restart.'
    } elseif ($PSCmdlet.ShouldProcess('ftpsvc', 'Restart service')) {
        Restart-Service -Name 'ftpsvc' -Confirm:$false -ErrorAction Stop
        Add-Done 'restarted ftpsvc'
    }
    """#

  /// Looks again.
  static let confirmation = #"""
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
    """#

  /// The only output.
  static let summary = #"""
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
    """#
}
