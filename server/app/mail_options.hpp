#pragma once

#include <optional>
#include <string>

#include "mail/smtp.hpp"

namespace rollcall::app {

/// What the user says about mail, as it was written.
struct GivenMail {
    std::string smtp_url;
    std::string smtp_ca;
    std::string smtp_tls;
    std::string from;
};

struct MailSettings {
    std::optional<mail::SmtpServer> server;  ///< none: mail is kept in a folder
    std::string from;                        ///< the address that mail comes from
};

/// Makes settings of it. Throws std::invalid_argument with one plain line, which never holds the password.
MailSettings understood(const GivenMail& given);

}  // namespace rollcall::app
