#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace rollcall::mail {

/// Whom a mail is from or to.
struct Mailbox {
    std::string name;
    std::string address;
};

/// What somebody reads, in two forms that say the same.
struct Content {
    std::string subject;
    std::string text;
    std::string html;
};

/// One mail to one person.
struct Message {
    std::string id;  ///< unique for ever; with the sender's domain it is the Message-ID, the same in each attempt
    Time date;
    Mailbox from;
    Mailbox to;
    Content content;
};

/// The message as it goes out (RFC 5322 and MIME): lines end in CRLF, everything beyond ASCII is encoded, also in
/// headers. No name or subject can add a header of its own.
std::string to_mime(const Message& message);

/// What the reader of such a message sees; nothing for what is no message in those two forms.
std::optional<Content> content_of(const std::string& mime);

}  // namespace rollcall::mail
