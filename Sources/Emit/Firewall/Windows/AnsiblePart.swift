/// The parts of a playbook that depend on no name from the input.
enum AnsiblePart {
  /// The play, up to what it does.
  static let beginning = [
    "- name: Windows Firewall rules for the FTP sites of IIS", "  hosts: '{{ ftp_servers }}'", "  gather_facts: false",
  ]

  /// What is set from outside, and what each rule says.
  static let variables = [
    "  vars:", "    # Whether rules of the plan that somebody has changed become what the plan says.",
    "    ftpsgate_replace: false", "    ftpsgate_rules:",
  ]

  /// Looks, stops where somebody has changed a rule, and sets the rules.
  static let tasks =
    #"""
      tasks:
        # What the module would do: it begins with a plus where it would add the rule, and ends after the name where it would
        # change nothing.
        - name: See what stands there already
    \#(module)
          check_mode: true
          diff: true
          changed_when: false
          loop: '{{ ftpsgate_rules }}'
          loop_control:
            label: '{{ item.name }}'
          register: ftpsgate_seen

        - name: Stop before any change where somebody has changed a rule of the plan
          ansible.builtin.assert:
            that: >-
              ftpsgate_replace | bool
              or item.diff.prepared is match('[+]')
              or item.diff.prepared | trim == '[' ~ item.item.name ~ ']'
            fail_msg: >-
              {{ item.item.name }} was changed, and nothing was changed here. Make the plan say the same (--from), or run this again
              with -e ftpsgate_replace=true. What stands there (-), and what the plan says (+): {{ item.diff.prepared }}
            quiet: true
          loop: '{{ ftpsgate_seen.results }}'
          loop_control:
            label: '{{ item.item.name }}'

        - name: Set the rules
    \#(module)
          loop: '{{ ftpsgate_rules }}'
          loop_control:
            label: '{{ item.name }}'
    """#.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  /// Takes all rules of a group away.
  static func removal(of group: String) -> [String] {
    [
      "  tasks:", "    - name: Take the rules of the plan's group away", "      community.windows.win_firewall_rule:",
      "        group: \(YAMLText.quoted(group))", "        state: absent", "      diff: true",
    ]
  }

  /// A call of the module with all that a rule says, none left to what may stand there.
  private static let module = """
          community.windows.win_firewall_rule:
            name: '{{ item.name }}'
            group: '{{ item.group }}'
            description: '{{ item.description }}'
            state: present
            enabled: true
            action: allow
            direction: '{{ item.direction }}'
            protocol: tcp
            localip: '{{ item.localip }}'
            remoteip: '{{ item.remoteip }}'
            localport: '{{ item.localport }}'
            remoteport: any
            service: ftpsvc
            program: '%SystemRoot%\\System32\\svchost.exe'
            profiles: [domain, private, public]
    """
}
