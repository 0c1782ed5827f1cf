#include "calls/intake/api_calls.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "access/decision.hpp"
#include "agents/agent_store.hpp"
#include "calls/intake/call_updates.hpp"
#include "calls/intake/idempotency_store.hpp"
#include "calls/intake/intake_limits.hpp"
#include "core/field_check.hpp"
#include "core/random.hpp"
#include "core/text.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::calls {

namespace {

using access::CurrentCaller;
using database::Transaction;

// Nothing, and a problem in `check`, for a number out of range.
std::optional<double> check_number_up_to(double most, std::optional<double> number, const std::string& field,
                                         FieldCheck& check) {
    if (!number || (*number >= 0 && *number <= most)) return number;
    check.fail(field, fmt::format("This must be a number from 0 to {:.0f}.", most));
    return std::nullopt;
}

std::optional<Duration> duration_of(std::optional<double> seconds, const std::string& field, FieldCheck& check) {
    const auto number = check_number_up_to(std::chrono::duration<double>(longest_call).count(), seconds, field, check);
    return number ? std::optional(Duration(std::llround(*number * 1000))) : std::nullopt;
}

std::optional<Cost> cost_of(std::optional<double> usd, FieldCheck& check) {
    const auto number = check_number_up_to(highest_cost_in_usd, usd, "cost_usd", check);
    return number ? std::optional<Cost>(std::llround(*number * 1'000'000)) : std::nullopt;
}

Transcript transcript_of(const std::vector<CreateApiCallTurn>& turns, FieldCheck& check) {
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

CallStatus status_of(const CreateApiCall& input) {
    if (input.status) return *input.status;
    return input.ended_at || input.duration_seconds ? CallStatus::ended : CallStatus::ongoing;
}

std::optional<std::string> analysis_text_of(const boost::json::value& value) {
    if (const auto* text = value.if_string()) return std::string(*text);
    if (const auto* boolean = value.if_bool()) return *boolean ? "true" : "false";
    if (value.is_number()) return fmt::format("{}", value.to_number<double>());
    return std::nullopt;
}

std::map<std::string, std::string> analysis_of(const CreateApiCall& input, FieldCheck& check) {
    std::map<std::string, std::string> fields;
    if (!input.analysis) return fields;
    if (input.analysis->size() > most_analysis_fields) {
        check.fail("analysis", fmt::format("Use at most {} fields.", most_analysis_fields));
        return fields;
    }
    for (const auto& [name, value] : *input.analysis) {
        auto text = analysis_text_of(value);
        if (!text || count_code_points(*text) > longest_analysis_text ||
            count_code_points(name) > longest_analysis_text) {
            check.fail(
                "analysis",
                fmt::format("Each field has a name and a text of at most {} characters; instead of the text there "
                            "may be a number, true or false.",
                            longest_analysis_text));
            return fields;
        }
        fields.emplace(name, *std::move(text));
    }
    return fields;
}

void check_recording_url(const std::optional<std::string>& url, FieldCheck& check) {
    if (!url) return;
    const bool is_web_address = url->starts_with("https://") || url->starts_with("http://");
    if (!is_web_address || url->size() > longest_api_recording_url || has_control_characters(*url))
        check.fail("recording_url",
                   fmt::format("This must be a web address of at most {} bytes, without control characters.",
                               longest_api_recording_url));
}

void check_times(const CreateApiCall& input, Time now, FieldCheck& check) {
    if (input.started_at > now + clock_difference) check.fail("started_at", "A call does not begin in the future.");
    if (!input.ended_at) return;
    if (*input.ended_at < input.started_at) {
        check.fail("ended_at", "A call does not end before it begins.");
    } else if (*input.ended_at - input.started_at > longest_call) {
        check.fail("ended_at", "A call lasts at most 7 days.");
    }
}

CallUpdate update_of(const CreateApiCall& input, Time now, FieldCheck& check) {
    CallUpdate update;
    update.status = status_of(input);
    update.direction = input.direction;
    update.started_at = input.started_at;
    update.ended_at = input.ended_at;
    update.duration = duration_of(input.duration_seconds, "duration_seconds", check);
    update.from_number = check.optional_line("from_number", input.from_number);
    update.to_number = check.optional_line("to_number", input.to_number);
    update.summary = check.optional_text("summary", input.summary, longest_summary);
    update.outcome = input.outcome;
    update.end_reason = check.optional_line("end_reason", input.end_reason);
    update.cost = cost_of(input.cost_usd, check);
    if (input.transcript) update.transcript = transcript_of(*input.transcript, check);
    check_times(input, now, check);
    if (input.dial_outcome && update.status == CallStatus::ongoing)
        check.fail("dial_outcome", "A call has an outcome once it has ended.");
    check_recording_url(input.recording_url, check);
    update.recording_url = input.recording_url;
    return update;
}

// Without a connector nobody but the sender knows what became of the attempt.
std::optional<DialOutcome> dial_outcome_of(const CreateApiCall& input, CallStatus status) {
    if (status == CallStatus::ongoing) return std::nullopt;
    if (input.dial_outcome) return input.dial_outcome;
    return status == CallStatus::ended ? DialOutcome::answered : DialOutcome::failed;
}

ReportedCall report_of(const CreateApiCall& input, const std::map<std::string, std::string>& analysis,
                       const CallRow& call) {
    return {.id = call.id,
            .attempt_id = input.attempt_id,
            .connection_id = std::nullopt,
            .external_call_id = std::nullopt,
            .status = call.facts.status,
            .dial_outcome = dial_outcome_of(input, call.facts.status),
            .outcome = call.facts.outcome,
            .end_reason = call.facts.end_reason,
            .analysis = analysis,
            .is_erased = call.erased_at.has_value()};
}

void check_key(const std::optional<IdempotencyKey>& key) {
    if (key && (key->key.empty() || key->key.size() > longest_idempotency_key))
        throw Error::malformed("An Idempotency-Key has 1 to 200 characters.");
}

// The call that a request with this key has created already.
std::optional<CallId> find_created_call(Transaction& tx, const CurrentCaller& caller, const SealingKey& sealing_key,
                                        const std::optional<IdempotencyKey>& key) {
    if (!key) return std::nullopt;
    const auto row =
        find_idempotency_row(tx, caller.member, key->key, erased_numbers::keyed_hash(sealing_key, key->key));
    if (!row) return std::nullopt;
    const auto body_hash = hash_token(key->body);
    if (row->body_hash != body_hash && row->body_hash != erased_numbers::keyed_hash(sealing_key, body_hash))
        throw Error::conflict("This Idempotency-Key was used with a different body.");
    return row->call_id;
}

void remember_created_call(Transaction& tx, const CurrentCaller& caller, const SealingKey& sealing_key,
                           const IdempotencyKey& key, const CallRow& call, Time now) {
    delete_idempotency_rows_before(tx, now - idempotency_lifetime);
    IdempotencyRow row{caller.member, key.key, hash_token(key.body), call.id, now};
    if (call.erased_at) {
        row.idempotency_key = erased_numbers::keyed_hash(sealing_key, row.idempotency_key);
        row.body_hash = erased_numbers::keyed_hash(sealing_key, row.body_hash);
    }
    insert_idempotency_row(tx, row);
}

}  // namespace

CallId create_api_call(const access::Context& context, const SealingKey& sealing_key, const CreateApiCall& input,
                       const std::optional<IdempotencyKey>& key, const OnReportedCall& on_reported_call) {
    access::require(context.caller, access::Action::create_calls);
    check_key(key);
    FieldCheck check;
    auto update = update_of(input, context.now(), check);
    const auto analysis = analysis_of(input, check);
    check.finish();
    const PreparedUpdate prepared(std::move(update), &sealing_key);
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        access::require(caller, access::Action::create_calls);
        if (const auto call = find_created_call(tx, caller, sealing_key, key)) return *call;

        const auto now = context.now();
        if (!agents::find_agent(tx, caller, input.agent_id, now))
            throw Error::invalid("agent_id", "There is no such agent.");
        const auto call = store_api_call(tx, input.agent_id, prepared, now);
        if (on_reported_call && input.attempt_id && !on_reported_call(tx, report_of(input, analysis, call), now))
            throw Error::invalid("attempt_id", "No campaign of this agent has asked for a call with this id.");
        if (key) remember_created_call(tx, caller, sealing_key, *key, call, now);
        return call.id;
    });
}

}  // namespace rollcall::calls
