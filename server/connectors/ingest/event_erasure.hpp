#pragma once

#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "calls/intake/external_id_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

/// What is kept of the webhooks of people whose number was erased: that they came, and a keyed hash by which each is
/// recognised when it comes again.
namespace rollcall::connectors {

/// The same without its payload, and with that keyed hash.
CallEventRow without_personal_data(const CallEventRow& event, const std::string& erased_hash);

/// Erases the payloads of the webhooks about a call.
void erase_events_of_call(database::Transaction& tx, const SealingKey& key, const calls::ExternalId& call);

/// Erases the payloads of these webhooks.
void erase_events(database::Transaction& tx, const SealingKey& key, const std::vector<CallEventHash>& events);

/// The keyed hashes of the numbers, with their country code, that are in the texts of a message. Slow: not in a write.
std::vector<std::string> hashes_of_numbers_in(const boost::json::value& message, const SealingKey& key);

}  // namespace rollcall::connectors
