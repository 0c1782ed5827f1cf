// For LD_PRELOAD: a wall clock that is ahead by the seconds, a signed number of 64 bits, in the file WALL_CLOCK_FILE.
// Nothing else changes. libfaketime would not do: it takes the absolute times of all timers for those of the wall
// clock, so that one which is due at once fires in a year, and it keeps its state without a lock between threads.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int64_t none = 0;
static int64_t* ahead = &none;

__attribute__((constructor)) static void open_file(void) {
    const char* name = getenv("WALL_CLOCK_FILE");
    const int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    void* content = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
    if (content == MAP_FAILED) abort();
    ahead = content;
    close(file);
}

int clock_gettime(clockid_t clock, struct timespec* now) {
    const int result = (int)syscall(SYS_clock_gettime, clock, now);
    const int is_wall_clock = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    if (result == 0 && is_wall_clock) now->tv_sec += __atomic_load_n(ahead, __ATOMIC_RELAXED);
    return result;
}

int gettimeofday(struct timeval* restrict now, void* restrict zone) {
    (void)zone;
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}

time_t time(time_t* copy) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (copy) *copy = now.tv_sec;
    return now.tv_sec;
}
