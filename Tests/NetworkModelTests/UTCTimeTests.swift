import NetworkModel
import TestSupport
import Testing

@Suite(.timeLimited) struct UTCTimeTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1970-01-01T00:00:01Z", 1), ("2000-02-29", 951_782_400),
    ("2024-02-29", 1_709_164_800),
    ("2026-11-29T08:00:00Z", 1_795_939_200),
    ("1969-12-31", -86_400), ("2100-03-01", 4_107_542_400),
  ])
  func readsTimes(_ text: String, _ seconds: Int64) {
    #expect(UTCTime(text)?.seconds == seconds)
    #expect(UTCTime(seconds: seconds).description == String(text.prefix(10)))
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-00-01", "2026-1-1", "29.11.2026", "2026-11-29T08:00:00", "2026-11-29T08:00Z",
    "2026-11-29T24:00:00Z", "2026-11-29T08:00:00+01:00", "/Date(1795939200000)/", "2026-11-29T", "2026-11-32",
    "2026-11-31", "2026-02-29", "2026-02-31T08:00:00Z", "1900-02-29",
  ]) func refusesOthers(_ text: String) {
    #expect(UTCTime(text) == nil)
  }

  @Test func comparesAndAdds() throws {
    let day = try #require(UTCTime("2026-12-31"))
    #expect(day.adding(days: 1).description == "2027-01-01" && day < day.adding(days: 1))
    #expect(day.adding(days: -365).description == "2025-12-31")
  }
}
