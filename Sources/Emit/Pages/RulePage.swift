internal import NetworkModel
public import Linter
internal import Reachability
internal import Text

/// One rule's page: as text for a terminal, and as a section of the catalogue.
public struct RulePage {
  private let rule: Rule
  private let findings: (Example) -> FileReport?
  private let mending: WaysToMend?

  /// The page of a rule, with what it says of its examples and how these are mended, where that is to be shown.
  public init(
    _ rule: Rule, fixed: FixedFile? = nil, findings: @escaping (Example) -> FileReport? = { _ in nil }
  ) {
    self.rule = rule
    self.findings = findings
    mending = fixed.map { WaysToMend(rule, $0) }
  }

  /// The page for a terminal: no Markdown, and lines of at most 100 columns, but for examples and addresses.
  public var text: String {
    var page = "\(rule.id) (\(rule.severity.rawValue), \(rule.topic.rawValue), \(rule.concern.rawValue))\n"
    let paragraphs = [rule.summary] + rule.rationale.split(separator: "\n\n").map { String($0) } + life
    for paragraph in paragraphs {
      page += "\n\(wrapped(plainText(paragraph)))\n"
    }
    for way in mending?.ways ?? [] {
      page += "\n\(wrapped(plainText(way.title + ":")))\n\n\(indented(way.lines.joined(separator: "\n")))\n"
    }
    if let note = mending?.note { page += "\n\(wrapped(note))\n" }
    for example in rule.examples {
      page += "\n\(wrapped(plainText(title(of: example) + ":")))\n\n\(indented(example.marked))\n"
      for file in example.environment {
        page += "\nBeside it \(file.name):\n\n\(indented(file.marked))\n"
      }
      if let findings = rendered(example) { page += "\nThe rule says:\n\n\(indented(findings))\n" }
    }
    return page
  }

  /// The page as a section of a Markdown file.
  public var markdown: String {
    var page =
      "### \(rule.id)\n\n**\(rule.severity.rawValue)**, \(rule.concern.rawValue): \(rule.summary)\n\n\(rule.rationale)\n"
    for paragraph in life { page += "\n\(paragraph)\n" }
    for way in mending?.ways ?? [] {
      page += "\n\(way.title):\n\n```\(way.language)\n\(way.lines.joined(separator: "\n"))\n```\n"
    }
    if let note = mending?.note { page += "\n\(note)\n" }
    for example in rule.examples {
      page += "\n\(title(of: example)):\n\n```xml\n\(example.marked)\n```\n"
      for file in example.environment {
        page += "\nBeside it `\(file.name)`:\n\n```\(language(of: file.name))\n\(file.marked)\n```\n"
      }
      if let findings = rendered(example) { page += "\nThe rule says:\n\n```text\n\(findings)\n```\n" }
    }
    return page
  }

  /// Where the rule draws its limits, and where the rule stands in its life, as far as that is worth saying.
  private var life: [String] {
    var life = rule.settings.map { "Limit `\($0.name)`, \($0.standard): \($0.summary)." }
    if !rule.aliases.isEmpty { life.append("Also known as \(rule.aliases.map { "`\($0)`" }.inWords).") }
    if case .deprecated(let version, let reason) = rule.status {
      life.append("Deprecated since \(version): \(reason)")
    }
    return life
  }

  /// The findings in an example as the text report has them, without its summary.
  private func rendered(_ example: Example) -> String? {
    guard let report = findings(example) else { return nil }
    var bytes: [UInt8] = []
    TextReport(style: .plain).part(on: report).write { bytes += $0 }
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  private func language(of name: String) -> String {
    name.hasSuffix(".json") ? "json" : name.hasSuffix(".reg") ? "ini" : "text"
  }

  private func title(of example: Example) -> String {
    var title = example.isRejected ? "Found" : "Not found"
    if example.isRejected, let severity = example.severity, severity != rule.severity {
      title += ", as \(severity == .error ? "an" : "a") \(severity.rawValue)"
    }
    let options = options(of: example.deployment)
    if !options.isEmpty { title += ", with " + options.joined(separator: " ") }
    return title + place(of: example.part) + (example.caption.map { " (\($0))" } ?? "")
  }

  private func place(of part: Example.Part) -> String {
    switch part {
    case .file: ""
    case .sites: ", in `<sites>`"
    case .site: ", in a `<site>`"
    case .ftpServer: ", in a site's `<ftpServer>`"
    case .server: ", in `<system.ftpServer>`"
    case .configuration: ", in `<configuration>`"
    }
  }

  private func options(of deployment: DeploymentOptions) -> [String] {
    var options: [String] = []
    if deployment.requiresFTP { options.append("--require-ftp") }
    if deployment.requiresImplicit { options.append("--require implicit") }
    if deployment.requiresExplicit { options.append("--require explicit") }
    if let platform = deployment.platform { options.append("--platform \(platform.rawValue)") }
    options += deployment.publicAddresses.map { "--public-ip \($0)" }
    if let allocation = deployment.allocation { options.append("--public-ip-allocation \(allocation.rawValue)") }
    if deployment.externalAddress != .public {
      options.append("--external-address \(deployment.externalAddress.rawValue)")
    }
    options += deployment.sources.map { "--from \($0)" }
    options += deployment.serverNames.map { "--server-name \($0)" }
    if let now = deployment.now { options.append("--now \(now)") }
    return options.map { "`\($0)`" }
  }
}
