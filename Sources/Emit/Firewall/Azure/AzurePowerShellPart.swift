/// The beginning of an azure-powershell script, and its functions: parts that depend on no name from the input.
///
/// What Az.Network does is read from its sources (Azure/azure-powershell, `src/Network/Network/NetworkSecurityGroup`): rules are
/// changed in an object of the session (`AddAzureNetworkSecurityRuleConfigCommand.cs`), and only `Set-AzNetworkSecurityGroup` writes.
/// Every call names `-ErrorAction Stop`, since Az writes its errors so that none ends a script by itself.
enum AzurePowerShellPart {
  /// What the script takes.
  static let parameters = """
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
    """

  /// The cmdlets must be there; `#Requires` would not say where they come from.
  static let needs = #"""
    # In a session without these modules the first call would fail with words that do not say where they come from.
    $cmdlets = @('Get-AzContext', 'Get-AzNetworkSecurityGroup', 'Set-AzNetworkSecurityGroup', 'Add-AzNetworkSecurityRuleConfig', 'Remove-AzNetworkSecurityRuleConfig')
    $missing = @($cmdlets | Where-Object { -not (Get-Command -Name $_ -ErrorAction SilentlyContinue) })
    if ($missing.Count -gt 0) {
        throw ('Nothing was changed: there is no {0} here. Install Azure PowerShell (Install-Module Az.Accounts, Az.Network), and run this script again.' -f ($missing -join ', '))
    }
    """#

  /// Which subscription the calls are about.
  ///
  /// `-DefaultProfile` takes a context for one call (Microsoft Learn, Azure PowerShell context objects; `AzureContextConverter.cs`), so
  /// that no call hangs on what `Set-AzContext` chose. `Get-AzContext` gives nothing where nobody is logged in
  /// (`GetAzureRMContext.cs`), and of more than 25 subscriptions not all.
  static let context = #"""
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
    """#

  /// How the security group is read.
  ///
  /// Az.Network has lists where Resource Manager has a singular and a plural member (`NetworkResourceManagerProfile.cs`), and lists all
  /// groups that fit where a name has a wildcard (`GetAzureNetworkSecurityGroupCommand.cs`).
  static let reading = #"""
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
    """#

  /// How rules are compared.
  static let comparing = #"""
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
    """#

  /// What a failure says.
  static let telling = #"""
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
    """#

  /// Reads the group, and begins the lists of what is to be done.
  static let beginning = #"""
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
    """#
}
