#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "api/access_json.hpp"
#include "calls/call_view_store.hpp"
#include "calls/listing/call_snippets.hpp"
#include "calls/pricing.hpp"

namespace rollcall::calls {

struct MoneyBody {
    double amount;
    std::string currency;
};
BOOST_DESCRIBE_STRUCT(MoneyBody, (), (amount, currency))

MoneyBody present_money(const Money& money);

/// What the API shows of a call in lists.
struct CallSummaryBody {
    CallId id;
    AgentId agent_id;
    std::string agent_name;
    CompanyId company_id;
    std::string company_name;
    std::optional<std::string> platform;
    CallStatus status;
    std::optional<Direction> direction;
    Time started_at;
    std::optional<Time> ended_at;
    std::optional<double> duration_seconds;
    std::optional<std::string> from_number;
    std::optional<std::string> to_number;
    std::optional<std::string> summary;
    std::optional<Outcome> outcome;
    RecordingStatus recording_status;
    http::Maybe<double> billable_minutes;  ///< only for callers with `view_billable_minutes`, like the price
    http::Maybe<std::optional<MoneyBody>> price;
    http::Maybe<std::optional<double>> cost_usd;  ///< only for administrators, like the margin
    http::Maybe<std::optional<double>> margin_usd;
    std::vector<std::string_view> can;
    http::Maybe<Snippet> snippet{};  ///< only in the answer to a search
};
BOOST_DESCRIBE_STRUCT(CallSummaryBody, (),
                      (id, agent_id, agent_name, company_id, company_name, platform, status, direction, started_at,
                       ended_at, duration_seconds, from_number, to_number, summary, outcome, recording_status,
                       billable_minutes, price, cost_usd, margin_usd, can, snippet))

struct TurnBody {
    TurnRole role;
    std::string text;
    std::optional<double> start_seconds;
    std::optional<double> end_seconds;
};
BOOST_DESCRIBE_STRUCT(TurnBody, (), (role, text, start_seconds, end_seconds))

/// What the API shows of one call.
struct CallBody : CallSummaryBody {
    http::Maybe<std::optional<std::string>> recording_problem;  ///< only for callers with `view_recordings`
    std::optional<std::string> end_reason;
    std::optional<Time> erased_at;
    std::vector<TurnBody> transcript;
};
BOOST_DESCRIBE_STRUCT(CallBody, (CallSummaryBody), (recording_problem, end_reason, erased_at, transcript))

/// Whether the caller may listen to the recordings of calls in his or her scope (M17).
bool may_view_recordings(const access::Caller& caller);

/// Whether the caller may view the billable minutes and the price of calls in his or her scope (M16).
bool may_view_billable_minutes(const access::Caller& caller);

CallSummaryBody present_call_summary(const CallSummary& call, const access::Caller& caller, const Billing& billing);
CallBody present_call(const Call& call, const access::Caller& caller, const Billing& billing);

}  // namespace rollcall::calls
