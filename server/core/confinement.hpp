#pragma once

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

namespace rollcall {

/// Limits for a program that decodes untrusted input.
struct Confinement {
    rlim_t memory;   ///< bytes of address space
    rlim_t seconds;  ///< of processor time
};

/// Confines this process until it ends: it is killed when its parent ends, cannot gain privileges, and keeps no files
/// open but the standard ones. Header-only, so that such a program links no library of ours.
inline void confine(const Confinement& confinement) {
    const auto limit = [](auto resource, rlim_t value) {
        const rlimit limits{value, value};
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
