/// The candidate that a misspelt name was most likely meant to be, if one is near enough.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  nearestNames(to: name, among: candidates).first
}

/// The candidate that a misspelt name was most likely meant to be, if one is near enough and no other is as near.
public func onlyNearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let nearest = nearestNames(to: name, among: candidates)
  return nearest.count == 1 ? nearest.first : nil
}

private func nearestNames(to name: String, among candidates: some Sequence<String>) -> [String] {
  let letters = Array(name.lowercased().utf8.prefix(64))
  var best: (names: [String], distance: Int) = ([], .max)
  for candidate in candidates {
    let distance = editDistance(letters, Array(candidate.lowercased().utf8))
    if distance < best.distance { best = ([], distance) }
    if distance == best.distance { best.names.append(candidate) }
  }
  return best.distance <= max(1, letters.count / 3) ? best.names : []
}

/// The Damerau–Levenshtein distance, neighbouring letters swapped counting as one step.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1]
    for j in right.indices {
      var steps = min(previous[j + 1], row[j]) + 1
      steps = min(steps, previous[j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        steps = min(steps, beforePrevious[j - 1] + 1)
      }
      row.append(steps)
    }
    beforePrevious = previous
    previous = row
  }
  return previous[right.count]
}
