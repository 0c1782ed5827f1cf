#pragma once

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/decision.hpp"
#include "calls/call.hpp"
#include "database/database.hpp"

/// Reads calls as callers see them. Calls of unknown agents are not among them: nobody may see those.
namespace rollcall::calls {

/// none: the platform has not mentioned any. waiting: not copied yet. failed: could not be copied.
enum class RecordingStatus { none, waiting, available, failed };
BOOST_DESCRIBE_ENUM(RecordingStatus, none, waiting, available, failed)

/// What lists show of a call.
struct CallSummary {
    std::int64_t number = 0;
    CallId id;
    AgentId agent_id;
    std::string agent_name;
    CompanyId company_id;
    std::string company_name;
    std::optional<std::string> platform;  ///< nothing for an API call
    CallFacts facts;
    RecordingStatus recording_status = RecordingStatus::none;
};
BOOST_DESCRIBE_STRUCT(CallSummary, (),
                      (number, id, agent_id, agent_name, company_id, company_name, platform, facts, recording_status))

struct Call : CallSummary {
    std::optional<std::string> recording_problem;  ///< why there is no audio, in words for a person
    std::optional<Time> erased_at;                 ///< since when there is no personal data of it
    Transcript transcript;
};
BOOST_DESCRIBE_STRUCT(Call, (CallSummary), (recording_problem, erased_at, transcript))

/// A call, and the caller's rights on it.
struct CallWithRights {
    Call call;
    access::Rights rights;
};

/// The calls with these numbers, in the order of the numbers. They must exist.
std::vector<CallSummary> list_call_summaries(database::Transaction& tx, std::span<const std::int64_t> numbers);

/// Reads the transcripts of the calls with these numbers that have one, in no order.
void list_transcripts(database::Transaction& tx, std::span<const std::int64_t> numbers,
                      const std::function<void(std::int64_t, const Transcript&)>& on_transcript);

/// Nothing for an unknown id.
std::optional<CallWithRights> find_call(database::Transaction& tx, const access::Caller& caller, const CallId& id,
                                        Time now);

/// The rights on a call; nothing for an unknown id.
std::optional<access::Rights> find_call_rights(database::Transaction& tx, const access::Caller& caller,
                                               const CallId& id, Time now);

}  // namespace rollcall::calls
