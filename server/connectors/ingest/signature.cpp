#include "connectors/ingest/signature.hpp"

#include <charconv>
#include <chrono>
#include <cstdint>
#include <tuple>

#include "connectors/ingest/hmac.hpp"
#include "core/random.hpp"

namespace rollcall::connectors {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds usual_window = 5min;
constexpr std::chrono::milliseconds elevenlabs_window = 30min;

/// A signature with a time in it.
struct Signature {
    std::string_view time;    // as it is signed
    std::string_view digest;  // in hex or base64
};

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t number = 0;
    const auto [rest, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || rest != text.data() + text.size() || number < 0) return std::nullopt;
    return number;
}

// Seconds or milliseconds: nobody means the year 5138.
std::optional<Time> time_in(std::string_view text) {
    constexpr std::int64_t first_milliseconds = 100'000'000'000;
    constexpr std::int64_t last_milliseconds = 100'000'000'000'000;
    const auto number = number_in(text);
    if (!number || *number > last_milliseconds) return std::nullopt;
    return from_milliseconds(*number < first_milliseconds ? *number * 1000 : *number);
}

// The value of a name in "t=1,v0=2".
std::string_view part_of(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        const auto part = list.substr(0, comma);
        if (part.starts_with(name) && part.substr(name.size()).starts_with('=')) return part.substr(name.size() + 1);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return {};
}

Hmac::Algorithm algorithm_of(std::string_view digest) {
    return digest.size() == crypto_auth_hmacsha512_BYTES ? Hmac::Algorithm::sha512 : Hmac::Algorithm::sha256;
}

// What is signed is the body between `before` and `after`.
Verdict judge_signature(const Signature& signature, std::string_view secret, std::string_view before,
                        const Payload& payload, std::string_view after, std::chrono::milliseconds window, Time now) {
    const auto digest = digest_from_text(signature.digest);
    const auto time = time_in(signature.time);
    if (!time || digest.empty()) return Verdict::wrong;
    Hmac hmac(algorithm_of(digest), secret);
    hmac.add(before);
    payload.read([&](std::string_view piece) { hmac.add(piece); });
    hmac.add(after);
    if (!equal_in_constant_time(hmac.finish(), digest)) return Verdict::wrong;
    return std::chrono::abs(now - *time) <= window ? Verdict::genuine : Verdict::too_old;
}

// Both of one length, so that the comparison does not tell the secret's.
bool is_secret(std::string_view given, std::string_view secret) {
    return equal_in_constant_time(hash_token(given), hash_token(secret));
}

std::optional<std::string_view> bearer_in(const Header& header) {
    constexpr std::string_view scheme = "bearer ";
    const auto value = header("authorization");
    if (!value || value->size() <= scheme.size()) return std::nullopt;
    for (std::size_t index = 0; index < scheme.size(); ++index) {
        if (((*value)[index] | 0x20) != (scheme[index] | 0x20)) return std::nullopt;
    }
    return value->substr(scheme.size());
}

// Which of its three ways the customer has chosen is seen by what comes.
Verdict judge_vapi(std::string_view secret, const Header& header, const Payload& payload, Time now) {
    if (const auto digest = header("x-signature")) {
        const auto time = header("x-timestamp").value_or("");
        return judge_signature({time, *digest}, secret, std::string(time) + ".", payload, "", usual_window, now);
    }
    for (const auto& given : {header("x-vapi-secret"), bearer_in(header)}) {
        if (given) return is_secret(*given, secret) ? Verdict::genuine : Verdict::wrong;
    }
    return Verdict::missing;
}

Verdict judge_retell(std::string_view secret, const Header& header, const Payload& payload, Time now) {
    const auto given = header("x-retell-signature");
    if (!given) return Verdict::missing;
    const Signature signature{part_of(*given, "v"), part_of(*given, "d")};
    return judge_signature(signature, secret, "", payload, signature.time, usual_window, now);
}

Verdict judge_elevenlabs(std::string_view secret, const Header& header, const Payload& payload, Time now) {
    const auto given = header("elevenlabs-signature");
    if (!given) return Verdict::missing;
    const Signature signature{part_of(*given, "t"), part_of(*given, "v0")};
    return judge_signature(signature, secret, std::string(signature.time) + ".", payload, "", elevenlabs_window, now);
}

}  // namespace

bool has_signature(Platform platform, const Header& header) {
    switch (platform) {
        case Platform::vapi:
            return header("x-signature") || header("x-vapi-secret") || bearer_in(header);
        case Platform::retell:
            return header("x-retell-signature").has_value();
        case Platform::elevenlabs:
            return header("elevenlabs-signature").has_value();
    }
    return false;
}

Verdict judge(Platform platform, std::string_view secret, const Header& header, const Payload& payload, Time now) {
    switch (platform) {
        case Platform::vapi:
            return judge_vapi(secret, header, payload, now);
        case Platform::retell:
            return judge_retell(secret, header, payload, now);
        case Platform::elevenlabs:
            return judge_elevenlabs(secret, header, payload, now);
    }
    return Verdict::wrong;
}

}  // namespace rollcall::connectors
