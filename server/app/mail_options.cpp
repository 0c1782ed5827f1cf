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

// The sender of emails that are not sent (RFC 2606, section 2).
constexpr auto placeholder_sender = "rollcall@outbox.invalid";

[[noreturn]] void refuse(const std::string& sentence) { throw std::invalid_argument(sentence); }

SmtpServer::Encryption parse_encryption(const std::string& name) {
    if (name == "none") return SmtpServer::Encryption::none;
    return name == "opportunistic" ? SmtpServer::Encryption::opportunistic : SmtpServer::Encryption::required;
}

bool is_port(std::string_view text) {
    std::uint16_t number = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    return problem == std::errc{} && rest == text.data() + text.size() && number != 0;
}

// smtp://user:password@host:port, where user and password are percent-encoded.
SmtpServer parse_server(const std::string& address) {
    constexpr auto message =
        "--smtp-url is not the address of a mail server, such as smtp://user:password@mail.example.com:587.";
    const auto url = boost::urls::parse_uri(address);
    if (!url) refuse(message);
    const bool is_implicit = url->scheme() == "smtps";
    const bool has_path = !url->encoded_path().empty() && url->encoded_path() != "/";
    if ((url->scheme() != "smtp" && !is_implicit) || url->encoded_host().empty() || has_path || url->has_query() ||
        url->has_fragment() || (url->has_port() && !is_port(std::string(url->port())))) {
        refuse(message);
    }
    const auto port = url->has_port() ? std::string(url->port()) : is_implicit ? "465" : "587";
    SmtpServer server;
    server.url = fmt::format("{}://{}:{}", std::string(url->scheme()), std::string(url->encoded_host()), port);
    server.user = url->user();
    server.password = url->password();
    return server;
}

}  // namespace

MailOptions parse_mail_options(const MailArguments& arguments) {
    if (!arguments.from.empty() && !is_email(arguments.from)) {
        refuse(fmt::format("--mail-from {} is not an e-mail address.", arguments.from));
    }
    if (arguments.smtp_url.empty()) return {std::nullopt, arguments.from.empty() ? placeholder_sender : arguments.from};

    if (arguments.from.empty()) refuse("--smtp-url needs --mail-from: the address that mail comes from.");
    auto server = parse_server(arguments.smtp_url);
    server.encryption = parse_encryption(arguments.smtp_tls);
    server.certificates = arguments.smtp_ca;
    if (!arguments.smtp_ca.empty() && ::access(arguments.smtp_ca.c_str(), R_OK) != 0) {
        refuse(fmt::format("--smtp-ca {} cannot be read.", arguments.smtp_ca));
    }
    return {std::move(server), arguments.from};
}

}  // namespace rollcall::app
