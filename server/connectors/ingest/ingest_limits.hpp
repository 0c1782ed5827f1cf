#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace rollcall::connectors {

/// The largest body of a webhook: an hour and a half of ElevenLabs' audio.
inline constexpr std::size_t largest_webhook = 100UL * 1024 * 1024;

/// The same without the audio in it, which is read into memory.
inline constexpr std::size_t largest_webhook_without_audio = 8UL * 1024 * 1024;

/// Values in its JSON: those of a call of some hours with the time of each word.
inline constexpr std::size_t max_webhook_values = 500'000;

/// How deep its JSON may be nested: deeper than that of any platform, shallow against the stack.
inline constexpr std::size_t deepest_webhook = 100;

/// How many phone numbers of a webhook that describes no call are looked up among the erased ones.
inline constexpr std::size_t most_numbers_of_webhook = 100;
/// In how many of its texts they are looked for.
inline constexpr std::size_t most_texts_of_webhook_read = 1'000;

/// How long a webhook is kept that is of a kind that says nothing of a call.
inline constexpr auto other_webhook_lifetime = std::chrono::days(30);
/// Of how many webhooks one statement reads the kinds, and how many one write deletes: they are large.
inline constexpr std::int64_t webhook_kinds_read_at_once = 500;
inline constexpr std::int64_t webhooks_deleted_at_once = 20;

/// How far the time in a signature may differ from our clock.
inline constexpr std::chrono::milliseconds usual_signature_window = std::chrono::minutes(5);
inline constexpr std::chrono::milliseconds elevenlabs_signature_window = std::chrono::minutes(30);

/// How many webhooks with a wrong secret one connection takes from one network (an IPv4 address, or the /64 of an IPv6
/// address) in this period before the others from there are refused unread.
inline constexpr int wrong_signatures_of_a_network = 30;
inline constexpr auto wrong_signature_period = std::chrono::minutes(5);
/// The same for a network from which a webhook with the right secret has come: the platform's own, perhaps used by
/// other customers of it, or a proxy that all webhooks pass. A few wrong ones must not keep the right ones out.
inline constexpr int wrong_signatures_of_a_known_network = 600;
/// How many networks from which a webhook with the right secret has come are remembered, over all connections, and how
/// many others.
inline constexpr std::size_t remembered_networks = 10'000;

/// The last error of a connection is stored at most once in this period for webhooks without a valid signature:
/// everybody who knows the address can send those.
inline constexpr auto refusal_error_period = std::chrono::minutes(1);

}  // namespace rollcall::connectors
