/// A row of strokes, runs of pieces between cuts, each of which keeps the first colour that it is painted with.
struct IntervalMap {
  private let cuts: [Int]
  private var colours: [Int32]
  /// For each stroke, itself or one behind it that may still be bare.
  private var bare: [Int32]

  init(cuts: [Int]) {
    self.cuts = cuts
    colours = Array(repeating: -1, count: cuts.count)
    bare = Array(0...Int32(clamping: cuts.count))
  }

  mutating func paint(_ runs: [Range<Int>], with colour: Int) {
    for run in runs {
      let strokes = strokes(in: run)
      var stroke = firstBare(from: strokes.lowerBound)
      while stroke < strokes.upperBound {
        colours[stroke] = Int32(clamping: colour)
        bare[stroke] = Int32(clamping: stroke + 1)
        stroke = firstBare(from: stroke + 1)
      }
    }
  }

  /// The strokes of a run that begins and ends at cuts.
  func strokes(in run: Range<Int>) -> Range<Int> {
    index(of: run.lowerBound)..<index(of: run.upperBound)
  }

  /// The pieces of a stroke.
  func pieces(of stroke: Int) -> Range<Int> { cuts[stroke]..<cuts[stroke + 1] }

  func colour(of stroke: Int) -> Int? {
    colours[stroke] < 0 ? nil : Int(colours[stroke])
  }

  private func index(of cut: Int) -> Int {
    if cut < cuts.count, cuts[cut] == cut { return cut }
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      if cuts[middle] < cut { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func firstBare(from start: Int) -> Int {
    var stroke = start
    while Int(bare[stroke]) != stroke {
      bare[stroke] = bare[Int(bare[stroke])]
      stroke = Int(bare[stroke])
    }
    return stroke
  }
}
