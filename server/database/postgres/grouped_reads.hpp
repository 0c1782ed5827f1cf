#pragma once

#include <boost/container/static_vector.hpp>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "database/database_metrics.hpp"
#include "database/limits.hpp"
#include "database/postgres/postgres_connection.hpp"

namespace rollcall::database::postgres {

/// Reads of one statement. Those that wait at the same time share a connection, a round trip and a snapshot, which is
/// taken after all of them were asked; what one fails with concerns no other. So a statement that takes long holds up
/// those of its group: these are for rows that an index finds.
class GroupedReads {
public:
    using Open = std::function<std::unique_ptr<PostgresConnection>()>;

    /// `open` opens a connection that reads, when one is needed first; a std::runtime_error of it becomes
    /// Error::unavailable.
    GroupedReads(Open open, SharedDatabaseMetrics metrics)
        : open_connection_(std::move(open)), metrics_(std::move(metrics)) {
        idle_.reserve(max_group_connections);  // so that giving one back cannot fail
    }

    /// Runs `work` without a transaction. Throws std::logic_error for its second statement.
    void read(const std::function<void(Transaction&)>& work);

    /// How many statements wait for the next group.
    std::size_t waiting() const;

private:
    struct Waiting {
        PostgresConnection::Question& question;
        bool is_taken = false;  ///< its group was made
        bool is_done = false;
        std::condition_variable changed{};
    };
    using Group = boost::container::static_vector<Waiting*, max_group_statements>;

    void answer(PostgresConnection::Question& question);
    void answer_group(std::unique_lock<std::mutex>& lock);
    void wake_next();
    Group take_waiting();
    void ask(std::unique_ptr<PostgresConnection>& connection, const Group& group) const;

    const Open open_connection_;
    const SharedDatabaseMetrics metrics_;
    mutable std::mutex mutex_;
    std::vector<Waiting*> waiting_;
    std::vector<std::unique_ptr<PostgresConnection>> idle_;
    std::size_t busy_ = 0;  ///< connections, each with a group
};

}  // namespace rollcall::database::postgres
