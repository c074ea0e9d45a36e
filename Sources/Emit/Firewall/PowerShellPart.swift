/// The parts of a PowerShell script that depend on no name from the input.
enum PowerShellPart {
  private static let passiveRule = PowerShellText.quoted(PredefinedRule.passiveData.rawValue)

  /// What the script needs and takes.
  static func parameters(_ switches: [String]) -> String {
    let list =
      switches.isEmpty ? "param()" : "param(\n" + switches.map { "    [switch]$\($0)" }.joined(separator: ",\n") + "\n)"
    return """
      #Requires -RunAsAdministrator
      #Requires -Modules NetSecurity

      [CmdletBinding(SupportsShouldProcess = $true)]
      \(list)

      $ErrorActionPreference = 'Stop'

      # While the firewall's service stands still, it would look as if there were no rules.
      if ((Get-Service -Name 'MpsSvc' -ErrorAction Stop).Status -ne 'Running') {
          throw 'The service MpsSvc (Windows Firewall) does not run, so its rules cannot be read: start it, and run this script again.'
      }
      """
  }

  /// Turns stateful FTP inspection off.
  static let statefulFtpOff = """
    # Windows Firewall cannot read a control channel that TLS encrypts; its FTP inspection only gets in the way.
    if ($PSCmdlet.ShouldProcess('Windows Firewall', 'Turn stateful FTP inspection off')) {
        Set-NetFirewallSetting -EnableStatefulFtp False -ErrorAction Stop
    }
    """

  /// Narrows the shipped passive rule.
  static func narrowing(to ports: String) -> String {
    """
    # The rule that Windows ships for passive data opens \(PredefinedRule.passivePorts) to ftpsvc. Without this step the passive port
    # range restricts nothing: a narrow rule beside a wide one changes nothing.
    $passive = Get-NetFirewallRule -Name \(passiveRule) -ErrorAction SilentlyContinue
    if (-not $passive) {
        Write-Warning 'Windows has no rule \(PredefinedRule.passiveData.rawValue) here (is the FTP Server role service installed?): nothing to narrow.'
    } elseif ($passive.Action -ne 'Allow') {
        Write-Warning 'The rule \(PredefinedRule.passiveData.rawValue) was changed and does not allow: it is left as it is. While it blocks, it wins.'
    } elseif ($PSCmdlet.ShouldProcess(\(passiveRule), 'Narrow to ports \(ports)')) {
        Set-NetFirewallRule -Name \(passiveRule) -LocalPort @(\(PowerShellText.quoted(ports))) -ErrorAction Stop
        Write-Output 'The shipped rule \(PredefinedRule.passiveData.rawValue) is narrowed to \(ports); at \(PredefinedRule.passivePorts) the range would restrict nothing.'
    }
    """
  }

  /// What all own rules have in common.
  static let common = """
    # FTP runs inside svchost.exe, so the rules are for the service and not just for the program.
    $common = @{
        Action = 'Allow'
        Enabled = 'True'
        Profile = 'Any'
        Protocol = 'TCP'
        Program = '%SystemRoot%\\System32\\svchost.exe'
        Service = 'ftpsvc'
        ErrorAction = 'Stop'
    }
    """

  /// Makes own rules, or sets those that are there.
  static let ownRules = """
    $kept = @()
    foreach ($opening in $openings) {
    \(setOrCreate)
    }
    """

  /// Works through shipped rules, and makes own ones for the rest.
  static let shippedOrOwnRules = """
    $kept = @()
    foreach ($opening in $openings) {
        if ($shipped.ContainsKey($opening.Name)) {
            $shippedName = $shipped[$opening.Name]
            $rule = Get-NetFirewallRule -Name $shippedName -ErrorAction SilentlyContinue
            if (-not $rule) {
                Write-Warning ('Windows has no rule {0} here (is the FTP Server role service installed?): {1} takes its place.' -f $shippedName, $opening.Name)
            } elseif ($rule.Action -ne 'Allow') {
                Write-Warning ('The rule {0} was changed and does not allow: it is left as it is, and {1} takes its place. While it blocks, it wins.' -f $shippedName, $opening.Name)
            } else {
                if ($rule.Enabled -ne 'True') {
                    Write-Warning ('The rule {0} was disabled, perhaps on purpose: it is needed, so this script enables it.' -f $shippedName)
                    if ($PSCmdlet.ShouldProcess($shippedName, 'Enable firewall rule')) {
                        Enable-NetFirewallRule -Name $shippedName -ErrorAction Stop
                    }
                }
                continue
            }
        }
    \(setOrCreate)
    }
    """

  private static let setOrCreate = """
        $kept += $opening.Name
        $rule = Get-NetFirewallRule -Name $opening.Name -ErrorAction SilentlyContinue
        if ($rule) {
            if ($rule.Enabled -ne 'True') {
                Write-Warning ('The rule {0} was disabled, perhaps on purpose: it is needed, so this script enables it.' -f $opening.Name)
            }
            if ($PSCmdlet.ShouldProcess($opening.Name, 'Set firewall rule')) {
                Set-NetFirewallRule @opening @common
            }
        } elseif ($PSCmdlet.ShouldProcess($opening.Name, 'Create firewall rule')) {
            New-NetFirewallRule @opening @common -DisplayName $opening.Name -Group 'ftpsgate' | Out-Null
        }
    """

  /// Removes own rules of earlier scripts that are not needed any more.
  static let staleRules = """
    # Rules of an earlier script would keep old ports open.
    foreach ($rule in @(Get-NetFirewallRule -Group 'ftpsgate' -ErrorAction SilentlyContinue)) {
        if ($kept -notcontains $rule.Name -and $PSCmdlet.ShouldProcess($rule.Name, 'Remove firewall rule')) {
            Remove-NetFirewallRule -Name $rule.Name -ErrorAction Stop
        }
    }
    """

  /// Restarts the service, or says that it must be.
  static let restart = """
    if (-not $RestartService) {
        Write-Output 'A new passive port range takes effect when the service restarts: Restart-Service ftpsvc, or this script with -RestartService.'
    } elseif (-not (Get-Service -Name 'ftpsvc' -ErrorAction SilentlyContinue)) {
        Write-Warning 'There is no service ftpsvc here (is the FTP Server role service installed?): nothing to restart.'
    } elseif ($PSCmdlet.ShouldProcess('ftpsvc', 'Restart service')) {
        Restart-Service -Name 'ftpsvc' -Confirm:$false -ErrorAction Stop
    }
    """

  /// Removes all own rules.
  static let ownRulesRemoval = """
    foreach ($rule in @(Get-NetFirewallRule -Group 'ftpsgate' -ErrorAction SilentlyContinue)) {
        if ($PSCmdlet.ShouldProcess($rule.Name, 'Remove firewall rule')) {
            Remove-NetFirewallRule -Name $rule.Name -ErrorAction Stop
        }
    }
    """

  /// Makes the shipped passive rule what it was.
  static let widening = """
    $passive = Get-NetFirewallRule -Name \(passiveRule) -ErrorAction SilentlyContinue
    if ($passive -and $PSCmdlet.ShouldProcess(\(passiveRule), 'Restore ports \(PredefinedRule.passivePorts)')) {
        Set-NetFirewallRule -Name \(passiveRule) -LocalPort @('\(PredefinedRule.passivePorts)') -ErrorAction Stop
        Write-Output 'The shipped rule \(PredefinedRule.passiveData.rawValue) is for \(PredefinedRule.passivePorts) again, as Windows ships it.'
    }
    """

  /// What removal does not undo for shipped rules.
  static let enabledRulesStay = """
    Write-Output 'Shipped rules that this script enabled stay enabled.'
    """

  /// What removal does not undo for stateful inspection.
  static let statefulFtpStays = """
    Write-Output 'Stateful FTP inspection stays off; Set-NetFirewallSetting -EnableStatefulFtp True turns it on again.'
    """
}
