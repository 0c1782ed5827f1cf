#include "mail/smtp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>
#include <string_view>

#include "core/curl/curl_handle.hpp"

namespace rollcall::mail {

namespace {

// A server that does not answer delays the emails behind it at most this long, and nothing else.
constexpr auto connect_limit = std::chrono::seconds(10);
constexpr auto answer_limit = std::chrono::seconds(15);
constexpr auto whole_limit = std::chrono::seconds(60);
constexpr std::size_t longest_answer = 1000;

// What is sent, and what the server answers. Only the last answer counts: a server may refuse EHLO, or one way to log
// in, and accept what libcurl tries next.
struct SmtpExchange {
    std::string_view rest;         // of the message
    std::string command;           // the last one, without its parameters; empty until the greeting
    std::string answer;            // to that, with its code; its lines are joined
    bool is_answer_whole = false;  // the last line was received
    bool is_ending = false;        // libcurl says QUIT: what follows is about nothing else
    bool has_signed_in = false;    // AUTH was sent
    std::stop_token stop;

    // Codes from 400 on refuse (RFC 5321, section 4.2.1).
    bool is_refused() const { return answer.starts_with('4') || answer.starts_with('5'); }
};

std::size_t send_chunk(char* buffer, std::size_t size, std::size_t count, void* exchange) {
    auto& rest = static_cast<SmtpExchange*>(exchange)->rest;
    const auto length = std::min(rest.size(), size * count);
    std::copy_n(rest.data(), length, buffer);
    rest.remove_prefix(length);
    return length;
}

// One line of an answer: "250-first", "250 last" (RFC 5321, section 4.2.1).
std::size_t read_answer(char* data, std::size_t size, std::size_t count, void* context) {
    constexpr std::size_t code_length = 3;
    auto& exchange = *static_cast<SmtpExchange*>(context);
    if (exchange.is_ending) return size * count;
    std::string line(data, size * count);
    std::erase_if(line, [](char c) { return c < 0x20 || c > 0x7e; });
    if (exchange.is_answer_whole) exchange.answer.clear();
    if (exchange.answer.empty()) exchange.answer = line.substr(0, code_length);
    if (line.size() > code_length + 1) exchange.answer += ' ' + line.substr(code_length + 1);
    exchange.answer.resize(std::min(exchange.answer.size(), longest_answer));
    exchange.is_answer_whole = line.size() <= code_length || line[code_length] != '-';
    return size * count;
}

// Only the first word of a command is kept: the rest may be the password.
int read_command(CURL*, curl_infotype type, char* data, std::size_t size, void* context) {
    if (type != CURLINFO_HEADER_OUT) return 0;
    auto& exchange = *static_cast<SmtpExchange*>(context);
    const std::string_view sent(data, size);
    const auto command = sent.substr(0, sent.find_first_of(" \r\n"));
    exchange.is_ending = command == "QUIT";
    if (exchange.is_ending) return 0;
    exchange.command = command;
    exchange.has_signed_in |= command == "AUTH";
    exchange.answer.clear();
    exchange.is_answer_whole = false;
    return 0;
}

/// Of the answer to NOOP, which `read_answer` has read.
std::size_t ignore_body(char*, std::size_t size, std::size_t count, void*) { return size * count; }

int is_stop_requested(void* exchange, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<SmtpExchange*>(exchange)->stop.stop_requested() ? 1 : 0;
}

long usage_of(SmtpServer::Encryption encryption) {
    switch (encryption) {
        case SmtpServer::Encryption::required:
            return CURLUSESSL_ALL;
        case SmtpServer::Encryption::opportunistic:
            return CURLUSESSL_TRY;
        case SmtpServer::Encryption::none:
            return CURLUSESSL_NONE;
    }
    throw std::logic_error("an encryption that libcurl does not know");
}

// The brackets and colons of an address.
std::string escape(std::string_view name) {
    std::string escaped;
    for (const char c : name)
        escaped += std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.'
                       ? std::string(1, c)
                       : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return escaped;
}

void set_up_connection(const CurlHandle& handle, const SmtpServer& server) {
    // libcurl says the path of the address in EHLO.
    const auto url = server.ehlo_name.empty() ? server.url : fmt::format("{}/{}", server.url, escape(server.ehlo_name));
    set_curl_option(handle, CURLOPT_URL, url.c_str());
    set_curl_option(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set_curl_option(handle, CURLOPT_PROXY, "");
    set_curl_option(handle, CURLOPT_USE_SSL, usage_of(server.encryption));
    if (!server.certificates.empty()) set_curl_option(handle, CURLOPT_CAINFO, server.certificates.c_str());
    if (!server.user.empty()) {
        set_curl_option(handle, CURLOPT_USERNAME, server.user.c_str());
        set_curl_option(handle, CURLOPT_PASSWORD, server.password.c_str());
    }
    set_curl_option(handle, CURLOPT_NOSIGNAL, 1L);
    set_curl_option(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(connect_limit.count()));
    set_curl_option(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(answer_limit.count()));
    set_curl_option(handle, CURLOPT_TIMEOUT, static_cast<long>(whole_limit.count()));
}

void set_up_exchange(const CurlHandle& handle, SmtpExchange& exchange) {
    set_curl_option(handle, CURLOPT_READFUNCTION, send_chunk);
    set_curl_option(handle, CURLOPT_READDATA, static_cast<void*>(&exchange));
    set_curl_option(handle, CURLOPT_HEADERFUNCTION, read_answer);
    set_curl_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    set_curl_option(handle, CURLOPT_VERBOSE, 1L);  // calls the function, which prints nothing
    set_curl_option(handle, CURLOPT_DEBUGFUNCTION, read_command);
    set_curl_option(handle, CURLOPT_DEBUGDATA, static_cast<void*>(&exchange));
    set_curl_option(handle, CURLOPT_NOPROGRESS, 0L);
    set_curl_option(handle, CURLOPT_XFERINFOFUNCTION, is_stop_requested);
    set_curl_option(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&exchange));
}

std::string reason_for(CURLcode result, const SmtpExchange& exchange) {
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "The mail server's name is not known.";
        case CURLE_COULDNT_CONNECT:
            return "The mail server cannot be reached.";
        case CURLE_OPERATION_TIMEDOUT:
            return "The mail server did not answer in time.";
        case CURLE_USE_SSL_FAILED:
            return "The mail server offers no encryption (STARTTLS), which --smtp-tls requires.";
        case CURLE_SSL_CACERT_BADFILE:
            return "The file of --smtp-ca cannot be read.";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "The mail server's certificate is not trusted, or is another server's.";
        case CURLE_SSL_CONNECT_ERROR:
            return "Could not establish an encrypted connection to the mail server.";
        case CURLE_LOGIN_DENIED:
            return "The mail server refused the login.";
        case CURLE_ABORTED_BY_CALLBACK:
            return "Rollcall was stopped before the email was sent.";
        default:
            return exchange.is_refused()
                       ? fmt::format("The mail server answered: {}", exchange.answer)
                       : fmt::format("The connection to the mail server was lost ({}).", curl_easy_strerror(result));
    }
}

// Codes from 500 on are final where they are about this email: about its sender, its recipient or its text, but not
// about the login that is missing (RFC 4954, section 6).
bool is_refused_for_good(const SmtpExchange& exchange) {
    const auto& command = exchange.command;
    const bool is_about_the_email = command == "MAIL" || command == "RCPT" || command == "DATA";
    const auto code = exchange.answer.substr(0, 3);
    const bool is_about_the_login = code == "530" || code == "534" || code == "535" || code == "538";
    return is_about_the_email && code.starts_with('5') && !is_about_the_login;
}

}  // namespace

DeliveryResult SmtpTransport::deliver(const Message& message, std::stop_token stop) {
    const auto mime = to_mime(message);
    const auto sender = fmt::format("<{}>", message.from.address);
    CurlList recipients;
    append_line(recipients, fmt::format("<{}>", message.to.address));
    SmtpExchange exchange{.rest = mime, .stop = std::move(stop)};

    const auto handle = make_curl_handle();
    set_up_connection(handle, server_);
    set_up_exchange(handle, exchange);
    set_curl_option(handle, CURLOPT_UPLOAD, 1L);
    set_curl_option(handle, CURLOPT_MAIL_FROM, sender.c_str());
    set_curl_option(handle, CURLOPT_MAIL_RCPT, recipients.get());

    const auto result = curl_easy_perform(handle.get());
    if (result == CURLE_OK) return {DeliveryResult::Outcome::sent, {}, exchange.answer};
    const auto outcome =
        is_refused_for_good(exchange) ? DeliveryResult::Outcome::refused : DeliveryResult::Outcome::try_again;
    return {outcome, reason_for(result, exchange), {}};
}

std::string find_smtp_problem(const SmtpServer& server) {
    SmtpExchange exchange{};
    const auto handle = make_curl_handle();
    set_up_connection(handle, server);
    set_up_exchange(handle, exchange);
    set_curl_option(handle, CURLOPT_CUSTOMREQUEST, "NOOP");
    set_curl_option(handle, CURLOPT_WRITEFUNCTION, ignore_body);
    const auto result = curl_easy_perform(handle.get());
    if (result != CURLE_OK) return reason_for(result, exchange);
    if (!server.user.empty() && !exchange.has_signed_in) {
        return "The mail server offers no sign-in that Rollcall knows, but --smtp-url has a user and a password.";
    }
    return {};
}

}  // namespace rollcall::mail
