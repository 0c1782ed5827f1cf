#include "members/removal/erasure_store.hpp"

namespace rollcall::members {

namespace {

constexpr auto insert_statement =
    "INSERT INTO erasures (member_id, removed_by, removed_at, erase_by) VALUES ($1, $2, $3, $4)";
constexpr auto select_open = R"(
    SELECT member_id, removed_by, removed_at, erase_by FROM erasures WHERE erased_at IS NULL ORDER BY removed_at)";
constexpr auto update_erased = "UPDATE erasures SET erased_at = $1 WHERE member_id = $2";

Erasure read_erasure(const database::Row& row) {
    return {
        .member = row.id<MemberId>(0),
        .removed_by = row.id<MemberId>(1),
        .removed_at = row.time(2),
        .erase_by = row.time(3),
    };
}

}  // namespace

void insert_erasure(database::Transaction& tx, const Erasure& erasure) {
    tx.execute(insert_statement, erasure.member, erasure.removed_by, erasure.removed_at, erasure.erase_by);
}

std::vector<Erasure> open_erasures(database::Transaction& tx) { return tx.all(select_open, read_erasure); }

void mark_erased(database::Transaction& tx, const MemberId& member, Time now) {
    tx.execute(update_erased, now, member);
}

}  // namespace rollcall::members
