#ifndef FTPSGATE_LIBYAML_SHIM_H
#define FTPSGATE_LIBYAML_SHIM_H

#include <yaml.h>

#endif
