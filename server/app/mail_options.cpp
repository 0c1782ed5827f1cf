#include "app/mail_options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/url/parse.hpp>
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string_view>

#include "core/email.hpp"

namespace rollcall::app {

namespace {

using mail::SmtpServer;

// For mail that goes nowhere (RFC 2606, section 2).
constexpr auto nobody = "rollcall@outbox.invalid";

[[noreturn]] void refuse(const std::string& sentence) { throw std::invalid_argument(sentence); }

SmtpServer::Encryption encryption_of(const std::string& name) {
    if (name == "none") return SmtpServer::Encryption::none;
    return name == "opportunistic" ? SmtpServer::Encryption::opportunistic : SmtpServer::Encryption::required;
}

bool is_port(std::string_view text) {
    std::uint16_t number = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && rest == text.data() + text.size() && number != 0;
}

// smtp://user:password@host:port, where user and password are percent-encoded.
SmtpServer server_at(const std::string& address) {
    constexpr auto wrong =
        "--smtp-url is not the address of a mail server, such as smtp://user:password@mail.example.com:587.";
    const auto url = boost::urls::parse_uri(address);
    if (!url) refuse(wrong);
    const bool is_implicit = url->scheme() == "smtps";
    const bool has_path = !url->encoded_path().empty() && url->encoded_path() != "/";
    if ((url->scheme() != "smtp" && !is_implicit) || url->encoded_host().empty() || has_path || url->has_query() ||
        url->has_fragment() || (url->has_port() && !is_port(std::string(url->port())))) {
        refuse(wrong);
    }
    const auto port = url->has_port() ? std::string(url->port()) : is_implicit ? "465" : "587";
    SmtpServer server;
    server.url = fmt::format("{}://{}:{}", std::string(url->scheme()), std::string(url->encoded_host()), port);
    server.user = url->user();
    server.password = url->password();
    return server;
}

}  // namespace

MailSettings understood(const GivenMail& given) {
    if (!given.from.empty() && !is_email(given.from)) {
        refuse(fmt::format("--mail-from {} is not an e-mail address.", given.from));
    }
    if (given.smtp_url.empty()) return {std::nullopt, given.from.empty() ? nobody : given.from};

    if (given.from.empty()) refuse("--smtp-url needs --mail-from: the address that mail comes from.");
    auto server = server_at(given.smtp_url);
    server.encryption = encryption_of(given.smtp_tls);
    server.certificates = given.smtp_ca;
    if (!given.smtp_ca.empty() && ::access(given.smtp_ca.c_str(), R_OK) != 0) {
        refuse(fmt::format("--smtp-ca {} cannot be read.", given.smtp_ca));
    }
    return {std::move(server), given.from};
}

}  // namespace rollcall::app
