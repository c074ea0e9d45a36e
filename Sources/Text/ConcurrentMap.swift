internal import Dispatch
internal import Synchronization

/// The results of some jobs in their order; they run on all cores if that is worth it.
package func concurrentMap<Result: Sendable>(
  _ jobs: Range<Int>, onAllCores: Bool = true, _ run: @Sendable (Int) -> Result
) -> [Result] {
  guard onAllCores, jobs.count > 1 else { return jobs.map(run) }
  let results = Mutex<[Int: Result]>([:])
  DispatchQueue.concurrentPerform(iterations: jobs.count) { index in
    let result = run(jobs.lowerBound + index)
    results.withLock { $0[jobs.lowerBound + index] = result }
  }
  return results.withLock { results in jobs.compactMap { results[$0] } }
}

extension Array {
  /// Parts of a length that is worth a change of threads: an ordinary file is one.
  package var parts: [ArraySlice<Element>] {
    stride(from: 0, to: count, by: 1024).map { self[$0..<Swift.min($0 + 1024, count)] }
  }
}
