#include "database/sqlite/sqlite_connection.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <stdexcept>

#include "database/limits.hpp"

namespace rollcall::database::sqlite {

namespace {

constexpr int busy_timeout_milliseconds = 5000;

struct Setting {
    const char* name;
    const char* value;
};

/// In the form in which SQLite returns them. Cache sizes are negative kibibytes.
constexpr Setting common_settings[] = {
    {"foreign_keys", "1"},
    {"trusted_schema", "0"},
    {"temp_store", "2"},  // in memory: no personal data in temporary files
    {"mmap_size", "0"},   // a disk error is then an error code, not a signal that ends the server
};

// A group of calls changes thousands of pages, most of them in the search index. The cache has to hold them until the
// commit, and the log must not be checkpointed after each one.
constexpr Setting settings_to_write[] = {
    {"journal_mode", "wal"},  {"synchronous", "2"},  // FULL: a commit that has returned survives a power cut
    {"secure_delete", "1"},   {"wal_autocheckpoint", "4000"}, {"journal_size_limit", "67108864"},
    {"cache_size", "-16384"},
};

// A page of a list with 50 members touches some 300 pages of the file, and other ones for each search. With a cache of
// 2 MiB a search among 10,000 members took 1.5 times the processor, most of it to read pages again
// (docs/decisions/0033-searching-and-creating-members.md).
constexpr Setting settings_to_read[] = {
    {"cache_size", "-8192"},
};

std::string pragma(sqlite3* handle, const std::string& text) {
    std::string answer;
    const auto keep = [](void* to, int count, char** values, char**) {
        if (count > 0 && values[0]) *static_cast<std::string*>(to) = values[0];
        return 0;
    };
    if (sqlite3_exec(handle, ("PRAGMA " + text).c_str(), keep, &answer, nullptr) != SQLITE_OK) {
        throw std::runtime_error(sqlite3_errmsg(handle));
    }
    return answer;
}

void apply(sqlite3* handle, std::span<const Setting> settings) {
    for (const auto& [name, value] : settings) {
        pragma(handle, fmt::format("{}={}", name, value));
        const auto answer = pragma(handle, name);
        if (answer != value) throw std::runtime_error(fmt::format("{} is {} and cannot be {}", name, answer, value));
    }
}

void configure(sqlite3* handle, SqliteConnection::Access access) {
    sqlite3_busy_timeout(handle, busy_timeout_milliseconds);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // "name" in double quotes is a column, never a text: a misspelt one is an error.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    if (access == SqliteConnection::Access::in_memory) return;
    apply(handle, common_settings);
    if (access != SqliteConnection::Access::write) {
        apply(handle, settings_to_read);
        return;
    }
    if (sqlite3_db_readonly(handle, "main") != 0) throw std::runtime_error("it is read-only");
    apply(handle, settings_to_write);
}

/// The name of the file as SQLite reads it to inspect. Without a log nobody writes, and SQLite would make one; with
/// one, its own locks let a reader in.
std::string write_uri(const std::string& file) {
    std::string uri = "file:";
    for (const char character : file) {
        if (character == '?' || character == '#' || character == '%') {
            uri += fmt::format("%{:02X}", static_cast<unsigned char>(character));
        } else {
            uri += character;
        }
    }
    const bool has_log = ::access((file + "-wal").c_str(), F_OK) == 0;
    return uri + (has_log ? "?mode=ro" : "?mode=ro&immutable=1");
}

/// SQLite's memory statistics use one lock for all threads, and nobody reads them.
void disable_memory_statistics() {
    [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

}  // namespace

void SqliteConnection::Close::operator()(sqlite3* handle) const {
    if (sqlite3_close(handle) != SQLITE_OK)
        spdlog::error("A database connection did not close: {}", sqlite3_errmsg(handle));
}

SqliteConnection::Handle SqliteConnection::open(const std::string& file, Access access) {
    disable_memory_statistics();
    const int flags =
        SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
        (access == Access::write || access == Access::in_memory ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
        (access == Access::inspect ? SQLITE_OPEN_URI : 0);
    sqlite3* opened = nullptr;
    const auto name = access == Access::inspect ? write_uri(file) : file;
    const int code = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
    Handle handle(opened);
    if (code != SQLITE_OK) throw std::runtime_error(fmt::format("Cannot open {}: {}", file, sqlite3_errstr(code)));
    try {
        configure(opened, access);
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(fmt::format("Cannot use {}: {}", file, error.what()));
    }
    return handle;
}

SqliteConnection::SqliteConnection(const std::string& file, Access access)
    : access_(access), handle_(open(file, access)), statements_(handle_.get(), max_cached_statements) {}

void SqliteConnection::begin() { execute(access_ == Access::write ? "BEGIN IMMEDIATE" : "BEGIN"); }

void SqliteConnection::commit() { execute("COMMIT"); }

void SqliteConnection::roll_back() noexcept {
    if (!in_transaction()) return;
    if (sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr) != SQLITE_OK) {
        spdlog::critical("A transaction could not be rolled back: {}", sqlite3_errmsg(handle_.get()));
    }
}

void SqliteConnection::end_function() {
    if (!has_open_references()) return;
    throw ConstraintViolated(ConstraintViolated::Kind::foreign_key, "a row refers to a row that does not exist");
}

void SqliteConnection::begin_part() { execute("SAVEPOINT part"); }

void SqliteConnection::end_part() {
    end_function();
    execute("RELEASE part");
}

void SqliteConnection::undo_part() {
    execute("ROLLBACK TO part");
    execute("RELEASE part");
}

/// Whether deferred references are violated.
bool SqliteConnection::has_open_references() const {
    int open = 0;
    int unused = 0;
    sqlite3_db_status(handle_.get(), SQLITE_DBSTATUS_DEFERRED_FKS, &open, &unused, 0);
    return open != 0;
}

std::int64_t SqliteConnection::run(std::string_view sql, std::span<const Parameter> parameters,
                                   const std::function<void(const Row&)>& on_row) {
    return statements_.prepare(sql).run(parameters, on_row);
}

}  // namespace rollcall::database::sqlite
