#pragma once

#include <optional>
#include <string_view>

#include "outbox/delivery.hpp"

namespace rollcall::members {

/// The mail of an invitation: who invites whom to what, what the member will be able to do, and the link to choose a
/// password. `address` is where browsers reach this server. Nothing once the token is not that of the newest link.
std::optional<outbox::Composed> compose_invitation(database::Transaction& tx, std::string_view address,
                                                   std::string_view token);

}  // namespace rollcall::members
