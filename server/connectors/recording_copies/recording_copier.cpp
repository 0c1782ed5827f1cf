#include "connectors/recording_copies/recording_copier.hpp"

#include "calls/intake/call_updates.hpp"
#include "calls/recordings/recording_store.hpp"
#include "connectors/recording_copies/recording_copy_limits.hpp"

namespace rollcall::connectors {

namespace {

void copy_due_recordings(const RecordingCopyContext& context, const std::stop_token& stop) {
    while (!stop.stop_requested() && copy_due_recording(context, stop)) {
    }
}

void complete_calls(const RecordingCopyContext& context, const std::stop_token& stop) {
    const auto complete_some = [&](database::Transaction& tx) {
        return calls::complete_calls_with_audio_only(tx, context.clock.now());
    };
    while (!stop.stop_requested() && context.database.write(complete_some) > 0) {
    }
}

}  // namespace

RecordingCopier::RecordingCopier(RecordingCopyContext context)
    : context_(std::move(context)),
      renewal_({.name = "Renewing claims of recordings",
                .run = [this](const std::stop_token&) { renew_recording_leases(context_); },
                .pause = jobs::lease_renewal_pause}),
      worker_({.name = "Copying recordings",
               .run =
                   [this](const std::stop_token& stop) {
                       if (clock_watch_.was_set_back(context_.clock.now())) make_recordings_due();
                       copy_due_recordings(context_, stop);
                   },
               .threads = copying_threads,
               .claim = jobs::claim_in(context_.database),
               .begin = [this] { make_recordings_due(); }}),
      completing_worker_({.name = "Completing calls without a transcript",
                          .run = [this](const std::stop_token& stop) { complete_calls(context_, stop); },
                          .pause = completing_pause,
                          .claim = jobs::claim_in(context_.database)}) {}

void RecordingCopier::start() {
    renewal_.start();
    worker_.start();
    completing_worker_.start();
}

void RecordingCopier::make_recordings_due() {
    context_.database.write([&](database::Transaction& tx) { calls::update_recordings_due(tx, context_.clock.now()); });
}

}  // namespace rollcall::connectors
