#include "database/sqlite/failure.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <new>
#include <stdexcept>

#include "core/error.hpp"
#include "database/database.hpp"
#include "database/problems.hpp"

namespace rollcall::database::sqlite {

namespace {

ConstraintViolated::Kind kind_of(int extended_code) {
    switch (extended_code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            return ConstraintViolated::Kind::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            return ConstraintViolated::Kind::foreign_key;
        default:
            return ConstraintViolated::Kind::other;
    }
}

[[noreturn]] void throw_unavailable(int extended_code, std::string_view message) {
    spdlog::error("The database cannot be used: {} (SQLite {})", message, extended_code);
    if (extended_code == SQLITE_FULL) {
        throw Error::unavailable(full_disk_problem);
    }
    throw Error::unavailable(unreachable_problem);
}

}  // namespace

void throw_sqlite_failure(sqlite3* handle, std::string_view sql) {
    const int extended_code = sqlite3_extended_errcode(handle);
    const std::string message = sqlite3_errmsg(handle);
    switch (extended_code & 0xff) {
        case SQLITE_CONSTRAINT:
            throw ConstraintViolated(kind_of(extended_code), message);
        case SQLITE_NOMEM:
            throw std::bad_alloc();
        case SQLITE_READONLY:
            if (sqlite3_db_readonly(handle, "main") == 1) {
                throw std::logic_error(fmt::format("a read must not write: {}", sql));
            }
            [[fallthrough]];
        case SQLITE_BUSY:
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_NOTADB:
            throw_unavailable(extended_code, message);
        default:
            throw std::runtime_error(fmt::format("{} (SQLite {}) in: {}", message, extended_code, sql));
    }
}

}  // namespace rollcall::database::sqlite
