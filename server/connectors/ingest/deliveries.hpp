#pragma once

#include <filesystem>

#include "connectors/ingest/payload.hpp"
#include "connectors/ingest/signature.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::connectors {

/// What taking a delivery needs.
struct Intake {
    database::Database& database;
    storage::Blobs& blobs;
    const Clock& clock;
    const SealingKey& key;
    const std::filesystem::path& temporary_folder;  ///< for audio on its way
};

/// The largest delivery that is taken: an hour and a half of ElevenLabs' audio.
inline constexpr std::size_t largest_delivery = 100UL * 1024 * 1024;

/// Looks at a delivery before its body is read: throws Error wrong_signature where it could not be taken whatever is in
/// it.
void admit_delivery(const Intake& intake, const ConnectionId& id, const Header& header);

enum class Taken { without_recording, with_recording };

/// Takes what a platform sends. Once this returns it is durable: the event as it came, the call as far as it is
/// understood, and where its audio comes from. What came before is not taken twice; what is not understood is kept.
///
/// Throws Error wrong_signature for what is not signed with the connection's secret, or too long ago, and stores
/// nothing of it; Error::malformed for what is no JSON; Error too_large; Error::unavailable. Each is told to the
/// administrator as the connection's last error. Who may call: the platform.
Taken take_delivery(const Intake& intake, const ConnectionId& id, const Header& header, const Payload& payload);

}  // namespace rollcall::connectors
