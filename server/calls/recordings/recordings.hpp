#pragma once

#include "access/context.hpp"
#include "calls/recordings/recording_audio_store.hpp"

/// Who may call all of these: members with `view_recordings` to whom the call's agent is assigned (M17);
/// administrators.
namespace rollcall::calls {

/// The audio of a call. Throws Error::not_found out of scope and where there is no audio, Error permission_missing.
RecordingAudio get_recording_audio(const access::Context& context, const CallId& call);

/// Its waveform. Throws the same.
RecordingWaveform get_waveform(const access::Context& context, const CallId& call);

/// Does nothing while the caller of a running response may continue to listen to this blob: session or token,
/// assignment, permission and whether the call still has it are read again. Throws as above, and as
/// access::get_current_caller_at.
void require_may_listen(const access::Context& context, const CallId& call, const std::string& blob);

}  // namespace rollcall::calls
