#include "jobs/queue_store.hpp"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "database/described_row.hpp"

namespace rollcall::jobs {

BOOST_DESCRIBE_STRUCT(QueueState, (), (length, since))

QueueState read_queue(database::Transaction& tx, std::string_view select_since,
                      std::initializer_list<database::Parameter> parameters) {
    static const auto columns =
        database::columns_of<QueueState>("waiting", {{"length", "count(*)"}, {"since", "min(waiting.since)"}});
    const auto statement =
        fmt::format("SELECT {} FROM ({} LIMIT {}) waiting", columns, select_since, longest_counted_queue);
    return tx.all_of(statement, {parameters.begin(), parameters.size()}, database::read_row<QueueState>).at(0);
}

}  // namespace rollcall::jobs
