#include "core/child_program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>
#include <variant>

namespace rollcall {

namespace {

using Moment = std::chrono::steady_clock::time_point;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { reset(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool is_open() const { return number_ >= 0; }
    void reset() {
        if (number_ >= 0) close(number_);
        number_ = -1;
    }

private:
    int number_;
};

struct Pipe {
    Pipe() : Pipe(make()) {}

    Descriptor reading;
    Descriptor writing;

private:
    explicit Pipe(std::array<int, 2> ends) : reading(ends[0]), writing(ends[1]) {}

    static std::array<int, 2> make() {
        std::array<int, 2> ends{-1, -1};
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("a pipe cannot be opened");
        return ends;
    }
};

/// A running program. The destructor kills it and waits for it, unless it has ended.
class Child {
public:
    explicit Child(pid_t id) : id_(id) {}
    ~Child() {
        if (id_ > 0) {
            kill(id_, SIGKILL);
            wait();
        }
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// How it ended, as waitpid() says it.
    int wait() {
        int status = 0;
        while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
        }
        id_ = -1;
        return status;
    }

private:
    pid_t id_;
};

/// The standard input of a program: a pipe or a file.
using Input = std::variant<const Pipe*, std::filesystem::path>;

void set_input(posix_spawn_file_actions_t& actions, const Input& input) {
    if (const auto* file = std::get_if<std::filesystem::path>(&input)) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, file->c_str(), O_RDONLY, 0);
    } else {
        posix_spawn_file_actions_adddup2(&actions, std::get<const Pipe*>(input)->reading.number(), STDIN_FILENO);
    }
}

std::optional<pid_t> start(const std::filesystem::path& program, const Input& input, const Pipe& output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    set_input(actions, input);
    posix_spawn_file_actions_adddup2(&actions, output.writing.number(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY,
                                     0);  // standard error is the server's log
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);

    // The server's threads block and ignore signals; the program gets the default handling.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGXFSZ);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setpgroup(&attributes, 0);  // a group of its own
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

    pid_t id = 0;
    char* arguments[] = {const_cast<char*>(program.c_str()), nullptr};
    char* environment[] = {nullptr};
    const auto problem = posix_spawn(&id, program.c_str(), &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return problem == 0 ? std::optional(id) : std::nullopt;
}

void write_some(Descriptor& to, std::string_view& rest) {
    const auto count = write(to.number(), rest.data(), rest.size());
    if (count > 0) rest.remove_prefix(static_cast<std::size_t>(count));
    const bool is_over = count < 0 && errno != EAGAIN && errno != EINTR;  // the program has closed its input
    if (rest.empty() || is_over) to.reset();
}

/// False at the end of the output.
bool read_some(const Descriptor& from, std::string& output) {
    std::array<char, 16 * 1024> buffer{};
    const auto count = read(from.number(), buffer.data(), buffer.size());
    if (count > 0) output.append(buffer.data(), static_cast<std::size_t>(count));
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR));
}

/// When a program is killed.
struct Limits {
    Moment deadline;
    std::size_t output_limit;
    std::stop_token stop = {};
};

/// How often a running program is checked for a requested stop.
constexpr std::chrono::milliseconds stop_check_interval{200};

/// Writes the input and reads the output while the program runs. Whether it ended within the limits.
bool exchange(Descriptor& input, Pipe& output, std::string_view rest, const Limits& limits, std::string& result) {
    if (rest.empty()) input.reset();
    if (input.is_open()) fcntl(input.number(), F_SETFL, O_NONBLOCK);
    for (;;) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(limits.deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0 || result.size() > limits.output_limit || limits.stop.stop_requested()) return false;
        const auto pause = limits.stop.stop_possible() ? std::min(left, stop_check_interval) : left;
        std::array<pollfd, 2> waiting{{
            {output.reading.number(), POLLIN, 0}, {input.number(), POLLOUT, 0},  // poll ignores a negative number
        }};
        if (poll(waiting.data(), waiting.size(), static_cast<int>(pause.count())) < 0 && errno != EINTR) return false;
        if (waiting[1].revents != 0) write_some(input, rest);
        if (waiting[0].revents != 0 && !read_some(output.reading, result)) return result.size() <= limits.output_limit;
    }
}

// By other signals a program ends for what it did itself. SIGKILL is also what the kernel sends when memory is short.
bool is_sent_by_others(int signal) { return signal == SIGINT || signal == SIGTERM || signal == SIGKILL; }

ProgramResult run_to_end(Child& child, Descriptor& input, Pipe& output, std::string_view rest, const Limits& limits) {
    ProgramResult result{{}, -1};
    if (!exchange(input, output, rest, limits, result.output)) {
        result.was_interrupted = result.output.size() <= limits.output_limit;
        return result;
    }
    const auto end = child.wait();
    if (WIFEXITED(end)) result.status = WEXITSTATUS(end);
    result.was_interrupted = WIFSIGNALED(end) && is_sent_by_others(WTERMSIG(end));
    return result;
}

}  // namespace

std::optional<ProgramResult> run_program(const std::filesystem::path& program, std::string_view input,
                                         std::chrono::milliseconds time_limit, std::size_t output_limit) {
    const auto deadline = std::chrono::steady_clock::now() + time_limit;
    Pipe to;
    Pipe from;
    const auto id = start(program, &to, from);
    if (!id) return std::nullopt;
    Child child(*id);
    to.reading.reset();
    from.writing.reset();
    return run_to_end(child, to.writing, from, input, {deadline, output_limit});
}

std::optional<ProgramResult> run_program_on_file(const std::filesystem::path& program,
                                                 const std::filesystem::path& file,
                                                 std::chrono::milliseconds time_limit, std::size_t output_limit,
                                                 const std::stop_token& stop) {
    const auto deadline = std::chrono::steady_clock::now() + time_limit;
    Descriptor no_input_pipe(-1);
    Pipe from;
    const auto id = start(program, file, from);
    if (!id) return std::nullopt;
    Child child(*id);
    from.writing.reset();
    return run_to_end(child, no_input_pipe, from, {}, {deadline, output_limit, stop});
}

}  // namespace rollcall
