#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace rollcall::mail {

/// The sender or the recipient of an email.
struct Mailbox {
    std::string name;
    std::string address;
};

/// What the recipient reads, in two forms that say the same.
struct Content {
    std::string subject;
    std::string text;
    std::string html;
};

/// One email to one person.
struct Message {
    std::string id;  ///< unique; with the sender's domain it is the Message-ID, the same in each attempt
    Time date;
    Mailbox from;
    Mailbox to;
    Content content;
};

/// The message as it is sent (RFC 5322 and MIME): lines end in CRLF, everything beyond ASCII is encoded, also in
/// headers. No name or subject can add a header of its own.
std::string to_mime(const Message& message);

/// Reads such a message. Nothing for one that does not have those two forms.
std::optional<Content> content_from_mime(const std::string& mime);

}  // namespace rollcall::mail
