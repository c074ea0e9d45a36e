internal import Dispatch
internal import Foundation
internal import FuzzSupport
internal import Synchronization

/// Holds what `lint` and `matrix` say of random servers against each other, on all cores: `ftpsgate-servers COUNT [SEED]`.
@main enum Servers {
  static func main() {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    guard let count = numbers.first, numbers.count == CommandLine.arguments.count - 1, numbers.count < 3 else {
      print("usage: ftpsgate-servers COUNT [SEED]")
      exit(64)
    }
    let first = numbers.dropFirst().first ?? 0
    let broken = Mutex(0)
    let done = Mutex(UInt64(0))
    let block: UInt64 = 500
    DispatchQueue.concurrentPerform(iterations: Int((count + block - 1) / block)) { index in
      let start = first + UInt64(index) * block
      let end = min(start + block, first + count)
      for seed in start..<end {
        do throws(Broken) {
          try RandomServer(seed: seed).check()
        } catch {
          broken.withLock { $0 += 1 }
          say("seed \(seed): \(error)\n\(RandomServer(seed: seed).description)\n")
        }
      }
      let total = done.withLock { done in
        done += end - start
        return done
      }
      if total % 20_000 < block { say("\(total) of \(count) servers") }
    }
    let failures = broken.withLock { $0 }
    say("\(count) servers from seed \(first), \(failures) contradictions")
    exit(failures == 0 ? 0 : 1)
  }

  /// Says something at once, also where nobody reads it before the end.
  private static func say(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }
}
