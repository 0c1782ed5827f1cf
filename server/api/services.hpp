#pragma once

#include <string>

#include "api/metrics.hpp"
#include "core/clock.hpp"
#include "database/database.hpp"

namespace rollcall::identity {
class PasswordHasher;
}

namespace rollcall::api {

/// What the handlers at the edge work with. app/ builds it once and passes it down; rules never see it whole, they
/// take the parts that they use.
struct Services {
    database::Database& database;
    const Clock& clock;
    identity::PasswordHasher& passwords;
    Metrics& metrics;
    std::string setup_token;  ///< of the link that was printed at start
    bool https = false;       ///< whether browsers come by https: names the cookie and makes it Secure
};

}  // namespace rollcall::api
