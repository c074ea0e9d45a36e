/// What must hold for any bytes at all; that nothing crashes goes without saying.
package enum Property: String, CaseIterable, Sendable {
  /// Linting and reporting take at most what ``TimeLimit`` says.
  case time = "there is no hang"
  /// A file that was not read has an error, and one that was read has no finding that says otherwise.
  case status = "the exit status is in the contract"
  /// Every finding's range lies in the text and parts no scalar.
  case ranges = "every range is inside the source"
  /// JSON and SARIF parse, with Foundation's parser, and hold every finding.
  case json = "JSON and SARIF parse"
  /// Text and annotations have no control and no formatting characters, and annotations a command a finding.
  case text = "nothing that is printed moves a cursor or begins a command"
  /// The same bytes give the same reports, scripts and notes.
  case repeatable = "the same bytes give the same output"
  /// The same text in UTF-8 and UTF-16, in both orders, gives the same findings at the same lines and columns.
  case encodings = "the findings do not depend on the encoding"
  /// No session works that an error of `lint` claims to stop.
  case errors = "an error and a session that it stops never work together"
  /// Where every client fails at one place in a file, `lint` has a finding there.
  case places = "what fails every client is found"
  /// Scripts are visible ASCII in whole lines; the plan as JSON is none.
  case scripts = "scripts are ASCII"
}

/// A property that some bytes broke.
package struct Broken: Error, CustomStringConvertible {
  package let property: Property
  package let detail: String

  package var description: String { "broken: \(property.rawValue): \(detail)" }
}

/// The time that linting a file and writing its reports may take: a second, and one more for each 100 kB.
///
/// Builds that are not optimised, or that count and check every memory access, may take longer.
package enum TimeLimit {
  #if DEBUG
  private static let slowness = 20.0
  #else
  private static let slowness = 4.0
  #endif

  /// The limit in seconds for this many bytes.
  package static func seconds(for size: Int) -> Double {
    slowness * (1 + Double(size) / 100_000)
  }
}

/// Fails with a property unless something holds.
func require(_ holds: Bool, _ property: Property, _ detail: @autoclosure () -> String) throws(Broken) {
  guard holds else { throw Broken(property: property, detail: detail()) }
}

/// Fails if a text has something that moves a cursor or is not seen.
func requireHarmless(_ text: [UInt8], _ name: String) throws(Broken) {
  // Most texts are ASCII, of which a glance at the bytes is enough.
  if text.allSatisfy({ 0x20...0x7E ~= $0 || $0 == 0x0A }) { return }
  for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where !(" "..."~" ~= scalar) && scalar != "\n" {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      throw Broken(property: .text, detail: "\(name) has U+\(String(scalar.value, radix: 16))")
    default: continue
    }
  }
}
