#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "connectors/connections/connection.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "connectors/ingest/wrong_signature_store.hpp"
#include "database/database.hpp"

namespace rollcall::connectors {

/// Limits how often a network may try secrets of a connection, over all instances of Rollcall. A new secret is counted
/// from zero. Where there is no secret that could be guessed, each instance counts for itself, in memory: strangers can
/// make up any number of connections, and cost no write. All of it throws Error::unavailable when the database cannot
/// be used.
class WrongSignatures {
public:
    /// Remembers up to `max_networks` from which a right signature has come, and as many others.
    explicit WrongSignatures(database::Database& database, std::size_t max_networks = remembered_networks)
        : database_(database), max_networks_(max_networks) {}

    /// Throws Error::too_many_attempts, with the time to wait, once the network has sent too many wrong ones. Reads one
    /// row.
    void require_within_limit(const Connection& connection, std::string_view client_address, Time now);

    /// Records whether a signature was right, after asking again: webhooks in flight at the same time get no more
    /// answers than one after the other. Throws Error::too_many_attempts. A right one of a network from which one has
    /// come before costs no write.
    void record_signature(const Connection& connection, std::string_view client_address, bool is_right, Time now);

private:
    using Networks = std::unordered_map<std::string, CountedSignatures>;

    void record_right(std::string_view subject, Time now);
    void record_wrong(std::string_view subject, Time now);
    void record_without_secret(const std::string& subject, Time now);
    void make_room(Time now);

    database::Database& database_;
    const std::size_t max_networks_;
    std::mutex mutex_;
    Networks without_secret_;
};

}  // namespace rollcall::connectors
