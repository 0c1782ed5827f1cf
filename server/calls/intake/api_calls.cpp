#include "calls/intake/api_calls.hpp"

#include <fmt/format.h>

#include <cmath>

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "agents/agents.hpp"
#include "calls/intake/call_reports.hpp"
#include "calls/intake/idempotency_store.hpp"
#include "calls/recordings/recording_store.hpp"
#include "core/field_check.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace rollcall::calls {

namespace {

constexpr auto idempotency_lifetime = std::chrono::days(2);
constexpr std::size_t longest_key = 200;
constexpr std::size_t longest_address = 2'000;
constexpr double longest_call_in_seconds = 7 * 24 * 3600;
constexpr double highest_cost_in_usd = 1'000'000;

// Nothing, with a problem noted, for a number that cannot be.
std::optional<double> number_up_to(double most, std::optional<double> number, const std::string& field,
                                   FieldCheck& check) {
    if (!number || (*number >= 0 && *number <= most)) return number;
    check.fail(field, fmt::format("This must be a number from 0 to {:.0f}.", most));
    return std::nullopt;
}

std::optional<Duration> duration_of(std::optional<double> seconds, const std::string& field, FieldCheck& check) {
    const auto number = number_up_to(longest_call_in_seconds, seconds, field, check);
    return number ? std::optional(Duration(std::llround(*number * 1000))) : std::nullopt;
}

std::optional<Cost> cost_of(std::optional<double> usd, FieldCheck& check) {
    const auto number = number_up_to(highest_cost_in_usd, usd, "cost_usd", check);
    return number ? std::optional<Cost>(std::llround(*number * 1'000'000)) : std::nullopt;
}

Transcript transcript_of(const std::vector<CreateTurn>& turns, FieldCheck& check) {
    Transcript transcript;
    for (std::size_t index = 0; index < turns.size(); ++index) {
        const auto field = fmt::format("transcript[{}].", index);
        transcript.push_back({.role = turns[index].role,
                              .text = turns[index].text,
                              .start = duration_of(turns[index].start_seconds, field + "start_seconds", check),
                              .end = duration_of(turns[index].end_seconds, field + "end_seconds", check)});
    }
    return transcript;
}

CallStatus status_of(const CreateCall& input) {
    if (input.status) return *input.status;
    return input.ended_at || input.duration_seconds ? CallStatus::ended : CallStatus::ongoing;
}

CallReport report_of(const CreateCall& input, FieldCheck& check) {
    CallReport report;
    report.status = status_of(input);
    report.direction = input.direction;
    report.started_at = input.started_at;
    report.ended_at = input.ended_at;
    report.duration = duration_of(input.duration_seconds, "duration_seconds", check);
    report.from_number = check.optional_line("from_number", input.from_number);
    report.to_number = check.optional_line("to_number", input.to_number);
    report.summary = check.optional_text("summary", input.summary, longest_summary);
    report.outcome = input.outcome;
    report.end_reason = check.optional_line("end_reason", input.end_reason);
    report.cost = cost_of(input.cost_usd, check);
    if (input.transcript) report.transcript = transcript_of(*input.transcript, check);
    if (input.ended_at && *input.ended_at < input.started_at)
        check.fail("ended_at", "A call does not end before it begins.");
    return report;
}

void check_address(const std::optional<std::string>& address, FieldCheck& check) {
    if (!address) return;
    const bool is_web_address = address->starts_with("https://") || address->starts_with("http://");
    if (!is_web_address || address->size() > longest_address || has_control_characters(*address))
        check.fail("recording_url", "This must be an https address.");
}

void check_key(const std::optional<IdempotencyKey>& key) {
    if (key && (key->key.empty() || key->key.size() > longest_key))
        throw Error::malformed("An Idempotency-Key has 1 to 200 characters.");
}

// The call that the key has made already.
std::optional<CallId> made_before(database::Transaction& tx, const access::Caller& caller,
                                  const std::optional<IdempotencyKey>& key) {
    if (!key) return std::nullopt;
    const auto made = find_made(tx, caller.member, key->key);
    if (made && made->body_hash != hash_token(key->body))
        throw Error::conflict("This Idempotency-Key came with another body before.");
    return made ? std::optional(made->call) : std::nullopt;
}

}  // namespace

CallId create_call(database::Database& database, const Clock& clock, const access::Caller& caller,
                   const CreateCall& input, const std::optional<IdempotencyKey>& key) {
    access::require(caller, access::Action::create_calls);
    check_key(key);
    FieldCheck check;
    const auto report = report_of(input, check);
    check_address(input.recording_url, check);
    check.finish();
    return database.write([&](database::Transaction& tx) {
        const auto current_caller = access::get_current_caller(tx, caller);
        access::require(current_caller, access::Action::create_calls);
        if (const auto call = made_before(tx, current_caller, key)) return *call;
        if (!agents::find_agent(tx, current_caller, input.agent_id, clock.now()))
            throw Error::invalid("agent_id", "There is no such agent.");

        const auto now = clock.now();
        const auto call = take_own_call(tx, input.agent_id, report, now);
        if (input.recording_url) upsert_recording_source(tx, call.number, *input.recording_url, now);
        if (key) note_made(tx, caller.member, key->key, {hash_token(key->body), call.id}, now, idempotency_lifetime);
        return call.id;
    });
}

}  // namespace rollcall::calls
