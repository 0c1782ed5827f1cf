#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall::database {

/// A step of the schema: the file migrations/0010_audit_details.sql is version 10, titled "audit_details".
/// Once released, a migration is never changed: the next one corrects it.
struct Migration {
    int version;
    std::string_view title;
    std::string_view sql;
};

/// What the database says was applied to it.
struct AppliedMigration {
    int version;
    std::string title;
};

/// The migrations in order, embedded when Rollcall is built. The first eight were written for each database (in
/// migrations/sqlite and migrations/postgres), those after them once (database/embedding/dialects.hpp). Those of one
/// number have one title and lead to the same tables, columns and indexes.
std::span<const Migration> sqlite_migrations();
std::span<const Migration> postgres_migrations();

/// Those of `known` that are still to be applied. Throws std::runtime_error with one plain line when the database is
/// not of this Rollcall's line: newer, with a gap, or with another title under the same version.
std::span<const Migration> missing_migrations(std::span<const Migration> known,
                                              const std::vector<AppliedMigration>& applied);

}  // namespace rollcall::database
