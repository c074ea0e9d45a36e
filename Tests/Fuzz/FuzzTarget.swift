internal import CLibFuzzer
internal import Foundation
internal import FuzzSupport

/// What libFuzzer calls for each input: holds every property against it, and stops the program when one is broken.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  do throws(Broken) {
    try Subject(bytes).check()
    try EnvironmentSubject(bytes).check()
  } catch {
    fatalError("\(error)")
  }
  return 0
}

/// What libFuzzer calls to change an input: two times of three by structure, else by bytes.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ maximum: Int, _ seed: CUnsignedInt) -> Int {
  guard let data = unsafe data else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  var mutator = Mutator(seed: UInt64(seed), donors: Seeds.trees)
  var pieces = PieceMutator(seed: UInt64(seed))
  let mutated = mutator.mutate(bytes) ?? pieces.mutate(bytes, donors: Seeds.environments)
  if seed % 3 != 0, mutated.count <= maximum {
    for (index, byte) in mutated.enumerated() { unsafe data[index] = byte }
    return mutated.count
  }
  return unsafe LLVMFuzzerMutate(data, size, maximum)
}

/// What libFuzzer calls first: writes the seeds to the folder that `FTPSGATE_FUZZ_SEEDS` names, so that none is committed.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["FTPSGATE_FUZZ_SEEDS"] else { return 0 }
  let url = URL(fileURLWithPath: folder)
  do {
    for (index, seed) in (Seeds.files + Seeds.environments).enumerated() {
      try Data(seed).write(to: url.appendingPathComponent("seed-\(index)"))
    }
  } catch {
    fatalError("the seeds cannot be written: \(error)")
  }
  return 0
}
