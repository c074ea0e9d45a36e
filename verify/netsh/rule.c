/* See rule.h. Limits are those of "Netsh AdvFirewall Firewall Commands" and of INetFwRule (Microsoft Learn). */
#include "rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <winternl.h>

#define VERSION L"v2.30|"

LONG NTAPI RtlIpv4StringToAddressW(const wchar_t *, BOOLEAN strict, const wchar_t **end, void *address);
LONG NTAPI RtlIpv6StringToAddressW(const wchar_t *, const wchar_t **end, void *address);

static const struct {
  const wchar_t *key;
  int group;
} KEYS[] = {
    {L"Action", ACTION},         {L"Active", ACTIVE},          {L"Dir", DIRECTION},         {L"Protocol", PROTOCOL},
    {L"Profile", PROFILE},       {L"LPort", LOCAL_PORTS},      {L"LPort2_10", LOCAL_PORTS}, {L"RPort", REMOTE_PORTS},
    {L"RPort2_10", REMOTE_PORTS}, {L"LA4", LOCAL_ADDRESSES},   {L"LA6", LOCAL_ADDRESSES},   {L"RA4", REMOTE_ADDRESSES},
    {L"RA6", REMOTE_ADDRESSES},  {L"IFType", INTERFACES},      {L"App", PROGRAM},           {L"Svc", SERVICE},
    {L"Name", NAME},             {L"Desc", DESCRIPTION},
};

wchar_t *piece(wchar_t **rest, wchar_t separator) {
  wchar_t *begin = *rest;
  if (!begin) return NULL;
  *rest = wcschr(begin, separator);
  if (*rest) *(*rest)++ = 0;
  return begin;
}

static void append(wchar_t **text, const wchar_t *key, const wchar_t *value) {
  size_t length = (*text ? wcslen(*text) : 0) + wcslen(key) + wcslen(value) + 3;
  wchar_t *longer = malloc(length * sizeof *longer);
  swprintf(longer, length, L"%ls%ls=%ls|", *text ? *text : L"", key, value);
  *text = longer;
}

static int group_of(const wchar_t *key) {
  for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; ++i)
    if (!_wcsicmp(KEYS[i].key, key)) return KEYS[i].group;
  return OTHERS;
}

BOOL rule_read(struct rule *rule, const wchar_t *text) {
  static wchar_t copy[LONGEST];
  wchar_t *rest = copy, *field;
  *rule = (struct rule){0};
  if (wcslen(text) >= LONGEST || text[0] != 'v') return FALSE;
  wcscpy(copy, text);
  for (piece(&rest, '|'); (field = piece(&rest, '|'));) {
    wchar_t *equals = wcschr(field, '=');
    if (!equals) continue;
    *equals = 0;
    append(&rule->field[group_of(field)], field, equals + 1);
  }
  return TRUE;
}

const wchar_t *rule_text(const struct rule *rule) {
  static wchar_t text[LONGEST];
  wcscpy(text, VERSION);
  for (int group = 0; group < GROUPS; ++group)
    if (rule->field[group] && wcslen(text) + wcslen(rule->field[group]) < LONGEST) wcscat(text, rule->field[group]);
  return text;
}

const wchar_t *rule_name(const struct rule *rule) {
  static wchar_t name[LONGEST];
  if (!rule->field[NAME]) return L"";
  wcscpy(name, rule->field[NAME] + wcslen(L"Name="));
  name[wcscspn(name, L"|")] = 0;
  return name;
}

/* Reads a number without a sign up to a limit; whether all of the text is one. */
static BOOL number(const wchar_t *text, long most, long *value) {
  if (!*text || wcsspn(text, L"0123456789") != wcslen(text) || wcslen(text) > 6) return FALSE;
  *value = wcstol(text, NULL, 10);
  return *value <= most;
}

static const wchar_t *ports(wchar_t **field, const wchar_t *single, const wchar_t *range, wchar_t *list) {
  wchar_t *part, whole[64];
  while ((part = piece(&list, ','))) {
    wchar_t *hyphen = wcschr(part, '-');
    long first, last;
    if (wcslen(part) > 11) return L"Port";
    wcscpy(whole, part);
    if (hyphen) *hyphen = 0;
    if (!number(part, 65535, &first)) return L"Port";
    if (hyphen && (!number(hyphen + 1, 65535, &last) || last < first)) return L"Port";
    append(field, hyphen ? range : single, whole);
  }
  return *field ? NULL : L"Port";
}

/* An address or network of version 4, spelt with a mask as Windows does. */
static BOOL version4(const wchar_t *address, const wchar_t *prefix, wchar_t *spelt) {
  unsigned char bytes[4], mask[4];
  const wchar_t *end;
  long length;
  if (RtlIpv4StringToAddressW(address, TRUE, &end, bytes) || *end) return FALSE;
  if (!prefix) return swprintf(spelt, 64, L"%ls", address) > 0;
  if (number(prefix, 32, &length)) {
    unsigned bits = length ? 0xFFFFFFFFu << (32 - length) : 0;
    for (int i = 0; i < 4; ++i) mask[i] = (unsigned char)(bits >> (24 - 8 * i));
  } else if (RtlIpv4StringToAddressW(prefix, TRUE, &end, mask) || *end) {
    return FALSE;
  }
  for (int i = 0; i < 4; ++i)
    if (bytes[i] & ~mask[i]) return FALSE;
  return swprintf(spelt, 64, L"%ls/%d.%d.%d.%d", address, mask[0], mask[1], mask[2], mask[3]) > 0;
}

static BOOL version6(const wchar_t *address, const wchar_t *prefix, wchar_t *spelt) {
  unsigned char bytes[16];
  const wchar_t *end;
  long length;
  if (RtlIpv6StringToAddressW(address, &end, bytes) || *end || (prefix && !number(prefix, 128, &length))) return FALSE;
  return swprintf(spelt, 64, prefix ? L"%ls/%ls" : L"%ls", address, prefix) > 0;
}

static const wchar_t *addresses(wchar_t **field, BOOL remote, wchar_t *list) {
  wchar_t *part, spelt[64];
  while ((part = piece(&list, ','))) {
    if (remote && !_wcsicmp(part, L"localsubnet")) {
      append(field, L"RA4", L"LocalSubnet");
      append(field, L"RA6", L"LocalSubnet");
      continue;
    }
    wchar_t *slash = wcschr(part, '/');
    if (wcslen(part) > 50) return L"Adresse";
    if (slash) *slash++ = 0;
    if (version4(part, slash, spelt)) append(field, remote ? L"RA4" : L"LA4", spelt);
    else if (version6(part, slash, spelt)) append(field, remote ? L"RA6" : L"LA6", spelt);
    else return L"Adresse";
  }
  return *field ? NULL : L"Adresse";
}

/* One of some words, each with what stands in the text for it. */
static const wchar_t *word(wchar_t **field, const wchar_t *key, const wchar_t *value, const wchar_t *const (*words)[2]) {
  for (; (*words)[0]; ++words)
    if (!_wcsicmp((*words)[0], value)) {
      if ((*words)[1]) append(field, key, (*words)[1]);
      return NULL;
    }
  return key;
}

static const wchar_t *profiles(wchar_t **field, wchar_t *list) {
  static const wchar_t *const KNOWN[][2] = {
      {L"public", L"Public"}, {L"private", L"Private"}, {L"domain", L"Domain"}, {NULL, NULL}};
  wchar_t *part;
  while ((part = piece(&list, ',')))
    if (word(field, L"Profile", part, KNOWN)) return L"profile";
  return *field ? NULL : L"profile";
}

/* A program, spelt as in the rules that Windows ships. Whether netsh spells it so is not published: scripts must bear both. */
static const wchar_t *program(wchar_t **field, const wchar_t *path) {
  const wchar_t *root = _wgetenv(L"SystemRoot");
  static wchar_t spelt[LONGEST];
  BOOL inside = root && !_wcsnicmp(path, root, wcslen(root)) && path[wcslen(root)] == '\\';
  swprintf(spelt, LONGEST, inside ? L"%%SystemRoot%%%ls" : L"%ls", inside ? path + wcslen(root) : path);
  append(field, L"App", spelt);
  return NULL;
}

/* Takes a value for a group of fields, which is empty. */
static const wchar_t *fill(wchar_t **field, const wchar_t *key, wchar_t *value) {
  static const wchar_t *const ACTIONS[][2] = {{L"allow", L"Allow"}, {L"block", L"Block"}, {NULL, NULL}};
  static const wchar_t *const ENABLED[][2] = {{L"yes", L"TRUE"}, {L"no", L"FALSE"}, {NULL, NULL}};
  static const wchar_t *const DIRECTIONS[][2] = {{L"in", L"In"}, {L"out", L"Out"}, {NULL, NULL}};
  static const wchar_t *const PROTOCOLS[][2] = {{L"tcp", L"6"}, {L"udp", L"17"}, {L"any", NULL}, {NULL, NULL}};
  static const wchar_t *const KINDS[][2] = {
      {L"any", NULL}, {L"wireless", L"Wireless"}, {L"lan", L"Lan"}, {L"ras", L"RemoteAccess"}, {NULL, NULL}};
  BOOL any = !_wcsicmp(value, L"any");
  if (!_wcsicmp(key, L"action")) return word(field, L"Action", value, ACTIONS);
  if (!_wcsicmp(key, L"enable")) return word(field, L"Active", value, ENABLED);
  if (!_wcsicmp(key, L"dir")) return word(field, L"Dir", value, DIRECTIONS);
  if (!_wcsicmp(key, L"protocol")) return word(field, L"Protocol", value, PROTOCOLS);
  if (!_wcsicmp(key, L"interfacetype")) return word(field, L"IFType", value, KINDS);
  if (!_wcsicmp(key, L"profile")) return any ? NULL : profiles(field, value);
  if (!_wcsicmp(key, L"localport")) return any ? NULL : ports(field, L"LPort", L"LPort2_10", value);
  if (!_wcsicmp(key, L"remoteport")) return any ? NULL : ports(field, L"RPort", L"RPort2_10", value);
  if (!_wcsicmp(key, L"localip")) return any ? NULL : addresses(field, FALSE, value);
  if (!_wcsicmp(key, L"remoteip")) return any ? NULL : addresses(field, TRUE, value);
  if (!_wcsicmp(key, L"name") && (!_wcsicmp(value, L"all") || !*value)) return L"name";
  if (!_wcsicmp(key, L"program")) return program(field, value);
  append(field, !_wcsicmp(key, L"name") ? L"Name" : !_wcsicmp(key, L"description") ? L"Desc" : L"Svc",
         !_wcsicmp(key, L"service") && any ? L"*" : value);
  return NULL;
}

const wchar_t *rule_take(struct rule *rule, const wchar_t *argument) {
  static const struct {
    const wchar_t *key;
    int group;
  } ARGUMENTS[] = {
      {L"action", ACTION},         {L"enable", ACTIVE},           {L"dir", DIRECTION},          {L"protocol", PROTOCOL},
      {L"profile", PROFILE},       {L"localport", LOCAL_PORTS},   {L"remoteport", REMOTE_PORTS},
      {L"localip", LOCAL_ADDRESSES}, {L"remoteip", REMOTE_ADDRESSES}, {L"interfacetype", INTERFACES},
      {L"program", PROGRAM},       {L"service", SERVICE},         {L"name", NAME},              {L"description", DESCRIPTION},
  };
  static wchar_t copy[LONGEST];
  if (wcslen(argument) >= LONGEST || wcschr(argument, '|')) return L"|";
  wcscpy(copy, argument);
  wchar_t *equals = wcschr(copy, '=');
  if (!equals) return L"=";
  *equals = 0;
  for (size_t i = 0; i < sizeof ARGUMENTS / sizeof *ARGUMENTS; ++i)
    if (!_wcsicmp(ARGUMENTS[i].key, copy)) {
      rule->field[ARGUMENTS[i].group] = NULL;
      return fill(&rule->field[ARGUMENTS[i].group], copy, equals + 1);
    }
  return copy;
}

const wchar_t *rule_problem(const struct rule *rule) {
  const wchar_t *protocol = rule->field[PROTOCOL];
  BOOL has_ports = protocol && (!wcscmp(protocol, L"Protocol=6|") || !wcscmp(protocol, L"Protocol=17|"));
  return (rule->field[LOCAL_PORTS] || rule->field[REMOTE_PORTS]) && !has_ports ? L"protocol" : NULL;
}
