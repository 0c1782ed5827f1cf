#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/id.hpp"

namespace rollcall::calls {

enum class CallStatus { ongoing, ended, failed };  ///< failed: it never connected
BOOST_DESCRIBE_ENUM(CallStatus, ongoing, ended, failed)

enum class Direction { inbound, outbound, web };
BOOST_DESCRIBE_ENUM(Direction, inbound, outbound, web)

enum class Outcome { successful, unsuccessful, unknown };
BOOST_DESCRIBE_ENUM(Outcome, successful, unsuccessful, unknown)

/// What became of an attempt to reach somebody.
enum class DialOutcome {
    answered,   ///< by a person, as far as the platform knows
    voicemail,  ///< by a machine
    no_answer,
    busy,
    declined,           ///< by the person
    invalid_number,     ///< nobody has it
    marked_as_spam,     ///< the number that calls is blocked or labelled
    concurrency_limit,  ///< the platform makes no more calls at once
    no_credit,          ///< the account at the platform is used up
    daily_limit,        ///< of the number that calls
    failed,             ///< by a fault of the platform or of the network
};
BOOST_DESCRIBE_ENUM(DialOutcome, answered, voicemail, no_answer, busy, declined, invalid_number, marked_as_spam,
                    concurrency_limit, no_credit, daily_limit, failed)

/// Who speaks. tool: a request to a tool, or its response.
enum class TurnRole { agent, caller, tool };
BOOST_DESCRIBE_ENUM(TurnRole, agent, caller, tool)

using Duration = std::chrono::milliseconds;

/// What one of them said in one go. Times count from the beginning of the recording.
struct Turn {
    TurnRole role = TurnRole::agent;
    std::string text;
    std::optional<Duration> start;
    std::optional<Duration> end;

    bool operator==(const Turn&) const = default;
};
using Transcript = std::vector<Turn>;

/// Millionths of a US dollar.
using Cost = std::int64_t;

/// What is known of a call, without transcript and recording.
struct CallFacts {
    CallStatus status = CallStatus::ongoing;
    std::optional<Direction> direction;
    Time started_at;
    std::optional<Time> ended_at;
    std::optional<Duration> duration;  ///< from its connection to its end
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    std::optional<std::string> summary;
    std::optional<Outcome> outcome;
    std::optional<std::string> end_reason;  ///< in the words of the platform
    std::optional<Cost> cost;               ///< nothing if the platform did not report it

    bool operator==(const CallFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(CallFacts, (),
                      (status, direction, started_at, ended_at, duration, from_number, to_number, summary, outcome,
                       end_reason, cost))

}  // namespace rollcall::calls
