/// Gives the names of one document their numbers.
///
/// libxml2 keeps one copy of each name, so a name's address identifies it for the length of a parse; a hash table of
/// addresses saves reading the name again each time that it occurs.
struct NameInterner {
  /// What a document's names are called, by number.
  private(set) var spellings: [String] = Vocabulary.names
  private var ids: [String: UInt16] = Vocabulary.ids
  private var holdsPassword: [Bool] = Vocabulary.holdsPassword
  private var slots: [(address: UInt, name: Name)] = Array(
    repeating: (0, .overflow), count: 1024)
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
    Int(name.id) < spellings.count ? spellings[Int(name.id)] : ""
  }

  /// Whether attributes of this name hold a password.
  func holdsPassword(_ name: Name) -> Bool {
    Int(name.id) < holdsPassword.count && holdsPassword[Int(name.id)]
  }

  private mutating func number(of spelling: String) -> Name {
    if let id = ids[spelling] { return Name(id: id) }
    guard spellings.count < Int(UInt16.max) else { return .overflow }
    let id = UInt16(spellings.count)
    ids[spelling] = id
    spellings.append(spelling)
    holdsPassword.append(isPasswordName(spelling))
    return Name(id: id)
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
