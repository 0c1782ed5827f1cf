#include "database/postgres/work_claims.hpp"

#include <spdlog/spdlog.h>

#include <stdexcept>
#include <utility>

#include "core/error.hpp"
#include "database/postgres/failure.hpp"

namespace rollcall::database::postgres {

namespace {

constexpr auto pause = std::chrono::seconds(1);

// The first number is "roll" in ASCII: the locks of two numbers are others than those of one.
constexpr auto try_lock_work = "SELECT pg_try_advisory_lock(1919904876, hashtext($1))";

}  // namespace

Database::WorkClaim WorkClaims::claim(std::string_view work) {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    const bool is_connected = is_still_held(now);
    const auto known = claims_.find(work);
    if (is_connected && known != claims_.end()) {
        if (known->second.state == State::held) return Database::WorkClaim::kept;
        if (now - known->second.asked_at < pause) return Database::WorkClaim::another_instance;
    }
    const bool is_taken = try_lock(work);
    claims_.insert_or_assign(std::string(work), Claim{is_taken ? State::held : State::refused, now});
    return is_taken ? Database::WorkClaim::taken_over : Database::WorkClaim::another_instance;
}

/// Whether the connection is open, and with it all claims are kept.
bool WorkClaims::is_still_held(Time now) {
    if (!connection_) return false;
    if (now - found_alive_at_ < pause) return true;
    try {
        connection_->execute("SELECT 1");
        found_alive_at_ = now;
        return true;
    } catch (const Error&) {
        spdlog::warn("The claims of work on this instance were lost with their connection");
        forget();
        return false;
    }
}

bool WorkClaims::try_lock(std::string_view work) {
    if (!connection_) connect();
    try {
        return connection_
            ->first(
                try_lock_work, [](const Row& row) { return row.boolean(0); }, work)
            .value();
    } catch (...) {
        forget();
        throw;
    }
}

void WorkClaims::connect() {
    try {
        connection_ = std::make_unique<PostgresConnection>(address_, PostgresConnection::Access::hold);
    } catch (const std::runtime_error& error) {
        throw_unavailable(error.what());
    }
    found_alive_at_ = std::chrono::steady_clock::now();
}

void WorkClaims::forget() {
    claims_.clear();
    connection_.reset();
}

}  // namespace rollcall::database::postgres
