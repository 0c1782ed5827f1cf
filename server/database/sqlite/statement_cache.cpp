#include "database/sqlite/statement_cache.hpp"

#include <iterator>

namespace rollcall::database::sqlite {

Statement& StatementCache::prepare(std::string_view sql) {
    const auto [begin, end] = by_text_.equal_range(sql);
    for (auto found = begin; found != end; ++found) {
        if (found->second->is_running()) continue;
        statements_.splice(statements_.begin(), statements_, found->second);
        return statements_.front();
    }

    statements_.emplace_front(handle_, sql);
    by_text_.emplace(statements_.front().sql(), statements_.begin());
    if (statements_.size() > capacity_) evict_oldest();
    return statements_.front();
}

/// Running statements stay, even beyond the capacity.
void StatementCache::evict_oldest() {
    for (auto oldest = std::prev(statements_.end()); oldest != statements_.begin(); --oldest) {
        if (oldest->is_running()) continue;
        const auto [begin, end] = by_text_.equal_range(oldest->sql());
        for (auto found = begin; found != end; ++found) {
            if (found->second != oldest) continue;
            by_text_.erase(found);
            break;
        }
        statements_.erase(oldest);
        return;
    }
}

}  // namespace rollcall::database::sqlite
