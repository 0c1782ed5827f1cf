#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "core/temporary_folder.hpp"
#include "database/database_connection.hpp"
#include "database/migrations.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/postgres/postgres_database.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/sqlite/sqlite_database.hpp"
#include "database/testing.hpp"

/// Tests of a database run on both backends.
namespace rollcall::database::testing {

enum class Backend { sqlite, postgres };

inline std::string backend_name(const ::testing::TestParamInfo<Backend>& backend) {
    return backend.param == Backend::sqlite ? "sqlite" : "postgres";
}

/// The address of a database on the server that scripts/with-postgres has started.
inline std::string postgres_address(const std::string& database) {
    const char* folder = std::getenv("ROLLCALL_TEST_POSTGRES");
    if (!folder) throw std::runtime_error("there is no PostgreSQL: run this with scripts/with-postgres");
    return fmt::format("postgres://rollcall@/{}?host={}", database, folder);
}

inline void administer_postgres(const std::string& sql) {
    postgres::PostgresConnection connection(postgres_address("postgres"), postgres::PostgresConnection::Access::read);
    connection.run_script("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
    connection.run_script(sql);
}

/// A database without tables. Its folder is deleted with it; a PostgreSQL database ends with the server.
class EmptyDatabase {
public:
    explicit EmptyDatabase(Backend backend) : backend_(backend) {
        static int count = 0;
        name_ = fmt::format("test_{}_{}", ::getpid(), ++count);
        if (backend == Backend::postgres) {
            administer_postgres("CREATE DATABASE " + name_);
        } else {
            std::ofstream(file()).flush();
        }
    }
    EmptyDatabase(const EmptyDatabase&) = delete;
    EmptyDatabase& operator=(const EmptyDatabase&) = delete;

    std::unique_ptr<Database> open(std::span<const Migration> schema, const Clock& clock) const {
        return backend_ == Backend::sqlite ? sqlite::open_migrated_sqlite(file(), schema, clock)
                                           : postgres::open_migrated_postgres(address(), schema, clock);
    }
    /// With Rollcall's own tables.
    std::unique_ptr<Database> open(const Clock& clock) const {
        return open(backend_ == Backend::sqlite ? sqlite_migrations() : postgres_migrations(), clock);
    }
    std::unique_ptr<DatabaseConnection> connect_to_write() const {
        if (backend_ == Backend::sqlite) {
            return std::make_unique<sqlite::SqliteConnection>(file(), sqlite::SqliteConnection::Access::write);
        }
        return std::make_unique<postgres::PostgresConnection>(address(), postgres::PostgresConnection::Access::write);
    }
    std::unique_ptr<DatabaseConnection> connect_to_read() const {
        if (backend_ == Backend::sqlite) {
            return std::make_unique<sqlite::SqliteConnection>(file(), sqlite::SqliteConnection::Access::read);
        }
        return std::make_unique<postgres::PostgresConnection>(address(), postgres::PostgresConnection::Access::read);
    }

    const std::string& name() const { return name_; }
    std::string address() const { return postgres_address(name_); }
    /// The file or the address.
    std::string location() const { return backend_ == Backend::sqlite ? file() : address(); }

private:
    std::string file() const { return folder_.file("test.db"); }

    Backend backend_;
    TemporaryFolder folder_;
    std::string name_;
};

/// The fixture of tests that run on both backends.
class OnEachBackend : public ::testing::TestWithParam<Backend> {
protected:
    EmptyDatabase empty{GetParam()};
    FixedClock clock;
};

}  // namespace rollcall::database::testing

#define ROLLCALL_ON_BOTH_BACKENDS(Suite)                                                          \
    INSTANTIATE_TEST_SUITE_P(, Suite,                                                             \
                             ::testing::Values(::rollcall::database::testing::Backend::sqlite,    \
                                               ::rollcall::database::testing::Backend::postgres), \
                             ::rollcall::database::testing::backend_name)
