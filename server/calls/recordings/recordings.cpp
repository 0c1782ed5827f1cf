#include "calls/recordings/recordings.hpp"

#include "access/caller_store.hpp"
#include "access/decision.hpp"
#include "calls/seen_call_store.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

namespace {

void require_to_hear(database::Transaction& tx, const access::Caller& caller, const CallId& call) {
    const auto rights = find_call_rights(tx, caller, call);
    access::require(caller, access::Action::view_recording, rights.value_or(access::Rights{}));
    if (!rights) throw Error::not_found();  // an administrator passes, but there is nothing
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
    database.read([&](database::Transaction& tx) {
        require_to_hear(tx, access::get_current_caller_at(tx, begun_by, now), call);
    });
}

}  // namespace rollcall::calls
