#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// A moment in UTC, in whole milliseconds: what the database stores and the API answers.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

std::int64_t milliseconds(Time time);
Time from_milliseconds(std::int64_t since_epoch);

/// RFC 3339 in UTC with milliseconds: 2026-11-24T07:32:54.120Z.
std::string to_rfc3339(Time time);
void append_rfc3339(std::string& out, Time time);

/// The moment of an RFC 3339 text with "Z" or an offset, truncated to milliseconds. Nothing for any other text, a day
/// that does not exist, or a leap second.
std::optional<Time> time_from_rfc3339(std::string_view text);

/// The source of every time in Rollcall, so that a test can set it.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override;
};

}  // namespace rollcall
