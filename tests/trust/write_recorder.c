/* Records what a program writes below a folder, in order, for the replay of a power cut.
 *
 * Preloaded into the program (LD_PRELOAD). RECORDED_FOLDER names the folder, RECORDING the file to
 * write to. A record is: kind (1 byte), length of the path (4), path, offset (8), length of the
 * data (4), data. Kinds: W write, T truncate to the offset, S sync, U unlink, M mark. SQLite's
 * shared memory is left out: it does not outlive a power cut.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define LONGEST_PATH 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int recording = -1;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    const char *target = getenv("RECORDING");
    folder = getenv("RECORDED_FOLDER");
    if (target && folder) recording = open(target, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

static int is_below(const char *path) {
    return recording >= 0 && !strncmp(path, folder, strlen(folder)) && !strstr(path, "-shm");
}

static int is_recorded(int file, char *path) {
    char link[64];
    if (recording < 0 || file == recording) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, LONGEST_PATH - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

static void put(const void *data, size_t length) {
    const char *rest = data;
    while (length > 0) {
        ssize_t done = REAL(write)(recording, rest, length);
        if (done <= 0) abort(); /* half a recording would prove nothing */
        rest += done;
        length -= (size_t)done;
    }
}

static void record(char kind, const char *path, int64_t offset, const void *data, size_t length) {
    uint32_t path_length = (uint32_t)strlen(path), data_length = (uint32_t)length;
    pthread_mutex_lock(&lock);
    put(&kind, 1);
    put(&path_length, 4);
    put(path, path_length);
    put(&offset, 8);
    put(&data_length, 4);
    put(data, length);
    pthread_mutex_unlock(&lock);
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
    char path[LONGEST_PATH];
    ssize_t done = REAL(pwrite64)(file, data, length, offset);
    if (done > 0 && is_recorded(file, path)) record('W', path, offset, data, (size_t)done);
    return done;
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    return pwrite64(file, data, length, offset);
}

ssize_t write(int file, const void *data, size_t length) {
    char path[LONGEST_PATH];
    int recorded = is_recorded(file, path);
    off_t offset = recorded ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t done = REAL(write)(file, data, length);
    if (recorded && done > 0) record('W', path, offset, data, (size_t)done);
    return done;
}

static int recorded_sync(int file, int result) {
    char path[LONGEST_PATH];
    if (!result && is_recorded(file, path)) record('S', path, 0, "", 0);
    return result;
}

int fsync(int file) { return recorded_sync(file, REAL(fsync)(file)); }

int fdatasync(int file) { return recorded_sync(file, REAL(fdatasync)(file)); }

int ftruncate64(int file, off64_t length) {
    char path[LONGEST_PATH];
    int result = REAL(ftruncate64)(file, length);
    if (!result && is_recorded(file, path)) record('T', path, length, "", 0);
    return result;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int unlink(const char *path) {
    int result = REAL(unlink)(path);
    if (!result && is_below(path)) record('U', path, 0, "", 0);
    return result;
}

void mark(const char *words) {
    if (recording >= 0) record('M', words, 0, "", 0);
}
