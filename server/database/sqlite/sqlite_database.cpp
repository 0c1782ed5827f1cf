#include "database/sqlite/sqlite_database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <thread>

#include "core/error.hpp"
#include "core/lasting_error.hpp"
#include "database/limits.hpp"
#include "database/own_claims.hpp"
#include "database/reader_pool.hpp"
#include "database/sqlite/file_lock.hpp"
#include "database/sqlite/migrate.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/sqlite/unused_space.hpp"
#include "database/writer.hpp"

namespace rollcall::database {

namespace sqlite {

namespace {

/// How long writers wait at once while bytes are erased.
constexpr std::chrono::milliseconds longest_pause_of_writers{100};
/// What they are given before it is tried again.
constexpr std::chrono::milliseconds pause_for_writers{50};

/// For how long readers may keep the log from being emptied: reads are short, but for those of a backup.
constexpr auto log_timeout = std::chrono::seconds(10);

/// Runs `work()`, which returns whether it did anything, until it has or readers have kept the log for too long.
/// Writers go on in between.
template <class Work>
void wait_for_log(std::chrono::milliseconds timeout, Work work) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    while (!work()) {
        if (std::chrono::steady_clock::now() > deadline) throw Error::unavailable("Readers hold the log.");
        std::this_thread::sleep_for(pause_for_writers);
    }
}

/// Creates the file when it does not exist. SQLite gives the files beside it (-wal, -shm) the same mode.
void create_private_file(const std::string& file) {
    const auto require = [&](bool succeeded, std::string_view what) {
        if (succeeded) return;
        throw std::runtime_error(fmt::format("Cannot {} {}: {}", what, file, std::generic_category().message(errno)));
    };
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    require(descriptor >= 0, "write");
    const int changed = ::fchmod(descriptor, 0600);
    ::close(descriptor);
    require(changed == 0, "keep others from reading");
}

std::unique_ptr<SqliteConnection> open_migrated(const std::string& file, std::span<const Migration> migrations,
                                                const Clock& clock) {
    create_private_file(file);
    auto connection = std::make_unique<SqliteConnection>(file, SqliteConnection::Access::write);
    try {
        migrate_sqlite(*connection, migrations, clock);
    } catch (const LastingError& error) {
        throw LastingError(fmt::format("Cannot use {}: {}", file, error.what()));
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("Cannot use {}: {}", file, error.what()));
    }
    return connection;
}

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& file, std::span<const Migration> migrations, const Clock& clock,
                   const SharedDatabaseMetrics& metrics)
        : lock_(file),
          writing_(open_migrated(file, migrations, clock)),
          readers_([file] { return std::make_unique<SqliteConnection>(file, SqliteConnection::Access::read); },
                   max_readers, metrics),
          writer_(*writing_, metrics) {}

    bool erase_remains(std::span<const std::string_view>, const std::stop_token& stop) override {
        UnusedSpace unused(*writing_);
        auto progress = UnusedSpace::Progress::has_more;
        while (progress != UnusedSpace::Progress::is_done) {
            wait_for_log(log_timeout, [&] {
                if (stop.stop_requested()) return true;
                writer_.run_alone([&] { progress = unused.erase_next(longest_pause_of_writers); });
                return progress != UnusedSpace::Progress::log_is_read;
            });
            if (stop.stop_requested() && progress != UnusedSpace::Progress::is_done) return false;
        }
        return true;
    }

    WriterState writer_state() const override { return writer_.state(); }

    WorkClaim claim_work(std::string_view work) override { return claims_.claim(work); }

    ErasedFrom erases_from() const override { return ErasedFrom::every_file; }

protected:
    void read_work(const Work& work) override { readers_.read(work); }
    void read_statement_work(const Work& work) override { readers_.read_statement(work); }
    void write_work(const Work& work) override { writer_.write(work); }

private:
    FileLock lock_;
    // Closed after the readers: the last connection checkpoints, and only this one may write.
    std::unique_ptr<SqliteConnection> writing_;
    ReaderPool readers_;
    Writer writer_;
    OwnClaims claims_;
};

}  // namespace

std::unique_ptr<Database> open_migrated_sqlite(const std::string& file, std::span<const Migration> migrations,
                                               const Clock& clock, SharedDatabaseMetrics metrics) {
    return std::make_unique<SqliteDatabase>(file, migrations, clock, std::move(metrics));
}

}  // namespace sqlite

}  // namespace rollcall::database
