#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "mail/folder.hpp"
#include "mail/message.hpp"
#include "mail/transport.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::outbox {

/// A mail as whoever knows what it is about writes it.
struct Composed {
    std::string sender_name;
    mail::Mailbox recipient;
    mail::Content content;
};

/// Writes the mail of one kind around the token of its link, from what is stored now. Nothing when it is not to go out
/// any more.
using Compose = std::function<std::optional<Composed>(database::Transaction&, std::string_view token)>;

/// What delivering takes.
struct Post {
    database::Database& database;
    const Clock& clock;
    const SealingKey& key;
    mail::Transport& transport;
    const mail::Folder& folder;  ///< where mail is kept, or was while there was no mail server
    std::string sender_address;
    std::map<Kind, Compose> composers;
};

/// Tries to deliver all mail that is due, one after the other, until `stop` is requested. Each is claimed first and
/// handed over outside of any transaction: after a crash in between it goes out a second time rather than never.
/// Returns how many attempts it was.
std::size_t deliver_due(const Post& post, std::stop_token stop = {});

/// Deletes the kept files whose mail was deleted.
void forget_files_without_mail(database::Database& database, const mail::Folder& folder);

}  // namespace rollcall::outbox
