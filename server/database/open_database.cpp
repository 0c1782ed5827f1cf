#include "database/open_database.hpp"

#include "database/migrations.hpp"
#include "database/postgres/postgres_database.hpp"
#include "database/sqlite/sqlite_database.hpp"

namespace rollcall::database {

std::unique_ptr<Database> open_sqlite(const std::string& file, const Clock& clock, SharedDatabaseMetrics metrics) {
    return sqlite::open_migrated_sqlite(file, sqlite_migrations(), clock, std::move(metrics));
}

std::unique_ptr<Database> open_postgres(const std::string& address, const Clock& clock, SharedDatabaseMetrics metrics,
                                        Instances instances) {
    return postgres::open_migrated_postgres(address, postgres_migrations(), clock, std::move(metrics), instances);
}

}  // namespace rollcall::database
