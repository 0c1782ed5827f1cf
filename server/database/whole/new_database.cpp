#include "database/whole/new_database.hpp"

#include "database/postgres/address.hpp"
#include "database/whole/new_postgres_database.hpp"
#include "database/whole/new_sqlite_database.hpp"

namespace rollcall::database {

std::unique_ptr<NewDatabase> create_database(const std::string& database, int schema, const Clock& clock) {
    return is_postgres_address(database) ? create_postgres_database(database, schema, clock)
                                         : create_sqlite_database(database, schema, clock);
}

void require_no_database(const std::string& database) {
    is_postgres_address(database) ? require_no_postgres_tables(database) : require_no_sqlite_file(database);
}

}  // namespace rollcall::database
