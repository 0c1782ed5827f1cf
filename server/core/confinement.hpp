#pragma once

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

namespace rollcall {

/// What a program may use that decodes what strangers send.
struct Confinement {
    rlim_t memory;   ///< bytes of address space
    rlim_t seconds;  ///< of processor time
};

/// Confines this program for good: it ends with the one that started it, gains no rights, and has no other files than
/// its standard ones. Stands in a header alone, so that such a program links nothing of ours.
inline void confine(const Confinement& confinement) {
    const auto limit = [](auto resource, rlim_t most) {
        const rlimit limits{most, most};
        setrlimit(resource, &limits);
    };
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    close_range(3, ~0U, 0);
#ifndef __SANITIZE_ADDRESS__
    limit(RLIMIT_AS, confinement.memory);
#endif
    limit(RLIMIT_CPU, confinement.seconds);
    limit(RLIMIT_CORE, 0);
}

}  // namespace rollcall
