#pragma once

#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>

/// How a program that decodes untrusted bytes gives up what it does not need: first limits, before libraries are
/// initialised, then everything that is not reading, computing and writing. Header-only, so that such a program links
/// no library of ours. Why: docs/decisions/0027-confinement-and-membership.md.
namespace rollcall {

/// Limits for a program that decodes untrusted input.
struct ResourceLimits {
    rlim_t memory;   ///< bytes of address space
    rlim_t seconds;  ///< of processor time
};

/// The priority of such a program: the lowest share that still ends in time beside a busy server. Threads that hash
/// passwords have more (identity/passwords/password_hasher.cpp).
inline constexpr int decoder_niceness = 15;

inline void set_limit(int resource, rlim_t value) {
    const rlimit limits{value, value};
    setrlimit(static_cast<__rlimit_resource_t>(resource), &limits);
}

/// From here on the process is killed when its parent ends, gains no privileges, is read by no other process, has no
/// files open but the standard ones, writes no file, and runs at low priority.
inline void limit_resources(const ResourceLimits& limits) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0);
    close_range(3, ~0U, 0);
    setpriority(PRIO_PROCESS, 0, decoder_niceness);
#ifndef __SANITIZE_ADDRESS__
    set_limit(RLIMIT_AS, limits.memory);
#endif
    // At the first limit comes SIGXCPU, which tells this end from that by somebody's SIGKILL.
    const rlimit processor_time{limits.seconds, limits.seconds + 1};
    setrlimit(RLIMIT_CPU, &processor_time);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_FSIZE, 0);
}

namespace confinement {

/// linux/landlock.h of Debian 12 does not have the later fields.
struct LandlockRuleset {
    std::uint64_t file_access;
    std::uint64_t network_access;  ///< since version 4
    std::uint64_t scopes;          ///< since version 6: abstract sockets and signals
};

/// Refuses every access to the file system, where the kernel has Landlock: no rule is added.
inline bool restrict_files() {
    const auto version = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return true;
    // Version 1 knows 13 kinds of access; 2, 3 and 5 added one each.
    const unsigned kinds = 13U + (version >= 2) + (version >= 3) + (version >= 5);
    LandlockRuleset ruleset{(1ULL << kinds) - 1, version >= 4 ? 3U : 0U, version >= 6 ? 3U : 0U};
    const std::size_t size = version >= 6   ? sizeof ruleset
                             : version >= 4 ? 2 * sizeof(std::uint64_t)
                                            : sizeof(std::uint64_t);
    const auto descriptor = static_cast<int>(syscall(SYS_landlock_create_ruleset, &ruleset, size, 0));
    if (descriptor < 0) return false;
    const bool is_restricted = syscall(SYS_landlock_restrict_self, descriptor, 0) == 0;
    close(descriptor);
    return is_restricted;
}

/// What decoding takes: memory, the open descriptors, threads of this process, time.
inline constexpr int allowed_calls[] = {
    SCMP_SYS(read),           SCMP_SYS(readv),           SCMP_SYS(pread64),
    SCMP_SYS(write),          SCMP_SYS(writev),          SCMP_SYS(lseek),
    SCMP_SYS(fstat),          SCMP_SYS(close),           SCMP_SYS(munmap),
    SCMP_SYS(mremap),         SCMP_SYS(madvise),         SCMP_SYS(brk),
    SCMP_SYS(futex),          SCMP_SYS(sched_yield),     SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getrandom),      SCMP_SYS(clock_gettime),   SCMP_SYS(clock_nanosleep),
    SCMP_SYS(gettimeofday),   SCMP_SYS(sysinfo),         SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),    SCMP_SYS(sigaltstack),
    SCMP_SYS(gettid),         SCMP_SYS(getpid),          SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),           SCMP_SYS(restart_syscall), SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/// What no decoder ever calls: who does has been taken over, and is killed. Every other call fails with EPERM, so that
/// a library that looks for a file of its own goes on without it.
inline constexpr int deadly_calls[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(ptrace),
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(bpf),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),
    SCMP_SYS(chroot),
    SCMP_SYS(keyctl),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(kill),
};

/// The calls that depend on their arguments.
inline bool add_conditions(scmp_filter_ctx filter) {
    const auto allow = [&](int call, scmp_arg_cmp condition) {
        return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, condition) == 0;
    };
    const scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    // A thread is made by clone: what clone3 makes is in memory, where the filter cannot see it. The C library then
    // uses clone.
    return allow(SCMP_SYS(mmap), no_code) && allow(SCMP_SYS(mprotect), no_code) &&
           allow(SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) &&
           seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
           allow(SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) &&
           // abort() ends this process; no other can be signalled.
           allow(SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(getpid()))) &&
           // To read a limit, such as the size of a thread's stack.
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0),
                            SCMP_A2(SCMP_CMP_EQ, 0)) == 0;
}

inline bool restrict_calls() {
    const auto filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter) return false;
    bool is_complete = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
    for (const int call : allowed_calls) {
        is_complete = is_complete && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    }
    for (const int call : deadly_calls) {
        is_complete = is_complete && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) == 0;
    }
    const bool is_loaded = is_complete && add_conditions(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return is_loaded;
}

}  // namespace confinement

/// From here on, until it ends, the process and its threads can only read and write what is open, compute, and use
/// memory that is not code: no file, socket, process or signal. Called after libraries are initialised and before the
/// first untrusted byte is read. Ends the program with status 1 where the kernel refuses the filter.
inline void confine_or_exit() {
    if (!confinement::restrict_files()) _exit(1);
    set_limit(RLIMIT_NOFILE, 3);
    if (!confinement::restrict_calls()) _exit(1);
}

}  // namespace rollcall
