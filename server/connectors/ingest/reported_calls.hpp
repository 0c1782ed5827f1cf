#pragma once

#include <optional>
#include <span>

#include "calls/intake/call_store.hpp"
#include "calls/intake/reported_call.hpp"
#include "connectors/platforms/webhook.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// Tells campaigns what a webhook says about a call, inside the write that stores it. Neither audio alone nor a message
/// that comes after the end says what became of an attempt. `on_reported_call` may be empty.
void report_call(database::Transaction& tx, const calls::OnReportedCall& on_reported_call, const Webhook& webhook,
                 const calls::CallRow& call, bool is_erased, Time now);

/// The same for a call of which webhooks were replayed: of the last that says something about the call as it is now.
void report_replayed_call(database::Transaction& tx, const calls::OnReportedCall& on_reported_call,
                          std::span<const Webhook> webhooks, const calls::CallRow& call, Time now);

/// What the webhooks that have arrived so far say about a call, read again. For an attempt whose call is known only
/// now, although it may have ended: the webhook by which ElevenLabs says that a call failed to start names no attempt,
/// and may be here before the answer that names the call. Nothing where none has arrived.
std::optional<calls::ReportedCall> find_reported_call(database::Transaction& tx, const calls::ExternalId& id);

}  // namespace rollcall::connectors
