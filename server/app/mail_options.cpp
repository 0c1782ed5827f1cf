#include "app/mail_options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <boost/url/parse.hpp>
#include <cctype>
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
        "--smtp-url is not the address of a mail server, such as smtp://user:password@mail.example.com:587. In user "
        "and "
        "password, write all but letters, digits and - . _ ~ as %XX: @ is %40.";
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

// A name of a machine, or an address in brackets (RFC 5321, section 4.1.3).
bool is_ehlo_name(std::string_view name) {
    const auto is_name_character = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '.'; };
    const auto is_address_character = [&](unsigned char c) { return is_name_character(c) || c == ':'; };
    if (name.size() > 2 && name.starts_with('[') && name.ends_with(']')) {
        return std::ranges::all_of(name.substr(1, name.size() - 2), is_address_character);
    }
    return !name.empty() && name.size() <= 255 && std::ranges::all_of(name, is_name_character);
}

// Mail servers compare the name with the client's address; the name of this machine is often none of theirs.
std::string choose_ehlo_name(const std::string& written, std::string_view base_url) {
    if (!written.empty()) {
        if (!is_ehlo_name(written)) {
            refuse(fmt::format("--smtp-ehlo-name {} is not the name of a server, such as calls.example.com.", written));
        }
        return written;
    }
    const auto url = boost::urls::parse_uri(base_url);
    if (!url) return {};
    const std::string host(url->encoded_host_address());
    switch (url->host_type()) {
        case boost::urls::host_type::ipv4:
            return fmt::format("[{}]", host);
        case boost::urls::host_type::ipv6:
            return fmt::format("[IPv6:{}]", host);
        default:
            return is_ehlo_name(host) ? host : std::string();
    }
}

}  // namespace

MailOptions parse_mail_options(const MailArguments& arguments, std::string_view base_url) {
    if (!arguments.from.empty() && !is_email(arguments.from)) {
        refuse(fmt::format("--mail-from {} is not an email address.", arguments.from));
    }
    if (arguments.smtp_url.empty()) return {std::nullopt, arguments.from.empty() ? placeholder_sender : arguments.from};

    if (arguments.from.empty()) refuse("--smtp-url needs --mail-from: the sender address of emails.");
    auto server = parse_server(arguments.smtp_url);
    server.encryption = parse_encryption(arguments.smtp_tls);
    server.certificates = arguments.smtp_ca;
    server.ehlo_name = choose_ehlo_name(arguments.smtp_ehlo_name, base_url);
    if (!arguments.smtp_ca.empty() && ::access(arguments.smtp_ca.c_str(), R_OK) != 0) {
        refuse(fmt::format("--smtp-ca {} cannot be read.", arguments.smtp_ca));
    }
    return {std::move(server), arguments.from};
}

}  // namespace rollcall::app
