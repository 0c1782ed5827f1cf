#include "identity/passwords/reset_request_store.hpp"

#include "core/id.hpp"
#include "database/described_row.hpp"

namespace rollcall::identity {

namespace {

constexpr auto insert_statement =
    "INSERT INTO password_reset_requests (id, sealed_email, created_at) VALUES ($1, $2, $3)";
constexpr auto update_refusals = "UPDATE password_reset_requests SET refusals = refusals + 1 WHERE id = $1";
constexpr auto delete_one = "DELETE FROM password_reset_requests WHERE id = $1";

const auto select_next = "SELECT " + database::columns_of<ResetRequest>("password_reset_requests") +
                         " FROM password_reset_requests ORDER BY id LIMIT 1";

}  // namespace

void insert_reset_request_row(database::Transaction& tx, std::string_view sealed_email, Time now) {
    tx.execute(insert_statement, make_uuid(now), sealed_email, now);
}

std::optional<ResetRequest> find_next_reset_request(database::Transaction& tx) {
    return tx.first(select_next, database::read_row<ResetRequest>);
}

void update_reset_request_refusals(database::Transaction& tx, std::string_view id) { tx.execute(update_refusals, id); }

void delete_reset_request_row(database::Transaction& tx, std::string_view id) { tx.execute(delete_one, id); }

void delete_all_reset_request_rows(database::Transaction& tx) { tx.execute("DELETE FROM password_reset_requests"); }

}  // namespace rollcall::identity
