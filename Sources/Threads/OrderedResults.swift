internal import Dispatch
internal import Synchronization

/// Transforms elements on several threads at once and hands the results on in the elements' order.
///
/// At most `width` elements are worked on or wait to be looked at; a result that must wait for an earlier one is kept.
/// When `body` throws, no further element is begun.
///
/// - Parameters:
///   - elements: What is worked on.
///   - width: How many threads work at once.
///   - transform: What a thread does.
///   - body: Takes the results, in order.
///   - progress: Is told how many elements are done, in order or not.
/// - Throws: What `body` throws.
package func forEachInOrder<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int = Workers.cores, _ transform: @escaping @Sendable (Element) -> Result,
  _ body: (Result) throws -> Void, progress: (Int) -> Void = { _ in }
) throws {
  let line = WorkLine(elements, width: width, transform)
  let workers = Workers(min(width, elements.count)) { line.work() }
  guard !workers.isEmpty else {
    for (index, element) in elements.enumerated() {
      progress(index + 1)
      try body(transform(element))
    }
    return
  }
  var thrown: (any Error)?
  do {
    try line.handOn(body, progress)
  } catch {
    thrown = error
  }
  line.close(width)
  workers.join()
  if let thrown { throw thrown }
}

/// Elements on their way through several threads: a class, as all of them share it.
private final class WorkLine<Element: Sendable, Result: Sendable>: Sendable {
  private let elements: [Element]
  private let transform: @Sendable (Element) -> Result
  private let next = Atomic(0)
  private let results = Locked<[Int: Result]>([:])
  /// Counts the elements that may be begun.
  private let free = DispatchSemaphore(value: 0)
  /// Counts the results that nobody has looked at.
  private let done = DispatchSemaphore(value: 0)

  init(_ elements: [Element], width: Int, _ transform: @escaping @Sendable (Element) -> Result) {
    self.elements = elements
    self.transform = transform
    // Not its first value, below which it must not be when it goes.
    for _ in 0..<width { free.signal() }
  }

  /// What each thread does, until there are no more elements.
  func work() {
    while true {
      free.wait()
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < elements.count else { return }
      let result = transform(elements[index])
      results.withLock { $0[index] = result }
      done.signal()
    }
  }

  /// Takes all results, in order.
  func handOn(_ body: (Result) throws -> Void, _ progress: (Int) -> Void) throws {
    var next = 0
    for index in elements.indices {
      done.wait()
      free.signal()
      progress(index + 1)
      while let result = results.withLock({ $0.removeValue(forKey: next) }) {
        next += 1
        try body(result)
      }
    }
  }

  /// Lets the threads go home.
  func close(_ width: Int) {
    next.store(elements.count, ordering: .relaxed)
    for _ in 0..<width { free.signal() }
  }
}
