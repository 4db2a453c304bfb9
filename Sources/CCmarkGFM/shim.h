// Two headers of Debian's libcmark-gfm-dev and libcmark-gfm-extensions-dev; nothing of our own.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
