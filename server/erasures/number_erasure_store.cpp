#include "erasures/number_erasure_store.hpp"

#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::erasures {

namespace {

const auto columns = database::columns_of<NumberErasure>("e");

constexpr auto delete_phone = "UPDATE number_erasures SET sealed_phone = NULL, imports = $2 WHERE id = $1";
constexpr auto update_finished = "UPDATE number_erasures SET erased_at = $2 WHERE id = $1";

}  // namespace

void insert_number_erasure_row(database::Transaction& tx, const NumberErasure& erasure) {
    static const auto statement = database::insert_statement<NumberErasure>("number_erasures");
    tx.execute_with(statement, database::column_values(erasure));
}

database::Page<NumberErasure> list_number_erasures(database::Transaction& tx, const database::PageRequest& request) {
    return database::ListQuery(columns, "number_erasures e", "e.id")
        .page(tx, request, database::read_row<NumberErasure>);
}

std::vector<NumberErasure> list_open_number_erasures(database::Transaction& tx) {
    static const auto statement =
        "SELECT " + columns + " FROM number_erasures e WHERE e.erased_at IS NULL ORDER BY e.requested_at";
    return tx.all(statement, database::read_row<NumberErasure>);
}

jobs::QueueState read_number_erasure_queue(database::Transaction& tx) {
    return jobs::read_queue(
        tx, "SELECT e.requested_at AS since FROM number_erasures e WHERE e.erased_at IS NULL ORDER BY e.requested_at");
}

void update_number_erasure_unsealed(database::Transaction& tx, const ErasureId& id, std::int64_t imports) {
    tx.execute(delete_phone, id, imports);
}

void update_number_erasure_finished(database::Transaction& tx, const ErasureId& id, Time now) {
    tx.execute(update_finished, id, now);
}

}  // namespace rollcall::erasures
