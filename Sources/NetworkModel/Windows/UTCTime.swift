/// A moment, to the second, without time zones.
public struct UTCTime: Hashable, Sendable {
  /// Seconds since the beginning of 1970.
  public let seconds: Int64

  /// A moment so many seconds after the beginning of 1970.
  public init(seconds: Int64) { self.seconds = seconds }

  /// Reads `2026-11-29T08:00:00Z`, or a day, which begins at midnight (ISO 8601).
  public init?(_ text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    let day = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, day.count == 3, let year = Self.number(day[0], 4), let month = Self.number(day[1], 2),
      let date = Self.number(day[2], 2), 1...12 ~= month, 1...31 ~= date
    else { return nil }
    var time: Int64 = 0
    if parts.count == 2 {
      let clock = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
      guard parts[1].last == "Z", clock.count == 3, let hour = Self.number(clock[0], 2),
        let minute = Self.number(clock[1], 2), let second = Self.number(clock[2], 2), hour < 24, minute < 60,
        second < 61
      else { return nil }
      time = (hour * 60 + minute) * 60 + second
    }
    seconds = Self.days(year, month, date) * Self.day + time
    // A day that its month does not have would be one of the next.
    guard description == parts[0] else { return nil }
  }

  private static func number(_ text: Substring, _ digits: Int) -> Int64? {
    guard text.utf8.count == digits, text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return nil
    }
    return Int64(text)
  }

  /// Seconds of a day.
  private static let day: Int64 = 86_400

  /// Days since the beginning of 1970.
  ///
  /// The year begins in March, so that leap days come last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func days(_ year: Int64, _ month: Int64, _ date: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + date - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The moment so many days later.
  public func adding(days: Int) -> UTCTime { UTCTime(seconds: seconds + Int64(days) * Self.day) }
}

extension UTCTime: Comparable {
  /// Whether it is earlier.
  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}

extension UTCTime: CustomStringConvertible {
  /// The day: `2026-11-29`.
  public var description: String {
    let days = (seconds >= 0 ? seconds : seconds - Self.day + 1) / Self.day + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return [(year, 4), (month, 2), (dayOfYear - (153 * index + 2) / 5 + 1, 2)].map { number, digits in
      let text = String(number)
      return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }.joined(separator: "-")
  }
}
