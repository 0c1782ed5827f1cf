#pragma once

#include <cstdint>
#include <vector>

#include "access/caller.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// What somebody who looks on live is told: which calls in sight came or changed, from the beginning of the looking on.
class LiveCalls {
public:
    LiveCalls(database::Database& database, const Clock& clock, access::Caller caller);

    /// The calls since the last question, each once; some of them, where these are many: `has_more` then. What is in
    /// sight is judged now. Throws as access::get_current_caller_at once the caller's session or token has ended.
    std::vector<CallId> next();
    bool has_more() const { return has_more_; }
    /// Throws where `next` would.
    void require_session() const;

private:
    database::Database& database_;
    const Clock& clock_;
    access::Caller caller_;
    std::int64_t last_ = 0;
    bool has_more_ = false;
};

}  // namespace rollcall::calls
