#include "database/whole/database_lock.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "database/postgres/address.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/sqlite/file_lock.hpp"

namespace rollcall::database {

namespace {

class SqliteLock final : public DatabaseLock {
public:
    explicit SqliteLock(const std::string& file) : lock_(file) {}

private:
    sqlite::FileLock lock_;
};

class PostgresLock final : public DatabaseLock {
public:
    explicit PostgresLock(const std::string& address)
        : connection_(address, postgres::PostgresConnection::Access::write_alone) {}

private:
    postgres::PostgresConnection connection_;  ///< one that writes alone has the lock
};

}  // namespace

std::unique_ptr<DatabaseLock> lock_database(const std::string& database) {
    if (!is_postgres_address(database)) return std::make_unique<SqliteLock>(database);
    try {
        return std::make_unique<PostgresLock>(database);
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("Cannot use the PostgreSQL database: {}", error.what()));
    }
}

}  // namespace rollcall::database
