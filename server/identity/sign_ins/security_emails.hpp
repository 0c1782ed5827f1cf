#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/sealing.hpp"
#include "identity/session_store.hpp"
#include "outbox/delivery.hpp"

namespace rollcall::identity {

/// What a member is told of by email.
struct SecurityEvent {
    outbox::EmailKind kind;  ///< new_device, password_changed or api_token_created
    Client client;           ///< which did it; empty where the rule does not know it
    std::string name{};      ///< of the API token
};

/// Queues an email to the member about the event, inside the write in which it happens, unless the account's setting
/// `security_emails` is off. What it will say is sealed until it is sent, since it has an address.
void queue_security_email(database::Transaction& tx, const SealingKey& key, const MemberId& member,
                          const SecurityEvent& event, Time now);

/// The email. `address` is where browsers reach this server; `details` is what was queued.
std::optional<outbox::ComposedEmail> compose_security_email(database::Transaction& tx, outbox::EmailKind kind,
                                                            std::string_view address, std::string_view details);

}  // namespace rollcall::identity
