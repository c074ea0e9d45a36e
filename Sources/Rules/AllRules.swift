public import Linter

extension Rule {
  /// Every rule, in the order of the catalogue.
  public static let all: [Rule] = [
    .malformedXML,
    .passiveRangeUnset, .passiveRangeInvalid, .passiveRangeTooSmall, .passiveRangeTooWide, .passiveRangeInDynamicPorts,
    .passiveRangeContainsControlPort, .passiveRangeContainsKnownService,
    .externalAddressMissing, .externalAddressInvalid, .externalAddressUnroutable,
    .externalAddressPrivate, .externalAddressStale, .externalAddressDynamic, .externalAddressShared,
    .certificateMissing, .certificateHashInvalid, .plaintextControlChannel, .plaintextDataChannel,
    .credentialsOnlyEncryption, .clientCertificateIncomplete, .clientCertificateUnchecked, .requiredCommandDenied,
    .noAuthentication, .unknownProvider, .anonymousAccess, .authorizationMissing, .authorizationConflict,
    .writeForEveryone, .addressRestrictionLocksOut, .activeDirectoryIsolationWithoutBasic, .unlimitedLogonAttempts,
    .logonDenialIneffective, .usersNotIsolated, .addressCheckDisabled, .connectionLimitZero, .loggingDisabled,
    .contentOnSystemDrive,
  ]
}
