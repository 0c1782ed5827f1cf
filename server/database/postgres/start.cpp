#include "database/postgres/start.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

#include "core/lasting_error.hpp"
#include "database/postgres/instance_lock.hpp"
#include "database/postgres/migrate.hpp"

namespace rollcall::database::postgres {

namespace {

/// For how long a start waits for other instances.
constexpr auto start_timeout = std::chrono::seconds(15);

/// Of a start beside other instances: waits, and says so once.
class Waiting {
public:
    bool is_over() const { return std::chrono::steady_clock::now() > end_; }

    /// For a moment of another length each time: others may wait for the same.
    void wait() {
        if (!std::exchange(has_said_, true)) spdlog::info("Waiting for other instances of Rollcall on this database");
        std::this_thread::sleep_for(std::chrono::milliseconds(std::uniform_int_distribution(50, 250)(random_)));
    }

private:
    const std::chrono::steady_clock::time_point end_ = std::chrono::steady_clock::now() + start_timeout;
    std::minstd_rand random_{std::random_device{}()};
    bool has_said_ = false;
};

template <class Function>
auto try_until_free(Waiting& waiting, Function function) {
    for (;;) {
        try {
            return function();
        } catch (const DatabaseInUse&) {
            if (waiting.is_over()) throw;
            waiting.wait();
        }
    }
}

/// Others that start at the same time find the same migrations missing: one of them migrates, and the others read
/// again what is missing.
std::unique_ptr<PostgresConnection> connect_beside_others(const std::string& address,
                                                          std::span<const Migration> migrations, const Clock& clock) {
    Waiting waiting;
    auto connection = try_until_free(
        waiting, [&] { return std::make_unique<PostgresConnection>(address, PostgresConnection::Access::write); });
    for (auto missing = missing_in_postgres(*connection, migrations); !missing.empty();
         missing = missing_in_postgres(*connection, migrations)) {
        if (connection->try_to_write_alone()) {
            migrate_postgres(*connection, migrations, clock);
        } else if (waiting.is_over()) {
            throw std::runtime_error(
                fmt::format("other instances of Rollcall are using it, and it needs migration {}: stop them first",
                            missing.front().version));
        } else {
            waiting.wait();
        }
        try_until_free(waiting, [&] { connection->write_beside_others(); });
    }
    return connection;
}

std::unique_ptr<PostgresConnection> connect_alone(const std::string& address, std::span<const Migration> migrations,
                                                  const Clock& clock) {
    auto connection = std::make_unique<PostgresConnection>(address, PostgresConnection::Access::write_alone);
    migrate_postgres(*connection, migrations, clock);
    return connection;
}

}  // namespace

std::unique_ptr<PostgresConnection> connect_to_migrated(const std::string& address,
                                                        std::span<const Migration> migrations, const Clock& clock,
                                                        Instances instances) {
    try {
        auto connection = instances == Instances::one ? connect_alone(address, migrations, clock)
                                                      : connect_beside_others(address, migrations, clock);
        if (!migrations.empty()) connection->expect_schema(migrations.back().version);
        return connection;
    } catch (const LastingError& error) {
        throw LastingError(fmt::format("Cannot use the PostgreSQL database: {}", error.what()));
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("Cannot use the PostgreSQL database: {}", error.what()));
    }
}

}  // namespace rollcall::database::postgres
