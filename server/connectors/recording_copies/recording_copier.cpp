#include "connectors/recording_copies/recording_copier.hpp"

#include "calls/recordings/recording_store.hpp"
#include "connectors/recording_copies/recording_copy_limits.hpp"

namespace rollcall::connectors {

namespace {

void copy_due_recordings(const RecordingCopyContext& context, const std::stop_token& stop) {
    while (!stop.stop_requested() && copy_due_recording(context, stop)) {
    }
}

}  // namespace

RecordingCopier::RecordingCopier(RecordingCopyContext context)
    : context_(std::move(context)),
      worker_({.name = "Copying recordings",
               .run = [this](const std::stop_token& stop) { copy_due_recordings(context_, stop); },
               .threads = copying_threads}) {}

void RecordingCopier::start() {
    context_.database.write([&](database::Transaction& tx) { calls::update_recordings_due(tx, context_.clock.now()); });
    worker_.start();
}

}  // namespace rollcall::connectors
