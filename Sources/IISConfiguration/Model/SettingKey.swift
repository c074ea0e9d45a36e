/// A setting that rules read: its place in the schema, and its type in Swift.
struct SettingKey<Value: Sendable>: Sendable {
  let id: AttributeID
  private let defaultValue: Value
  private let read: @Sendable (SectionContents.SettingEntry, SectionContents) -> Value?

  private init(
    _ id: AttributeID, default defaultValue: Value,
    read: @escaping @Sendable (SectionContents.SettingEntry, SectionContents) -> Value?
  ) {
    self.id = id
    self.defaultValue = defaultValue
    self.read = read
  }

  /// The effective setting: the site's own, else the inherited one, else the schema's default; what stands in another
  /// file cannot be read.
  func setting(
    in own: SectionContents, _ origin: Setting<Value>.Origin, inheriting inherited: SectionContents? = nil
  ) -> Setting<Value> {
    if let place = own.redirection(of: id) { return elsewhere(place, origin) }
    if let entry = own.setting(id) { return setting(entry, in: own, origin) }
    guard let inherited else { return unset }
    if let place = inherited.redirection(of: id) { return elsewhere(place, .siteDefaults) }
    if let entry = inherited.setting(id) { return setting(entry, in: inherited, .siteDefaults) }
    return unset
  }

  /// What holds where nothing is set: the schema's default.
  var unset: Setting<Value> { Setting(value: defaultValue, origin: .schemaDefault, range: nil, isReadable: true) }

  private func elsewhere(_ place: ByteRange, _ origin: Setting<Value>.Origin) -> Setting<Value> {
    Setting(value: defaultValue, origin: origin, range: place, isReadable: false)
  }

  private func setting(
    _ entry: SectionContents.SettingEntry, in contents: SectionContents, _ origin: Setting<Value>.Origin
  ) -> Setting<Value> {
    let value = entry.reading == .unreadable ? nil : read(entry, contents)
    return Setting(
      value: value ?? defaultValue, origin: origin, range: contents.place(of: entry), isReadable: value != nil)
  }
}

extension SettingKey where Value == Bool {
  static func bool(_ name: String, at path: String) -> Self {
    let id = Schema.tables.attribute(name, at: path)
    return Self(id, default: Schema.tables[id].definition.defaultValue == "true") { entry, _ in
      entry.number.map { $0 == 1 }
    }
  }
}

extension SettingKey {
  /// What a number, or the bits of flags, come to.
  static func number(_ name: String, at path: String, _ meaning: @escaping @Sendable (Int64) -> Value) -> Self {
    let id = Schema.tables.attribute(name, at: path)
    let definition = Schema.tables[id].definition
    let defaultValue = definition.defaultValue.flatMap { definition.type.number($0) } ?? 0
    return Self(id, default: meaning(defaultValue)) { entry, _ in entry.number.map(meaning) }
  }

  /// What a text comes to.
  static func text(_ name: String, at path: String, _ meaning: @escaping @Sendable (String) -> Value) -> Self {
    text(name, at: path, meaning) { meaning($0.value) }
  }

  /// What a text comes to, of a default and of an attribute.
  static func text(
    _ name: String, at path: String, _ meaning: @escaping @Sendable (String) -> Value,
    _ read: @escaping @Sendable (Attribute) -> Value
  ) -> Self {
    let id = Schema.tables.attribute(name, at: path)
    return Self(id, default: meaning(Schema.tables[id].definition.defaultValue ?? "")) { entry, contents in
      contents.attribute(of: entry).map(read)
    }
  }
}

extension SettingKey where Value == Int64 {
  /// A number that stands for itself.
  static func number(_ name: String, at path: String) -> Self { number(name, at: path) { $0 } }
}

extension SettingKey where Value: RawRepresentable<Int64> & CaseIterable {
  /// An enumeration whose raw values are the schema's numbers.
  static func choice(_ name: String, at path: String, default defaultValue: Value) -> Self {
    let id = Schema.tables.attribute(name, at: path)
    return Self(id, default: defaultValue) { entry, _ in entry.number.flatMap(Value.init(rawValue:)) }
  }
}

extension SectionContents.SettingEntry {
  /// The number that the value stands for, if it is of a type with numbers.
  fileprivate var number: Int64? {
    if case .number(let number) = reading { number } else { nil }
  }
}
