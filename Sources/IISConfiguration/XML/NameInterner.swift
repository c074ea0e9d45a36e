/// Gives the names of one document their numbers.
///
/// libxml2 keeps one copy of each name, so a name's address identifies it for the length of a parse; a hash table of
/// addresses saves reading the name again each time that it occurs.
struct NameInterner {
  /// The document's own names, which are not well known; their numbers follow those of ``Vocabulary``.
  ///
  /// The vocabulary itself is shared: one of a thousand small files must not copy it.
  private(set) var ownSpellings: [String] = []
  private var ids: [String: UInt16] = [:]
  private var ownHoldPassword: [Bool] = []
  /// A table of 4 kB, enough for the names of an ordinary file; it grows with others.
  private var slots: [(address: UInt, name: Name)] = Array(repeating: (0, .overflow), count: 256)
  private var used = 0

  /// The name at this address, if it was seen before.
  func name(at address: UInt) -> Name? {
    var slot = hash(address)
    while slots[slot].address != 0 {
      if slots[slot].address == address { return slots[slot].name }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Numbers a name, and remembers its address unless that is 0.
  mutating func intern(_ spelling: String, at address: UInt) -> Name {
    let name = number(of: spelling)
    if address != 0 { remember(name, at: address) }
    return name
  }

  /// The name's spelling.
  func spelling(_ name: Name) -> String {
    Vocabulary.spelling(name, ownSpellings) ?? ""
  }

  /// Whether attributes of this name hold a password.
  func holdsPassword(_ name: Name) -> Bool {
    let index = Int(name.id)
    let ownIndex = index - Vocabulary.names.count
    guard ownIndex >= 0 else { return Vocabulary.holdsPassword[index] }
    return ownIndex < ownHoldPassword.count && ownHoldPassword[ownIndex]
  }

  private mutating func number(of spelling: String) -> Name {
    if let id = Vocabulary.ids[spelling] ?? ids[spelling] { return Name(id: id) }
    let number = Vocabulary.names.count + ownSpellings.count
    guard number < Int(UInt16.max) else { return .overflow }
    ids[spelling] = UInt16(number)
    ownSpellings.append(spelling)
    ownHoldPassword.append(isPasswordName(spelling))
    return Name(id: UInt16(number))
  }

  private mutating func remember(_ name: Name, at address: UInt) {
    if used * 2 >= slots.count {
      let old = slots
      slots = Array(repeating: (0, .overflow), count: old.count * 2)
      for entry in old where entry.address != 0 { insert(entry.name, at: entry.address) }
    }
    insert(name, at: address)
    used += 1
  }

  private mutating func insert(_ name: Name, at address: UInt) {
    var slot = hash(address)
    while slots[slot].address != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (address, name)
  }

  private func hash(_ address: UInt) -> Int {
    Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
  }
}
