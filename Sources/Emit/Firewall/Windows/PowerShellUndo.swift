/// How a PowerShell script takes back what scripts of its plan did.
enum PowerShellUndo {
  /// Everything, from the look to the summary.
  static let all =
    [
      look, PowerShellPart.stop, "try {\n" + indented([rules, claim, restoring].joined(separator: "\n")),
      PowerShellRun.caught, confirmation, summary,
    ].joined(separator: "\n")

  private static let look = #"""
    $own = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue)
    foreach ($rule in $own) {
        if ($rule.Action -ne 'Allow' -and -not $Replace) {
            $conflicts += 'The rule {0} does not allow, so that somebody must have changed it: remove it, or run this with -Replace.' -f $rule.Name
        }
    }
    """#

  private static let rules = #"""
    foreach ($rule in $own) {
        $doing = $rule.Name
        if ($PSCmdlet.ShouldProcess($doing, 'Remove firewall rule')) {
            Remove-NetFirewallRule -Name $doing -ErrorAction Stop
            $removed += $doing
            Add-Done ('removed {0}' -f $doing)
        }
    }
    """#

  private static let claim = #"""
    $doing = $registry
    if (@(Get-RecordName) -contains $group) {
        if ($PSCmdlet.ShouldProcess($registry, 'Forget the shipped rules that stood in')) {
            Clear-Record $group
            Add-Done 'forgot which shipped rules stood in'
        }
    }
    """#

  private static let restoring = #"""
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
    """#

  private static let confirmation = #"""
    $left = @(Get-NetFirewallRule -Group $group -ErrorAction SilentlyContinue | ForEach-Object { $_.Name })
    if ($left.Count -gt 0 -and -not $WhatIfPreference) {
        throw (Get-Failure 'Looking again' ('Still there: {0}.' -f ($left -join ', ')) $done)
    }
    """#

  private static let summary = #"""
    [pscustomobject]@{
        Plan = $group
        Removed = $removed
        ShippedRules = $shippedResults
        StatefulFtp = [string](Get-NetFirewallSetting -PolicyStore ActiveStore -ErrorAction Stop).EnableStatefulFtp
    }
    """#
}
