#include "calls/recordings/recordings.hpp"

#include <utility>

#include "access/decision.hpp"
#include "calls/call_view_store.hpp"
#include "core/error.hpp"

namespace rollcall::calls {

namespace {

void require_listening(database::Transaction& tx, const access::Caller& caller, const CallId& call, Time now) {
    const auto rights = find_call_rights(tx, caller, call, now);
    access::require(caller, access::Action::view_recording, rights.value_or(access::Rights{}));
    if (!rights) throw Error::not_found();  // an administrator may, but there is no such call
}

/// What `find(tx, call)` finds of a recording, for a caller who may listen to it.
template <class Find>
auto get_part(const access::Context& context, const CallId& call, Find find) {
    return context.read([&](database::Transaction& tx) {
        require_listening(tx, context.caller, call, context.now());
        auto found = find(tx, call);
        if (!found) throw Error(ErrorCode::not_found, "There is no audio of this call.");
        return std::move(*found);
    });
}

}  // namespace

RecordingAudio get_recording_audio(const access::Context& context, const CallId& call) {
    return get_part(context, call, find_recording_audio);
}

RecordingWaveform get_waveform(const access::Context& context, const CallId& call) {
    return get_part(context, call, find_waveform);
}

void require_may_listen(const access::Context& context, const CallId& call, const std::string& blob) {
    context.read([&](database::Transaction& tx) {
        const auto now = context.now();
        require_listening(tx, access::get_current_caller_at(tx, context.caller, now), call, now);
        const auto audio = find_recording_audio(tx, call);
        if (!audio || audio->blob != blob) throw Error::not_found();  // erased meanwhile
    });
}

}  // namespace rollcall::calls
