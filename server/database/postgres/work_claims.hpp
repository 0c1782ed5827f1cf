#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "database/database.hpp"
#include "database/postgres/postgres_connection.hpp"

namespace rollcall::database::postgres {

/// The claims of one instance among several: advisory locks of the session of a connection of its own, which is opened
/// with the first one. Safe from any thread.
class WorkClaims {
public:
    explicit WorkClaims(std::string address) : address_(std::move(address)) {}

    /// As `Database::claim_work` says. The server is asked at most once a second about the claims that are held, and
    /// once a second about each that another instance holds.
    Database::WorkClaim claim(std::string_view work);

private:
    using Time = std::chrono::steady_clock::time_point;
    enum class State { held, refused };
    struct Claim {
        State state;
        Time asked_at;
    };

    bool is_still_held(Time now);
    bool try_lock(std::string_view work);
    void connect();
    void forget();

    const std::string address_;
    std::mutex mutex_;
    std::unique_ptr<PostgresConnection> connection_;
    Time found_alive_at_;
    std::map<std::string, Claim, std::less<>> claims_;
};

}  // namespace rollcall::database::postgres
