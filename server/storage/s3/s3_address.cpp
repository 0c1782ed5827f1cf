#include "storage/s3/s3_address.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <new>
#include <stdexcept>

#include "core/ascii_case.hpp"

namespace rollcall::storage {

namespace {

constexpr std::string_view scheme = "s3://";
/// Characters that are signed as they are.
constexpr auto plain_characters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
constexpr std::size_t longest_bucket = 255;
constexpr std::size_t longest_region = 64;  // of libcurl, for each part of the scope
constexpr std::size_t longest_prefix = 512;

[[noreturn]] void refuse(std::string_view problem) {
    throw std::invalid_argument(fmt::format(
        "--storage begins with s3:// but {}. It is written s3://bucket/prefix?endpoint=https://host&region=name, "
        "where the prefix and the region may be left out.",
        problem));
}

bool is_plain(std::string_view text) { return !text.empty() && text.find_first_not_of(plain_characters) == text.npos; }

void require_prefix(std::string_view prefix) {
    if (prefix.size() > longest_prefix) refuse("its prefix is too long");
    while (!prefix.empty()) {
        const auto part = prefix.substr(0, prefix.find('/'));
        if (!is_plain(part) || part == "." || part == "..") {
            refuse("its prefix is not of letters, digits and -._ between single slashes");
        }
        prefix.remove_prefix(std::min(part.size() + 1, prefix.size()));
    }
}

std::map<std::string, std::string, std::less<>> parse_parameters(std::string_view query) {
    std::map<std::string, std::string, std::less<>> parameters;
    while (!query.empty()) {
        const auto parameter = query.substr(0, query.find('&'));
        const auto equals = parameter.find('=');
        const auto name = parameter.substr(0, equals);
        if (name != "endpoint" && name != "region" && name != "insecure") {
            refuse("it has a parameter other than endpoint, region and insecure");
        }
        const auto value = equals == parameter.npos ? std::string_view() : parameter.substr(equals + 1);
        if (!parameters.emplace(name, value).second) refuse("it has a parameter twice");
        query.remove_prefix(std::min(parameter.size() + 1, query.size()));
    }
    return parameters;
}

struct UrlRelease {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(char* part) const { curl_free(part); }
};
using Url = std::unique_ptr<CURLU, UrlRelease>;

/// Empty where the address has no such part.
std::string part_of(const Url& url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
    return std::unique_ptr<char, UrlRelease>(text).get();
}

bool is_private4(std::uint32_t address) {
    return address >> 24 == 127 || address >> 24 == 10 || address >> 20 == 0xac1 || address >> 16 == 0xc0a8;
}

/// `host` in lower case. Whether what is sent to it stays on this machine or in a private network. Other names than
/// localhost may lead anywhere.
bool is_private(std::string host) {
    if (host == "localhost") return true;
    in_addr address4{};
    if (inet_pton(AF_INET, host.c_str(), &address4) == 1) return is_private4(ntohl(address4.s_addr));
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    std::array<unsigned char, 16> address6{};
    constexpr std::array<unsigned char, 16> loopback6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    if (inet_pton(AF_INET6, host.c_str(), address6.data()) != 1) return false;
    return address6 == loopback6 || (address6[0] & 0xfe) == 0xfc;
}

std::string parse_endpoint(const std::string& text, bool is_insecure) {
    const Url url(curl_url());
    if (!url) throw std::bad_alloc();
    if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) refuse("its endpoint is not an address");
    const auto protocol = part_of(url, CURLUPART_SCHEME);
    const auto host = lower_ascii(part_of(url, CURLUPART_HOST));
    const auto port = part_of(url, CURLUPART_PORT);
    const auto path = part_of(url, CURLUPART_PATH);
    if (protocol != "https" && protocol != "http") refuse("its endpoint begins with neither https:// nor http://");
    if (!part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty()) {
        refuse("its endpoint has a user or a password: keys are given by the environment");
    }
    if (path != "/" || text.find_first_of("?#") != text.npos) refuse("its endpoint has more than a host and a port");
    if (protocol == "http" && !is_insecure && !is_private(host)) {
        refuse(
            "its endpoint is http on a host that is neither this machine nor a private address: use https, or add "
            "&insecure=yes where the network is trusted");
    }
    return fmt::format("{}://{}{}{}", protocol, host, port.empty() ? "" : ":", port);
}

}  // namespace

std::string S3Address::text() const {
    const auto slash = prefix.empty() ? "" : "/";
    return fmt::format("s3://{}{}{} at {}", bucket, slash, prefix.substr(0, prefix.empty() ? 0 : prefix.size() - 1),
                       endpoint);
}

bool is_s3_address(std::string_view text) { return text.starts_with(scheme); }

S3Address parse_s3_address(std::string_view text) {
    if (!is_s3_address(text)) throw std::invalid_argument("This is not the address of a bucket.");
    text.remove_prefix(scheme.size());
    const auto question = text.find('?');
    auto parameters = parse_parameters(question == text.npos ? std::string_view() : text.substr(question + 1));
    const auto path = text.substr(0, question);
    const auto slash = path.find('/');
    S3Address address;
    address.bucket = path.substr(0, slash);
    if (!is_plain(address.bucket) || address.bucket.starts_with('.') || address.bucket.size() > longest_bucket) {
        refuse("its bucket is not of letters, digits and -._");
    }
    if (slash != path.npos) address.prefix = path.substr(slash + 1);
    if (address.prefix.ends_with('/')) address.prefix.pop_back();
    require_prefix(address.prefix);
    if (!address.prefix.empty()) address.prefix += '/';

    const auto insecure = parameters["insecure"];
    if (!insecure.empty() && insecure != "yes") refuse("insecure is followed by something else than yes");
    if (parameters["endpoint"].empty()) refuse("it has no endpoint");
    address.endpoint = parse_endpoint(parameters["endpoint"], insecure == "yes");
    address.region = parameters["region"].empty() ? "us-east-1" : parameters["region"];
    if (!is_plain(address.region) || address.region.size() > longest_region) {
        refuse("its region is not of letters, digits and -._");
    }
    return address;
}

}  // namespace rollcall::storage
