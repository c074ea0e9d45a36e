import NetworkModel
import TestSupport
import Testing

/// Ports and ranges as Azure's files write them.
@Suite(.timeLimited) struct PortTermTests {
  @Test(arguments: ["40000-40100", " 40000 - 40100 ", "40000-40000", "21", "*", "0-65535"])
  func areRead(_ text: String) { #expect(PortTerm.read(text) != nil) }

  /// What joins the hyphen for the eye is no part of a range, and must not be passed over.
  @Test(arguments: [
    "40000-\u{200D}40100", "40000-\u{301}40100", "40000\u{301}-40100", "1-2-3", "-", "2-1", "", "65536", "1-",
  ])
  func areNotRead(_ text: String) { #expect(PortTerm.read(text) == nil) }
}
