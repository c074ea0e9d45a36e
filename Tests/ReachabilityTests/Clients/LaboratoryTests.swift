import Reachability
import TestSupport
import Testing

@Suite(.timeLimited) struct LaboratoryTests {
  @Test(arguments: Laboratory.scenarios)
  func predictsEveryMeasurement(_ scenario: Laboratory.Scenario) throws {
    #expect(scenario.outcomes.count == Laboratory.runs.count)
    for (run, outcome) in zip(Laboratory.runs, scenario.outcomes) {
      let client = try #require(FTPClient.all.first { $0.id == run.id })
      #expect(predicted(client, run, scenario) == outcome, "\(client.name)")
    }
  }

  private func predicted(
    _ client: FTPClient, _ run: Laboratory.Run, _ scenario: Laboratory.Scenario
  ) -> Laboratory.Outcome {
    guard let reply = scenario.reply else { return client.fallsBackAfterRefusal == true ? .active : .nothing }
    let address = client.dataAddress(
      reply: reply, peer: scenario.peer, answersEPSV: scenario.answersEPSV && run.usesEPSV)
    if scenario.isPortClosed { return client.fallsBackAfterFailure(at: address) == true ? .active : .nothing }
    return switch address {
    case .use(scenario.peer), .repaired(scenario.peer): .peer
    case .use(reply): .reply
    default: .nothing
    }
  }
}
