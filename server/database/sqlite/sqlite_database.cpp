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
#include "database/limits.hpp"
#include "database/reader_pool.hpp"
#include "database/sqlite/file_lock.hpp"
#include "database/sqlite/migrate.hpp"
#include "database/sqlite/rewrite.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/sqlite/unused_space.hpp"
#include "database/writer.hpp"

namespace rollcall::database {

namespace sqlite {

namespace {

/// How long writers wait for each part of erase_remains.
constexpr std::chrono::milliseconds longest_pause_of_writers{100};
/// What they are given before it is tried again.
constexpr std::chrono::milliseconds pause_for_writers{50};

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
    } catch (const std::exception& error) {
        throw std::runtime_error(fmt::format("Cannot use {}: {}", file, error.what()));
    }
    return connection;
}

class SqliteDatabase final : public Database {
public:
    SqliteDatabase(const std::string& file, std::span<const Migration> migrations, const Clock& clock)
        : lock_(file),
          writing_(open_migrated(file, migrations, clock)),
          readers_([file] { return std::make_unique<SqliteConnection>(file, SqliteConnection::Access::read); },
                   max_readers),
          writer_(*writing_) {}

    void rewrite(std::span<const std::string_view> tables) override {
        writer_.run_alone([&] { rewrite_tables(*writing_, tables); });
    }

    bool erase_remains(std::span<const std::string_view>, const std::stop_token& stop) override {
        UnusedSpace unused(*writing_);
        auto progress = UnusedSpace::Progress::has_more;
        auto deadline = std::chrono::steady_clock::now() + log_timeout;
        while (progress != UnusedSpace::Progress::is_done) {
            if (stop.stop_requested()) return false;
            writer_.run_alone([&] { progress = unused.erase_next(longest_pause_of_writers); });
            const auto now = std::chrono::steady_clock::now();
            if (progress != UnusedSpace::Progress::log_is_read) {
                deadline = now + log_timeout;
            } else if (now > deadline) {
                throw Error::unavailable("Readers hold the log.");
            } else {
                std::this_thread::sleep_for(pause_for_writers);
            }
        }
        return true;
    }

    WriterState writer_state() const override { return writer_.state(); }

    ErasedFrom rewrite_erases_from() const override { return ErasedFrom::every_file; }

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
};

}  // namespace

std::unique_ptr<Database> open_migrated_sqlite(const std::string& file, std::span<const Migration> migrations,
                                               const Clock& clock) {
    return std::make_unique<SqliteDatabase>(file, migrations, clock);
}

}  // namespace sqlite

}  // namespace rollcall::database
