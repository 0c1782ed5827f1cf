#include "mail/smtp.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string_view>

namespace rollcall::mail {

namespace {

// A server that does not answer delays the emails behind it at most this long, and nothing else.
constexpr auto connect_limit = std::chrono::seconds(10);
constexpr auto answer_limit = std::chrono::seconds(15);
constexpr auto whole_limit = std::chrono::seconds(60);
constexpr std::size_t longest_answer = 200;

// What is sent, and what the server answers.
struct SmtpExchange {
    std::string_view rest;
    int answers = 0;
    std::string refusal;          // the first refusing answer, with its code
    bool is_turned_away = false;  // refused by the greeting, before anything was said
    std::stop_token stop;
};

std::size_t send_chunk(char* buffer, std::size_t size, std::size_t count, void* exchange) {
    auto& rest = static_cast<SmtpExchange*>(exchange)->rest;
    const auto length = std::min(rest.size(), size * count);
    std::copy_n(rest.data(), length, buffer);
    rest.remove_prefix(length);
    return length;
}

// One line of an answer; codes from 400 on refuse (RFC 5321, section 4.2.1).
std::size_t read_answer(char* data, std::size_t size, std::size_t count, void* context) {
    auto& exchange = *static_cast<SmtpExchange*>(context);
    std::string line(data, std::min(size * count, longest_answer));
    std::erase_if(line, [](char c) { return c < 0x20 || c > 0x7e; });
    ++exchange.answers;
    if (exchange.refusal.empty() && (line.starts_with('4') || line.starts_with('5'))) {
        exchange.is_turned_away = exchange.answers == 1;
        exchange.refusal = std::move(line);
    }
    return size * count;
}

int is_stop_requested(void* exchange, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<SmtpExchange*>(exchange)->stop.stop_requested() ? 1 : 0;
}

struct Release {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using Handle = std::unique_ptr<CURL, Release>;

Handle new_handle() {
    static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    Handle handle(started ? curl_easy_init() : nullptr);
    if (!handle) throw std::runtime_error("libcurl could not be initialised");
    return handle;
}

template <class Value>
void set(const Handle& handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle.get(), option, value) != CURLE_OK) throw std::runtime_error("libcurl lacks an option");
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

void set_up_connection(const Handle& handle, const SmtpServer& server) {
    set(handle, CURLOPT_URL, server.url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_USE_SSL, usage_of(server.encryption));
    if (!server.certificates.empty()) set(handle, CURLOPT_CAINFO, server.certificates.c_str());
    if (!server.user.empty()) {
        set(handle, CURLOPT_USERNAME, server.user.c_str());
        set(handle, CURLOPT_PASSWORD, server.password.c_str());
    }
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(connect_limit.count()));
    set(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(answer_limit.count()));
    set(handle, CURLOPT_TIMEOUT, static_cast<long>(whole_limit.count()));
}

void set_up_exchange(const Handle& handle, SmtpExchange& exchange) {
    set(handle, CURLOPT_UPLOAD, 1L);
    set(handle, CURLOPT_READFUNCTION, send_chunk);
    set(handle, CURLOPT_READDATA, static_cast<void*>(&exchange));
    set(handle, CURLOPT_HEADERFUNCTION, read_answer);
    set(handle, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, is_stop_requested);
    set(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&exchange));
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
            return "No encrypted connection to the mail server came about.";
        case CURLE_LOGIN_DENIED:
            return "The mail server refused the login.";
        case CURLE_ABORTED_BY_CALLBACK:
            return "Rollcall was stopped meanwhile.";
        default:
            return exchange.refusal.empty()
                       ? fmt::format("The connection to the mail server broke ({}).", curl_easy_strerror(result))
                       : fmt::format("The mail server answered: {}", exchange.refusal);
    }
}

// Codes from 500 on are final, except those about the login (RFC 4954, section 6) and a greeting that refuses
// everybody: they are not about this email.
bool is_refused(CURLcode result, const SmtpExchange& exchange) {
    if (result == CURLE_LOGIN_DENIED || result == CURLE_USE_SSL_FAILED || exchange.is_turned_away) return false;
    const auto code = exchange.refusal.substr(0, 3);
    const bool is_about_the_login = code == "530" || code == "534" || code == "535" || code == "538";
    return code.starts_with('5') && !is_about_the_login;
}

}  // namespace

DeliveryResult SmtpTransport::deliver(const Message& message, std::stop_token stop) {
    const auto mime = to_mime(message);
    const auto sender = fmt::format("<{}>", message.from.address);
    const std::unique_ptr<curl_slist, Release> recipients(
        curl_slist_append(nullptr, fmt::format("<{}>", message.to.address).c_str()));
    SmtpExchange exchange{.rest = mime, .stop = std::move(stop)};

    const auto handle = new_handle();
    set_up_connection(handle, server_);
    set_up_exchange(handle, exchange);
    set(handle, CURLOPT_MAIL_FROM, sender.c_str());
    set(handle, CURLOPT_MAIL_RCPT, recipients.get());

    const auto result = curl_easy_perform(handle.get());
    if (result == CURLE_OK) return {DeliveryResult::Outcome::sent, {}};
    const auto outcome =
        is_refused(result, exchange) ? DeliveryResult::Outcome::refused : DeliveryResult::Outcome::try_again;
    return {outcome, reason_for(result, exchange)};
}

}  // namespace rollcall::mail
