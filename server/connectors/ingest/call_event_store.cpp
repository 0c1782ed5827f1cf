#include "connectors/ingest/call_event_store.hpp"

#include "database/described_write.hpp"

namespace rollcall::connectors {

bool insert_call_event_row(database::Transaction& tx, const CallEventRow& event) {
    static const auto statement = database::insert_statement<CallEventRow>("call_events") +
                                  " ON CONFLICT (connection_id, payload_hash) DO NOTHING";
    return tx.execute_with(statement, database::column_values(event)) == 1;
}

}  // namespace rollcall::connectors
