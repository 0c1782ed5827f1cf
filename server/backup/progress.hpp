#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace rollcall::backup {

/// Says on standard error how far something is: by one line that changes on a terminal, otherwise by a line every some
/// seconds.
class Progress {
public:
    Progress();
    /// Removes the line from the terminal; SIGINT and SIGTERM do again what they did before.
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Shows the text `describe()` where it is time for one. Throws std::runtime_error where SIGINT or SIGTERM asked to
    /// stop.
    template <class Describe>
    void update(Describe describe) {
        require_no_stop();
        if (is_due()) show(describe());
    }

private:
    static void require_no_stop();
    bool is_due();
    void show(std::string_view text);

    void (*const before_interrupt_)(int);
    void (*const before_termination_)(int);
    const bool is_terminal_;
    std::chrono::steady_clock::time_point shown_at_;
    bool is_shown_ = false;
};

/// "1.2 GB"
std::string describe_bytes(std::uint64_t bytes);

/// "1,234,567"
std::string describe_count(std::int64_t count);

}  // namespace rollcall::backup
