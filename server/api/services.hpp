#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "core/clock.hpp"
#include "core/id.hpp"
#include "core/sealing.hpp"
#include "database/cursor.hpp"
#include "database/database.hpp"

namespace rollcall::app {
class Metrics;
class Readiness;
}  // namespace rollcall::app

namespace rollcall::calls {
class LiveStreams;
struct ReportedCall;
}  // namespace rollcall::calls

namespace rollcall::connectors {
class ExemptHosts;
class PlatformClient;
class RecordingCopier;
class WebhookCounters;
class WrongSignatures;
}  // namespace rollcall::connectors

namespace rollcall::erasure_ledger {
class Ledger;
}

namespace rollcall::identity {
class PasswordHasher;
}

namespace rollcall::jobs {
class PeriodicWorker;
}

namespace rollcall::mail {
class Folder;
}

namespace rollcall::members {
class SearchMemory;
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

/// What handlers need besides the request. app/ creates it once; rules take only the parts that they use.
struct Services {
    database::Database& database;
    const Clock& clock;
    storage::Blobs& blobs;
    identity::PasswordHasher& passwords;
    pictures::PictureReader& pictures;
    members::SearchMemory& search_memory;
    app::Metrics& metrics;
    app::Readiness& readiness;
    const SealingKey& key;
    database::CursorKey cursor_key;  ///< derived from `key`
    const mail::Folder& folder;      ///< where emails are stored when there is no mail server
    bool sends_mail = false;         ///< whether there is a mail server
    outbox::EmailWorker& outbox;
    connectors::RecordingCopier& recordings;
    erasure_ledger::Ledger& erasure_ledger;
    jobs::PeriodicWorker& number_erasures;  ///< erases what is known about phone numbers
    calls::LiveStreams& live_streams;
    connectors::WrongSignatures& wrong_signatures;
    connectors::WebhookCounters& webhook_counters;
    const connectors::PlatformClient& platform_client;
    const connectors::ExemptHosts& webhook_hosts;  ///< for campaigns of agents without a platform
    /// Called inside the write that stores what a message says about a call. May be empty, as in tests.
    std::function<bool(database::Transaction&, const calls::ReportedCall&, Time now)> on_reported_call;
    /// Whether a number, as the platform writes it, may be called now with this agent. Nobody may while it is empty.
    std::function<bool(database::Transaction&, const AgentId&, const std::string& phone, Time now)> may_be_dialled;
    const std::filesystem::path& temporary_folder;  ///< for temporary files
    /// See accounts::OnTimeZoneChange.
    std::function<void(database::Transaction&)> on_time_zone_change;
    std::function<void()> wake_day_sums;   ///< says that the account may have another time zone
    std::function<void()> wake_imports;    ///< says that an import of contacts has something to do
    std::function<void()> wake_campaigns;  ///< says that a campaign was launched or changed
    const std::string& address;  ///< the URL of this server, with which links begin; never taken from a request
    std::string setup_token;     ///< of the set-up link that is printed at start
    std::string version;         ///< of the program
    bool https = false;          ///< whether browsers use https: decides the name of the cookie and makes it Secure
};

}  // namespace rollcall::api
