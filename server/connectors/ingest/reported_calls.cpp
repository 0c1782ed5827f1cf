#include "connectors/ingest/reported_calls.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "connectors/platforms/read_webhook.hpp"

namespace rollcall::connectors {

namespace {

boost::json::value parse_payload(const std::string& payload) {
    boost::json::parse_options options;
    options.max_depth = deepest_webhook;
    boost::system::error_code problem;
    auto message = boost::json::parse(payload, problem, {}, options);
    return problem ? boost::json::value() : message;
}

// What later webhooks say replaces what earlier ones did.
void add(const Webhook& later, Webhook& known) {
    if (later.attempt_id) known.attempt_id = later.attempt_id;
    if (later.dial_outcome) known.dial_outcome = later.dial_outcome;
    for (const auto& [name, text] : later.analysis) known.analysis[name] = text;
}

// The call is as it is stored now.
calls::ReportedCall report_of_webhook(const calls::CallRow& call, const Webhook& webhook, bool is_erased) {
    calls::ReportedCall report{.id = call.id,
                               .attempt_id = std::nullopt,
                               .connection_id = call.connection_id,
                               .external_call_id = call.external_id,
                               .status = call.facts.status,
                               .dial_outcome = webhook.dial_outcome,
                               .outcome = call.facts.outcome,
                               .end_reason = call.facts.end_reason,
                               .analysis = webhook.analysis,
                               .is_erased = is_erased};
    if (webhook.attempt_id) report.attempt_id.emplace(*webhook.attempt_id);
    return report;
}

bool says_something(const Webhook& webhook, const calls::CallRow& call) {
    return !webhook.brings_audio && (webhook.dial_outcome || call.facts.status == calls::CallStatus::ongoing);
}

}  // namespace

void report_call(database::Transaction& tx, const calls::OnReportedCall& on_reported_call, const Webhook& webhook,
                 const calls::CallRow& call, bool is_erased, Time now) {
    if (!on_reported_call || !says_something(webhook, call)) return;
    on_reported_call(tx, report_of_webhook(call, webhook, is_erased), now);
}

void report_replayed_call(database::Transaction& tx, const calls::OnReportedCall& on_reported_call,
                          std::span<const Webhook> webhooks, const calls::CallRow& call, Time now) {
    const auto says = [&](const Webhook& webhook) { return says_something(webhook, call); };
    const auto last = std::ranges::find_if(webhooks.rbegin(), webhooks.rend(), says);
    if (!on_reported_call || last == webhooks.rend()) return;
    auto report = report_of_webhook(call, *last, false);
    report.is_replayed = true;
    on_reported_call(tx, report, now);
}

std::optional<calls::ReportedCall> find_reported_call(database::Transaction& tx, const calls::ExternalId& id) {
    const auto call = calls::find_platform_call(tx, id);
    const auto connection = find_connection(tx, id.connection_id);
    if (!call || !connection) return std::nullopt;
    Webhook all;
    for (const auto& payload : list_payloads_of_call(tx, id)) {
        add(read_webhook(connection->platform, parse_payload(payload)), all);
    }
    return report_of_webhook(*call, all, call->erased_at.has_value());
}

}  // namespace rollcall::connectors
