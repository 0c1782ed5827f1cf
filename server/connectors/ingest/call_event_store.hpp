#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

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

}  // namespace rollcall::connectors
