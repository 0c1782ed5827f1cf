#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rollcall::database::postgres {

/// A statement that the server has prepared on one connection.
struct PreparedStatement {
    std::string sql;
    std::string name;
    std::size_t parameters;
};

/// The prepared statements of one connection, found by their text. Keeps the most recently used ones.
class PreparedStatements {
public:
    explicit PreparedStatements(std::size_t capacity) : capacity_(capacity) {}

    /// The statement of this text, valid until the next call; null where the server has not prepared it.
    const PreparedStatement* find(std::string_view sql);

    /// A statement with a name of its own, to be prepared. Throws std::logic_error as `count_parameters` does.
    PreparedStatement make(std::string_view sql);

    /// How many values the statement needs. Throws std::logic_error unless its parameters are `$1`, `$2`, ... without a
    /// gap.
    std::size_t count_parameters(std::string_view sql);

    /// Keeps a statement that the server was told to prepare.
    void add(PreparedStatement statement);

    /// Forgets a statement that the server could not prepare, if it is still kept.
    void remove(std::string_view name);

    /// The names of the statements that are not kept any more and that the server may forget.
    std::vector<std::string> take_evicted() { return std::exchange(evicted_, {}); }

    /// Another such name: the server was told to forget it, and did not come to that.
    void add_evicted(std::string name) { evicted_.push_back(std::move(name)); }

    /// For a new connection, which has no prepared statements.
    void clear();

    std::size_t size() const { return statements_.size(); }

private:
    std::size_t capacity_;
    std::uint64_t next_name_ = 1;
    std::list<PreparedStatement> statements_;  // the most recently used first
    std::unordered_map<std::string_view, std::list<PreparedStatement>::iterator> by_text_;
    std::vector<std::string> evicted_;
};

}  // namespace rollcall::database::postgres
