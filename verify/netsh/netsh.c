/* A netsh.exe with a memory: the commands of `netsh advfirewall` that scripts of ftpsgate use, on rules that it keeps where
 * Windows keeps them, in the registry, as the texts of [MS-GPFAS] 2.2.2.19.
 *
 * It takes what Microsoft documents ("Netsh AdvFirewall Firewall Commands") and refuses the rest with status 1, as netsh
 * does; what is documented and not known here ends it with status 70, so that nobody takes that for an answer. It speaks
 * German, since no script may hang on the language. Each call is a line of calls.log in the current folder; one that
 * changes something begins with `!`.
 *
 * VERIFY_FAIL=N:STATUS fails the Nth changing call, VERIFY_STOPPED every call, as netsh does while MpsSvc is stopped.
 */
#include "calls.h"
#include "rule.h"

#define POLICY L"SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"

static HKEY rules;

static int refuse(const wchar_t *why, const wchar_t *what) {
  wprintf(L"Ein angegebener Wert ist ung\u00fcltig. (%ls: %ls)\n", why, what ? what : L"");
  return 1;
}

static int none(void) {
  wprintf(L"Es stimmen keine Regeln mit den angegebenen Kriterien \u00fcberein.\n");
  return 1;
}

/* The next rule from an index on that has a name; "all" is every rule. */
static BOOL next(DWORD *index, const wchar_t *name, wchar_t *id, struct rule *rule) {
  static wchar_t text[LONGEST];
  for (;; ++*index) {
    DWORD length = 256, bytes = sizeof text - sizeof *text, type;
    if (RegEnumValueW(rules, *index, id, &length, NULL, &type, (BYTE *)text, &bytes)) return FALSE;
    text[bytes / sizeof *text] = 0;
    if (type != REG_SZ || !rule_read(rule, text)) continue;
    if (!_wcsicmp(name, L"all") || !_wcsicmp(rule_name(rule), name)) {
      ++*index;
      return TRUE;
    }
  }
}

static BOOL store(const wchar_t *id, const struct rule *rule) {
  const wchar_t *text = rule_text(rule);
  return !RegSetValueExW(rules, id, 0, REG_SZ, (const BYTE *)text, (DWORD)((wcslen(text) + 1) * sizeof *text));
}

static void new_id(wchar_t *id) {
  unsigned char b[16];
  SystemFunction036(b, sizeof b);
  swprintf(id, 64, L"{%02X%02X%02X%02X-%02X%02X-%02X%02X-%02X%02X-%02X%02X%02X%02X%02X%02X}", b[0], b[1], b[2], b[3],
           b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}

/* Puts arguments into a rule; the status. */
static int take(struct rule *rule, int count, wchar_t **words) {
  for (int i = 0; i < count; ++i) {
    const wchar_t *why = rule_take(rule, words[i]);
    if (why) return refuse(why, words[i]);
  }
  const wchar_t *why = rule_problem(rule);
  return why ? refuse(why, rule_name(rule)) : 0;
}

static int add(int count, wchar_t **words) {
  struct rule rule = {0};
  wchar_t id[64];
  int status = take(&rule, count, words);
  if (status) return status;
  if (!rule.field[NAME] || !rule.field[DIRECTION] || !rule.field[ACTION])
    return refuse(L"name, dir und action sind erforderlich", NULL);
  if (!rule.field[ACTIVE]) rule_take(&rule, L"enable=yes");
  new_id(id);
  return store(id, &rule) ? 0 : 1;
}

static int set(int count, wchar_t **words) {
  struct rule rule;
  wchar_t id[256];
  DWORD index = 0;
  int found = 0, status;
  if (count < 3 || _wcsicmp(words[1], L"new")) return refuse(L"new", NULL);
  while (next(&index, words[0] + 5, id, &rule)) {
    found = 1;
    if ((status = take(&rule, count - 2, words + 2))) return status;
    if (!store(id, &rule)) return 1;
  }
  return found ? 0 : none();
}

static int show(const wchar_t *name) {
  struct rule rule;
  wchar_t id[256];
  DWORD index = 0;
  int found = 0;
  for (; next(&index, name, id, &rule); found = 1) wprintf(L"\nRegelname: %ls\n%ls\n", rule_name(&rule), rule_text(&rule));
  return found ? 0 : none();
}

static int delete(const wchar_t *name) {
  struct rule rule;
  wchar_t id[256];
  DWORD index = 0;
  int found = 0;
  for (; next(&index, name, id, &rule); found = 1, index = 0)
    if (RegDeleteValueW(rules, id)) return 1;
  return found ? 0 : none();
}

static int stateful(const wchar_t *word) {
  HKEY policy;
  DWORD off = !_wcsicmp(word, L"disable");
  if (!off && _wcsicmp(word, L"enable")) return refuse(L"StatefulFtp", word);
  if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, POLICY, 0, NULL, 0, KEY_ALL_ACCESS, NULL, &policy, NULL)) return 1;
  return RegSetValueExW(policy, L"DisableStatefulFTP", 0, REG_DWORD, (BYTE *)&off, sizeof off) ? 1 : 0;
}

static BOOL are(int argc, wchar_t **argv, int from, const wchar_t *words) {
  wchar_t copy[128], *rest = copy, *word;
  wcscpy(copy, words);
  for (; (word = piece(&rest, ' ')); ++from)
    if (from >= argc || _wcsicmp(argv[from], word)) return FALSE;
  return TRUE;
}

static int run(int argc, wchar_t **argv) {
  if (are(argc, argv, 1, L"advfirewall show allprofiles") && argc == 4) return 0;
  if (are(argc, argv, 1, L"advfirewall set global StatefulFtp") && argc == 6) return stateful(argv[5]);
  if (!are(argc, argv, 1, L"advfirewall firewall") || argc < 6 || _wcsicmp(argv[4], L"rule")) return 70;
  if (_wcsnicmp(argv[5], L"name=", 5)) return refuse(L"name", argv[5]);
  if (!_wcsicmp(argv[3], L"add")) return add(argc - 5, argv + 5);
  if (!_wcsicmp(argv[3], L"set")) return set(argc - 5, argv + 5);
  if (argc != 6) return 70;
  if (!_wcsicmp(argv[3], L"show")) return show(argv[5] + 5);
  return _wcsicmp(argv[3], L"delete") ? 70 : delete(argv[5] + 5);
}

int wmain(int argc, wchar_t **argv) {
  BOOL changes = argc > 2 && !are(argc, argv, 2, L"show") && !are(argc, argv, 3, L"show");
  int fault = note_call(L"netsh", changes, argc, argv);
  if (fault || _wgetenv(L"VERIFY_STOPPED")) {
    wprintf(L"Zugriff verweigert, oder der Dienst wurde nicht gestartet.\n");
    return fault ? fault : 1;
  }
  if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, POLICY L"\\FirewallRules", 0, NULL, 0, KEY_ALL_ACCESS, NULL, &rules, NULL))
    return 1;
  int status = run(argc, argv);
  if (!status) wprintf(L"OK.\n");
  return status;
}
