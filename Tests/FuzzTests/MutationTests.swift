import Foundation
import FuzzSupport
import TestSupport
import Testing

/// Files that are changed as the fuzz program changes them, from a seed that is the same on each run.
@Suite struct MutationTests {
  @Test func propertiesHold() {
    for seed in 0..<100 as Range<UInt64> {
      var mutator = Mutator(seed: seed, donors: Seeds.trees)
      let bytes = mutator.mutateSeed()
      #expect(throws: Never.self, "seed \(seed): \(String(decoding: bytes, as: UTF8.self))") {
        try Subject(bytes).check()
      }
    }
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
