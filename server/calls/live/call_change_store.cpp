#include "calls/live/call_change_store.hpp"

#include "access/scope_store.hpp"
#include "database/described_row.hpp"
#include "database/statement_builder.hpp"

namespace rollcall::calls {

namespace {

constexpr auto select_newest = "SELECT COALESCE(MAX(number), 0) FROM call_arrivals";

}  // namespace

std::int64_t find_newest_call_change(database::Transaction& tx) {
    return tx.first(select_newest, [](const database::Row& row) { return row.integer(0); }).value();
}

std::vector<CallChange> list_call_changes_after(database::Transaction& tx, const access::Caller& caller,
                                                std::int64_t number, std::int64_t limit, Time now) {
    const auto in_scope = access::agents_with(caller, {}, now).contains("n.agent_id");
    database::StatementBuilder statement;
    statement.add("SELECT " + database::columns_of<CallChange>("n", {{"is_in_scope", in_scope.sql}}), in_scope.values);
    statement.add(" FROM call_arrivals n").where("n.number > ?", {number});
    return statement.add(" ORDER BY n.number LIMIT ?", {limit}).all(tx, database::read_row<CallChange>);
}

}  // namespace rollcall::calls
