/// How a PowerShell script sees what somebody has narrowed and a run would widen, in rules that it does not set.
enum PowerShellNarrowed {
  /// Compares rules that the plan does not have with it.
  static let functions = #"""
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
    """#

  /// Finds rules of this plan's group that the plan does not have, and those that somebody has changed among them.
  static let stale = #"""
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
    """#

  /// Names the shipped rules that somebody has narrowed, where a new rule beside them would make that idle.
  static let shipped = #"""
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
    """#
}
