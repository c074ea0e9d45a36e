import Inet
import TestSupport
import Testing
import Text

/// Sentences as data: a key that a catalogue of another language can be asked for, and arguments.
@Suite(.timeLimited) struct MessageTests {
  /// Shows of what kind each piece is.
  private struct Kinds: MessageStyle {
    func words(_ text: String) -> String { text }
    func quoted(_ text: String) -> String { "q(\(text))" }
    func name(_ text: String) -> String { "n(\(text))" }
    func foreign(_ text: String) -> String { "f(\(text))" }
    func code(_ text: String) -> String { "c(\(text))" }
  }

  private func shown(_ message: Message) -> String { message.text(in: Kinds()) }

  @Test func aSentenceIsAKeyAndArguments() {
    let message: Message = "the provider \(quoted: "A{0}") of \(name: "site") is not \(code: "PASV")"
    #expect(message.key == "the provider {0} of {1} is not {2}")
    #expect(message.arguments == [.quoted("A{0}"), .name("site"), .code("PASV")])
    #expect(shown(message) == "the provider q(A{0}) of n(site) is not c(PASV)")
  }

  /// What an argument holds never becomes part of the key: values of files would make as many keys.
  @Test func keysDoNotHangOnArguments() {
    func key(_ value: String, _ ports: PortSet, _ count: Int) -> String {
      let message: Message = "\(quoted: value) opens \(ports), \(count: count, "port", "ports")"
      return message.key
    }
    #expect(key("a", PortSet(21), 1) == key("}{1}", PortSet(990), 2))
  }

  @Test(arguments: ["", "{", "}", "{}", "{0}", "{{0}}", "a {1} b}", "}{", "{0"]) func bracesAreWords(_ text: String) {
    #expect(shown(Message(stringLiteral: text)) == text)
    #expect(shown("\(Message(stringLiteral: text)): \(code: text)") == "\(text): c(\(text))")
  }

  @Test func countsChooseTheirWord() {
    func ports(_ count: Int) -> Message { "\(count: count, "port", "ports") left" }
    #expect(["0 ports left", "1 port left", "2 ports left"] == (0...2).map { shown(ports($0)) })
  }

  @Test func listsAreInWords() {
    func list(_ names: [String]) -> Message { "it is \(list: names.map { "\(quoted: $0)" })" }
    #expect(shown(list(["a"])) == "it is q(a)")
    #expect(shown(list(["a", "b", "c"])) == "it is q(a), q(b) and q(c)")
  }

  @Test func whatIsOfTheInternetPrintsTheSameEverywhere() throws {
    let range = try #require(PortRange(40000, 40199))
    let address = IPv4Address(10, 0, 0, 4)
    let message: Message = "\(range) at \(address), \(IPAddressSet(.v4(address))), \(21)"
    #expect(shown(message) == "c(40000-40199) at c(10.0.0.4), c(10.0.0.4), c(21)")
  }

  @Test func aPartMayBeAMessage() {
    let isOff = [true].allSatisfy { $0 }
    let message: Message = "the rule \(isOff ? "is off" : "is on"), and that is all"
    #expect(message.key == "the rule {0}, and that is all" && message.arguments == [.message("is off")])
    #expect(shown(message) == "the rule is off, and that is all")
  }
}
