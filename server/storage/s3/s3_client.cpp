#include "storage/s3/s3_client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <new>

#include "core/ascii_case.hpp"
#include "storage/blobs.hpp"

namespace rollcall::storage {

namespace {

constexpr long connect_seconds = 5;
/// Without a byte in either direction. A store may think for a while about what was put.
constexpr long stalled_seconds = 15;
constexpr long stalled_put_seconds = 30;
constexpr std::size_t most_requests_at_once = 24;
constexpr std::size_t longest_error = 16UL * 1024;
/// SHA-256 of no bytes.
constexpr auto empty_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// One request on its way.
struct Exchange {
    CURL* handle;
    const S3Request& request;
    S3Response response = {};
    std::uint64_t sent = 0;
    bool is_too_long = false;
    std::exception_ptr failure = {};
    std::array<char, CURL_ERROR_SIZE> reason = {};  ///< in the words of libcurl
};

std::size_t write_body(char* data, std::size_t size, std::size_t count, void* context) {
    auto& exchange = *static_cast<Exchange*>(context);
    const auto bytes = size * count;
    const auto status = status_of(exchange.handle);
    const bool is_success = status >= 200 && status < 300;
    auto& body = exchange.response.body;
    const auto room = (is_success ? exchange.request.largest_body : longest_error) - body.size();
    exchange.is_too_long = bytes > room;
    try {
        body.append(data, std::min(bytes, room));
    } catch (...) {
        exchange.failure = std::current_exception();
        return 0;
    }
    return exchange.is_too_long ? 0 : bytes;
}

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* context) {
    auto& exchange = *static_cast<Exchange*>(context);
    try {
        const auto read = exchange.request.upload->read_at(exchange.sent, buffer, size * count);
        exchange.sent += read;
        return read;
    } catch (...) {
        exchange.failure = std::current_exception();
        return CURL_READFUNC_ABORT;
    }
}

/// For a request that libcurl sends again.
int seek_upload(void* context, curl_off_t offset, int origin) {
    if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
    static_cast<Exchange*>(context)->sent = static_cast<std::uint64_t>(offset);
    return CURL_SEEKFUNC_OK;
}

std::size_t read_header(char* data, std::size_t size, std::size_t count, void* context) {
    auto& response = static_cast<Exchange*>(context)->response;
    std::string_view line(data, size * count);
    constexpr std::string_view name = "etag:";
    if (line.starts_with("HTTP/")) response.etag.clear();
    if (line.size() > name.size() && lower_ascii(line.substr(0, name.size())) == name) {
        line.remove_prefix(name.size());
        const auto first = line.find('"');
        const auto last = line.rfind('"');
        if (first != line.npos && last > first) response.etag = line.substr(first, last - first + 1);
    }
    return size * count;
}

std::string address_of(const S3Address& address, const S3Request& request) {
    auto text = fmt::format("{}/{}", address.endpoint, address.bucket);
    if (!request.name.empty()) text += fmt::format("/{}{}", address.prefix, request.name);
    if (!request.query.empty()) text += "?" + request.query;
    return text;
}

/// All of these are signed, so none has an empty value: libcurl 7.88 would sign it, and not send it.
CurlList make_headers(const S3Request& request) {
    CurlList headers;
    append_line(headers,
                fmt::format("x-amz-content-sha256: {}", request.upload ? request.upload->sha256 : empty_sha256));
    if (!request.etag.empty()) append_line(headers, "If-Match: " + request.etag);
    return headers;
}

void set_method(const CurlHandle& handle, const S3Request& request, Exchange& exchange) {
    switch (request.method) {
        case S3Request::Method::get:
            return set_curl_option(handle, CURLOPT_HTTPGET, 1L);
        case S3Request::Method::head:
            return set_curl_option(handle, CURLOPT_NOBODY, 1L);
        case S3Request::Method::remove:
            return set_curl_option(handle, CURLOPT_CUSTOMREQUEST, "DELETE");
        case S3Request::Method::put:
            set_curl_option(handle, CURLOPT_UPLOAD, 1L);
            set_curl_option(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.upload->size));
            set_curl_option(handle, CURLOPT_TIMEOUT, static_cast<long>(longest_upload(request.upload->size).count()));
            set_curl_option(handle, CURLOPT_READFUNCTION, read_upload);
            set_curl_option(handle, CURLOPT_READDATA, static_cast<void*>(&exchange));
            set_curl_option(handle, CURLOPT_SEEKFUNCTION, seek_upload);
            set_curl_option(handle, CURLOPT_SEEKDATA, static_cast<void*>(&exchange));
    }
}

void configure(const CurlHandle& handle, const S3Address& address, const S3Request& request, Exchange& exchange) {
    const bool is_put = request.method == S3Request::Method::put;
    set_curl_option(handle, CURLOPT_ERRORBUFFER, exchange.reason.data());
    set_curl_option(handle, CURLOPT_URL, address_of(address, request).c_str());
    set_curl_option(handle, CURLOPT_PATH_AS_IS, 1L);
    set_curl_option(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set_curl_option(handle, CURLOPT_PROXY, "");
    set_curl_option(handle, CURLOPT_USERAGENT, "Rollcall");
    set_curl_option(handle, CURLOPT_NOSIGNAL, 1L);
    set_curl_option(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set_curl_option(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    set_curl_option(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    set_curl_option(handle, CURLOPT_LOW_SPEED_TIME, is_put ? stalled_put_seconds : stalled_seconds);
    set_curl_option(handle, CURLOPT_AWS_SIGV4, fmt::format("aws:amz:{}:s3", address.region).c_str());
    set_curl_option(handle, CURLOPT_USERNAME, address.access_key.c_str());
    set_curl_option(handle, CURLOPT_PASSWORD, address.secret_key.c_str());
    if (!request.range.empty()) set_curl_option(handle, CURLOPT_RANGE, request.range.c_str());
    set_curl_option(handle, CURLOPT_WRITEFUNCTION, write_body);
    set_curl_option(handle, CURLOPT_WRITEDATA, static_cast<void*>(&exchange));
    set_curl_option(handle, CURLOPT_HEADERFUNCTION, read_header);
    set_curl_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&exchange));
    set_method(handle, request, exchange);
}

std::string describe_failure(CURLcode result, const Exchange& exchange) {
    if (exchange.is_too_long) return "its answer is longer than what was asked for";
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "the name of its host cannot be resolved";
        case CURLE_COULDNT_CONNECT:
            return "it cannot be reached";
        case CURLE_OPERATION_TIMEDOUT:
            return "it did not answer in time";
        case CURLE_PEER_FAILED_VERIFICATION:
            return fmt::format("its certificate is not trusted ({})",
                               exchange.reason.front() ? exchange.reason.data() : curl_easy_strerror(result));
        default:
            return fmt::format("the connection was lost ({})", curl_easy_strerror(result));
    }
}

RequestEnd end_of(CURLcode result) {
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            return RequestEnd::unreachable;
        case CURLE_OPERATION_TIMEDOUT:
            return RequestEnd::timed_out;
        case CURLE_OK:
            return RequestEnd::answered;
        default:
            return RequestEnd::lost;
    }
}

/// "NoSuchKey" of <Error><Code>NoSuchKey</Code>...; nothing but letters, since it is printed.
std::string find_error_code(std::string_view body) {
    constexpr std::string_view begin = "<Code>";
    const auto at = body.find(begin);
    if (at == body.npos) return {};
    body.remove_prefix(at + begin.size());
    constexpr std::size_t longest = 64;
    const auto code = body.substr(0, body.find('<'));
    const bool is_word =
        std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
    return code.size() <= longest && is_word ? std::string(code) : std::string();
}

S3Response perform(const CurlHandle& handle, const S3Address& address, const S3Request& request, RequestEnd& end) {
    Exchange exchange{.handle = handle.get(), .request = request};
    const auto headers = make_headers(request);
    configure(handle, address, request, exchange);
    set_curl_option(handle, CURLOPT_HTTPHEADER, headers.get());
    const auto result = curl_easy_perform(handle.get());
    end = end_of(result);
    if (exchange.failure) std::rethrow_exception(exchange.failure);
    if (result == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    auto response = std::move(exchange.response);
    const auto status = status_of(handle.get());
    const bool is_error_cut = exchange.is_too_long && status >= 300;
    if (result != CURLE_OK && !is_error_cut) {
        response.problem = describe_failure(result, exchange);
        response.is_certificate_wrong = result == CURLE_PEER_FAILED_VERIFICATION;
        return response;
    }
    response.status = status;
    if (!response.is_success()) response.error_code = find_error_code(response.body);
    curl_off_t length = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    response.size = static_cast<std::uint64_t>(std::max<curl_off_t>(length, 0));
    return response;
}

}  // namespace

std::string S3Response::describe() const {
    if (status == 0) return problem;
    return error_code.empty() ? fmt::format("it answered with {}", status)
                              : fmt::format("it answered with {} ({})", status, error_code);
}

S3Client::S3Client(S3Address address) : address_(std::move(address)), places_(most_requests_at_once) {}

CurlHandle S3Client::take_handle() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return make_curl_handle();
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
}

void S3Client::give_back(CurlHandle handle) {
    if (!handle.get()) return;
    curl_easy_reset(handle.get());  // keeps its connection
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(handle));
}

S3Response S3Client::send(const S3Request& request) {
    const auto place = places_.take();
    if (!place) return {.problem = "it does not answer others", .was_asked = false};
    auto end = RequestEnd::lost;
    CurlHandle handle;
    try {
        handle = take_handle();
        auto response = perform(handle, address_, request, end);
        give_back(std::move(handle));
        places_.give_back(*place, end);
        return response;
    } catch (...) {
        give_back(std::move(handle));
        places_.give_back(*place, end);
        throw;
    }
}

}  // namespace rollcall::storage
