#include "members/removal/erasure_store.hpp"

#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::members {

namespace {

constexpr auto update_finished = "UPDATE erasures SET erased_at = $1 WHERE member_id = $2";

}  // namespace

void insert_erasure_row(database::Transaction& tx, const Erasure& erasure) {
    database::StatementBuilder::insert_into("erasures", {{"member_id", erasure.member_id},
                                                         {"removed_by", erasure.removed_by},
                                                         {"removed_at", erasure.removed_at},
                                                         {"erase_by", erasure.erase_by}})
        .execute(tx);
}

std::vector<Erasure> list_open_erasures(database::Transaction& tx) {
    static const auto select_open = "SELECT " + database::columns_of<Erasure>("e") +
                                    " FROM erasures e WHERE e.erased_at IS NULL ORDER BY e.removed_at";
    return tx.all(select_open, database::read_row<Erasure>);
}

std::vector<Erasure> list_erasures_after(database::Transaction& tx, const MemberId& member, std::int64_t limit) {
    static const auto select_after = "SELECT " + database::columns_of<Erasure>("e") +
                                     " FROM erasures e WHERE e.member_id > $1 ORDER BY e.member_id LIMIT $2";
    return tx.all(select_after, database::read_row<Erasure>, member, limit);
}

jobs::QueueState read_erasure_queue(database::Transaction& tx) {
    return jobs::read_queue(
        tx, "SELECT e.removed_at AS since FROM erasures e WHERE e.erased_at IS NULL ORDER BY e.removed_at");
}

void update_erasure_finished(database::Transaction& tx, const MemberId& member, Time now) {
    tx.execute(update_finished, now, member);
}

}  // namespace rollcall::members
