#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "database/database.hpp"

namespace rollcall::identity {

/// A request for a link to choose a new password, of which it is not yet known whether it is a member's.
struct ResetRequest {
    std::string id;
    std::string sealed_email;  ///< as typed, sealed with the key file
    Time created_at;
};
BOOST_DESCRIBE_STRUCT(ResetRequest, (), (id, sealed_email, created_at))

void insert_reset_request_row(database::Transaction& tx, std::string_view sealed_email, Time now);

/// The request that waits longest.
std::optional<ResetRequest> find_next_reset_request(database::Transaction& tx);

/// Counts a write of the refusal.
void update_reset_request_refusals(database::Transaction& tx, std::string_view id);

void delete_reset_request_row(database::Transaction& tx, std::string_view id);

void delete_all_reset_request_rows(database::Transaction& tx);

}  // namespace rollcall::identity
