#ifndef FTPSGATE_CCOMMIT_H
#define FTPSGATE_CCOMMIT_H

/// The commit that this program was built from, or NULL in a build that names none.
const char *ftpsgate_commit(void);

#endif
