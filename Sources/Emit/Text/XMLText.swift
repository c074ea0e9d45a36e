/// Text for XML 1.0.
enum XMLText {
  /// A text as an element or an attribute between double quotes holds it.
  ///
  /// What is no character of XML 1.0 (section 2.2) is among what nobody sees, and is shown by what stands for it; a line
  /// end stays one.
  static func escaped(_ text: String) -> String {
    // What needs no substitute, as most texts do not, is escaped by bytes.
    let shown = text.utf8.allSatisfy { 0x20..<0x7F ~= $0 || $0 == 0x0A } ? text : visibleLines(text)
    var escaped: [UInt8] = []
    escaped.reserveCapacity(shown.utf8.count + 32)
    for byte in shown.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): escaped.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): escaped.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): escaped.append(contentsOf: "&quot;".utf8)
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func visibleLines(_ text: String) -> String {
    // By scalar: CR and LF together are one Character.
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
      .joined(separator: "\n")
  }
}
