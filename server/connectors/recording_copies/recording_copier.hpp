#pragma once

#include "connectors/recording_copies/recording_copies.hpp"
#include "jobs/clock_watch.hpp"
#include "jobs/periodic_worker.hpp"

namespace rollcall::connectors {

/// Copies recordings in the background, and completes calls of which nothing but a recording has come: on one instance
/// for all of them. What the instance before, or an earlier run of the server, left is tried at once, and so is all that
/// waits once the clock was set back. What may be under way on another instance is tried when it has not renewed its
/// claim.
class RecordingCopier {
public:
    explicit RecordingCopier(RecordingCopyContext context);

    void start();

    /// Says, after the commit, that a recording waits. What nobody says is noticed within seconds.
    void wake() { worker_.wake(); }

    const RecordingCopyCounters& counters() const { return *context_.counters; }

private:
    void make_recordings_due();

    const RecordingCopyContext context_;
    jobs::ClockWatch clock_watch_;
    // Last: their threads use the context.
    jobs::PeriodicWorker renewal_;
    jobs::PeriodicWorker worker_;
    jobs::PeriodicWorker completing_worker_;
};

}  // namespace rollcall::connectors
