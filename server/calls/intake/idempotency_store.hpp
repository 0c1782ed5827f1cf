#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "database/database.hpp"

/// Which requests have made their call already.
namespace rollcall::calls {

struct MadeCall {
    std::string body_hash;
    CallId call;
};

std::optional<MadeCall> find_made(database::Transaction& tx, const MemberId& member, const std::string& key);

/// Keeps it, and forgets what is older than `lifetime`.
void note_made(database::Transaction& tx, const MemberId& member, const std::string& key, const MadeCall& made,
               Time now, std::chrono::milliseconds lifetime);

}  // namespace rollcall::calls
