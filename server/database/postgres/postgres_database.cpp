#include "database/postgres/postgres_database.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "database/limits.hpp"
#include "database/postgres/migrate.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/reader_pool.hpp"
#include "database/writer.hpp"

namespace rollcall::database {

namespace postgres {

namespace {

std::unique_ptr<PostgresConnection> open_migrated(const std::string& address, std::span<const Migration> migrations,
                                                  const Clock& clock) {
    try {
        auto connection = std::make_unique<PostgresConnection>(address, PostgresConnection::Access::write);
        migrate_postgres(*connection, migrations, clock);
        return connection;
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("Cannot use the PostgreSQL database: {}", error.what()));
    }
}

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const std::string& address, std::span<const Migration> migrations, const Clock& clock)
        : address_(address),
          writing_(open_migrated(address, migrations, clock)),
          readers_(
              [address] { return std::make_unique<PostgresConnection>(address, PostgresConnection::Access::read); },
              max_readers),
          writer_(*writing_) {}

    /// On a connection of its own, while others write: VACUUM blocks nobody.
    void rewrite(std::span<const std::string_view> tables) override {
        PostgresConnection connection(address_, PostgresConnection::Access::read);
        for (const auto table : tables) connection.run_script(fmt::format("VACUUM {}", table));
    }

    /// With the indexes, whose entries VACUUM leaves otherwise where few rows are concerned.
    bool erase_remains(std::span<const std::string_view> tables, const std::stop_token& stop) override {
        PostgresConnection connection(address_, PostgresConnection::Access::read);
        for (const auto table : tables) {
            if (stop.stop_requested()) return false;
            connection.run_script(fmt::format("VACUUM (INDEX_CLEANUP ON) {}", table));
        }
        return true;
    }

    WriterState writer_state() const override { return writer_.state(); }

    ErasedFrom rewrite_erases_from() const override { return ErasedFrom::tables; }

protected:
    void read_work(const Work& work) override { readers_.read(work); }
    void read_statement_work(const Work& work) override { readers_.read_statement(work); }
    void write_work(const Work& work) override { writer_.write(work); }

private:
    const std::string address_;
    std::unique_ptr<PostgresConnection> writing_;
    ReaderPool readers_;
    Writer writer_;
};

}  // namespace

std::unique_ptr<Database> open_migrated_postgres(const std::string& address, std::span<const Migration> migrations,
                                                 const Clock& clock) {
    return std::make_unique<PostgresDatabase>(address, migrations, clock);
}

}  // namespace postgres

}  // namespace rollcall::database
