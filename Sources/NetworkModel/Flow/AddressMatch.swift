public import Inet
public import Text

/// The addresses that a word of a rule stands for, as far as files tell.
public struct AddressMatch: Hashable, Sendable {
  /// The addresses that it stands for without doubt.
  public let certain: IPAddressSet
  /// The addresses that it may stand for; all that are certain are among them.
  public let possible: IPAddressSet
  /// Why the two differ, as the end of a sentence that begins with "its source" or the like.
  public let doubt: Message?

  /// Exactly these addresses.
  public init(_ addresses: IPAddressSet) {
    certain = addresses
    possible = addresses
    doubt = nil
  }

  /// Addresses that no file names.
  public init(possible: IPAddressSet, doubt: Message) {
    certain = IPAddressSet()
    self.possible = possible
    self.doubt = possible.isEmpty ? nil : doubt
  }

  /// Addresses of which some are known, and no file names the others.
  init(known: IPAddressSet, possible: IPAddressSet, doubt: Message) {
    let rest = possible.subtracting(known)
    self.init(certain: known, possible: possible.union(known), doubt: rest.isEmpty ? nil : doubt)
  }

  private init(certain: IPAddressSet, possible: IPAddressSet, doubt: Message?) {
    self.certain = certain
    self.possible = possible
    self.doubt = doubt
  }

  /// What any of some words stands for.
  public init(union words: [Self]) {
    if let first = words.first, words.count == 1 {
      self = first
      return
    }
    self.init(
      certain: IPAddressSet(union: words.map(\.certain)), possible: IPAddressSet(union: words.map(\.possible)),
      doubt: words.lazy.compactMap(\.doubt).first)
  }
}
