/// What is odd about how a file declares itself, so that it is not documented whether IIS reads it.
public struct DeclarationFault: Sendable {
  /// What is odd.
  public enum Kind: Hashable, Sendable {
    /// A version of XML other than 1.0.
    case version
    /// Another encoding than the file is in, by its byte order mark or its bytes; XML calls that a fatal error.
    case contradiction(TextEncoding)
    /// An encoding that XML processors need not know.
    case encoding
  }

  /// What is odd.
  public let kind: Kind
  /// What the declaration says.
  public let value: Located<String>

  init(kind: Kind, _ value: XMLDeclaration.Value) {
    self.kind = kind
    self.value = Located(value.text, at: ByteRange(value.indices.lowerBound, value.indices.upperBound))
  }
}

extension Configuration {
  /// What is odd about the file's XML declaration.
  public var declarationFaults: [DeclarationFault] {
    guard let declaration = XMLDeclaration(source.text) else { return [] }
    var faults: [DeclarationFault] = []
    if let version = declaration.version, version.text != "1.0" {
      faults.append(DeclarationFault(kind: .version, version))
    }
    if let encoding = declaration.encoding, let kind = source.fault(ofDeclared: encoding.text) {
      faults.append(DeclarationFault(kind: kind, encoding))
    }
    return faults
  }
}

extension SourceFile {
  /// What is odd about an encoding that the file declares (XML 1.0, section 4.3.3): processors must know UTF-8 and UTF-16.
  fileprivate func fault(ofDeclared name: String) -> DeclarationFault.Kind? {
    let name = name.lowercased()
    switch encoding {
    case .utf8:
      if name == "utf-8" { return nil }
      if name == "us-ascii" || name == "ascii", text.allSatisfy({ $0 < 0x80 }) { return nil }
      return name == "utf8" ? .encoding : .contradiction(.utf8)
    case .utf16LittleEndian:
      return ["utf-16", "utf-16le", "ucs-2", "iso-10646-ucs-2", "unicode"].contains(name)
        ? nil : .contradiction(encoding)
    case .utf16BigEndian:
      return ["utf-16", "utf-16be", "ucs-2", "iso-10646-ucs-2", "unicode"].contains(name)
        ? nil : .contradiction(encoding)
    case .utf32, .declared: return .encoding
    }
  }
}
