internal import Synchronization

/// The results of some jobs in their order; they run on all cores if that is worth it.
///
/// Nothing outlives the call. The compiler is not told so, as its check at the end would put into the program how long the
/// path of this file is, and the same sources must make the same program in any folder.
package func concurrentMap<Result: Sendable>(
  _ jobs: Range<Int>, onAllCores: Bool = true, _ run: @escaping @Sendable (Int) -> Result
) -> [Result] {
  guard onAllCores, jobs.count > 1 else { return jobs.map(run) }
  let next = Atomic(jobs.lowerBound)
  let results = Locked<[Int: Result]>([:])
  let work: @Sendable () -> Void = {
    while true {
      let job = next.add(1, ordering: .relaxed).oldValue
      guard job < jobs.upperBound else { return }
      let result = run(job)
      results.withLock { $0[job] = result }
    }
  }
  // The caller is one of them.
  let workers = Workers(min(Workers.cores, jobs.count) - 1, work)
  work()
  workers.join()
  return results.withLock { results in jobs.compactMap { results[$0] } }
}

extension Array {
  /// Parts of a length that is worth a change of threads: an ordinary file is one.
  package var parts: [ArraySlice<Element>] {
    var parts: [ArraySlice<Element>] = []
    var rest = self[...]
    while !rest.isEmpty {
      parts.append(rest.prefix(1024))
      rest = rest.dropFirst(1024)
    }
    return parts
  }
}
