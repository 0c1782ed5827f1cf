// Preloaded (LD_PRELOAD) before libfaketime, which takes every absolute time of a timer for one of the wall clock. Those of
// the server are of the monotonic clock: one that is due at once would fire in a year when the wall clock is a year behind.
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <unistd.h>

int timerfd_settime(int timer, int flags, const struct itimerspec* value, struct itimerspec* previous) {
    return (int)syscall(SYS_timerfd_settime, timer, flags, value, previous);
}
