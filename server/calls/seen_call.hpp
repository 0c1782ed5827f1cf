#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "access/decision.hpp"
#include "calls/call.hpp"

namespace rollcall::calls {

/// none: nobody has told of any. waiting: it is still to be copied. failed: it could not be had.
enum class RecordingStatus { none, waiting, available, failed };
BOOST_DESCRIBE_ENUM(RecordingStatus, none, waiting, available, failed)

/// What lists show of a call. Its agent is known: calls of unknown agents are shown nowhere.
struct CallSummary {
    std::int64_t number = 0;
    CallId id;
    AgentId agent;
    std::string agent_name;
    CompanyId company;
    std::string company_name;
    std::optional<std::string> platform;  ///< nothing for a call of our own API
    CallFacts facts;
    RecordingStatus recording = RecordingStatus::none;
};

struct Call : CallSummary {
    std::optional<std::string> recording_problem;  ///< why there is no audio, in words for a person
    Transcript transcript;
};

/// A call, and how the one who asked stands to it.
struct SeenCall {
    Call call;
    access::Rights rights{};
};

}  // namespace rollcall::calls
