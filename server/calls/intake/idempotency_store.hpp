#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "database/database.hpp"

/// Which requests have created their call already.
namespace rollcall::calls {

struct IdempotencyRow {
    MemberId member_id;
    std::string idempotency_key;
    std::string body_hash;
    CallId call_id;
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(IdempotencyRow, (), (member_id, idempotency_key, body_hash, call_id, created_at))

/// `erased_key` is what stands for the key once the call is erased.
std::optional<IdempotencyRow> find_idempotency_row(database::Transaction& tx, const MemberId& member,
                                                   const std::string& key, const std::string& erased_key);

/// Those that have created this call.
std::vector<IdempotencyRow> list_idempotency_rows_of_call(database::Transaction& tx, const CallId& call);

/// Replaces the key and the hash of the body.
void update_idempotency_row(database::Transaction& tx, const IdempotencyRow& row, const std::string& key,
                            const std::string& body_hash);

void insert_idempotency_row(database::Transaction& tx, const IdempotencyRow& row);

void delete_idempotency_rows_before(database::Transaction& tx, Time time);

}  // namespace rollcall::calls
