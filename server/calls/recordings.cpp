#include "calls/recordings.hpp"

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "calls/seen_call_store.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

namespace {

void require_to_hear(database::Transaction& tx, const access::Caller& caller, const CallId& call) {
    const auto relation = find_relation(tx, caller, call);
    access::require(caller, access::Action::view_recording, relation.value_or(access::Relation::none));
    if (!relation) throw Error::not_found();  // an administrator passes, but there is nothing
}

template <class Found>
Found there(std::optional<Found> found) {
    if (!found) throw Error(ErrorCode::not_found, "There is no audio of this call.");
    return std::move(*found);
}

}  // namespace

HeardAudio get_audio(database::Transaction& tx, const access::Caller& caller, const CallId& call) {
    require_to_hear(tx, caller, call);
    return there(find_audio(tx, call));
}

StoredWaveform get_waveform(database::Transaction& tx, const access::Caller& caller, const CallId& call) {
    require_to_hear(tx, caller, call);
    return there(find_waveform(tx, call));
}

void require_to_hear(database::Database& database, const access::Caller& begun_by, const CallId& call, Time now) {
    database.read([&](database::Transaction& tx) { require_to_hear(tx, access::current_at(tx, begun_by, now), call); });
}

}  // namespace rollcall::calls
