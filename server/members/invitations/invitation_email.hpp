#pragma once

#include <optional>
#include <string_view>

#include "outbox/delivery.hpp"

namespace rollcall::members {

/// The email of an invitation: who invites to which account, what the member will be able to do, and the link to choose
/// a password. `address` is where browsers reach this server. Nothing once the link has stopped working.
std::optional<outbox::ComposedEmail> compose_invitation_email(database::Transaction& tx, std::string_view address,
                                                              std::string_view token, Time now);

}  // namespace rollcall::members
