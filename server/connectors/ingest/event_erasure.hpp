#pragma once

#include <boost/json/value.hpp>

#include "calls/intake/external_id_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// What is kept of the webhooks of people whose number was erased: that they came, and a keyed hash by which each is
/// recognised when it comes again.
namespace rollcall::connectors {

/// The same without its payload.
CallEventRow without_personal_data(CallEventRow event, const SealingKey& key);

/// Erases the payloads of the webhooks about a call.
void erase_events_of_call(database::Transaction& tx, const SealingKey& key, const calls::ExternalId& call);

/// Erases the payloads of these webhooks.
void erase_events(database::Transaction& tx, const SealingKey& key, const std::vector<CallEventHash>& events);

/// Whether a text of the message is an erased number.
bool names_erased_number(database::Transaction& tx, const SealingKey& key, const boost::json::value& message);

}  // namespace rollcall::connectors
