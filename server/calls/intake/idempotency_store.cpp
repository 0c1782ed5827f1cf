#include "calls/intake/idempotency_store.hpp"

#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::calls {

namespace {

constexpr auto delete_statement = "DELETE FROM idempotency_keys WHERE created_at < $1";

}  // namespace

std::optional<IdempotencyRow> find_idempotency_row(database::Transaction& tx, const MemberId& member,
                                                   const std::string& key) {
    static const auto statement = "SELECT " + database::columns_of<IdempotencyRow>("i") +
                                  " FROM idempotency_keys i WHERE i.member_id = $1 AND i.idempotency_key = $2";
    return tx.first(statement, database::read_row<IdempotencyRow>, member, key);
}

void insert_idempotency_row(database::Transaction& tx, const IdempotencyRow& row) {
    static const auto statement = database::insert_statement<IdempotencyRow>("idempotency_keys");
    tx.execute_with(statement, database::column_values(row));
}

void delete_idempotency_rows_before(database::Transaction& tx, Time time) { tx.execute(delete_statement, time); }

}  // namespace rollcall::calls
