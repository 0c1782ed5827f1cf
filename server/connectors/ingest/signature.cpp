#include "connectors/ingest/signature.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <tuple>
#include <variant>

#include "connectors/ingest/hmac.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "core/encoding/hex.hpp"
#include "core/random.hpp"

namespace rollcall::connectors {

namespace {

/// A signature with a time in it.
struct Signature {
    std::string_view time;    // as it is signed
    std::string_view digest;  // in hex or base64
};

std::optional<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || rest != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

// Seconds or milliseconds: as seconds the latter would be after the year 5138.
std::optional<Time> parse_time(std::string_view text) {
    constexpr std::int64_t first_milliseconds = 100'000'000'000;
    constexpr std::int64_t last_milliseconds = 100'000'000'000'000;
    const auto number = parse_number(text);
    if (!number || *number > last_milliseconds) return std::nullopt;
    return from_milliseconds(*number < first_milliseconds ? *number * 1000 : *number);
}

// The value of a name in "t=1,v0=2".
std::string_view find_part(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        const auto part = list.substr(0, comma);
        if (part.starts_with(name) && part.substr(name.size()).starts_with('=')) return part.substr(name.size() + 1);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return {};
}

/// The digest in "sha256=...". In base64 a digest itself has that sign, but only at its end.
std::string_view without_name(std::string_view digest) {
    const auto rest = digest.substr(std::min(digest.find('='), digest.size()));
    const auto begin = rest.find_first_not_of('=');
    return begin == std::string_view::npos ? digest : rest.substr(begin);
}

/// What a platform signs: the body between `before` and `after`.
struct Mac {
    Signature signature;
    std::string before;
    std::string_view after;
    std::chrono::milliseconds window;
};

/// What the headers prove by themselves, or what the body has to be compared with.
using Proof = std::variant<SignatureStatus, Mac>;

// Whether the signature can be valid whatever the body is.
SignatureStatus check_time(const Mac& mac, Time now) {
    const auto time = parse_time(mac.signature.time);
    if (!time || parse_digest(mac.signature.digest).empty()) return SignatureStatus::wrong;
    return std::chrono::abs(now - *time) <= mac.window ? SignatureStatus::valid : SignatureStatus::expired;
}

SignatureStatus check_mac(const Mac& mac, std::string_view secret, const WebhookBody& body, Time now) {
    const auto in_time = check_time(mac, now);
    if (in_time == SignatureStatus::wrong) return in_time;
    const auto digest = parse_digest(mac.signature.digest);
    Hmac hmac(algorithm_of(digest), secret);
    hmac.append(mac.before);
    body.read([&](std::string_view chunk) { hmac.append(chunk); });
    hmac.append(mac.after);
    return equal_in_constant_time(hmac.finish(), digest) ? in_time : SignatureStatus::wrong;
}

// Hashes have one length, so that the comparison does not reveal the length of the secret.
bool is_secret(std::string_view given, std::string_view secret) {
    return equal_in_constant_time(hash_token(given), hash_token(secret));
}

std::optional<std::string_view> find_bearer(const HeaderLookup& header) {
    constexpr std::string_view scheme = "bearer ";
    const auto value = header("authorization");
    if (!value || value->size() <= scheme.size()) return std::nullopt;
    for (std::size_t index = 0; index < scheme.size(); ++index) {
        if (((*value)[index] | 0x20) != (scheme[index] | 0x20)) return std::nullopt;
    }
    return value->substr(scheme.size());
}

// The customer has chosen one of three ways; the headers show which.
Proof read_vapi_proof(std::string_view secret, const HeaderLookup& header) {
    if (const auto digest = header("x-signature")) {
        const auto time = header("x-timestamp").value_or("");
        return Mac{{time, without_name(*digest)}, std::string(time) + ".", "", usual_signature_window};
    }
    for (const auto& given : {header("x-vapi-secret"), find_bearer(header)}) {
        if (given) return is_secret(*given, secret) ? SignatureStatus::valid : SignatureStatus::wrong;
    }
    return SignatureStatus::missing;
}

Proof read_retell_proof(const HeaderLookup& header) {
    const auto given = header("x-retell-signature");
    if (!given) return SignatureStatus::missing;
    const Signature signature{find_part(*given, "v"), find_part(*given, "d")};
    return Mac{signature, "", signature.time, usual_signature_window};
}

Proof read_elevenlabs_proof(const HeaderLookup& header) {
    const auto given = header("elevenlabs-signature");
    if (!given) return SignatureStatus::missing;
    const Signature signature{find_part(*given, "t"), find_part(*given, "v0")};
    return Mac{signature, std::string(signature.time) + ".", "", elevenlabs_signature_window};
}

Proof read_proof(Platform platform, std::string_view secret, const HeaderLookup& header) {
    switch (platform) {
        case Platform::vapi:
            return read_vapi_proof(secret, header);
        case Platform::retell:
            return read_retell_proof(header);
        case Platform::elevenlabs:
            return read_elevenlabs_proof(header);
    }
    return SignatureStatus::wrong;
}

}  // namespace

std::pair<std::string, std::string> sign_webhook(Platform platform, std::string_view secret, std::string_view body,
                                                 Time now) {
    Hmac hmac(Hmac::Algorithm::sha256, secret);
    const auto sign = [&](std::string_view before, std::string_view after) {
        for (const auto part : {before, body, after}) hmac.append(part);
        return write_hex(hmac.finish());
    };
    switch (platform) {
        case Platform::vapi:
            break;
        case Platform::retell: {
            const auto time = std::to_string(milliseconds(now));
            return {"x-retell-signature", fmt::format("v={},d={}", time, sign("", time))};
        }
        case Platform::elevenlabs: {
            const auto time = std::to_string(milliseconds(now) / 1000);
            return {"elevenlabs-signature", fmt::format("t={},v0={}", time, sign(time + ".", ""))};
        }
    }
    return {"x-vapi-secret", std::string(secret)};
}

SignatureStatus check_signature_header(Platform platform, std::string_view secret, const HeaderLookup& header,
                                       Time now) {
    const auto proof = read_proof(platform, secret, header);
    const auto* mac = std::get_if<Mac>(&proof);
    return mac ? check_time(*mac, now) : std::get<SignatureStatus>(proof);
}

SignatureStatus check_signature(Platform platform, std::string_view secret, const HeaderLookup& header,
                                const WebhookBody& body, Time now) {
    const auto proof = read_proof(platform, secret, header);
    const auto* mac = std::get_if<Mac>(&proof);
    return mac ? check_mac(*mac, secret, body, now) : std::get<SignatureStatus>(proof);
}

}  // namespace rollcall::connectors
