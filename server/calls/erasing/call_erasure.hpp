#pragma once

#include "calls/intake/call_store.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// Deletes what a call has of a person, inside a write: numbers, summary, transcript, the words for the search,
/// recording, waveform, outcome, and what a program sent to create it once. Agent, times, duration, cost and status
/// stay, so that the sums of usage do. Live views are told. Nothing of a person is stored for the call from then on.
void erase_call(database::Transaction& tx, const SealingKey& key, const CallRow& call, Time now);

}  // namespace rollcall::calls
