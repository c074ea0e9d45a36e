/// The id of the lint rule that speaks of a check, so that whoever reads a session can ask what to do about it.
///
/// Rules lie above sessions; a test holds that each of these is a rule's.
public enum RuleID: String, CaseIterable, Sendable {
  case unknownElement = "unknown-element"
  case unknownAttribute = "unknown-attribute"
  case invalidValue = "invalid-value"
  case redirectedConfiguration = "redirected-configuration"
  case misplacedSetting = "misplaced-setting"
  case duplicateSection = "duplicate-section"
  case duplicateCollectionKey = "duplicate-collection-key"
  case duplicateSite = "duplicate-site"
  case duplicateBinding = "duplicate-binding"
  case bindingUnreachable = "binding-unreachable"
  case hostNameHidesCertificate = "host-name-hides-certificate"
  case passiveRangeInvalid = "passive-range-invalid"
  case passiveRangeContainsControlPort = "passive-range-contains-control-port"
  case certificateMissing = "certificate-missing"
  case certificateHashInvalid = "certificate-hash-invalid"
  case clientCertificateIncomplete = "client-certificate-incomplete"
  case requiredCommandDenied = "required-command-denied"
  case noAuthentication = "no-authentication"
  case unknownProvider = "unknown-provider"
  case authorizationMissing = "authorization-missing"
  case authorizationByProvider = "authorization-by-provider"
  case operationRefused = "operation-refused"
  case authorizationConflict = "authorization-conflict"
  case addressRestrictionLocksOut = "address-restriction-locks-out"
  case activeDirectoryIsolationWithoutBasic = "active-directory-isolation-without-basic"
  case virtualDirectoryUnreachable = "virtual-directory-unreachable"
  case connectionLimitZero = "connection-limit-zero"
  case externalAddressUnroutable = "external-address-unroutable"
  case externalAddressPrivate = "external-address-private"
  case externalAddressStale = "external-address-stale"
  case controlPortBlocked = "control-port-blocked"
  case passiveRangeBlocked = "passive-range-blocked"
  case activeDataBlocked = "active-data-blocked"
  case excludedPortInRange = "excluded-port-in-range"
  case loadBalancerRangeMissing = "load-balancer-range-missing"
  case azureFirewallPassive = "azure-firewall-passive"

  /// The id: `unknown-provider`.
  public var text: String { rawValue }
}
