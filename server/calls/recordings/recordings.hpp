#pragma once

#include "access/caller.hpp"
#include "calls/recordings/heard_recording_store.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"

/// Who hears what. Who may call all of it: members with `view_recordings` to whom the call's agent is assigned;
/// administrators. Seed: "Can view recordings: Allow listening to call recordings".
namespace rollcall::calls {

/// The audio of a call. Throws Error::not_found out of scope and where there is no audio, Error permission_missing.
HeardAudio get_audio(database::Transaction& tx, const access::Caller& caller, const CallId& call);

/// What it looks like. Throws the same.
StoredWaveform get_waveform(database::Transaction& tx, const access::Caller& caller, const CallId& call);

/// Does nothing while whoever began to listen may go on to: the session or token, the assignment and the permission
/// are looked up anew. Throws as above, and as access::get_current_caller_at.
void require_to_hear(database::Database& database, const access::Caller& begun_by, const CallId& call, Time now);

}  // namespace rollcall::calls
