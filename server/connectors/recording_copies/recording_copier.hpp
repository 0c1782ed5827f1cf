#pragma once

#include "connectors/recording_copies/recording_copies.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::connectors {

/// Copies recordings in the background, and completes calls of which nothing but a recording has come. What an earlier
/// run of the server left is tried at once.
class RecordingCopier {
public:
    explicit RecordingCopier(RecordingCopyContext context);

    void start();

    /// Says, after the commit, that a recording waits. What nobody says is noticed within seconds.
    void wake() { worker_.wake(); }

private:
    const RecordingCopyContext context_;
    // Last: their threads use the context.
    jobs::PeriodicWorker worker_;
    jobs::PeriodicWorker completing_worker_;
};

}  // namespace rollcall::connectors
