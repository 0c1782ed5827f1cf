#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "connectors/connections/connection.hpp"

namespace rollcall::connectors {

/// Limits how often a network may try secrets of a connection. Kept in memory: after a restart counting begins again. A
/// new secret is counted from zero.
class WrongSignatures {
public:
    /// Throws Error::too_many_attempts, with the time to wait, once the network has sent too many wrong ones.
    void require_within_limit(const Connection& connection, std::string_view client_address, Time now);

    /// Records whether a signature was right, after asking again: webhooks in flight at the same time get no more
    /// answers than one after the other. Throws Error::too_many_attempts.
    void record_signature(const Connection& connection, std::string_view client_address, bool is_right, Time now);

private:
    struct Network {
        Time period_began;
        int wrong = 0;
        bool is_known = false;  ///< whether a right signature has come from there
    };

    /// By connection and network.
    using Networks = std::unordered_map<std::string, Network>;

    /// Connections that do not exist, of which a stranger can make up any number, take no room from the others.
    Networks& networks_of(const Connection& connection) {
        return connection.secret_sealed ? networks_ : networks_without_secret_;
    }
    static void require_within_limit(const Network& network, Time now);
    static void make_room(Networks& networks, Time now);

    std::mutex mutex_;
    Networks networks_;
    Networks networks_without_secret_;
};

}  // namespace rollcall::connectors
