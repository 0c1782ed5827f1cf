#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::database {

/// The claims of the only instance of a database. Safe from any thread.
class OwnClaims {
public:
    Database::WorkClaim claim(std::string_view work) {
        const std::lock_guard lock(mutex_);
        const bool is_new = claimed_.insert(std::string(work)).second;
        return is_new ? Database::WorkClaim::taken_over : Database::WorkClaim::kept;
    }

private:
    std::mutex mutex_;
    std::set<std::string> claimed_;
};

}  // namespace rollcall::database
