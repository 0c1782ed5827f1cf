#include "connectors/web/web_request.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>

#include "connectors/web/curl_handle.hpp"
#include "connectors/web/web_address.hpp"

namespace rollcall::connectors {

namespace {

constexpr std::size_t largest_body = 8UL * 1024 * 1024;
constexpr curl_off_t longest_wait = 24L * 60 * 60;  // seconds

struct Body {
    std::string text;
    bool is_cut = false;
    bool is_out_of_memory = false;
};

// What is beyond the limit is left out, which the result says.
std::size_t write_body(char* data, std::size_t size, std::size_t count, void* context) {
    auto& body = *static_cast<Body*>(context);
    try {
        const auto taken = std::min(size * count, largest_body - body.text.size());
        body.text.append(data, taken);
        body.is_cut = body.is_cut || taken < size * count;
        return size * count;
    } catch (const std::bad_alloc&) {
        body.is_out_of_memory = true;
        return 0;
    }
}

CurlList make_headers(const WebRequest& request) {
    CurlList list;
    for (const auto& line : request.headers) append_line(list, line);
    append_line(list, "Accept: application/json");
    if (request.json) append_line(list, "Content-Type: application/json");
    append_line(list, "Expect:");  // libcurl would send the request again after a 417
    return list;
}

WebResult refused(std::string problem) {
    return {.outcome = WebResult::Outcome::refused, .problem = std::move(problem)};
}

std::string_view problem_of(CURLcode result) {
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "The server's name could not be resolved.";
        case CURLE_COULDNT_CONNECT:
            return "The server could not be reached.";
        case CURLE_OPERATION_TIMEDOUT:
            return "The server did not answer in time.";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "The server's certificate is not trusted.";
        default:
            return {};
    }
}

// Whether any byte of the request has left: the connection, with TLS, is made before.
bool was_sent(CURL* handle) {
    curl_off_t prepared = 0;
    long bytes = 0;
    curl_easy_getinfo(handle, CURLINFO_PRETRANSFER_TIME_T, &prepared);
    curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &bytes);
    return prepared != 0 || bytes != 0;
}

WebResult failure_of(CURL* handle, CURLcode result, const AddressCheck& check) {
    if (check.was_private) return refused("The address is in a private network.");
    const auto problem = problem_of(result);
    return {.outcome = was_sent(handle) ? WebResult::Outcome::lost : WebResult::Outcome::not_sent,
            .problem = problem.empty() ? fmt::format("The connection was lost ({}).", curl_easy_strerror(result))
                                       : std::string(problem)};
}

WebResult perform(const WebRequest& request, const std::string& address) {
    AddressCheck check{.may_be_private = request.may_be_private};
    Body body;
    const auto headers = make_headers(request);
    const auto handle = make_curl_handle();
    set_common_options(handle, address, check, request.timeout);
    // A stream that a server refuses over HTTP/2 is sent again by libcurl.
    set_curl_option(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set_curl_option(handle, CURLOPT_HTTPHEADER, headers.get());
    set_curl_option(handle, CURLOPT_WRITEFUNCTION, write_body);
    set_curl_option(handle, CURLOPT_WRITEDATA, static_cast<void*>(&body));
    if (request.json) {
        set_curl_option(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.json->size()));
        set_curl_option(handle, CURLOPT_POSTFIELDS, request.json->c_str());
    }
    const auto result = curl_easy_perform(handle.get());
    if (body.is_out_of_memory || result == CURLE_OUT_OF_MEMORY) throw std::bad_alloc();
    if (result != CURLE_OK) return failure_of(handle.get(), result, check);

    WebResult answer{.outcome = WebResult::Outcome::answered,
                     .status = status_of(handle.get()),
                     .body = std::move(body.text),
                     .is_cut = body.is_cut};
    curl_off_t wait = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RETRY_AFTER, &wait);
    if (wait > 0) answer.retry_after = std::chrono::seconds(std::min(wait, longest_wait));
    return answer;
}

}  // namespace

WebResult send_web_request(const WebRequest& request) {
    const auto address = parse_web_address(request.address);
    if (!address || !address->is_web()) return refused("The address is not valid.");
    if (!address->is_secure() && !request.may_be_private) return refused("The address does not begin with https.");
    try {
        return perform(request, address->text());
    } catch (const std::runtime_error& error) {
        return {.outcome = WebResult::Outcome::not_sent, .problem = error.what()};
    }
}

}  // namespace rollcall::connectors
