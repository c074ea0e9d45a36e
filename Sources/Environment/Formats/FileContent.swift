internal import IISConfiguration
internal import Text

/// What a file holds, before anybody asks what it tells.
enum FileContent {
  /// Nothing but blanks.
  case empty
  /// XML, perhaps a configuration of IIS.
  case markup(isConfiguration: Bool)
  /// JSON.
  case json(JSONValue)
  /// A registry export.
  case registry
  /// What netsh prints.
  case netsh(NetshOutput)
  /// Any other text, of a form that is known not to be read or of none that is known.
  case text(UnreadForm<TextBeginning>?)

  /// Looks at a file; throws where it begins as JSON and is none.
  init(_ source: SourceFile) throws(JSONFault) {
    let text = source.text
    if JSONReader.beginsWithComment(text) {
      self = try Self.afterComment(text, source.path)
      return
    }
    switch text.first(where: { !($0 == 0x20 || 0x09...0x0D ~= $0) }) {
    case nil: self = .empty
    case UInt8(ascii: "<"):
      self = .markup(isConfiguration: text.prefix(1 << 16).firstRange(of: Array("<configuration".utf8)) != nil)
    case UInt8(ascii: "{"), UInt8(ascii: "["): self = .json(try Self.json(text, source.path))
    case _ where RegistryReader.recognises(text): self = .registry
    default: self = NetshOutput(source).map { .netsh($0) } ?? .text(Self.unreadForm(of: text))
    }
  }

  /// Templates may begin with a comment, and so does much that is no JSON.
  private static func afterComment(_ text: ArraySlice<UInt8>, _ path: String) throws(JSONFault) -> Self {
    do throws(JSONFault) {
      return .json(try json(text, path))
    } catch {
      guard let form = unreadForm(of: text) else { throw error }
      return .text(form)
    }
  }

  /// JSON in which nothing is known of what it marks as secret, so that nobody can show it.
  private static func json(_ text: ArraySlice<UInt8>, _ path: String) throws(JSONFault) -> JSONValue {
    try JSONReader.read(text).hidingTerraformSecrets(in: path).hidingTemplateSecrets(in: path)
  }

  /// Where what it marks as secret stands.
  var hiddenRanges: [ByteRange] { if case .json(let root) = self { root.hiddenRanges } else { [] } }

  private static func unreadForm(of text: ArraySlice<UInt8>) -> UnreadForm<TextBeginning>? {
    let beginning = TextBeginning(text)
    return UnreadForm<TextBeginning>.texts.first { $0.recognises(beginning) }
  }

  private static func unreadForm(of root: JSONValue) -> UnreadForm<JSONValue>? {
    guard let first = AzureItem.list(root).first?.value else { return nil }
    return UnreadForm<JSONValue>.json.first { $0.recognises(first) }
  }

  /// Why a file is skipped that no format recognises.
  var whyUnknown: Message {
    switch self {
    case .empty: "it is empty"
    case .markup: "it is XML of another kind than a configuration of IIS"
    case .json(let root) where root.isEmptyList || root["value"]?.isEmptyList == true:
      "it is an empty list, as az prints it for another resource group or subscription"
    case .json(let root): Self.unreadForm(of: root)?.whySkipped ?? "it is JSON of an unknown kind"
    case .text(let form?): form.whySkipped
    case .netsh(let output) where output.form == .udp: "it is about UDP; FTP needs what netsh shows for tcp"
    case .registry, .netsh, .text(nil):
      "it is nothing known: no JSON, no registry export, and nothing that netsh int ipv4 shows"
    }
  }
}
