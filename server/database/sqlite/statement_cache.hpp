#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <list>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "database/sqlite/statement.hpp"

namespace rollcall::database::sqlite {

/// The prepared statements of one connection, found by their text. Keeps the most recently used ones; preparing
/// costs more than most statements take to run.
class StatementCache {
public:
    StatementCache(sqlite3* handle, std::size_t capacity) : handle_(handle), capacity_(capacity) {}

    /// Returns a cached statement of this text that is not running, or prepares one; valid until the next call.
    Statement& prepare(std::string_view sql);

    std::size_t size() const { return statements_.size(); }

private:
    void evict_oldest();

    sqlite3* handle_;
    std::size_t capacity_;
    std::list<Statement> statements_;  // the most recently used first
    std::unordered_multimap<std::string_view, std::list<Statement>::iterator> by_text_;
};

}  // namespace rollcall::database::sqlite
