#pragma once

#include <cstdint>
#include <vector>

#include "access/context.hpp"

namespace rollcall::calls {

/// The new and changed calls of one live view, from the moment it was opened.
class LiveCalls {
public:
    explicit LiveCalls(access::Context context);

    /// The calls in the caller's scope that changed since the last question, each once. Of many changes it reads some:
    /// `has_more` then. Scope is decided now. Throws as access::get_current_caller_at once the caller's session or
    /// token has ended.
    std::vector<CallId> next();
    bool has_more() const { return has_more_; }

    /// Throws where `next` would.
    void require_session() const;

private:
    access::CurrentCaller get_caller(database::Transaction& tx) const;

    access::Context context_;
    std::int64_t last_change_ = 0;
    bool has_more_ = false;
};

}  // namespace rollcall::calls
