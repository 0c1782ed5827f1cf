#include "database/whole/new_sqlite_database.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include "core/files/sync_folder.hpp"
#include "database/sqlite/file_lock.hpp"
#include "database/sqlite/migrate.hpp"
#include "database/sqlite/sqlite_connection.hpp"
#include "database/whole/open_transaction.hpp"
#include "database/whole/table_rows.hpp"

namespace rollcall::database {

namespace {

namespace fs = std::filesystem;
using sqlite::SqliteConnection;

[[noreturn]] void fail(std::string_view what, const std::string& file) {
    throw std::runtime_error(fmt::format("Cannot {} {}: {}.", what, file, std::generic_category().message(errno)));
}

/// With what SQLite keeps beside it.
constexpr const char* ends_of_database_files[] = {"", "-wal", "-shm", "-journal"};

void remove_database_file(const std::string& file) {
    for (const auto* end : ends_of_database_files) {
        std::error_code ignored;
        fs::remove(file + end, ignored);
    }
}

void create_private_file(const std::string& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) fail("create", file);
    ::close(descriptor);
}

void sync(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail("open", path);
    const int result = ::fsync(descriptor);
    ::close(descriptor);
    if (result != 0) fail("write", path);
}

/// The file beside, deleted with this object unless it was renamed.
class UnfinishedFile {
public:
    explicit UnfinishedFile(std::string name) : name_(std::move(name)) {
        remove_database_file(name_);
        create_private_file(name_);
    }
    ~UnfinishedFile() { remove_database_file(name_); }
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;

    const std::string& name() const { return name_; }

private:
    std::string name_;
};

class NewSqliteDatabase final : public NewDatabase {
public:
    NewSqliteDatabase(const std::string& file, int schema, const Clock& clock)
        : file_(file), clock_(clock), lock_(file), unfinished_(file + ".unfinished") {
        require_no_sqlite_file(file);
        connection_ = std::make_unique<SqliteConnection>(unfinished_.name(), SqliteConnection::Access::write);
        sqlite::migrate_sqlite(*connection_, sqlite_migrations().first(static_cast<std::size_t>(schema)), clock);
        // Tables are filled by their names; what they refer to may follow.
        connection_->execute("PRAGMA foreign_keys=OFF");
        tables_ = list_sqlite_tables(*connection_);
        connection_->begin();
        for (const auto& table : tables_) delete_rows(*connection_, table);
        transaction_ = std::make_unique<OpenTransaction>(*connection_);
    }

    const std::vector<TableLayout>& tables() const override { return tables_; }
    DatabaseConnection& connection() override { return *connection_; }
    Database& database() override { return *transaction_; }

    void end_part() override {
        connection_->commit();
        connection_->begin();
    }

    void check_references() override { sqlite::require_whole_references(*connection_); }

    void migrate() override {
        connection_->commit();
        sqlite::migrate_sqlite(*connection_, sqlite_migrations(), clock_);
        connection_->begin();
    }

    void publish() override {
        connection_->commit();
        connection_.reset();  // the last connection writes its log into the file
        if (fs::exists(unfinished_.name() + "-wal")) {
            throw std::runtime_error(fmt::format("Cannot finish {}: SQLite has left its log.", unfinished_.name()));
        }
        sync(unfinished_.name());
        require_no_sqlite_file(file_);
        if (::rename(unfinished_.name().c_str(), file_.c_str()) != 0) fail("rename", unfinished_.name());
        sync_name();
    }

private:
    void sync_name() const {
        try {
            sync_folder(fs::path(file_).parent_path());
        } catch (const std::system_error& error) {
            throw PublishedInDoubt(
                fmt::format("the name of {} may not survive a power cut: {}", file_, error.code().message()));
        }
    }

    const std::string file_;
    const Clock& clock_;
    sqlite::FileLock lock_;
    UnfinishedFile unfinished_;
    std::unique_ptr<SqliteConnection> connection_;
    std::vector<TableLayout> tables_;
    std::unique_ptr<OpenTransaction> transaction_;
};

}  // namespace

void require_no_sqlite_file(const std::string& file) {
    for (const auto* end : ends_of_database_files) {
        if (!fs::exists(fs::symlink_status(file + end))) continue;
        throw std::runtime_error(fmt::format(
            "{0} exists already, and is never overwritten. Stop the server that uses {1} and move {0} away, or name "
            "another one.",
            file + end, file));
    }
}

std::unique_ptr<NewDatabase> create_sqlite_database(const std::string& file, int schema, const Clock& clock) {
    return std::make_unique<NewSqliteDatabase>(file, schema, clock);
}

}  // namespace rollcall::database
