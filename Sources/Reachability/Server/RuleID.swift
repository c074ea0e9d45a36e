/// The id of the lint rule that speaks of a check, so that whoever reads a session can ask what to do about it.
///
/// Rules lie above sessions; a test holds that each of these is a rule's.
public struct RuleID: Hashable, Sendable {
  /// The id: `unknown-provider`.
  public let text: String

  private init(_ text: String) {
    self.text = text
  }
}

extension RuleID {
  package static let unknownElement = Self("unknown-element")
  package static let unknownAttribute = Self("unknown-attribute")
  package static let invalidValue = Self("invalid-value")
  package static let misplacedSetting = Self("misplaced-setting")
  package static let duplicateSite = Self("duplicate-site")
  package static let duplicateBinding = Self("duplicate-binding")
  package static let bindingUnreachable = Self("binding-unreachable")
  package static let hostNameHidesCertificate = Self("host-name-hides-certificate")
  package static let passiveRangeInvalid = Self("passive-range-invalid")
  package static let passiveRangeContainsControlPort = Self("passive-range-contains-control-port")
  package static let certificateMissing = Self("certificate-missing")
  package static let certificateHashInvalid = Self("certificate-hash-invalid")
  package static let clientCertificateIncomplete = Self("client-certificate-incomplete")
  package static let requiredCommandDenied = Self("required-command-denied")
  package static let noAuthentication = Self("no-authentication")
  package static let unknownProvider = Self("unknown-provider")
  package static let authorizationMissing = Self("authorization-missing")
  package static let authorizationConflict = Self("authorization-conflict")
  package static let addressRestrictionLocksOut = Self("address-restriction-locks-out")
  package static let activeDirectoryIsolationWithoutBasic = Self("active-directory-isolation-without-basic")
  package static let connectionLimitZero = Self("connection-limit-zero")
  package static let externalAddressUnroutable = Self("external-address-unroutable")
  package static let externalAddressPrivate = Self("external-address-private")
  package static let externalAddressStale = Self("external-address-stale")
  package static let controlPortBlocked = Self("control-port-blocked")
  package static let passiveRangeBlocked = Self("passive-range-blocked")
  package static let activeDataBlocked = Self("active-data-blocked")
  package static let excludedPortInRange = Self("excluded-port-in-range")
  package static let loadBalancerRangeMissing = Self("load-balancer-range-missing")
  package static let azureFirewallPassive = Self("azure-firewall-passive")
}

extension RuleID: CaseIterable {
  /// Each of them, so that a test can ask whether there is such a rule.
  public static let allCases: [RuleID] = [
    .unknownElement, .unknownAttribute, .invalidValue, .misplacedSetting, .duplicateSite, .duplicateBinding,
    .bindingUnreachable, .hostNameHidesCertificate, .passiveRangeInvalid, .passiveRangeContainsControlPort,
    .certificateMissing, .certificateHashInvalid, .clientCertificateIncomplete, .requiredCommandDenied,
    .noAuthentication, .unknownProvider, .authorizationMissing, .authorizationConflict, .addressRestrictionLocksOut,
    .activeDirectoryIsolationWithoutBasic, .connectionLimitZero, .externalAddressUnroutable,
    .externalAddressPrivate, .externalAddressStale, .controlPortBlocked, .passiveRangeBlocked, .activeDataBlocked,
    .excludedPortInRange, .loadBalancerRangeMissing, .azureFirewallPassive,
  ]
}
