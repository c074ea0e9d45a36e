/// Transforms elements by several tasks at once and hands the results on in the elements' order.
///
/// At most `width` elements are worked on at a time; a result that must wait for an earlier one is kept. When `body`
/// throws, no further element is begun.
///
/// - Parameters:
///   - elements: What is worked on.
///   - width: How many tasks run at once.
///   - transform: What a task does.
///   - body: Takes the results, in order.
///   - progress: Is told how many elements are done, in order or not.
/// - Throws: What `body` throws.
nonisolated(nonsending) func forEachInOrder<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int, _ transform: @escaping @Sendable (Element) -> Result,
  _ body: (Result) throws -> Void, progress: (Int) -> Void = { _ in }
) async throws {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var rest = elements.enumerated().makeIterator()
    func startNext() {
      guard let (index, element) = rest.next() else { return }
      group.addTask { (index, transform(element)) }
    }
    for _ in 0..<max(width, 1) { startNext() }
    var waiting: [Int: Result] = [:]
    var done = 0
    var next = 0
    while let (index, result) = try await group.next() {
      startNext()
      done += 1
      progress(done)
      waiting[index] = result
      while let result = waiting.removeValue(forKey: next) {
        next += 1
        try body(result)
      }
    }
  }
}
