#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>

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

std::optional<IdempotencyRow> find_idempotency_row(database::Transaction& tx, const MemberId& member,
                                                   const std::string& key);

void insert_idempotency_row(database::Transaction& tx, const IdempotencyRow& row);

void delete_idempotency_rows_before(database::Transaction& tx, Time time);

}  // namespace rollcall::calls
