#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calls/erasing/calls_of_number_store.hpp"
#include "calls/intake/external_id_store.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// A webhook as stored: as it arrived, but for audio.
struct CallEventRow {
    std::string id;
    ConnectionId connection_id;
    std::optional<std::string> external_call_id;
    std::string kind;
    std::string payload_hash;  ///< of the whole body, with audio
    std::string payload;
    Time received_at;
};
BOOST_DESCRIBE_STRUCT(CallEventRow, (), (id, connection_id, external_call_id, kind, payload_hash, payload, received_at))

/// False, and nothing stored, where the same webhook arrived before.
[[nodiscard]] bool insert_call_event_row(database::Transaction& tx, const CallEventRow& event);

/// Whether a webhook with this hash, as it is stored, arrived before.
bool has_call_event(database::Transaction& tx, const ConnectionId& connection, const std::string& payload_hash);

/// A webhook whose payload is to be erased.
struct CallEventHash {
    std::string id;
    std::string payload_hash;
};
BOOST_DESCRIBE_STRUCT(CallEventHash, (), (id, payload_hash))

/// What is stored in place of an erased payload.
inline constexpr std::string_view erased_payload = "{}";

/// The webhooks about a call whose payload is not erased.
std::vector<CallEventHash> list_events_of_call(database::Transaction& tx, const calls::ExternalId& call);

/// The payloads of the webhooks about a call, in the order in which they arrived.
std::vector<std::string> list_payloads_of_call(database::Transaction& tx, const calls::ExternalId& call);

/// The webhooks until that time that no call was made of, and whose payload has one of these sequences of digits,
/// perhaps with separators between them; at most `limit`.
std::vector<CallEventHash> list_events_without_call(database::Transaction& tx, const std::vector<std::string>& digits,
                                                    Time until, std::int64_t limit);

/// Of the webhooks that no call was made of, and whose payload is not erased, at most `limit` with larger ids, in the
/// order of the ids.
std::vector<CallEventRow> list_events_without_call_after(database::Transaction& tx, const std::string& id,
                                                         std::int64_t limit);

/// Where a webhook is in the order in which those of its connection arrived.
struct CallEventPlace {
    Time received_at{};
    std::string id;
    std::string kind;
};
BOOST_DESCRIBE_STRUCT(CallEventPlace, (), (received_at, id, kind))

/// The webhooks that arrived after that one, until that time; at most `limit`.
std::vector<CallEventPlace> list_events_after(database::Transaction& tx, const ConnectionId& connection,
                                              const CallEventPlace& after, Time until, std::int64_t limit);

/// Deletes the oldest webhooks of a connection, at most `limit`. Returns how many.
std::int64_t delete_call_events(database::Transaction& tx, const ConnectionId& connection, std::int64_t limit);

void delete_call_event_row(database::Transaction& tx, const std::string& id);

/// Replaces the payload, and its hash, by which the webhook is recognised when it comes again.
void update_call_event_erased(database::Transaction& tx, const CallEventHash& event, const std::string& payload_hash);

/// How many webhooks an erasure of the number would erase: those of its calls, and those without a call that have its
/// digits.
std::int64_t count_events_of_number(database::Transaction& tx, const calls::CallsOfNumber& wanted);

}  // namespace rollcall::connectors
