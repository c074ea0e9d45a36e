public import Linter

extension Rule {
  /// Every rule, in the order of the catalogue.
  public static let all: [Rule] = [
    // Reading the file
    .malformedXML, .unusualXMLDeclaration, .notApplicationHostConfiguration, .noFTPSite, .siteDoesNotStart,
    .unknownElement, .unknownAttribute, .invalidValue,
    .unusualSpelling, .misplacedSetting, .duplicateSection, .duplicateCollectionKey, .duplicateSite,
    .locationWithoutSite, .redirectedConfiguration,
    .cleartextPassword,
    // Bindings
    .invalidBinding, .bindingUnreachable, .unknownFTPProtocol, .duplicateBinding, .implicitBindingMissing,
    .explicitBindingMissing,
    .implicitBindingWithoutCertificate, .hostNameHidesCertificate, .customControlPort, .sslFlagsIgnored,
    // Passive ports
    .passiveRangeUnset, .passiveRangeInvalid, .passiveRangeTooSmall, .passiveRangeTooWide, .passiveRangeInDynamicPorts,
    .passiveRangeContainsControlPort, .passiveRangeContainsKnownService,
    // External address
    .externalAddressMissing, .externalAddressInvalid, .externalAddressUnroutable, .externalAddressPrivate,
    .externalAddressStale, .externalAddressDynamic, .externalAddressShared, .externalAddressHairpin,
    // TLS
    .certificateMissing, .certificateHashInvalid, .plaintextControlChannel, .plaintextDataChannel,
    .credentialsOnlyEncryption, .clientCertificateIncomplete, .clientCertificateUnchecked, .requiredCommandDenied,
    // Access
    .noAuthentication, .unknownProvider, .anonymousAccess, .authorizationMissing, .authorizationConflict,
    .authorizationByProvider, .operationRefused,
    .writeForEveryone, .addressRestrictionLocksOut, .activeDirectoryIsolationWithoutBasic, .unlimitedLogonAttempts,
    .logonDenialIneffective, .usersNotIsolated, .addressCheckDisabled, .connectionLimitZero, .loggingDisabled,
    .rootDirectoryMissing, .contentOnSystemDrive,
    .virtualDirectoryUnreachable, .virtualDirectoryNameInvalid,
    // The environment
    .controlPortBlocked, .passiveRangeBlocked, .securityAdminRuleBlocks, .sourceMismatch, .activeDataBlocked,
    .portOpenWithoutBinding,
    .shippedPassiveRuleEnabled, .portOpenForATime, .rangeOpenBeyondNeed, .anySourceWideRange, .firewallSidesSwapped,
    .destinationIsPublicAddress, .firewallRuleInert, .shadowedSecurityRule, .statefulFTPEnabled, .firewallDisabled,
    .excludedPortInRange, .publicAddressMismatch, .idleTimeoutShort, .loadBalancerRangeMissing,
    .basicSKURetired, .sessionAffinityMissing, .probeBlocked, .asymmetricRoute, .floatingIPNotBound,
    .azureFirewallPassive,
    .sharedSourceLockout,
    .certificateNotInStore, .certificateWithoutPrivateKey, .certificateExpired, .certificateNotForServers,
    .renewedCertificateUnused, .certificateNameNotCovered, .certificateSelfSigned,
  ]

  /// Rules that once were; their ids are used for nothing else.
  public static let removed: [RemovedRule] = []

  /// The rule of this id, or that once had it.
  public static func named(_ id: String) -> Rule? {
    all.first { $0.id == id } ?? all.first { $0.aliases.contains(id) }
  }
}
