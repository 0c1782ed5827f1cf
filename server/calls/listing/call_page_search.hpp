#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "access/scope_store.hpp"
#include "calls/listing/call_filter.hpp"
#include "calls/listing/call_list_store.hpp"
#include "database/database.hpp"

namespace rollcall::calls {

/// The first `count` calls of the range that are in scope and match, in the order of the range; fewer where there are
/// no more. filter.from and filter.to are ignored: the range says when calls started.
///
/// It takes about the same time however many calls exist and however they are spread over the agents: it reads only a
/// few entries of the indexes, in the way that is best for the scope and the filter
/// (docs/decisions/0017-scoped-lists.md).
std::vector<CallPosition> find_calls_of_page(database::Transaction& tx, const access::Scope& scope, CallFilter filter,
                                             const CallRange& range, std::size_t count);

/// What a search found that may end before the range does.
struct FirstCalls {
    std::vector<CallPosition> calls;
    /// Where it ended after too many calls that no index found by the whole filter; further ones may match.
    std::optional<CallPosition> searched_to;
};

/// The same, but checks no more than about `max_checked_calls`.
FirstCalls find_first_calls(database::Transaction& tx, const access::Scope& scope, CallFilter filter,
                            const CallRange& range, std::size_t count);

}  // namespace rollcall::calls
