#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mail/smtp.hpp"

namespace rollcall::app {

/// The options of mail as they were written.
struct MailArguments {
    std::string smtp_url;
    std::string smtp_ca;
    std::string smtp_tls;
    std::string smtp_ehlo_name = {};
    std::string from;
};

struct MailOptions {
    std::optional<mail::SmtpServer> server;  ///< none: emails are stored in a folder
    std::string from;                        ///< the sender's address of emails
};

/// Checks them. `base_url` is empty or an origin; by default its host is the name in EHLO. Throws std::invalid_argument
/// with one plain line that never contains the password.
MailOptions parse_mail_options(const MailArguments& arguments, std::string_view base_url = {});

}  // namespace rollcall::app
