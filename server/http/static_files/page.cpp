#include "http/static_files/page.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "core/random.hpp"
#include "http/protocol/entity_tag.hpp"
#include "http/static_files/page_encoding.hpp"
#include "http/static_files/page_folder.hpp"

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

Response index_of(const Page& page) {
    const auto nonce = make_nonce();
    std::string body = page.index_pieces.front();
    for (std::size_t piece = 1; piece < page.index_pieces.size(); ++piece) body += nonce + page.index_pieces[piece];
    Response response{200, {}, std::move(body)};
    response.set("Content-Type", "text/html; charset=utf-8");
    response.set("Cache-Control", "no-store");
    response.set("Content-Security-Policy", content_security_policy(nonce));
    return response;
}

const std::string& body_of(const PageFile& file, Coding coding) {
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

std::string_view name_of(Coding coding) { return coding == Coding::brotli ? "br" : "gzip"; }

/// Each coding of a file has a strong tag of its own (RFC 9110, section 8.8.3.3).
std::string quoted_tag_of(const PageFile& file, Coding coding) {
    if (coding == Coding::identity) return fmt::format("\"{}\"", file.entity_tag);
    return fmt::format("\"{}-{}\"", file.entity_tag, name_of(coding));
}

enum class Keep { for_a_year, asked_each_time };

Response file_of(const Request& request, const PageFile& file, Keep keep) {
    const Available available{!file.gzip.empty(), !file.brotli.empty()};
    const auto coding = choose_coding(joined(request, "accept-encoding"), available);

    Response response;
    if (available.gzip || available.brotli) response.set("Vary", "Accept-Encoding");
    if (keep == Keep::for_a_year) {
        response.set("Cache-Control", "public, max-age=31536000, immutable");
    } else {
        const auto tag = quoted_tag_of(file, coding);
        response.set("Cache-Control", "no-cache");
        response.set("ETag", tag);
        if (is_known(request, tag)) {
            response.status = 304;
            return response;
        }
    }
    response.set("Content-Type", file.content_type);
    if (coding != Coding::identity) response.set("Content-Encoding", std::string(name_of(coding)));
    response.body = body_of(file, coding);
    return response;
}

Response answer(const Page& page, const Request& request) {
    const std::string_view path = request.path;
    if (is_write(request.method) || path == "/api" || path.starts_with("/api/")) throw Error::not_found();

    const bool is_asset = path.starts_with("/assets/");
    const auto file = page.files.find(path);
    if (file != page.files.end())
        return file_of(request, file->second, is_asset ? Keep::for_a_year : Keep::asked_each_time);
    if (is_asset) throw Error::not_found();
    return index_of(page);
}

}  // namespace

Handler page_handler(std::shared_ptr<const Page> page) {
    return [page = std::move(page)](const Request& request) { return answer(*page, request); };
}

}  // namespace rollcall::http
