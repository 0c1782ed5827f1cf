#include "database/postgres/postgres_database.hpp"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "core/error.hpp"
#include "core/lasting_error.hpp"
#include "database/limits.hpp"
#include "database/postgres/grouped_reads.hpp"
#include "database/postgres/migrate.hpp"
#include "database/postgres/postgres_connection.hpp"
#include "database/postgres/start.hpp"
#include "database/postgres/work_claims.hpp"
#include "database/reader_pool.hpp"
#include "database/writer.hpp"

namespace rollcall::database {

namespace postgres {

namespace {

/// For how long others may keep rows that were deleted: reads are short, but for those of a backup.
constexpr auto old_snapshots_timeout = std::chrono::seconds(2);
constexpr auto old_snapshots_pause = std::chrono::milliseconds(50);

/// What was committed until now has a lower number.
constexpr auto select_next_transaction = "SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS xid) AS text)";
/// Everybody may see these columns of all sessions; those of a standby's have no database.
constexpr auto select_older_snapshot = R"(
    SELECT 1 FROM pg_stat_activity
    WHERE (datname = current_database() OR datname IS NULL) AND pid <> pg_backend_pid() AND
          greatest(age(backend_xid), age(backend_xmin)) > age(CAST(CAST($1 AS text) AS xid))
    LIMIT 1)";

/// VACUUM keeps the rows that somebody may still read, and succeeds. Throws Error::unavailable while there is such a
/// snapshot: later ones do not read what was deleted before this.
void require_no_older_snapshot(PostgresConnection& connection) {
    const auto next = connection.first(select_next_transaction, [](const Row& row) { return row.text(0); }).value();
    const auto deadline = std::chrono::steady_clock::now() + old_snapshots_timeout;
    while (connection.first(
        select_older_snapshot, [](const Row&) { return true; }, next)) {
        if (std::chrono::steady_clock::now() > deadline) {
            throw Error::unavailable("A backup or another long transaction keeps rows that were deleted.");
        }
        std::this_thread::sleep_for(old_snapshots_pause);
    }
}

std::unique_ptr<PostgresConnection> connect_to_read(const std::string& address) {
    return std::make_unique<PostgresConnection>(address, PostgresConnection::Access::read);
}

class PostgresDatabase final : public Database {
public:
    PostgresDatabase(const std::string& address, std::span<const Migration> migrations, const Clock& clock,
                     const SharedDatabaseMetrics& metrics, Instances instances)
        : address_(address),
          writing_(connect_to_migrated(address, migrations, clock, instances)),
          readers_([address] { return connect_to_read(address); }, max_readers, metrics),
          grouped_reads_([address] { return connect_to_read(address); }, metrics),
          writer_(*writing_, metrics),
          claims_(address) {}

    /// By vacuuming, on a connection of its own, while others write: VACUUM blocks nobody. With the indexes, whose
    /// entries it leaves otherwise where few rows are concerned.
    bool erase_remains(std::span<const std::string_view> tables, const std::stop_token& stop) override {
        PostgresConnection connection(address_, PostgresConnection::Access::read);
        require_no_older_snapshot(connection);
        for (const auto table : tables) {
            if (stop.stop_requested()) return false;
            connection.run_script(fmt::format("VACUUM (INDEX_CLEANUP ON) {}", table));
        }
        return true;
    }

    WriterState writer_state() const override { return writer_.state(); }

    WorkClaim claim_work(std::string_view work) override { return claims_.claim(work); }

    ErasedFrom erases_from() const override { return ErasedFrom::tables; }

protected:
    void read_work(const Work& work) override { readers_.read(work); }
    void read_statement_work(const Work& work) override { grouped_reads_.read(work); }
    void write_work(const Work& work) override { writer_.write(work); }

private:
    const std::string address_;
    std::unique_ptr<PostgresConnection> writing_;
    ReaderPool readers_;
    GroupedReads grouped_reads_;
    Writer writer_;
    WorkClaims claims_;
};

}  // namespace

std::unique_ptr<Database> open_migrated_postgres(const std::string& address, std::span<const Migration> migrations,
                                                 const Clock& clock, SharedDatabaseMetrics metrics,
                                                 Instances instances) {
    return std::make_unique<PostgresDatabase>(address, migrations, clock, std::move(metrics), instances);
}

}  // namespace postgres

}  // namespace rollcall::database
