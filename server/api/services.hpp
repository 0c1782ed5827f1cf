#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "api/metrics.hpp"
#include "core/clock.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {
class RecordingWorker;
}

namespace rollcall::identity {
class PasswordHasher;
}

namespace rollcall::mail {
class Folder;
}

namespace rollcall::outbox {
class EmailWorker;
}

namespace rollcall::pictures {
class PictureReader;
}

namespace rollcall::storage {
class Blobs;
}

namespace rollcall::api {

/// What the handlers at the edge work with. app/ builds it once and passes it down; rules never see it whole, they
/// take the parts that they use.
struct Services {
    database::Database& database;
    const Clock& clock;
    storage::Blobs& blobs;
    identity::PasswordHasher& passwords;
    pictures::PictureReader& pictures;
    Metrics& metrics;
    const SealingKey& key;
    const mail::Folder& folder;  ///< where mail is kept while there is no mail server
    bool sends_mail = false;     ///< whether there is one
    outbox::EmailWorker& outbox;
    connectors::RecordingWorker& recordings;
    const std::filesystem::path& temporary_folder;  ///< for files that are gone with what needs them
    /// What hangs on the hour at which the account's days begin (accounts::TimeZoneChanged).
    std::function<void(database::Transaction&, const std::string& time_zone)> time_zone_changed;
    const std::string& address;  ///< where browsers reach this server: links begin with it, whatever a Host says
    std::string setup_token;     ///< of the link that was printed at start
    bool https = false;          ///< whether browsers come by https: names the cookie and makes it Secure
};

}  // namespace rollcall::api
