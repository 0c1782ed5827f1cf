#pragma once

#include <stop_token>
#include <string>

#include "mail/message.hpp"

namespace rollcall::mail {

/// How an attempt to deliver an email ended.
struct DeliveryResult {
    enum class Outcome {
        sent,       ///< the mail server has it
        kept,       ///< it is in the folder: there is no mail server
        try_again,  ///< not now, perhaps later
        refused,    ///< never: the mail server does not accept this email
    };
    Outcome outcome = Outcome::try_again;
    std::string reason;  ///< of the last two, in a sentence for an administrator
    std::string answer;  ///< of the mail server to an email that it has: "250 OK: queued as 4F1"
};

/// Delivers emails.
class Transport {
public:
    virtual ~Transport() = default;

    /// Tries once. Takes a bounded time, and ends soon after `stop` is requested. What a later
    /// attempt may correct is an outcome and not thrown.
    virtual DeliveryResult deliver(const Message& message, std::stop_token stop) = 0;
};

}  // namespace rollcall::mail
