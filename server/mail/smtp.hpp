#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "mail/transport.hpp"

namespace rollcall::mail {

/// Where mail is handed over, and how.
struct SmtpServer {
    enum class Encryption {
        required,       ///< STARTTLS or nothing; the default
        opportunistic,  ///< STARTTLS where it is offered
        none,           ///< never: for a server on this machine
    };

    std::string url;   ///< smtp://host:port, or smtps://host:port where TLS comes first; without user and password
    std::string user;  ///< empty: no login
    std::string password;
    Encryption encryption = Encryption::required;
    std::filesystem::path certificates;  ///< whom to trust; the system's where empty
};

/// Hands mail to an SMTP server (libcurl). A new connection for each mail, so that no state is left over from the last.
class SmtpTransport final : public Transport {
public:
    explicit SmtpTransport(SmtpServer server) : server_(std::move(server)) {}

    /// What a server refuses with a code from 500 on, about this very mail, is refused for good. All else is to be
    /// tried again, also a wrong password or certificate: the operator can mend that.
    Delivery deliver(const Message& message, std::stop_token stop) override;

private:
    SmtpServer server_;
};

}  // namespace rollcall::mail
