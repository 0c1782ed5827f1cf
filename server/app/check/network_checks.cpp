#include "app/check/network_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <string_view>

#include "core/curl/curl_handle.hpp"
#include "mail/smtp.hpp"

namespace rollcall::app {

namespace {

using Outcome = Finding::Outcome;

constexpr long connect_seconds = 10;
constexpr long whole_seconds = 20;
/// A certificate is renewed in time: with more than this, or than a third of its life, left.
constexpr std::int64_t fewest_days = 14;
constexpr std::int64_t seconds_of_day = 86'400;

std::size_t ignore_content(char*, std::size_t size, std::size_t count, void*) { return size * count; }

/// The moment in a line such as "Expire date:Nov 30 17:47:06 2026 GMT" of the server's certificate; -1 without one.
std::int64_t find_date(CURL* handle, std::string_view name) {
    curl_certinfo* chain = nullptr;
    if (curl_easy_getinfo(handle, CURLINFO_CERTINFO, &chain) != CURLE_OK || !chain || chain->num_of_certs < 1)
        return -1;
    for (const auto* line = chain->certinfo[0]; line; line = line->next) {
        const std::string_view text(line->data);
        if (text.starts_with(name)) return curl_getdate(std::string(text.substr(name.size())).c_str(), nullptr);
    }
    return -1;
}

std::string explain(CURLcode result, std::string_view address, std::string_view details) {
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return fmt::format("The name of {} is not known. Enter it in the DNS, or correct --base-url.", address);
        case CURLE_COULDNT_CONNECT:
            return fmt::format("Nothing answers at {}. Start the proxy, or correct --base-url.", address);
        case CURLE_OPERATION_TIMEDOUT:
            return fmt::format("{} does not answer in time.", address);
        case CURLE_PEER_FAILED_VERIFICATION:
            return fmt::format("Browsers do not trust the certificate of {} ({}). Renew or replace it.", address,
                               details);
        default:
            return fmt::format("{} cannot be reached ({}).", address, details);
    }
}

Finding judge_certificate(CURL* handle, const std::string& address) {
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    const auto begins = find_date(handle, "Start date:");
    const auto expires = find_date(handle, "Expire date:");
    if (expires < 0) return {Outcome::skipped, "certificate", "Its dates cannot be read."};
    const auto days = (expires - now) / seconds_of_day;
    const auto third_of_life = begins < 0 ? fewest_days : (expires - begins) / seconds_of_day / 3;
    if (days < std::min(fewest_days, third_of_life)) {
        return {Outcome::wrong, "certificate", fmt::format("That of {} expires in {} days. Renew it.", address, days)};
    }
    const auto status = status_of(handle);
    const auto remark = status == 200
                            ? std::string()
                            : fmt::format(" Rollcall does not answer there at the moment (status {}).", status);
    return {Outcome::ok, "certificate", fmt::format("That of {} is valid for {} more days.{}", address, days, remark)};
}

}  // namespace

Finding check_mail_server(const Options& options) {
    if (!options.mail.server) {
        return {Outcome::skipped, "mail server",
                fmt::format("None is set: emails are kept in {}.", (options.data / "outbox").string())};
    }
    const auto& server = *options.mail.server;
    const auto problem = mail::find_smtp_problem(server);
    if (!problem.empty()) return {Outcome::wrong, "mail server", fmt::format("{}: {}", server.url, problem)};
    const bool is_encrypted =
        server.url.starts_with("smtps:") || server.encryption == mail::SmtpServer::Encryption::required;
    return {Outcome::ok, "mail server",
            fmt::format("{} accepts the connection{}{}.", server.url, is_encrypted ? ", with encryption" : "",
                        server.user.empty() ? "" : ", and the user and password")};
}

Finding check_certificate(const Options& options) {
    if (!options.uses_https()) {
        return {Outcome::skipped, "certificate",
                options.base_url.empty() ? "--base-url is not set." : "--base-url is not https."};
    }
    const auto handle = make_curl_handle();
    std::array<char, CURL_ERROR_SIZE> details{};
    const auto url = options.base_url + "/health/live";
    curl_easy_setopt(handle.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_CERTINFO, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT, whole_seconds);
    curl_easy_setopt(handle.get(), CURLOPT_WRITEFUNCTION, ignore_content);
    curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, details.data());
    const auto result = curl_easy_perform(handle.get());
    if (result != CURLE_OK) {
        const std::string_view known(details.data());
        return {Outcome::wrong, "certificate",
                explain(result, options.base_url, known.empty() ? curl_easy_strerror(result) : known)};
    }
    return judge_certificate(handle.get(), options.base_url);
}

}  // namespace rollcall::app
