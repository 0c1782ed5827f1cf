#pragma once

#include <stop_token>
#include <string>

#include "mail/message.hpp"

namespace rollcall::mail {

/// How an attempt to deliver a mail ended.
struct Delivery {
    enum class Outcome {
        sent,       ///< the mail server has it
        kept,       ///< it lies in the folder: there is no mail server
        try_again,  ///< not now, perhaps later
        refused,    ///< never: the mail server does not take this mail
    };
    Outcome outcome = Outcome::try_again;
    std::string reason;  ///< of the last two, in a sentence for an administrator
};

/// A way out for mail.
class Transport {
public:
    virtual ~Transport() = default;

    /// Tries once. Takes a bounded time, and ends soon after `stop` is requested. Throws nothing that a later attempt
    /// would mend: that is an outcome.
    virtual Delivery deliver(const Message& message, std::stop_token stop) = 0;
};

}  // namespace rollcall::mail
