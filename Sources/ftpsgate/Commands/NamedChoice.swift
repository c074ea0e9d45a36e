public import ArgumentParser
public import Emit

/// An option's value that is one of some words.
///
/// Says itself what the parser's own defaults find out by reflection, which took a tenth of the start-up.
public protocol NamedChoice: ExpressibleByArgument, CaseIterable, RawRepresentable where RawValue == String {}

extension NamedChoice {
  /// Reads one of the words, in any case.
  public init?(argument: String) {
    self.init(rawValue: argument.lowercased())
  }

  /// The word.
  public var defaultValueDescription: String { rawValue }

  /// The words.
  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// Nothing: the words speak for themselves.
  public static var allValueDescriptions: [String: String] { [:] }
}

extension NamedChoice where Self: OutputFormat {
  /// What each form is.
  public static var allValueDescriptions: [String: String] {
    Dictionary(allCases.map { ($0.name, $0.purpose) }) { first, _ in first }
  }
}
