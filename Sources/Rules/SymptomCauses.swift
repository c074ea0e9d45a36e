public import Linter
public import Reachability

extension Symptom {
  /// The rules whose findings explain the symptom, in the order of the catalogue.
  public var rules: [Rule] {
    let ids = Set(idsOfRules)
    return Rule.all.filter { ids.contains($0.id) }
  }

  private var idsOfRules: [String] {
    if let substatus, let ids = Self.causesBySubstatus[substatus.number] { return ids }
    if let windowsError { return Self.causesByWindowsError[windowsError] ?? [] }
    return Self.causes[id] ?? []
  }

  /// The ids of rules, by those of the symptoms that they explain.
  static let causes: [String: [String]] = [
    "unroutable-pasv": ["external-address-missing", "external-address-private"],
    "unroutable-pasv-fatal": ["external-address-missing", "external-address-private"],
    "pasv-mismatch-reject": address + ["required-command-denied"],
    "timeout-after-227": address + stopped + [
      "passive-range-unset", "passive-range-invalid", "passive-range-contains-control-port",
      "passive-range-contains-known-service", "stateful-ftp-enabled", "load-balancer-range-missing",
      "session-affinity-missing",
    ],
    "works-plain-fails-tls": ["passive-range-unset", "passive-range-blocked", "stateful-ftp-enabled"],
    "425-open": stopped + [
      "active-data-blocked", "excluded-port-in-range", "passive-range-contains-control-port", "passive-range-too-small",
      "load-balancer-range-missing", "session-affinity-missing",
    ],
    "425-wsaeacces": [
      "excluded-port-in-range", "passive-range-contains-control-port", "passive-range-in-dynamic-ports",
    ],
    "425-ipmatch": ["external-address-stale", "public-address-mismatch", "session-affinity-missing"],
    "lb-other-vm": ["load-balancer-range-missing", "session-affinity-missing"],
    "sip-alg": ["passive-range-contains-known-service"],
    "426": ["idle-timeout-short"], "421-timeout": ["idle-timeout-short"], "421-max": ["connection-limit-zero"],
    "stale-control": ["stateful-ftp-enabled", "idle-timeout-short"], "550-incomplete": ["stateful-ftp-enabled"],
    "534-local-policy": certificate, "cert-missing": certificate,
    "auth-blocked": certificate + ["required-command-denied"], "curl-13": ["required-command-denied"],
    "cert-expired": ["certificate-expired", "renewed-certificate-unused"],
    "cert-name": ["certificate-name-not-covered"], "cert-untrusted": ["certificate-self-signed"],
    "cert-usage": ["certificate-not-for-servers"],
    "530-hostname": ["host-name-hides-certificate"],
    "530-home": [
      "authorization-missing", "authorization-conflict", "active-directory-isolation-without-basic",
      "virtual-directory-unreachable", "root-directory-missing",
    ],
    "530-auth": [
      "no-authentication", "unknown-provider", "active-directory-isolation-without-basic",
      "client-certificate-incomplete", "address-restriction-locks-out",
    ],
    "550-name": ["virtual-directory-name-invalid"], "550-not-found": ["virtual-directory-unreachable"],
    "530-address": ["address-restriction-locks-out"], "530-provider": ["active-directory-isolation-without-basic"],
    "500-filtered": ["required-command-denied", "operation-refused"], "client-cert": ["client-certificate-incomplete"],
    "site-configuration": [
      "duplicate-site", "duplicate-binding", "invalid-binding", "invalid-value", "passive-range-invalid",
      "unusual-spelling", "root-directory-missing",
    ],
    "reply-unreadable": address, "550-authz": ["authorization-missing", "operation-refused", "authorization-conflict"],
    "gnutls-15": wrongMode, "no-tls-on-990": wrongMode + ["certificate-missing"],
    "active-timeout": ["active-data-blocked"],
    "plain-on-990": ["explicit-binding-missing"], "fz-resumption": ["session-affinity-missing"],
    "econnrefused": [
      "site-does-not-start",
      "implicit-binding-missing", "explicit-binding-missing", "custom-control-port", "unknown-ftp-protocol",
      "invalid-binding", "duplicate-binding", "no-ftp-site", "excluded-port-in-range", "unusual-xml-declaration",
    ],
    "econn-timeout": [
      "control-port-blocked", "firewall-rule-inert", "firewall-sides-swapped", "destination-is-public-address",
      "shadowed-security-rule", "security-admin-rule-blocks", "probe-blocked", "asymmetric-route",
      "floating-ip-not-bound",
    ],
  ]

  /// The ids of rules by substatuses, which tell one cause where the symptom has several.
  static let causesBySubstatus: [Int: [String]] = [
    1: ["authorization-missing", "operation-refused", "authorization-conflict"], 2: [], 3: [],
    4: ["address-restriction-locks-out"], 5: [],
    24: [], 25: [], 26: [], 31: certificate, 33: ["virtual-directory-unreachable", "root-directory-missing"], 35: [],
    36: ["no-authentication", "unknown-provider", "client-certificate-incomplete"],
    40: ["active-directory-isolation-without-basic"], 41: [], 42: ["no-authentication"], 44: certificate,
    45: ["certificate-without-private-key"],
    46: ["certificate-hash-invalid"], 51: ["required-command-denied", "operation-refused"],
  ]

  /// The ids of rules by errors of Windows that tell one cause; most are of accounts and files, of which a configuration
  /// says nothing.
  static let causesByWindowsError: [WindowsError: [String]] = [
    2: ["virtual-directory-unreachable"], 3: ["virtual-directory-unreachable"],
    5: ["authorization-missing", "operation-refused", "authorization-conflict"], 87: ["virtual-directory-name-invalid"],
    123: ["virtual-directory-name-invalid"], 161: ["virtual-directory-name-invalid"], 0x8009_0326: wrongMode,
  ]

  private static let address = [
    "external-address-missing", "external-address-invalid", "external-address-unroutable", "external-address-private",
    "external-address-stale", "external-address-dynamic", "external-address-shared", "public-address-mismatch",
    "external-address-hairpin",
  ]

  private static let stopped = [
    "passive-range-blocked", "source-mismatch", "firewall-sides-swapped", "destination-is-public-address",
    "firewall-rule-inert", "shadowed-security-rule",
  ]

  private static let certificate = [
    "certificate-missing", "certificate-hash-invalid", "implicit-binding-without-certificate",
    "host-name-hides-certificate", "certificate-not-in-store", "certificate-without-private-key",
  ]

  private static let wrongMode = [
    "implicit-binding-without-certificate", "implicit-binding-missing", "explicit-binding-missing",
    "custom-control-port",
  ]
}
