/* Sees what a process does to the files below a folder: kills it there, or writes it all down.

   Loaded with LD_PRELOAD. Environment:
   CRASH_UNDER  the folder, absolute
   CRASH_AT     the number of the change at which the process kills itself (SIGKILL); half of a
                write is done before. Below zero: from that change on the disk is full
   CRASH_LOG    a file that takes every change, in order: see `Record` in power_loss.py
   The shared memory beside a database is left out: no crash leaves it, and SQLite makes it anew. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char under[4096];
static size_t under_length;
static long at, count;
static int journal = -1;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* Begin, or begin anew in a fork. */
void crash_begin(const char *folder, const char *log, long number) {
    snprintf(under, sizeof under, "%s", folder);
    under_length = strlen(under);
    at = number;
    count = 0;
    if (log != NULL)
        journal = ((int (*)(const char *, int, ...))real("open"))(
            log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("CRASH_UNDER"), *number = getenv("CRASH_AT");
    if (folder != NULL)
        crash_begin(folder, getenv("CRASH_LOG"), number != NULL ? atol(number) : 0);
}

static int ends(const char *text, const char *end) {
    size_t length = strlen(text), other = strlen(end);
    return length >= other && strcmp(text + length - other, end) == 0;
}

static int watched(const char *path) {
    return under_length && strncmp(path, under, under_length) == 0 &&
           (path[under_length] == '/' || path[under_length] == 0) && !ends(path, "-shm") &&
           !ends(path, " (deleted)");
}

static int place_of(int fd, char *path) {
    char link[64];
    struct stat facts;
    int before = errno;
    ssize_t length;
    if (!under_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, 4095);
    if (length > 0) path[length] = 0;
    int yes = length > 0 && watched(path) && fstat(fd, &facts) == 0 &&
              (S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode));
    errno = before;
    return yes;
}

static int place_at(int folder, const char *path, char *found) {
    char link[64];
    ssize_t length = 0;
    if (!under_length || path == NULL) return 0;
    if (path[0] != '/') {
        int before = errno;
        if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        length = readlink(link, found, 2047);
        errno = before;
        if (length <= 0) return 0;
        found[length++] = '/';
    }
    snprintf(found + length, 4096 - length, "%s", path);
    return watched(found);
}

/* To be called with the lock held, before a change: the place to be killed at. */
static int last(void) { return ++count == at; }

/* To be called after it, before what needs room. */
static int full(void) {
    if (at >= 0 || count < -at) return 0;
    errno = ENOSPC;
    return 1;
}

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void note(char kind, const char *path, const char *other, int64_t offset, int64_t length,
                 const void *data) {
    struct __attribute__((packed)) {
        char kind;
        int64_t offset, length;
        int32_t path, other;
    } head = {kind, offset, length, (int32_t)strlen(path), other ? (int32_t)strlen(other) : 0};
    struct iovec parts[4] = {{&head, sizeof head},
                             {(void *)path, head.path},
                             {(void *)other, head.other},
                             {(void *)data, data ? (size_t)length : 0}};
    int before = errno;
    if (journal >= 0) (void)!((ssize_t (*)(int, const struct iovec *, int))real("writev"))(journal, parts, 4);
    errno = before;
}

#define ALONE pthread_mutex_lock(&lock)
#define OPEN pthread_mutex_unlock(&lock)

ssize_t write(int fd, const void *data, size_t size) {
    char path[4096];
    if (!place_of(fd, path)) return REAL(write)(fd, data, size);
    ALONE;
    if (last()) {
        if (size > 1) (void)!REAL(write)(fd, data, size / 2);
        end();
    }
    if (full()) {
        OPEN;
        return -1;
    }
    ssize_t done = REAL(write)(fd, data, size);
    if (done > 0) note('W', path, NULL, lseek(fd, 0, SEEK_CUR) - done, done, data);
    OPEN;
    return done;
}

static ssize_t write_at(int fd, const void *data, size_t size, off64_t offset) {
    static ssize_t (*call)(int, const void *, size_t, off64_t);
    char path[4096];
    if (call == NULL) call = real("pwrite64");
    if (!place_of(fd, path)) return call(fd, data, size, offset);
    ALONE;
    if (last()) {
        if (size > 1) (void)!call(fd, data, size / 2, offset);
        end();
    }
    if (full()) {
        OPEN;
        return -1;
    }
    ssize_t done = call(fd, data, size, offset);
    if (done > 0) note('W', path, NULL, offset, done, data);
    OPEN;
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return write_at(fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    return write_at(fd, data, size, offset);
}

#define ON_FILE(kind, call, length)           \
    char path[4096];                          \
    if (!place_of(fd, path)) return call;     \
    ALONE;                                    \
    if (last()) end();                        \
    int done = call;                          \
    if (done == 0) note(kind, path, NULL, 0, length, NULL); \
    OPEN;                                     \
    return done

int ftruncate(int fd, off_t size) { ON_FILE('T', REAL(ftruncate)(fd, size), size); }
int ftruncate64(int fd, off64_t size) { ON_FILE('T', REAL(ftruncate64)(fd, size), size); }
int fsync(int fd) { ON_FILE('S', REAL(fsync)(fd), 0); }
int fdatasync(int fd) { ON_FILE('S', REAL(fdatasync)(fd), 0); }

static int opened(const char *name, int folder, const char *path, int flags, mode_t mode) {
    static int (*call)(int, const char *, int, ...);
    char found[4096];
    (void)name;
    if (call == NULL) call = real("openat64");
    if (!(flags & (O_CREAT | O_TRUNC)) || (flags & O_TMPFILE) == O_TMPFILE ||
        !place_at(folder, path, found))
        return call(folder, path, flags, mode);
    ALONE;
    int there = faccessat(folder, path, F_OK, 0) == 0;
    if ((!there || (flags & O_TRUNC)) && last()) end();
    if (!there && full()) {
        OPEN;
        return -1;
    }
    int fd = call(folder, path, flags, mode);
    if (fd >= 0 && !there) note('C', found, NULL, 0, 0, NULL);
    if (fd >= 0 && there && (flags & O_TRUNC)) note('T', found, NULL, 0, 0, NULL);
    OPEN;
    return fd;
}

#define MODE                                  \
    mode_t mode = 0;                          \
    if (flags & (O_CREAT | O_TMPFILE)) {      \
        va_list rest;                         \
        va_start(rest, flags);                \
        mode = va_arg(rest, mode_t);          \
        va_end(rest);                         \
    }

int open(const char *path, int flags, ...) { MODE return opened("open", AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened("open", AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE return opened("open", folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE return opened("open", folder, path, flags, mode); }
int creat(const char *path, mode_t mode) {
    return opened("creat", AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    char old[4096], new[4096];
    int is = place_at(from_folder, from, old), will_be = place_at(to_folder, to, new);
    if (!is && !will_be) return REAL(renameat)(from_folder, from, to_folder, to);
    ALONE;
    if (last()) end();
    int done = REAL(renameat)(from_folder, from, to_folder, to);
    if (done == 0) note('R', old, new, 0, 0, NULL);
    OPEN;
    return done;
}

int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int folder, const char *path, int flags) {
    char found[4096];
    if (!place_at(folder, path, found) || faccessat(folder, path, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        return REAL(unlinkat)(folder, path, flags);
    ALONE;
    if (last()) end();
    int done = REAL(unlinkat)(folder, path, flags);
    if (done == 0) note('U', found, NULL, 0, 0, NULL);
    OPEN;
    return done;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    char found[4096];
    if (!place_at(folder, path, found)) return REAL(mkdirat)(folder, path, mode);
    ALONE;
    if (last()) end();
    int done = REAL(mkdirat)(folder, path, mode);
    if (done == 0) note('M', found, NULL, 0, 0, NULL);
    OPEN;
    return done;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }
