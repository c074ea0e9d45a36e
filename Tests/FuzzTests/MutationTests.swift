import Foundation
import FuzzSupport
import Testing
import TestSupport

/// Files that are changed as the fuzz program changes them, from a seed that is the same on each run.
@Suite(.timeLimited) struct MutationTests {
  @Test func propertiesHold() {
    for seed in 0..<100 as Range<UInt64> {
      var mutator = Mutator(seed: seed, donors: Seeds.trees)
      let bytes = mutator.mutateSeed()
      #expect(throws: Never.self, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))") {
        try Subject(bytes).check()
      }
    }
  }

  @Test func propertiesHoldOfEnvironments() {
    var read = 0
    for (index, seed) in Seeds.environments.enumerated() {
      #expect(throws: Never.self) { try EnvironmentSubject(seed).check() }
      for turn in 0..<3 {
        var mutator = PieceMutator(seed: UInt64(index * 3 + turn))
        let bytes = mutator.mutate(seed, donors: Seeds.environments)
        #expect(throws: Never.self, "\(String(decoding: bytes, as: UTF8.self))") {
          let subject = EnvironmentSubject(bytes)
          if subject.wasRead { read += 1 }
          try subject.check()
        }
      }
    }
    // A mutator that only makes files that are refused would test nothing.
    #expect(Seeds.environments.count > 60 && read > Seeds.environments.count / 3)
  }

  /// A mutator that only makes files that are refused, or that are never changed, would test nothing.
  @Test func mostFilesAreStillRead() {
    let files = (0..<100 as Range<UInt64>).map { seed in
      var mutator = Mutator(seed: seed, donors: Seeds.trees)
      return mutator.mutateSeed()
    }
    let read = files.filter { Subject($0).wasRead }
    #expect(40..<95 ~= read.count)
    #expect(Set(files).count > 95)
  }
}
