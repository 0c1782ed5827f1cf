#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "calls/call.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// What a message that was stored says about a call that a campaign may have placed.
struct ReportedCall {
    CallId id;
    std::optional<AttemptId> attempt_id;          ///< where the message names it
    std::optional<ConnectionId> connection_id;    ///< nothing for a call of POST /calls
    std::optional<std::string> external_call_id;  ///< at the connection
    CallStatus status = CallStatus::ongoing;      ///< as it is stored now
    std::optional<DialOutcome> dial_outcome;      ///< once it has ended; later messages without one are not reported
    std::optional<Outcome> outcome;               ///< as it is stored now
    std::optional<std::string> end_reason;        ///< in the words of the platform
    std::map<std::string, std::string> analysis;  ///< fields of the platform's analysis: text, number, "true"
    bool is_erased = false;                       ///< nothing of a person may be stored of it
    bool is_replayed = false;                     ///< by an administrator: an attempt whose end is known stays as it is
};

/// Called inside the write that stores the message. Returns whether a campaign has an attempt that the call is of.
using OnReportedCall = std::function<bool(database::Transaction&, const ReportedCall&, Time now)>;

}  // namespace rollcall::calls
