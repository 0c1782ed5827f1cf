#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "calls/call.hpp"
#include "database/database.hpp"

/// Writing the recordings of calls: where their audio is to come from, and what became of it. A recording waits until
/// its audio is here and has been read (connectors/recording_copies/recording_copier.hpp).
namespace rollcall::calls {

/// Says where the audio of a call can be copied from. What is here already stays; an address that is another than
/// before begins anew.
void put_recording_source(database::Transaction& tx, std::int64_t call, std::string_view source, Time now);

enum class Kept { yes, has_audio };

/// Says that the audio of a call lies in the storage under that name, still to be read. What is here already stays.
Kept put_recording_blob(database::Transaction& tx, std::int64_t call, const std::string& blob, std::int64_t size,
                        Time now);

/// A recording that somebody is about to bring here.
struct ClaimedRecording {
    std::int64_t call;
    std::optional<std::string> source;  ///< where it is copied from
    std::optional<std::string> blob;    ///< or where it lies already
    std::int64_t attempts;              ///< this one included
    std::optional<ConnectionId> connection;
};

/// The recording that has waited longest of those that are due, if any is. Nobody else is given it until `until`.
std::optional<ClaimedRecording> claim_due_recording(database::Transaction& tx, Time now, Time until);

/// Makes all that waits due now.
void make_recordings_due(database::Transaction& tx, Time now);

/// Audio as it is kept.
struct Audio {
    std::string blob;
    std::string content_type;
    std::int64_t size;  ///< bytes
    Duration duration;
    std::string peaks;  ///< the waveform as JSON: for each channel 800 numbers from 0 to 1
};

enum class Noted { yes, changed_meanwhile };

/// Note how an attempt ended; `problem` is for a person. The live list is told where that is the end of it. Each tells
/// when the recording is none that waits for this any
/// more, and then changes nothing.
Noted note_available(database::Transaction& tx, const ClaimedRecording& claimed, const Audio& audio);
Noted note_waiting(database::Transaction& tx, const ClaimedRecording& claimed, Time next_attempt_at,
                   std::string_view problem);
Noted note_failed(database::Transaction& tx, const ClaimedRecording& claimed, std::string_view problem);

}  // namespace rollcall::calls
