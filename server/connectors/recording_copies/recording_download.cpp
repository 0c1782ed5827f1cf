#include "connectors/recording_copies/recording_download.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "connectors/recording_copies/public_address.hpp"
#include "connectors/recording_copies/recording_copy_limits.hpp"

namespace rollcall::connectors {

namespace {

using Deadline = std::chrono::steady_clock::time_point;

Download try_again(std::string problem) { return {Download::Outcome::try_again, {}, std::move(problem)}; }
Download refused(std::string problem) { return {Download::Outcome::refused, {}, std::move(problem)}; }

struct Release {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
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

/// One request on the way to the audio.
struct Transfer {
    CURL* handle;
    TemporaryFile& file;
    std::stop_token stop;
    const std::function<bool()>& may_continue;
    bool may_be_private = false;
    bool was_private = false;  // an address was refused for that
    bool is_no_audio = false;  // by the content type of the response
    bool is_too_large = false;
    bool is_too_slow = false;
    std::exception_ptr failure{};  // of the disk
};

curl_socket_t open_socket(void* context, curlsocktype, curl_sockaddr* address) {
    auto& transfer = *static_cast<Transfer*>(context);
    if (!transfer.may_be_private && !is_public_address(address->addr)) {
        transfer.was_private = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool is_audio_type(const char* type) {
    if (!type) return true;  // unknown
    std::string_view text(type);
    text = text.substr(0, text.find_first_of("; "));
    return text.starts_with("audio/") || text == "application/octet-stream" || text == "binary/octet-stream";
}

std::size_t write_chunk(char* data, std::size_t size, std::size_t count, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    const auto bytes = size * count;
    long status = 0;
    const char* type = nullptr;
    curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(transfer.handle, CURLINFO_CONTENT_TYPE, &type);
    if (status != 200) return 0;  // the body of an error or a redirect is not read
    transfer.is_no_audio = !is_audio_type(type);
    transfer.is_too_large = transfer.file.size() + bytes > static_cast<std::uint64_t>(largest_recording);
    if (transfer.is_no_audio || transfer.is_too_large) return 0;
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

void configure(const Handle& handle, Transfer& transfer, const std::string& address, Deadline deadline) {
    using std::chrono::milliseconds;
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    set(handle, CURLOPT_URL, address.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_PROXY, "");  // none from the environment: its address would be checked instead
    set(handle, CURLOPT_USERAGENT, "Rollcall");
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(connect_timeout.count()));
    set(handle, CURLOPT_TIMEOUT_MS, std::max<long>(left.count(), 1));
    set(handle, CURLOPT_LOW_SPEED_LIMIT, lowest_download_speed);
    set(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(low_speed_timeout.count()));
    set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(largest_recording));
    set(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&transfer));
    set(handle, CURLOPT_WRITEFUNCTION, write_chunk);
    set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, must_stop);
    set(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&transfer));
}

Download failure_of(CURLcode result, const Transfer& transfer) {
    if (transfer.failure) std::rethrow_exception(transfer.failure);
    if (transfer.was_private) return refused("Its address leads into a private network.");
    if (transfer.is_no_audio) return refused("What lies at its address is no audio.");
    if (transfer.is_too_large || result == CURLE_FILESIZE_EXCEEDED) return refused("It is larger than 200 MB.");
    if (transfer.is_too_slow) return try_again("Its server was too slow.");
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return try_again("The name of its server is not known.");
        case CURLE_COULDNT_CONNECT:
            return try_again("Its server cannot be reached.");
        case CURLE_OPERATION_TIMEDOUT:
            return try_again("Its server was too slow.");
        case CURLE_PEER_FAILED_VERIFICATION:
            return try_again("The certificate of its server is not trusted.");
        case CURLE_ABORTED_BY_CALLBACK:
            return try_again("Rollcall was stopped meanwhile.");
        case CURLE_URL_MALFORMAT:
            return refused("Its address cannot be understood.");
        default:
            return try_again(fmt::format("The connection to its server broke ({}).", curl_easy_strerror(result)));
    }
}

/// What came of one request: the end of the download, or a redirect to another address.
struct RequestResult {
    std::optional<Download> end;
    std::string next_address;
};

RequestResult result_of(const Handle& handle, CURLcode result, const Transfer& transfer) {
    long status = 0;
    const char* redirect = nullptr;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_URL, &redirect);
    const bool is_cut_on_purpose = result == CURLE_WRITE_ERROR && status != 200 && !transfer.failure;
    if (result != CURLE_OK && !is_cut_on_purpose) return {failure_of(result, transfer), {}};
    if (redirect) return {std::nullopt, redirect};
    if (status == 410) return {refused("Its server says that it is gone for good."), {}};
    if (status != 200) return {try_again(fmt::format("Its server answered with {}.", status)), {}};
    return {Download{Download::Outcome::done}, {}};
}

RequestResult request(const std::string& address, TemporaryFile& file, const RecordingHosts& hosts,
                      std::stop_token stop, const std::function<bool()>& may_continue, Deadline deadline) {
    const auto url = boost::urls::parse_uri(address);
    if (!url || url->encoded_host().empty()) return {refused("Its address cannot be understood."), {}};
    const bool is_secure = url->scheme_id() == boost::urls::scheme::https;
    const bool is_plain = url->scheme_id() == boost::urls::scheme::http;
    const std::uint16_t usual_port = is_secure ? 443 : 80;
    auto host = std::string(url->encoded_host());
    for (auto& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    const bool is_trusted = hosts.has(host, url->has_port() ? url->port_number() : usual_port);
    if (!is_secure && !(is_plain && is_trusted)) return {refused("Its address does not begin with https."), {}};

    const auto handle = new_handle();
    Transfer transfer{.handle = handle.get(),
                      .file = file,
                      .stop = std::move(stop),
                      .may_continue = may_continue,
                      .may_be_private = is_trusted};
    configure(handle, transfer, address, deadline);
    const auto result = curl_easy_perform(handle.get());
    return result_of(handle, result, transfer);
}

}  // namespace

Download download_recording(const std::string& address, const std::filesystem::path& folder,
                            const RecordingHosts& hosts, std::stop_token stop,
                            const std::function<bool()>& may_continue) {
    const auto deadline = std::chrono::steady_clock::now() + download_timeout;
    TemporaryFile file(folder);
    auto next = address;
    for (int redirects = 0; redirects <= most_redirects; ++redirects) {
        auto result = request(next, file, hosts, stop, may_continue, deadline);
        if (result.end && result.end->outcome == Download::Outcome::done) result.end->file.emplace(std::move(file));
        if (result.end) return *std::move(result.end);
        next = std::move(result.next_address);
    }
    return refused("Its server sends from one address to the next without an end.");
}

}  // namespace rollcall::connectors
