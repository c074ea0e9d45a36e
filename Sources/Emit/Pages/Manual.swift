/// Pages that are about no single command: Markdown that reads well in a terminal too.
public enum Manual: String, CaseIterable, Sendable {
  /// What `.ftpsgate.yml` may say.
  case policy
  /// What the program's exit status means.
  case exitStatus = "exit-status"
  /// What describes the network around a server; the list of files follows.
  case environment

  /// The page, with lines of at most 100 columns but for tables.
  public var text: String {
    markdown.split(separator: "\n\n").map { paragraph in
      let isAsItStands = ["#", "|", "    "].contains { paragraph.hasPrefix($0) }
      return isAsItStands ? String(paragraph) : wrapped(String(paragraph))
    }.joined(separator: "\n\n") + "\n"
  }

  private var markdown: String {
    switch self {
    case .policy: Self.policyText
    case .exitStatus: Self.exitStatusText
    case .environment: Self.environmentText
    }
  }

  private static let environmentText = """
    # The network around the server

    `--environment` (or `environment` in a policy) names folders and files that tell what surrounds the server: Windows Firewall, security     groups, addresses, load balancers, certificates. Each file is recognised by its content, so that names do not matter; standard error says what each     was taken for. Files are taken as complete, and what no file tells is unknown. Below stands what can be read, and the command that     writes it.
    """

  private static let exitStatusText = """
    # Exit status

    | status | what it means |
    |---|---|
    | 0 | nothing was found that counts; a script was written; each client that was asked for works |
    | 1 | a finding counts (`--fail-on`, `--profile`), something is not decided (`--require-decided`), a script was \
    refused, a client that was asked for does not work, or a baseline has other findings |
    | 2 | an input, a policy, a baseline or a file of the environment cannot be read, or an output cannot be written |
    | 64 | a mistake in the command line |

    `2` goes before `1`, and `64` before both: where an input cannot be read, nobody knows what it has. A closed pipe or a signal ends \
    the program without a word.

    ## What counts

    Each rule has a concern. Findings on *reachability* count: clients do not get through, or only by luck. Advice on *hardening* is shown, \
    counted apart, and does not change the status, but for errors of `cleartext-password` and `plaintext-control-channel`. What stops \
    sessions is about reachability, whatever its rule. `--profile all` counts both, `--profile hardening` shows and counts advice on \
    hardening alone. Findings that are waived, or in the baseline, do not count.
    """

  private static let policyText = """
    # The policy

    `.ftpsgate.yml` says what holds for a server, so that command lines stay short and a gate stays green until something new is wrong. For \
    each input the nearest one is taken, from its own folder upwards; `-` takes that of the working directory. `--policy FILE` names another, \
    `--no-policy` takes none. `ftpsgate init` writes one to begin with. [policy.schema.json](policy.schema.json) is its schema.

        version: 1
        platform: azure
        public-ip: 20.40.60.80
        from: [internet]
        environment: environment
        rules:
          logging-disabled: off
          passive-range-too-wide: {ports: 2000}
        sites:
          "Partner*":
            public-ip: 20.40.60.81
        waivers:
          - rule: users-not-isolated
            site: Drop box
            reason: one team, one folder
            expires: 2027-12-31
        baseline: .ftpsgate-baseline.json

    The command line goes before what is said of a site, that before what is said of all, and of two patterns for a site the later one goes \
    before. Paths are relative to the policy. In patterns `*` and `?` stand for characters, in paths not for `/`, and `**` for folders; a \
    path without `/` is a file's name in any folder. Case does not count. A list of one may be written without brackets.

    | key | what it says |
    |---|---|
    | `version` | `1` |
    | `platform` | where the server runs: `azure` |
    | `public-ip` * | the public addresses that clients dial |
    | `public-ip-allocation` | `static` or `dynamic` |
    | `external-address` * | what the external address is meant to be: `public`, `placeholder` or `none` |
    | `require` * | what each site must offer: `implicit`, `explicit` |
    | `require-ftp` | whether a file without FTP sites that start is an error: `true` or `false` |
    | `from` * | who connects: `internet`, `private`, networks, `service-tag:NAME` |
    | `clients` * | the clients that `matrix` shows, and that must work |
    | `environment` | files and folders that describe the network around the server |
    | `fail-on` | the least severity that makes the gate fail: `error`, `warning`, `note`, `never` |
    | `profile` | what is shown and counts: `reachability`, `hardening`, `all` |
    | `files` | what a folder is searched for, in the policy that holds for the folder that is named; `*applicationHost.config` unless told |
    | `rules` * | of a rule, or of all rules of a topic (`access/*`): `error`, `warning`, `note`, `off`, or `{severity: …}` with the rule's limits |
    | `sites` | by the names of sites: the keys with a star |
    | `waivers` * | findings to live with, see below |
    | `inline-waivers` | whether comments in configurations waive: `true` or `false` |
    | `baseline` | the file of the baseline |

    `lint` heeds all of it but `clients`, which are for `matrix`. `matrix`, `trace`, `explain`, `firewall` and `notes` heed what describes the surroundings of the whole server. An unknown \
    key, a wrong value, and what YAML 1.1 and 1.2 read differently (`yes`, `0990`, `990:40000`) are errors with their places (status 2).

    ## Waivers

    A waiver is for a `rule` (or `topic/*`), and, if it says so, for a `site`, a `path` and a `value` (what stands at the finding's place). It needs a \
    `reason`. It holds through the day `expires`; the day after, its findings are back. What is waived is shown as such and does not \
    count. That a waiver ends within two weeks, has ended, or waives nothing is said on standard error. `--no-waivers` shows what there is without them.

    With `inline-waivers: true`, and only then, a comment in the configuration waives a rule at the next element and all in it:

        <!-- ftpsgate:ignore users-not-isolated one team, one folder -->
        <site name="Drop box" id="3">

    Without that key no comment is heeded, so that a stranger's file silences no gate. IIS Manager may drop comments when it saves: a waiver in \
    the policy stays.

    ## The baseline

    `ftpsgate baseline write` writes the findings of today into the file that `baseline` names; `lint` hides them and says how many they are. A finding is \
    another one where its file, site, rule, setting or value is another; lines, wording and severity do not count, so that a site that starts again brings nothing new. So a new mistake fails the gate, \
    and so does an old one whose value changes. A finding on several sites has an entry for each, and is shown where one of them is new. `ftpsgate \
    baseline check` lists what is new and what no longer occurs. Secrets are \
    written as their SHA-256. [baseline.schema.json](baseline.schema.json) is the schema.
    """
}
