internal import IISConfiguration

/// Changes well-formed files and keeps them well-formed, mostly: random bytes never get past the parser.
package struct Mutator {
  private var random: SplitMix
  private let donors: [Tree]

  /// A mutator that does the same whenever it is given the same seed; it takes elements and names from `donors`.
  package init(seed: UInt64, donors: [Tree]) {
    random = SplitMix(seed: seed)
    self.donors = donors
  }

  /// A changed file in some encoding; nothing where the file has no structure to keep.
  package mutating func mutate(_ bytes: [UInt8]) -> [UInt8]? {
    guard var tree = Tree(SourceFile(path: "", bytes: bytes).text) else { return nil }
    for _ in 0..<random.one(of: [1, 1, 2, 3, 6, 15]) { change(&tree) }
    var text = tree.text(lineEnd: random.one(of: ["\n", "\n", "\n", "\r\n", "\r", ""]))
    if random.once(in: 6) { text = random.one(of: Boundaries.declarations) + text }
    for _ in 0..<random.one(of: [0, 0, 0, 0, 0, 1, 2]) { insertPiece(into: &text) }
    return encoded(text)
  }

  /// A changed file that began as one of the seeds.
  package mutating func mutateSeed() -> [UInt8] {
    var tree = random.one(of: donors)
    for _ in 0..<random.one(of: [1, 2, 4, 8, 20]) { change(&tree) }
    let bytes = Array(tree.text(lineEnd: "\n").utf8)
    return mutate(bytes) ?? bytes
  }
}

// MARK: - Elements and attributes

extension Mutator {
  private mutating func change(_ tree: inout Tree) {
    // With another root the file is of another kind, and no rule looks at it.
    let isRootSpared = tree.count > 1 && !random.once(in: 20)
    let element = Int.random(in: (isRootSpared ? 1 : 0)..<tree.count, using: &random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: tree.change(element) { dropChild(of: &$0) }
    case 1: tree.change(element) { $0.children.shuffle(using: &random) }
    case 2: tree.change(element) { repeatChild(of: &$0) }
    case 3:
      // An element of this file, or of another, put in some place.
      let donor = random.once(in: 2) ? tree : random.one(of: donors)
      let moved = donor.element(Int.random(in: 0..<donor.count, using: &random))
      guard tree.count + moved.count < 3000 else { return }
      tree.change(element) {
        $0.children.insert(moved, at: Int.random(in: 0...$0.children.count, using: &random))
      }
    case 4: tree.change(element) { $0.name = changedCase($0.name) }
    case 5: tree.change(element) { $0.name = someName() }
    case 6: tree.change(element) { wrap(&$0) }
    case 7: tree.change(element) { addAttribute(to: &$0) }
    default: tree.change(element) { changeAttribute(of: &$0) }
    }
  }

  private mutating func dropChild(of element: inout Tree) {
    guard let index = element.children.indices.randomElement(using: &random) else { return }
    element.children.remove(at: index)
  }

  private mutating func repeatChild(of element: inout Tree) {
    guard let child = element.children.randomElement(using: &random) else { return }
    let times = min(random.one(of: [1, 1, 1, 2, 10, 100]), 3000 / child.count)
    element.children += Array(repeating: child, count: times)
  }

  private mutating func wrap(_ element: inout Tree) {
    let inner = element
    element = Tree(name: random.one(of: ["location", "configuration", "sites", "site", "ftpServer", "security", "x"]))
    element.children = [inner]
    if element.name == "location" { element.attributes = [.init(name: "path", value: someValue())] }
  }

  private mutating func addAttribute(to element: inout Tree) {
    let donor = random.one(of: donors)
    let other = donor.element(Int.random(in: 0..<donor.count, using: &random))
    guard let attribute = other.attributes.randomElement(using: &random) else { return }
    // A name that the tag has already makes the file malformed, which is worth a try only now and then.
    guard !element.attributes.contains(where: { $0.name == attribute.name }) || random.once(in: 8) else { return }
    element.attributes.append(attribute)
  }

  private mutating func changeAttribute(of element: inout Tree) {
    guard let index = element.attributes.indices.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: element.attributes.remove(at: index)
    case 1: element.attributes[index].name = changedCase(element.attributes[index].name)
    case 2: element.attributes[index].value = changedCase(element.attributes[index].value)
    case 3: element.attributes[index].value = spelledOddly(element.attributes[index].value)
    case 4: element.attributes[index].value += someValue()
    case 5: element.attributes.swapAt(index, Int.random(in: element.attributes.indices, using: &random))
    default: element.attributes[index].value = someValue()
    }
  }
}

// MARK: - Texts

extension Mutator {
  private mutating func someValue() -> String { random.one(of: Boundaries.values) }

  private mutating func someName() -> String {
    let donor = random.one(of: donors)
    return donor.element(Int.random(in: 0..<donor.count, using: &random)).name
  }

  private mutating func changedCase(_ text: String) -> String {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: text.uppercased()
    case 1: text.lowercased()
    default: text.prefix(1).uppercased() + text.dropFirst()
    }
  }

  /// The same value to XML, one of its characters as a reference.
  private mutating func spelledOddly(_ value: String) -> String {
    var scalars = Array(value.unicodeScalars)
    guard !value.contains("&"), let index = scalars.indices.randomElement(using: &random) else { return value }
    let number = scalars[index].value
    let reference = random.once(in: 2) ? "&#\(number);" : "&#x\(String(number, radix: 16));"
    scalars.replaceSubrange(index...index, with: reference.unicodeScalars)
    return String(String.UnicodeScalarView(scalars))
  }

  private mutating func insertPiece(into text: inout String) {
    let gaps = text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "<") } + [text.endIndex]
    text.insert(contentsOf: random.one(of: Boundaries.pieces), at: random.one(of: gaps))
  }

  private mutating func encoded(_ text: String) -> [UInt8] {
    switch Int.random(in: 0..<30, using: &random) {
    case 0: return TextSpelling.markedUTF8.bytes(of: text)
    case 1: return TextSpelling.utf16LittleEndian.bytes(of: text)
    case 2: return TextSpelling.utf16BigEndian.bytes(of: text)
    case 3: return Array(TextSpelling.utf16LittleEndian.bytes(of: text).dropFirst(2))
    case 4: return Array(TextSpelling.utf16BigEndian.bytes(of: text).dropFirst(2))
    case 5: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    case 6: return text.unicodeScalars.flatMap { [UInt8(truncatingIfNeeded: $0.value), 0, 0, 0] }
    case 7: return Array(text.utf8.prefix(Int.random(in: 0...text.utf8.count, using: &random)))
    default: return Array(text.utf8)
    }
  }
}
