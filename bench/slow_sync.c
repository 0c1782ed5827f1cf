// A disk that takes its time: preloaded (LD_PRELOAD), every fsync and fdatasync of the program takes at least
// SLOW_SYNC_MS milliseconds (2 when unset). The real sync runs first, and only what is missing is slept.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int (*sync_function)(int);

static struct timespec in_milliseconds_from(struct timespec start) {
    const char* setting = getenv("SLOW_SYNC_MS");
    start.tv_nsec += (setting ? atol(setting) : 2) * 1000000;
    start.tv_sec += start.tv_nsec / 1000000000;
    start.tv_nsec %= 1000000000;
    return start;
}

static int slowly(const char* name, int file) {
    struct timespec start;
    clock_gettime(CLOCK_MONOTONIC, &start);
    const sync_function real = (sync_function)dlsym(RTLD_NEXT, name);
    const int result = real(file);
    const struct timespec end = in_milliseconds_from(start);
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &end, NULL) != 0) {
    }
    return result;
}

int fsync(int file) { return slowly("fsync", file); }

int fdatasync(int file) { return slowly("fdatasync", file); }
