#pragma once

#include <libpq-fe.h>

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace rollcall::database::postgres {

/// A statement that the server has prepared on one connection.
struct PreparedStatement {
    std::string sql;
    std::string name;
    std::size_t parameters;
};

/// The prepared statements of one connection, found by their text. Keeps the most recently used ones; preparing costs
/// a round trip to the server.
class PreparedStatements {
public:
    explicit PreparedStatements(std::size_t capacity) : capacity_(capacity) {}

    /// Returns the cached statement of this text, or prepares it; valid until the next call. Throws std::logic_error
    /// unless the parameters are `$1`, `$2`, ... without a gap, and as throw_postgres_failure does for a text that the
    /// server refuses.
    const PreparedStatement& prepare(PGconn* connection, std::string_view sql);

    /// For a new connection, which has no prepared statements.
    void clear();

    std::size_t size() const { return statements_.size(); }

private:
    void evict_oldest(PGconn* connection);

    std::size_t capacity_;
    std::uint64_t next_name_ = 1;
    std::list<PreparedStatement> statements_;  // the most recently used first
    std::unordered_map<std::string_view, std::list<PreparedStatement>::iterator> by_text_;
};

}  // namespace rollcall::database::postgres
