#include "core/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace rollcall {

namespace {

/// Reads a text from its beginning. `is_good` is false once something expected was missing.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    /// A number of exactly `digits` digits.
    int number(std::size_t digits) {
        const auto text = rest_.substr(0, digits);
        int value = 0;
        is_good_ = is_good_ && text.size() == digits && text.find_first_not_of("0123456789") == std::string_view::npos;
        if (is_good_) std::from_chars(text.data(), text.data() + text.size(), value);
        rest_.remove_prefix(text.size());
        return value;
    }
    void expect(char wanted) { is_good_ = skip(wanted) && is_good_; }
    bool skip(char wanted) {
        if (!rest_.starts_with(wanted)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    /// The digits after a decimal point, at least one, as thousandths.
    int thousandths() {
        auto digits = std::string(rest_.substr(0, rest_.find_first_not_of("0123456789")));
        rest_.remove_prefix(digits.size());
        is_good_ = is_good_ && !digits.empty();
        digits.resize(3, '0');
        return Scanner(digits).number(3);
    }

    bool is_good() const { return is_good_; }
    bool is_at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
    bool is_good_ = true;
};

/// Writes the lowest digits of a number that is not negative.
void write_digits(char* at, int count, std::int64_t number) {
    while (count-- > 0) {
        at[count] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

/// "Z", "+02:00" or "-05:30".
std::optional<std::chrono::minutes> read_offset(Scanner& scanner) {
    if (scanner.skip('Z')) return std::chrono::minutes(0);
    const bool is_ahead = scanner.skip('+');
    if (!is_ahead) scanner.expect('-');
    const auto hours = scanner.number(2);
    scanner.expect(':');
    const auto minutes = scanner.number(2);
    if (!scanner.is_good() || hours > 23 || minutes > 59) return std::nullopt;
    const auto offset = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return is_ahead ? offset : -offset;
}

}  // namespace

std::int64_t milliseconds(Time time) { return time.time_since_epoch().count(); }

Time from_milliseconds(std::int64_t since_epoch) { return Time(std::chrono::milliseconds(since_epoch)); }

std::string to_rfc3339(Time time) {
    std::string out;
    append_rfc3339(out, time);
    return out;
}

// By hand, since a list has a hundred times and fmt took a tenth of the time of its response for them.
void append_rfc3339(std::string& out, Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    const int year{date.year()};
    const bool has_four_digits = year >= 0 && year <= 9999;
    out += has_four_digits ? "0000" : fmt::format("{:04}", year);
    out += "-00-00T00:00:00.000Z";
    auto* end = out.data() + out.size();
    if (has_four_digits) write_digits(end - 24, 4, year);
    write_digits(end - 19, 2, static_cast<unsigned>(date.month()));
    write_digits(end - 16, 2, static_cast<unsigned>(date.day()));
    write_digits(end - 13, 2, clock.hours().count());
    write_digits(end - 10, 2, clock.minutes().count());
    write_digits(end - 7, 2, clock.seconds().count());
    write_digits(end - 4, 3, clock.subseconds().count());
}

std::optional<Time> time_from_rfc3339(std::string_view text) {
    Scanner scanner(text);
    const std::chrono::year year(scanner.number(4));
    scanner.expect('-');
    const std::chrono::month month(static_cast<unsigned>(scanner.number(2)));
    scanner.expect('-');
    const std::chrono::day day(static_cast<unsigned>(scanner.number(2)));
    scanner.expect('T');
    const auto hours = scanner.number(2);
    scanner.expect(':');
    const auto minutes = scanner.number(2);
    scanner.expect(':');
    const auto seconds = scanner.number(2);
    const auto fraction = scanner.skip('.') ? scanner.thousandths() : 0;
    const auto offset = read_offset(scanner);
    const std::chrono::year_month_day date(year, month, day);
    const bool is_time = hours < 24 && minutes < 60 && seconds < 60;
    if (!offset || !scanner.is_good() || !scanner.is_at_end() || !date.ok() || !is_time) return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(hours) + std::chrono::minutes(minutes) +
           std::chrono::seconds(seconds) + std::chrono::milliseconds(fraction) - *offset;
}

Time SystemClock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

}  // namespace rollcall
