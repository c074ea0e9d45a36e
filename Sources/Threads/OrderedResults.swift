/// Transforms elements on several threads at once and hands the results on in the elements' order.
///
/// The caller's thread hands results on soon after they are there, and works only where the system grants no other. At
/// most sixteen times as many elements as there are threads are worked on or wait to be handed on, so that threads
/// seldom wait for each other. When `body` throws, no further element is begun.
///
/// - Parameters:
///   - elements: What is worked on.
///   - width: How many threads work at once.
///   - transform: What a thread does.
///   - body: Takes the results, in order, on the caller's thread.
///   - progress: Is told how many results there are, as each is about to be handed on.
/// - Throws: What `body` throws.
package func forEachInOrder<Element: Sendable, Result: Sendable>(
  _ elements: [Element], width: Int = Workers.cores, _ transform: @escaping @Sendable (Element) -> Result,
  _ body: (Result) throws -> Void, progress: (Int) -> Void = { _ in }
) throws {
  let line = WorkLine(elements, window: 16 * width, transform)
  let workers = Workers(min(width, elements.count)) { line.work() }
  defer {
    line.close()
    workers.join()
  }
  for index in elements.indices {
    let result = line.next(working: workers.isEmpty)
    progress(index + 1)
    try body(result)
  }
}

/// Elements on their way through several threads: a class, as all of them share it.
private final class WorkLine<Element: Sendable, Result: Sendable>: Sendable {
  private struct State {
    var begun = 0
    var handedOn = 0
    var results: [Int: Result] = [:]
  }

  /// What the caller does next.
  private enum Step {
    case handOn(Result)
    case work(on: Int)
  }

  private let elements: [Element]
  private let window: Int
  private let transform: @Sendable (Element) -> Result
  private let state = Locked(State())

  init(_ elements: [Element], window: Int, _ transform: @escaping @Sendable (Element) -> Result) {
    self.elements = elements
    self.window = window
    self.transform = transform
  }

  /// What each thread does, until there are no more elements.
  func work() {
    while let index = begin() { finish(index) }
    state.announce()
  }

  /// The next result in order, which the caller makes or waits for.
  func next(working: Bool) -> Result {
    while true {
      switch step(working: working) {
      case .handOn(let result):
        state.announce()
        return result
      case .work(let index): finish(index)
      }
    }
  }

  /// Lets no further element begin.
  func close() {
    state.withLock { $0.begun = elements.count }
    state.announce()
  }

  private func begin() -> Int? {
    state.withLock(when: { $0.begun == elements.count || mayBegin($0) }) { state in
      guard state.begun < elements.count else { return nil }
      return begin(&state)
    }
  }

  private func step(working: Bool) -> Step {
    state.withLock(when: { $0.results[$0.handedOn] != nil || working && mayBegin($0) }) { state in
      guard let result = state.results.removeValue(forKey: state.handedOn) else { return .work(on: begin(&state)) }
      state.handedOn += 1
      return .handOn(result)
    }
  }

  private func begin(_ state: inout State) -> Int {
    defer { state.begun += 1 }
    return state.begun
  }

  private func mayBegin(_ state: State) -> Bool {
    state.begun < min(elements.count, state.handedOn + window)
  }

  private func finish(_ index: Int) {
    let result = transform(elements[index])
    state.withLock { $0.results[index] = result }
  }
}
