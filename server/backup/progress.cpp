#include "backup/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "core/print_error.hpp"

namespace rollcall::backup {

namespace {

constexpr auto pause_on_terminal = std::chrono::milliseconds(100);
constexpr auto pause_otherwise = std::chrono::seconds(10);

volatile std::sig_atomic_t is_stopped = 0;

void note_stop(int) { is_stopped = 1; }

}  // namespace

Progress::Progress()
    : before_interrupt_(std::signal(SIGINT, note_stop)),
      before_termination_(std::signal(SIGTERM, note_stop)),
      is_terminal_(::isatty(STDERR_FILENO) != 0),
      shown_at_(std::chrono::steady_clock::now()) {}

Progress::~Progress() {
    std::signal(SIGINT, before_interrupt_);
    std::signal(SIGTERM, before_termination_);
    if (is_shown_) print_error("\r\033[K");
}

void Progress::require_no_stop() {
    if (is_stopped != 0) throw std::runtime_error("a signal asked it to stop");
}

bool Progress::is_due() {
    const auto now = std::chrono::steady_clock::now();
    if (is_terminal_ ? now - shown_at_ < pause_on_terminal : now - shown_at_ < pause_otherwise) return false;
    shown_at_ = now;
    return true;
}

void Progress::show(std::string_view text) {
    if (is_terminal_) {
        print_error(fmt::format("\r\033[K{}", text));
        is_shown_ = true;
    } else {
        print_error(fmt::format("{}\n", text));
    }
}

std::string describe_bytes(std::uint64_t bytes) {
    constexpr double thousand = 1000;
    auto amount = static_cast<double>(bytes);
    for (const auto* unit : {"bytes", "kB", "MB"}) {
        if (amount < thousand)
            return fmt::format("{:.{}f} {}", amount, amount == static_cast<double>(bytes) ? 0 : 1, unit);
        amount /= thousand;
    }
    return fmt::format("{:.1f} GB", amount);
}

std::string describe_count(std::int64_t count) {
    auto digits = std::to_string(count);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3) {
        digits.insert(static_cast<std::size_t>(place), ",");
    }
    return digits;
}

}  // namespace rollcall::backup
