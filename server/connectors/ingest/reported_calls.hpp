#pragma once

#include <optional>

#include "calls/intake/call_store.hpp"
#include "calls/intake/reported_call.hpp"
#include "connectors/platforms/webhook.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// What a webhook says about a call, which is as it is stored now.
calls::ReportedCall report_of_webhook(const calls::CallRow& call, const Webhook& webhook, bool is_erased);

/// What the webhooks that have arrived so far say about a call, read again. For an attempt whose call is known only
/// now, although it may have ended: the webhook by which ElevenLabs says that a call failed to start names no attempt,
/// and may be here before the answer that names the call. Nothing where none has arrived.
std::optional<calls::ReportedCall> find_reported_call(database::Transaction& tx, const calls::ExternalId& id);

}  // namespace rollcall::connectors
