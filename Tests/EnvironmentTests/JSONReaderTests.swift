import Text
import Foundation
import FuzzSupport
import IISConfiguration
import TestSupport
import Testing
@testable import Environment

@Suite(.timeLimited) struct JSONReaderTests {
  private static func read(_ text: String) throws -> JSONValue {
    try JSONReader.read(ArraySlice(Array(text.utf8)))
  }

  @Test(arguments: [
    "null", "true", " false ", "0", "-0", "-1.5e+10", "1E-2", "[]", "{}", "[1,2]", #"{"a":{"b":[null]}}"#, #""""#,
    #""\u00e9\"\\\/\b\f\n\r\t""#, "\"é\u{1F600}\u{7F}\"", #""\ud83d\ude00""#, "\t\r\n [ ] ", #"{"":""}"#,
    #"["\ud800"]"#,
  ])
  func takesJSON(_ text: String) throws {
    _ = try Self.read(text)
  }

  @Test(arguments: [
    "", " ", "nul", "True", "NaN", "+1", "01", "1.", ".5", "1e", "-", "0x10", "[1,]", "[,1]", "[1 2]", "[", "]", "{",
    "}",
    #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "{'a':1}", "'a'", "\"", #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#,
    "\"\n\"", "\"\t\"", "\"\0\"", "1 2", "[] []", "// c\n1", "[1]/**/", #"{"a":1 "b":2}"#, #"{"a" 1}"#, "\u{FEFF}[]",
    "\u{A0}1",
    #""\u１２３４""#, "[\u{1680}1]", "tru", "truefalse", "1,2", "{1:2}", "{null:1}",
  ])
  func refusesWhatIsNone(_ text: String) {
    #expect(throws: JSONFault.self) { try Self.read(text) }
  }

  @Test func refusesWhatIsTooDeepWithoutCrashing() throws {
    for open in ["[", "{\"a\":", "[{\"a\":"] {
      #expect(throws: JSONFault.self) { try Self.read(String(repeating: open, count: 200_000)) }
    }
    _ = try Self.read(String(repeating: "[", count: 128) + String(repeating: "]", count: 128))
    #expect(throws: JSONFault.self) {
      try Self.read(String(repeating: "[", count: 130) + String(repeating: "]", count: 130))
    }
  }

  @Test func knowsWhereEverythingStands() throws {
    let text = #"{"name": "é\n", "list": [1, true]}"#
    let value = try Self.read(text)
    let bytes = Array(text.utf8)
    func at(_ range: ByteRange?) -> String? { range.map { String(decoding: bytes[$0.indices], as: UTF8.self) } }
    #expect(at(value["name"]?.range) == #"é\n"#)
    #expect(value["NAME"]?.string?.value == "é\n")
    #expect(at(value["list"]?.range) == "[1, true]")
    #expect(at(value["list"]?.elements.last?.range) == "true")
    #expect(at(value.members.last?.name.range) == "list")
  }

  @Test func noneOfSeveralMembersCounts() throws {
    let value = try Self.read(#"{"terraform_version": "1", "a": 1, "A": 2, "b": null}"#)
    #expect(value["a"] == nil && value["b"] == nil)
    let fault = #expect(throws: JSONFault.self) { try Self.read(#"{"b": 1, "b": 1}"#) }
    #expect(fault?.message == "the member is there twice" && fault?.range.start == 9)
  }

  /// Few names and many, and names beyond ASCII, which are the same in another case or another normal form.
  @Test(arguments: [
    ("b", "b", "the member is there twice"), ("b", "B", "the member is there twice, in another case"),
    ("b", "c", nil), ("\u{C9}t\u{E9}", "\u{E9}t\u{E9}", "the member is there twice, in another case"),
    ("\u{E9}", "e\u{301}", "the member is there twice"), ("K", "\u{212A}", "the member is there twice"),
    ("k", "\u{212A}", "the member is there twice, in another case"), ("\u{E9}", "\u{E8}", nil),
  ])
  func findsNamesThatAreThereTwice(_ first: String, _ second: String, _ message: String?) {
    for others in [0, 12, 23, 24, 25, 300] {
      let between = (0..<others).map { "\"m\($0)\": \($0), " }.joined()
      for text in ["{\"\(first)\": 1, \(between)\"\(second)\": 2}", "{\(between)\"\(first)\": 1, \"\(second)\": 2}"] {
        var found: String?
        do { _ = try Self.read(text) } catch { found = (error as? JSONFault)?.message.description }
        #expect(found == message, "\(text)")
      }
    }
  }

  @Test func saysWhereAFaultIs() throws {
    let cases = [(#"{"a": 1,}"#, 8), ("[1 2]", 3), (#"["a"#, 1), ("[1", 2), ("tru", 0), ("[1]x", 3)]
    for (text, offset) in cases {
      let fault = #expect(throws: JSONFault.self) { try Self.read(text) }
      #expect(fault?.range.start == offset, "\(text)")
    }
  }

  /// Values that look random, written with random blanks and escapes, against Foundation's reader.
  @Test(arguments: 0..<40) func readsWhatFoundationReads(_ seed: Int) throws {
    var dice = SplitMix(seed: UInt64(seed))
    let text = Self.write(&dice, depth: 0)
    let ours = Self.plain(try Self.read(text))
    let theirs = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    #expect(Self.plain(theirs) == ours, "\(text)")
    for end in 0..<text.utf8.count {
      let cut = Array(text.utf8.prefix(end))
      let ours = (try? JSONReader.read(ArraySlice(String(decoding: cut, as: UTF8.self).utf8)))
      if text.hasPrefix("[") || text.hasPrefix("{") { #expect(ours == nil || end == text.utf8.count) }
    }
  }

  private static func write(_ dice: inout SplitMix, depth: Int) -> String {
    func blank() -> String { ["", "", " ", "\n", "\t\r\n"].randomElement(using: &dice) ?? "" }
    let kind = Int.random(in: depth == 0 ? 0...1 : (depth < 5 ? 0...7 : 2...7), using: &dice)
    switch kind {
    case 0:
      let inner = (0..<Int.random(in: 0...4, using: &dice)).map { _ in
        blank() + write(&dice, depth: depth + 1) + blank()
      }
      return "[" + inner.joined(separator: ",") + "]"
    case 1:
      let inner = (0..<Int.random(in: 0...4, using: &dice)).map { index in
        blank() + "\"k\(index)\"" + blank() + ":" + blank() + write(&dice, depth: depth + 1) + blank()
      }
      return "{" + inner.joined(separator: ",") + "}"
    case 2: return ["true", "false"].randomElement(using: &dice) ?? ""
    case 3: return "null"
    case 4: return "\(Int.random(in: -100000...100000, using: &dice))"
    case 5: return "\(Int.random(in: -99...99, using: &dice)).5"
    default:
      let parts = ["a", "é", "😀", #"\n"#, #"\""#, #"\\"#, #"\u00e9"#, #"\ud83d\ude00"#, "/", #"\/"#, " "]
      return "\""
        + (0..<Int.random(in: 0...6, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }.joined() + "\""
    }
  }

  private static func plain(_ value: JSONValue) -> String {
    switch value.content {
    case .null: "null"
    case .boolean(let truth): "\(truth)"
    case .number(let text): "\(Double(text) ?? .nan)"
    case .string(let text): "\"\(text)\""
    case .unknown(let unknown): "\(unknown)"
    case .array(let elements): "[" + elements.map(plain).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\($0.name.value):\(plain($0.value))" }.sorted().joined(separator: ",") + "}"
    }
  }

  private static func plain(_ value: Any) -> String {
    switch value {
    case is NSNull: return "null"
    case let text as String: return "\"\(text)\""
    case let list as [Any]: return "[" + list.map(plain).joined(separator: ",") + "]"
    case let object as [String: Any]:
      return "{" + object.map { "\($0.key):\(plain($0.value))" }.sorted().joined(separator: ",") + "}"
    case let number as NSNumber:
      let isTruth = unsafe String(cString: number.objCType) == "c"
      return isTruth ? "\(number.boolValue)" : "\(number.doubleValue)"
    default: return "?"
    }
  }
}
