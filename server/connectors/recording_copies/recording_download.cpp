#include "connectors/recording_copies/recording_download.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <exception>
#include <string_view>

#include "connectors/recording_copies/recording_copy_limits.hpp"
#include "connectors/web/curl_handle.hpp"
#include "connectors/web/web_address.hpp"
#include "core/ascii_case.hpp"

namespace rollcall::connectors {

namespace {

using Deadline = std::chrono::steady_clock::time_point;

Download try_again(std::string problem) { return {Download::Outcome::try_again, {}, std::move(problem)}; }
Download refused(std::string problem) { return {Download::Outcome::refused, {}, std::move(problem)}; }

/// One request on the way to the audio.
struct Transfer {
    CURL* handle;
    TemporaryFile& file;
    std::stop_token stop;
    const std::function<bool()>& may_continue;
    AddressCheck check{};
    bool is_page = false;  // by the content type of the response
    bool is_too_large = false;
    bool is_too_slow = false;
    std::exception_ptr failure{};  // of the disk
};

// An error or sign-in page. What other types contain is for the program that reads audio to say.
bool is_page_type(const char* type) {
    std::string text(type ? type : "");
    text.resize(std::min(text.find_first_of("; \t,"), text.size()));
    text = lower_ascii(text);
    return text == "text/html" || text == "application/xhtml+xml";
}

bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// Ends the transfer after the header of a redirect, whose body may be of any length.
std::size_t check_header_line(char* data, std::size_t size, std::size_t count, void* context) {
    const std::string_view line(data, size * count);
    const bool is_end = line == "\r\n" || line == "\n";
    return is_end && is_redirect(status_of(static_cast<Transfer*>(context)->handle)) ? 0 : line.size();
}

std::size_t write_chunk(char* data, std::size_t size, std::size_t count, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    const auto bytes = size * count;
    const char* type = nullptr;
    curl_off_t length = 0;  // or -1
    curl_easy_getinfo(transfer.handle, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(transfer.handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (status_of(transfer.handle) != 200) return 0;  // the body of an error is not read
    transfer.is_page = is_page_type(type);
    const auto size_so_far = static_cast<curl_off_t>(transfer.file.size() + bytes);
    transfer.is_too_large = std::max(length, size_so_far) > largest_recording;
    if (transfer.is_page || transfer.is_too_large) return 0;
    try {
        transfer.file.append({data, bytes});
        return bytes;
    } catch (...) {
        transfer.failure = std::current_exception();
        return 0;
    }
}

int must_stop(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& transfer = *static_cast<Transfer*>(context);
    transfer.is_too_slow = !transfer.may_continue();
    return transfer.stop.stop_requested() || transfer.is_too_slow ? 1 : 0;
}

void configure(const CurlHandle& handle, Transfer& transfer, const std::string& address, Deadline deadline) {
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    set_common_options(handle, address, transfer.check, left);
    set_curl_option(handle, CURLOPT_LOW_SPEED_LIMIT, lowest_download_speed);
    set_curl_option(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(low_speed_timeout.count()));
    set_curl_option(handle, CURLOPT_HEADERFUNCTION, check_header_line);
    set_curl_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
    set_curl_option(handle, CURLOPT_WRITEFUNCTION, write_chunk);
    set_curl_option(handle, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set_curl_option(handle, CURLOPT_NOPROGRESS, 0L);
    set_curl_option(handle, CURLOPT_XFERINFOFUNCTION, must_stop);
    set_curl_option(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
}

Download failure_of(CURLcode result, const Transfer& transfer) {
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (transfer.check.was_private) return refused("Its address is in a private network.");
    if (transfer.is_page) return refused("The file at its address is not audio.");
    if (transfer.is_too_large) return refused("It is larger than 200 MB.");
    if (transfer.is_too_slow) return try_again("Its server was too slow.");
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return try_again("Its server's name could not be resolved.");
        case CURLE_COULDNT_CONNECT:
            return try_again("Its server could not be reached.");
        case CURLE_OPERATION_TIMEDOUT:
            return try_again("Its server was too slow.");
        case CURLE_PEER_FAILED_VERIFICATION:
            return try_again("Its server's certificate is not trusted.");
        case CURLE_ABORTED_BY_CALLBACK:
            return try_again("Rollcall was stopped meanwhile.");
        case CURLE_URL_MALFORMAT:
            return refused("Its address is not valid.");
        default:
            return try_again(fmt::format("The connection to its server was lost ({}).", curl_easy_strerror(result)));
    }
}

/// What came of one request: the end of the download, or a redirect to another address.
struct RequestResult {
    std::optional<Download> end;
    std::optional<WebAddress> next_address;
};

// Not by CURLINFO_REDIRECT_URL, which libcurl has only after the whole body.
std::optional<WebAddress> find_redirect(const CurlHandle& handle, const WebAddress& address) {
    curl_header* location = nullptr;
    if (curl_easy_header(handle.get(), "Location", 0, CURLH_HEADER, -1, &location) != CURLHE_OK) return std::nullopt;
    return parse_web_address(location->value, address);
}

RequestResult result_of(const CurlHandle& handle, CURLcode result, const Transfer& transfer,
                        const WebAddress& address) {
    const auto status = status_of(handle.get());
    const bool is_cut_on_purpose = result == CURLE_WRITE_ERROR && status != 200 && !transfer.failure;
    if (result != CURLE_OK && !is_cut_on_purpose) return {failure_of(result, transfer), {}};
    if (is_redirect(status)) {
        if (auto next = find_redirect(handle, address)) return {std::nullopt, std::move(next)};
    }
    if (status == 410) return {refused("It no longer exists there."), {}};
    if (status != 200) return {try_again(fmt::format("Its server answered with {}.", status)), {}};
    return {Download{Download::Outcome::done}, {}};
}

RequestResult request(const WebAddress& address, TemporaryFile& file, const ExemptHosts& hosts, std::stop_token stop,
                      const std::function<bool()>& may_continue, Deadline deadline) {
    const bool is_trusted = address.is_web() && hosts.has(address.host, address.port_number());
    if (!address.is_secure() && !is_trusted) return {refused("Its address does not begin with https."), {}};

    const auto handle = make_curl_handle();
    Transfer transfer{.handle = handle.get(),
                      .file = file,
                      .stop = std::move(stop),
                      .may_continue = may_continue,
                      .check = {.may_be_private = is_trusted}};
    configure(handle, transfer, address.text(), deadline);
    const auto result = curl_easy_perform(handle.get());
    return result_of(handle, result, transfer, address);
}

}  // namespace

Download download_recording(const std::string& address, const std::filesystem::path& folder, const ExemptHosts& hosts,
                            std::stop_token stop, const std::function<bool()>& may_continue) {
    const auto deadline = std::chrono::steady_clock::now() + download_timeout;
    TemporaryFile file(folder);
    auto next = parse_web_address(address);
    if (!next) return refused("Its address is not valid.");
    for (int redirects = 0; redirects <= most_redirects; ++redirects) {
        auto result = request(*next, file, hosts, stop, may_continue, deadline);
        if (result.end && result.end->outcome == Download::Outcome::done) result.end->file.emplace(std::move(file));
        if (result.end) return *std::move(result.end);
        next = std::move(result.next_address);
    }
    return refused("Its server redirects too often.");
}

}  // namespace rollcall::connectors
