#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "mail/transport.hpp"

namespace rollcall::mail {

/// Where emails are handed over, and how.
struct SmtpServer {
    enum class Encryption {
        required,       ///< STARTTLS or nothing; the default
        opportunistic,  ///< STARTTLS where it is offered
        none,           ///< never: for a server on this machine
    };

    std::string url;  ///< smtp://host:port, or smtps://host:port where TLS comes first; without user and password
    std::string ehlo_name = {};  ///< what the client calls itself in EHLO; the name of this machine where empty
    std::string user;            ///< empty: no login
    std::string password;
    Encryption encryption = Encryption::required;
    std::filesystem::path certificates;  ///< that are trusted; the system's where empty
};

/// Hands emails to an SMTP server (libcurl), each by a connection of its own, so that no state is left from the last.
class SmtpTransport final : public Transport {
public:
    explicit SmtpTransport(SmtpServer server) : server_(std::move(server)) {}

    /// Judges the last answer of the mail server: a code from 500 on to MAIL, RCPT or DATA refuses the email for good.
    /// Everything else is tried again, also a wrong password or certificate, which the operator can correct.
    DeliveryResult deliver(const Message& message, std::stop_token stop) override;

private:
    SmtpServer server_;
};

/// Connects, encrypts and signs in as for an email, and sends none. Returns what is wrong, in a sentence for the
/// operator; nothing where the server would accept an email.
std::string find_smtp_problem(const SmtpServer& server);

}  // namespace rollcall::mail
