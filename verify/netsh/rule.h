/* A rule of Windows Firewall: its text in the registry, and the arguments of netsh that change it. */
#ifndef RULE_H
#define RULE_H
#include <windows.h>

#define LONGEST 32768

/* The groups of fields, in the order in which texts have them ([MS-GPFAS] 2.2.2.19). */
enum {
  ACTION, ACTIVE, DIRECTION, PROTOCOL, PROFILE, LOCAL_PORTS, REMOTE_PORTS, LOCAL_ADDRESSES, REMOTE_ADDRESSES, INTERFACES,
  PROGRAM, SERVICE, NAME, DESCRIPTION, OTHERS, GROUPS
};

/* The fields of each group, as `Key=Value|Key=Value|`. */
struct rule {
  wchar_t *field[GROUPS];
};

/* Cuts off what stands before a separator, perhaps nothing; NULL at the end. */
wchar_t *piece(wchar_t **rest, wchar_t separator);

/* Reads a text; whether it is a rule. */
BOOL rule_read(struct rule *rule, const wchar_t *text);

/* The text, until the next call. */
const wchar_t *rule_text(const struct rule *rule);

/* The display name, until the next call. */
const wchar_t *rule_name(const struct rule *rule);

/* Takes an argument `key=value`; why not, or nothing. */
const wchar_t *rule_take(struct rule *rule, const wchar_t *argument);

/* What is wrong with a rule as a whole. */
const wchar_t *rule_problem(const struct rule *rule);
#endif
