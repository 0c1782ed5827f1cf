#include "app/control/stored_database.hpp"

#include "database/open_database.hpp"
#include "database/postgres/address.hpp"

namespace rollcall::app {

std::unique_ptr<database::Database> open_database(const std::string& database, const Clock& clock,
                                                  database::SharedDatabaseMetrics metrics) {
    return database::is_postgres_address(database) ? database::open_postgres(database, clock, std::move(metrics))
                                                   : database::open_sqlite(database, clock, std::move(metrics));
}

std::unique_ptr<database::Database> open_unused_database(const std::string& database, const Clock& clock) {
    if (!database::is_postgres_address(database)) return database::open_sqlite(database, clock);
    return database::open_postgres(database, clock, std::make_shared<database::DatabaseMetrics>(),
                                   database::Instances::one);
}

}  // namespace rollcall::app
