#include "calls/intake/idempotency_store.hpp"

#include "database/described_row.hpp"
#include "database/described_write.hpp"

namespace rollcall::calls {

namespace {

constexpr auto delete_statement = "DELETE FROM idempotency_keys WHERE created_at < $1";
constexpr auto update_statement = R"(
    UPDATE idempotency_keys SET idempotency_key = $3, body_hash = $4 WHERE member_id = $1 AND idempotency_key = $2)";

std::string select_rows() { return "SELECT " + database::columns_of<IdempotencyRow>("i") + " FROM idempotency_keys i"; }

}  // namespace

std::optional<IdempotencyRow> find_idempotency_row(database::Transaction& tx, const MemberId& member,
                                                   const std::string& key, const std::string& erased_key) {
    static const auto statement = select_rows() + " WHERE i.member_id = $1 AND i.idempotency_key IN ($2, $3)";
    return tx.first(statement, database::read_row<IdempotencyRow>, member, key, erased_key);
}

std::vector<IdempotencyRow> list_idempotency_rows_of_call(database::Transaction& tx, const CallId& call) {
    static const auto statement = select_rows() + " WHERE i.call_id = $1";
    return tx.all(statement, database::read_row<IdempotencyRow>, call);
}

void update_idempotency_row(database::Transaction& tx, const IdempotencyRow& row, const std::string& key,
                            const std::string& body_hash) {
    tx.execute(update_statement, row.member_id, row.idempotency_key, key, body_hash);
}

void insert_idempotency_row(database::Transaction& tx, const IdempotencyRow& row) {
    static const auto statement = database::insert_statement<IdempotencyRow>("idempotency_keys");
    tx.execute_with(statement, database::column_values(row));
}

void delete_idempotency_rows_before(database::Transaction& tx, Time time) { tx.execute(delete_statement, time); }

}  // namespace rollcall::calls
