/*
 * Makes one call that writes fail: preloaded into a process, it counts the calls that change files below FAULT_ROOT and
 * fails number FAULT_AT (from 1) with errno FAULT_ERRNO; with FAULT_LASTS=1 also every later one that needs space. At the
 * end of the process the number of calls is appended to FAULT_COUNT, if that is set.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

static int below_root(const char *path) {
  const char *root = getenv("FAULT_ROOT");
  char absolute[PATH_MAX];
  if (!root) return 0;
  if (path[0] != '/') {
    if (!getcwd(absolute, sizeof absolute)) return 0;
    if (strlen(absolute) + strlen(path) + 2 > sizeof absolute) return 0;
    strcat(strcat(absolute, "/"), path);
    path = absolute;
  }
  return strncmp(path, root, strlen(root)) == 0;
}

static int fd_below_root(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  // Pipes are named "pipe:[1]", which is not a path.
  if (n <= 0 || path[0] != '/') return 0;
  path[n] = 0;
  return below_root(path);
}

/* Whether this call fails; errno is set then. */
static int fails(const char *what, int needs_space) {
  long at = number("FAULT_AT");
  long n = atomic_fetch_add(&calls, 1) + 1;
  if (n == at || (n > at && at > 0 && needs_space && number("FAULT_LASTS"))) {
    const char *log = getenv("FAULT_LOG");
    if (log && n == at) {
      FILE *f = fopen(log, "a");
      if (f) fprintf(f, "%ld %s\n", n, what), fclose(f);
    }
    errno = (int) number("FAULT_ERRNO");
    if (!errno) errno = EIO;
    return 1;
  }
  return 0;
}


#define ON_FD(name, needs, ret, params, args) \
  ret name params { \
    static ret (*real) params; \
    if (!real) real = (ret(*) params) dlsym(RTLD_NEXT, #name); \
    if (fd_below_root(fd) && fails(#name, needs)) return -1; \
    return real args; \
  }

ON_FD(write, 1, ssize_t, (int fd, const void *b, size_t n), (fd, b, n))
ON_FD(pwrite, 1, ssize_t, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o))
ON_FD(pwrite64, 1, ssize_t, (int fd, const void *b, size_t n, off64_t o), (fd, b, n, o))
ON_FD(writev, 1, ssize_t, (int fd, const struct iovec *v, int n), (fd, v, n))
ON_FD(fsync, 1, int, (int fd), (fd))
ON_FD(fdatasync, 1, int, (int fd), (fd))
ON_FD(ftruncate, 1, int, (int fd, off_t n), (fd, n))
ON_FD(ftruncate64, 1, int, (int fd, off64_t n), (fd, n))

#define ON_PATH(name, needs, params, args) \
  int name params { \
    static int (*real) params; \
    if (!real) real = (int(*) params) dlsym(RTLD_NEXT, #name); \
    if (below_root(path) && fails(#name, needs)) return -1; \
    return real args; \
  }

ON_PATH(rename, 1, (const char *path, const char *to), (path, to))
ON_PATH(mkdir, 1, (const char *path, mode_t m), (path, m))
ON_PATH(unlink, 0, (const char *path), (path))
ON_PATH(link, 1, (const char *path, const char *to), (path, to))

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    static int (*real)(const char *, int, ...); \
    if (!real) real = (int (*)(const char *, int, ...)) dlsym(RTLD_NEXT, #name); \
    mode_t mode = 0; \
    if (flags & O_CREAT) { \
      va_list rest; \
      va_start(rest, flags); \
      mode = va_arg(rest, mode_t); \
      va_end(rest); \
      if (below_root(path) && fails(#name, 1)) return -1; \
    } \
    return real(path, flags, mode); \
  }

OPEN(open)
OPEN(open64)

__attribute__((destructor)) static void report(void) {
  const char *count = getenv("FAULT_COUNT");
  if (!count) return;
  FILE *f = fopen(count, "w");
  if (f) fprintf(f, "%ld\n", atomic_load(&calls)), fclose(f);
}
