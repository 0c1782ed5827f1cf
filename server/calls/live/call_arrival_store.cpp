#include "calls/live/call_arrival_store.hpp"

namespace rollcall::calls {

namespace {

constexpr auto select_newest = "SELECT COALESCE(MAX(number), 0) FROM call_arrivals";
constexpr auto select_after = R"(
    SELECT n.number, n.call_id,
           CASE WHEN EXISTS (SELECT 1 FROM member_agents m WHERE m.member_id = $2 AND m.agent_id = n.agent_id)
                THEN 1 ELSE 0 END
    FROM call_arrivals n WHERE n.number > $1 ORDER BY n.number LIMIT $3)";

}  // namespace

std::int64_t newest_arrival(database::Transaction& tx) {
    return tx.first(select_newest, [](const database::Row& row) { return row.integer(0); }).value();
}

std::vector<Arrival> arrivals_after(database::Transaction& tx, const access::Caller& caller, std::int64_t number,
                                    std::int64_t limit) {
    const auto read = [&](const database::Row& row) {
        return Arrival{row.integer(0), row.id<CallId>(1), caller.is_administrator() || row.boolean(2)};
    };
    return tx.all(select_after, read, number, caller.member, limit);
}

}  // namespace rollcall::calls
