#include "app/installation/installation_store.hpp"

#include "database/described_row.hpp"

namespace rollcall::app {

namespace {

constexpr auto insert_where_missing = R"(
    INSERT INTO installation (id, key_fingerprint, storage_id) VALUES (1, $1, $2) ON CONFLICT (id) DO NOTHING)";
constexpr auto delete_row = "DELETE FROM installation";

}  // namespace

std::optional<Installation> find_installation(database::Transaction& tx) {
    static const auto statement =
        "SELECT " + database::columns_of<Installation>("i") + " FROM installation i WHERE i.id = 1";
    return tx.first(statement, database::read_row<Installation>);
}

Installation insert_or_find_installation(database::Transaction& tx, const Installation& installation) {
    tx.execute(insert_where_missing, installation.key_fingerprint, installation.storage_id);
    return find_installation(tx).value();
}

void delete_installation_row(database::Transaction& tx) { tx.execute(delete_row); }

}  // namespace rollcall::app
