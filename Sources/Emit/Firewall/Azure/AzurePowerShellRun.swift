/// What an azure-powershell script does, step by step: it looks, stops where it must, writes once, and looks again.
enum AzurePowerShellRun {
  /// What opens.
  static let opening = [comparing, planned, others, stop, change(adds: true), confirmation, summary]

  /// What takes away again.
  static let removal = [own, stop, change(adds: false), confirmation, removalSummary]

  /// Compares rules that the plan does not have with it.
  private static let comparing = #"""
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
    """#

  /// Finds out what shall become of each rule of the plan.
  private static let planned = #"""
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
    """#

  /// Finds out what shall become of all other rules.
  private static let others = #"""
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
    """#

  /// Throws what is in the way.
  private static let stop = #"""
    foreach ($note in $notes) { Write-Warning $note }
    if ($conflicts.Count -gt 0) {
        throw ('Nothing was changed. In the way: {0}' -f ($conflicts -join ' '))
    }
    """#

  /// Writes the group, unless somebody else has changed it meanwhile.
  ///
  /// `SetAzureNetworkSecurityGroupCommand.cs` sends the whole group without `If-Match`, and Azure heeds no ETag of a security group
  /// (Azure/azure-rest-api-specs#6789): so what the script compares is all that there is. A rule is removed and added, since
  /// `SetAzureNetworkSecurityRuleConfigCommand.cs` leaves application security groups in it.
  private static func change(adds: Bool) -> String {
    ([lastLook] + (adds ? [addition] : []) + [writing]).joined(separator: "\n")
  }

  private static let lastLook = #"""
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
    """#

  private static let addition = #"""
            foreach ($rule in $new) {
                Add-AzNetworkSecurityRuleConfig -NetworkSecurityGroup $latest @rule -ErrorAction Stop | Out-Null
            }
    """#

  private static let writing = #"""
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
    """#

  /// Looks again: all rules must be those that were there, without what went and with what came.
  private static let confirmation = #"""
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
    """#

  /// The only output.
  private static let summary = #"""
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
    """#

  /// Finds the rules of the plan, whatever they say.
  private static let own = #"""
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
    """#

  /// The only output of a removal.
  private static let removalSummary = #"""
    [pscustomobject]@{
        Plan = $prefix.TrimEnd('.')
        SecurityGroup = $group.Id
        Removed = $removed
    }
    """#
}
