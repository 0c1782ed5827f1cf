// What a decoder would try once the bytes that it reads have taken it over. Reads one line from standard input: whether
// to confine itself first, and what to try, such as "confined socket". Prints "done" where that was possible, "refused"
// where the kernel refused it; a signal may end it instead.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <thread>

#include "core/confinement.hpp"

namespace {

bool open_file() { return open("/etc/passwd", O_RDONLY) >= 0; }

bool create_file() { return open("/tmp", O_TMPFILE | O_WRONLY, 0600) >= 0; }

bool open_socket() { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }

bool open_local_socket() {
    int ends[2];
    return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
}

bool execute() {
    char* const arguments[] = {const_cast<char*>("/bin/echo"), const_cast<char*>("done"), nullptr};
    execv("/bin/echo", arguments);
    return false;
}

bool start_process() {
    const auto child = fork();
    if (child == 0) _exit(0);
    return child > 0 && waitpid(child, nullptr, 0) == child;
}

// As the C library's posix_spawn does.
bool start_process_by_clone() {
    const auto child = syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr);
    if (child == 0) _exit(0);
    return child > 0;
}

bool trace_parent() { return ptrace(PTRACE_SEIZE, getppid(), nullptr, nullptr) == 0 || ptrace(PTRACE_TRACEME) == 0; }

// Signal 0 only asks whether the signal could be sent.
bool signal_parent() { return kill(getppid(), 0) == 0; }
bool signal_thread_of_parent() { return syscall(SYS_tgkill, getppid(), getppid(), 0) == 0; }

// Standard input is a file here.
bool write_large_file() {
    const int file = open("/proc/self/fd/0", O_WRONLY | O_TRUNC);
    const std::string bytes(1'000'000, 'x');
    return write(file >= 0 ? file : STDIN_FILENO, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
}

bool open_many_descriptors() {
    for (int count = 0; count < 100; ++count) {
        if (dup(STDIN_FILENO) < 0) return false;
    }
    return true;
}

bool make_code() {
    return mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

bool outlive_parent() { return prctl(PR_SET_PDEATHSIG, 0) == 0; }

bool become_readable() { return prctl(PR_SET_DUMPABLE, 1) == 0; }

// What a decoder needs, so that a filter that refuses everything does not pass for a good one.
bool start_thread() {
    bool has_run = false;
    std::thread([&] { has_run = true; }).join();
    return has_run;
}

const std::map<std::string, bool (*)()> attempts{
    {"open", open_file},
    {"create", create_file},
    {"socket", open_socket},
    {"socketpair", open_local_socket},
    {"execve", execute},
    {"fork", start_process},
    {"clone", start_process_by_clone},
    {"ptrace", trace_parent},
    {"kill", signal_parent},
    {"tgkill", signal_thread_of_parent},
    {"large file", write_large_file},
    {"many descriptors", open_many_descriptors},
    {"code", make_code},
    {"outlive", outlive_parent},
    {"readable", become_readable},
    {"thread", start_thread},
};

}  // namespace

int main() {
    std::string line;
    std::getline(std::cin, line);
    const auto space = line.find(' ');
    const auto attempt = attempts.find(line.substr(space + 1));
    if (attempt == attempts.end()) return 2;
    if (line.starts_with("limited") || line.starts_with("confined")) {
        rollcall::limit_resources({.memory = 1UL << 30, .seconds = 10});
    }
    if (line.starts_with("confined")) rollcall::confine_or_exit();
    std::puts(attempt->second() ? "done" : "refused");
    std::fflush(stdout);
    _exit(0);
}
