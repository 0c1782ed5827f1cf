#include "http/static_files/web_page.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/random.hpp"
#include "http/protocol/entity_tag.hpp"
#include "http/static_files/content_coding.hpp"
#include "http/static_files/web_page_files.hpp"

namespace rollcall::http {

namespace {

/// 128 random bits in base64 (Content Security Policy Level 3, section 7.1).
std::string make_nonce() {
    std::array<std::byte, 16> random{};
    fill_random(random);
    constexpr auto variant = sodium_base64_VARIANT_ORIGINAL;
    std::array<char, sodium_base64_ENCODED_LEN(random.size(), variant)> text{};
    return sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(random.data()),
                             random.size(), variant);
}

std::string content_security_policy(std::string_view nonce) {
    return fmt::format(
        "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'nonce-{0}'; img-src 'self' data: blob:; "
        "media-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'",
        nonce);
}

Response make_index_response(const WebPage& page) {
    const auto nonce = make_nonce();
    std::string body = page.index_parts.front();
    for (std::size_t part = 1; part < page.index_parts.size(); ++part) body += nonce + page.index_parts[part];
    Response response{200, {}, std::move(body)};
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.set("Content-Security-Policy", content_security_policy(nonce));
    return response;
}

const std::string& get_body(const WebPageFile& file, Coding coding) {
    switch (coding) {
        case Coding::brotli:
            return file.brotli;
        case Coding::gzip:
            return file.gzip;
        case Coding::identity:
            break;
    }
    return file.identity;
}

std::string_view get_coding_name(Coding coding) { return coding == Coding::brotli ? "br" : "gzip"; }

/// Each coding of a file has a strong tag of its own (RFC 9110, section 8.8.3.3).
std::string make_quoted_tag(const WebPageFile& file, Coding coding) {
    if (coding == Coding::identity) return fmt::format("\"{}\"", file.entity_tag);
    return fmt::format("\"{}-{}\"", file.entity_tag, get_coding_name(coding));
}

/// `file` is one of the page. `is_immutable`: the name changes with the content, so the file may be cached for a year.
Response make_file_response(const Request& request, const std::shared_ptr<const WebPage>& page, const WebPageFile& file,
                            bool is_immutable) {
    const AvailableCodings available{!file.gzip.empty(), !file.brotli.empty()};
    const auto coding = choose_coding(join_header_values(request, "accept-encoding"), available);

    Response response;
    if (available.gzip || available.brotli) response.set("Vary", "Accept-Encoding");
    if (is_immutable) {
        response.set("Cache-Control", "public, max-age=31536000, immutable");
    } else {
        const auto tag = make_quoted_tag(file, coding);
        response.set("Cache-Control", "no-cache");
        response.set("ETag", tag);
        if (matches_if_none_match(request, tag)) {
            response.status = 304;
            return response;
        }
    }
    response.set("Content-Type", file.content_type);
    if (coding != Coding::identity) response.set("Content-Encoding", std::string(get_coding_name(coding)));
    response.shared_body = std::shared_ptr<const std::string>(page, &get_body(file, coding));
    return response;
}

Response serve(const std::shared_ptr<const WebPage>& page, const Request& request) {
    const std::string_view path = request.path;
    if (is_write(request.method) || path == "/api" || path.starts_with("/api/")) throw Error::not_found();
    if (path.starts_with("/.well-known/"))
        throw Error::not_found();  // programs ask there, and expect no page (RFC 8615)

    const bool is_asset = path.starts_with("/assets/");
    const auto file = page->files.find(path);
    if (file != page->files.end()) return make_file_response(request, page, file->second, is_asset);
    if (is_asset) throw Error::not_found();
    return make_index_response(*page);
}

}  // namespace

Handler make_web_page_handler(std::shared_ptr<const WebPage> page) {
    return [page = std::move(page)](const Request& request) { return serve(page, request); };
}

}  // namespace rollcall::http
