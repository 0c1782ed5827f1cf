#include "connectors/ingest/webhooks.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "calls/intake/call_updates.hpp"
#include "calls/recordings/recording_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/deliveries/delivery_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "connectors/ingest/event_erasure.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "connectors/ingest/reported_calls.hpp"
#include "connectors/ingest/webhook_content.hpp"
#include "connectors/platforms/read_webhook.hpp"
#include "core/error.hpp"
#include "core/json/json_repair.hpp"
#include "core/json_memory.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::connectors {

namespace {

using database::Transaction;

[[noreturn]] void refuse() {
    throw Error(ErrorCode::wrong_signature, "This webhook is not signed with the secret of a connection.");
}

/// Of a refused webhook nothing is stored but that it came, and why it was refused.
void store_refused(const WebhookContext& context, const ConnectionId& id, std::string_view message) {
    try {
        context.database.write([&](Transaction& tx) {
            const auto now = context.clock.now();
            update_connection_last_error(tx, id, message, now);
            insert_unstored_delivery(tx, id,
                                     {.id = DeliveryId::make(now),
                                      .received_at = now,
                                      .state = DeliveryState::refused,
                                      .kind = std::nullopt,
                                      .problem = std::string(message),
                                      .call_id = std::nullopt});
        });
    } catch (const Error& error) {
        spdlog::warn("That a webhook was refused was not stored: {}", error.detail());
    }
}

void store_refusal(const WebhookContext& context, const Connection& connection, std::string_view why) {
    const auto& last = connection.last_error_at;
    if (!last || std::chrono::abs(context.clock.now() - *last) >= refusal_error_period)
        store_refused(context, connection.id, why);
}

[[noreturn]] void refuse(const WebhookContext& context, const Connection& connection, std::string_view why) {
    store_refusal(context, connection, why);
    refuse();
}

std::string_view reason_for_missing(Platform platform) {
    switch (platform) {
        case Platform::vapi:
            return "A webhook without a signature was refused. Set up Vapi to send the secret as a bearer token in "
                   "Authorization or in X-Vapi-Secret, or to sign with HMAC in X-Signature (SHA-1, SHA-256 or SHA-512) "
                   "with the time in X-Timestamp.";
        case Platform::retell:
            return "A webhook without a signature in X-Retell-Signature was refused.";
        case Platform::elevenlabs:
            return "A webhook without a signature in ElevenLabs-Signature was refused.";
    }
    return {};
}

std::string_view reason_for(SignatureStatus status, Platform platform) {
    switch (status) {
        case SignatureStatus::valid:
            break;
        case SignatureStatus::missing:
            return reason_for_missing(platform);
        case SignatureStatus::wrong:
            return "A webhook with a wrong signature was refused. Check that the secret is the same at the platform "
                   "and here.";
        case SignatureStatus::expired:
            return "A webhook with an expired signature was refused. It was replayed, or a clock is wrong.";
    }
    return {};
}

/// Calls `count`, which throws after too many refused webhooks: the administrator is told.
template <class Count>
void count_refusals(const WebhookContext& context, const Connection& connection, Count count) {
    try {
        count(context.clock.now());
    } catch (const Error&) {
        store_refusal(
            context, connection,
            "Too many webhooks with a wrong signature were received from one address, which is blocked for a few "
            "minutes. Check that the secret is the same at the platform and here.");
        throw;
    }
}

void require_few_refusals(const WebhookContext& context, const Connection& connection) {
    count_refusals(context, connection, [&](Time now) {
        context.wrong_signatures.require_within_limit(connection, context.client_address, now);
    });
}

void record_signature(const WebhookContext& context, const Connection& connection, bool is_right) {
    count_refusals(context, connection, [&](Time now) {
        context.wrong_signatures.record_signature(connection, context.client_address, is_right, now);
    });
}

// Webhooks of a connection that does not exist count like those with a wrong secret, so that the limit does not tell
// which exist.
Connection require_known_connection(const WebhookContext& context, const ConnectionId& id) {
    auto connection = context.database.read([&](Transaction& tx) { return find_connection(tx, id); });
    if (!connection) {
        context.counters.count(std::nullopt, WebhookResult::refused);
        context.wrong_signatures.record_signature({.id = id}, context.client_address, false, context.clock.now());
        refuse();
    }
    return *std::move(connection);
}

std::string require_secret(const WebhookContext& context, const Connection& connection) {
    require_few_refusals(context, connection);
    if (!connection.secret_sealed) {
        record_signature(context, connection, false);
        refuse(context, connection, "A webhook was refused, because this connection has no secret to check it with.");
    }
    const auto secret = context.key.open(*connection.secret_sealed);
    if (!secret) {
        record_signature(context, connection, false);
        refuse(context, connection, "The secret was sealed with another key file. Enter the secret again.");
    }
    return *secret;
}

void require_signature(const WebhookContext& context, const Connection& connection, const HeaderLookup& header,
                       const WebhookBody& body) {
    const auto secret = require_secret(context, connection);
    const auto status = check_signature(connection.platform, secret, header, body, context.clock.now());
    // An expired one was signed with the secret, so nothing is learnt by it.
    if (status != SignatureStatus::expired) record_signature(context, connection, status == SignatureStatus::valid);
    if (status != SignatureStatus::valid) refuse(context, connection, reason_for(status, connection.platform));
}

/// Whether the fault is ours, so that the platform is to send the webhook again.
bool is_failure(const Error& error) {
    return error.code() == ErrorCode::unavailable || error.code() == ErrorCode::overloaded;
}

// The administrator is told what cannot be parsed: the platform would only send it again.
WebhookContent parse_body(const WebhookContext& context, const Connection& connection, const WebhookBody& body) {
    try {
        return parse_webhook_body(body, context.temporary_folder);
    } catch (const Error& error) {
        if (is_failure(error)) throw;
        store_refused(context, connection.id,
                      fmt::format("A webhook could not be read and was refused. {}", error.detail()));
        throw;
    }
}

// Audio is stored apart, or not at all.
std::string payload_of(const WebhookContent& content, const WebhookBody& body) {
    const bool had_audio = content.audio || content.is_audio_broken;
    if (had_audio) return boost::json::serialize(content.message);
    return content.has_invalid_bytes ? repair_json(body.text()) : body.text();  // the databases keep UTF-8 only
}

struct AudioBlob {
    std::string name;
    std::int64_t size;
};

// The blob is in the storage after this, and recorded as one to which no row points yet.
std::optional<AudioBlob> store_audio(const WebhookContext& context, const std::optional<TemporaryFile>& audio) {
    if (!audio) return std::nullopt;
    const auto name = "recordings/" + make_uuid(context.clock.now());
    jobs::put_unreferenced_blob(context.database, context.blobs, context.clock, name, *audio);
    return AudioBlob{name, static_cast<std::int64_t>(audio->size())};
}

// What could not be decoded or read stays with the call until the platform sends its audio again.
void release_unreadable_audio(Transaction& tx, std::int64_t call) {
    if (const auto kept = calls::find_unreadable_recording_blob(tx, call)) {
        calls::delete_recording_blob(tx, call);
        jobs::insert_unreferenced_blob_row(tx, *kept, jobs::at_once);
    }
}

void keep_text(Transaction& tx, const AudioBlob& text, const ConnectionId& connection, std::int64_t call, Time now) {
    release_unreadable_audio(tx, call);
    constexpr auto problem = "The audio that was received cannot be decoded.";
    if (!calls::upsert_unreadable_recording(tx, call, text.name, text.size, problem, now)) return;
    // For administrators, who can repair it. Members who hear the call are not told the names of files.
    update_connection_last_error(
        tx, connection,
        fmt::format("A recording was received that cannot be decoded. It is kept in the storage as {}.", text.name),
        now);
    if (!jobs::claim_unreferenced_blob(tx, text.name, now)) {
        throw Error::unavailable("The audio could not be stored in time. Send it again.");
    }
}

// Whether the call has no audio yet.
bool attach_audio(Transaction& tx, const AudioBlob& audio, std::int64_t call, Time now) {
    release_unreadable_audio(tx, call);
    if (!calls::upsert_recording_blob(tx, call, audio.name, audio.size, now)) return false;
    if (!jobs::claim_unreferenced_blob(tx, audio.name, now)) {
        throw Error::unavailable("The audio could not be stored in time. Send it again.");
    }
    return true;
}

/// Whether nothing of a person may be stored of a webhook that describes no call.
bool is_event_erased(Transaction& tx, const ConnectionId& connection, const Webhook& webhook,
                     const std::vector<std::string>& number_hashes) {
    if (webhook.external_call_id) {
        const auto call = calls::find_platform_call(tx, {connection, *webhook.external_call_id});
        if (call) return call->erased_at.has_value();
    }
    return erased_numbers::find_last_erasure_time(tx, number_hashes).has_value();
}

Delivery repetition_of(const CallEventRow& event) {
    return {.id = DeliveryId(event.id),
            .received_at = event.received_at,
            .state = DeliveryState::repeated,
            .kind = event.kind,
            .problem = std::nullopt,
            .call_id = std::nullopt};
}

std::optional<std::string> problem_of(const Webhook& webhook, bool has_audio) {
    if (webhook.brings_audio && !has_audio) {
        return "A recording was received that is empty or cannot be decoded. The call has no recording.";
    }
    if (webhook.call_update && !webhook.external_call_id) {
        return fmt::format("A {} without a call ID was received. It was stored, but no call was created from it.",
                           webhook.kind);
    }
    return std::nullopt;
}

/// Runs `work`, and counts it where it throws.
template <class Work>
auto count_problems(const WebhookContext& context, Platform platform, Work work) {
    try {
        return work();
    } catch (const Error& error) {
        context.counters.count(platform, is_failure(error) ? WebhookResult::failed : WebhookResult::refused);
        throw;
    } catch (...) {
        context.counters.count(platform, WebhookResult::failed);
        throw;
    }
}

void require_header_from(const WebhookContext& context, const Connection& connection, const HeaderLookup& header) {
    const auto secret = require_secret(context, connection);
    const auto status = check_signature_header(connection.platform, secret, header, context.clock.now());
    if (status == SignatureStatus::valid) return;
    // An expired one counts too: nobody has checked it, and what does not count would tell that the connection exists.
    record_signature(context, connection, false);
    refuse(context, connection, reason_for(status, connection.platform));
}

/// A webhook with what is read, stored and asked before the write.
struct PreparedWebhook {
    Webhook webhook;
    std::optional<calls::PreparedUpdate> update;  ///< of the call that it is about
    CallEventRow event;
    std::string erased_hash;                 ///< by which it is known once it was erased
    std::vector<std::string> number_hashes;  ///< where it describes no call
    std::optional<AudioBlob> audio;
    std::optional<AudioBlob> audio_text;  ///< that cannot be decoded
    std::optional<std::string> agent;     ///< of its question, at the platform
};

PreparedWebhook prepare_webhook(const WebhookContext& context, const Connection& connection, const WebhookBody& body) {
    const auto content = parse_body(context, connection, body);
    PreparedWebhook prepared{.webhook = read_webhook(connection.platform, content.message)};
    const auto& webhook = prepared.webhook;
    if (webhook.call_update && webhook.external_call_id) prepared.update.emplace(*webhook.call_update, &context.key);
    const auto received_at = context.clock.now();
    prepared.event = {make_uuid(received_at),    connection.id, webhook.external_call_id, webhook.kind, body.hash(),
                      payload_of(content, body), received_at};
    prepared.erased_hash = erased_numbers::keyed_hash(context.key, prepared.event.payload_hash);
    if (!prepared.update) prepared.number_hashes = hashes_of_numbers_in(content.message, context.key);
    prepared.audio = store_audio(context, content.audio);
    prepared.audio_text = store_audio(context, content.audio_text);
    if (prepared.audio_text) {
        spdlog::warn("Audio that cannot be decoded was received as {}", prepared.audio_text->name);
    }
    if (webhook.question) {
        prepared.agent = find_agent_of_question(context.platform_client, context.key, connection, *webhook.question);
    }
    return prepared;
}

/// False, and only that it came is stored, where it arrived before.
bool store_event(Transaction& tx, const PreparedWebhook& prepared, bool is_of_known_call, bool is_erased) {
    const auto& event = prepared.event;
    // It may have been erased for its payload alone, while no call was known that it is about.
    const bool is_known = !is_of_known_call && has_call_event(tx, event.connection_id, prepared.erased_hash);
    if (!is_known && insert_call_event_row(tx, is_erased ? without_personal_data(event, prepared.erased_hash) : event))
        return true;
    insert_unstored_delivery(tx, event.connection_id, repetition_of(event));
    return false;
}

/// Stores what it says of its call. Returns whether there may be a recording to copy.
bool apply_update(Transaction& tx, const WebhookContext& context, const PreparedWebhook& prepared,
                  const calls::FoundCall& found, Time now) {
    const auto& connection = prepared.event.connection_id;
    const auto& update = *prepared.update;
    const calls::ExternalId external_id{connection, *prepared.webhook.external_call_id};
    const auto call = calls::store_found_call(tx, external_id, found, update, now);
    report_call(tx, context.on_reported_call, prepared.webhook, call, found.is_erased, now);
    if (found.is_erased) {
        erase_events_of_call(tx, context.key, external_id);
        for (const auto& blob : {prepared.audio, prepared.audio_text}) {
            if (blob) jobs::upsert_unreferenced_blob_due(tx, blob->name);
        }
        return false;
    }
    if (prepared.audio_text) keep_text(tx, *prepared.audio_text, connection, call.number, now);
    return prepared.audio ? attach_audio(tx, *prepared.audio, call.number, now)
                          : update.update().recording_url.has_value();
}

ReceivedWebhook store_webhook(Transaction& tx, const WebhookContext& context, const Connection& connection,
                              const PreparedWebhook& prepared) {
    const auto& id = connection.id;
    const auto& webhook = prepared.webhook;
    // The secret may have been replaced since the signature was checked.
    const auto current = find_connection(tx, id);
    if (!current || current->secret_sealed != connection.secret_sealed) refuse();
    const auto now = context.clock.now();
    ReceivedWebhook received{.id = DeliveryId(prepared.event.id)};
    if (webhook.question) {
        received.is_eligible =
            answer_predial_question(tx, context.may_be_dialled, id, prepared.agent, webhook.question->phone, now);
    }
    std::optional<calls::FoundCall> found;
    if (prepared.update) found = calls::find_call_before(tx, {id, *webhook.external_call_id}, *prepared.update, now);
    const bool is_erased = found ? found->is_erased : is_event_erased(tx, id, webhook, prepared.number_hashes);
    received.is_repeated = !store_event(tx, prepared, found && found->row, is_erased);
    if (received.is_repeated) return received;

    if (webhook.kind != test_event_kind) update_connection_last_event(tx, id, now);
    const auto problem = problem_of(webhook, prepared.audio.has_value());
    if (problem) update_connection_last_error(tx, id, *problem, now);
    if (found) received.has_recording = apply_update(tx, context, prepared, *found, now);
    return received;
}

ReceivedWebhook receive_from(const WebhookContext& context, const Connection& connection, const HeaderLookup& header,
                             const WebhookBody& body) {
    require_signature(context, connection, header, body);
    const auto memory = reserve_json_memory(std::min<std::uint64_t>(body.size(), largest_webhook_without_audio));
    const auto prepared = prepare_webhook(context, connection, body);
    return context.database.write([&](Transaction& tx) { return store_webhook(tx, context, connection, prepared); });
}

}  // namespace

void require_signature_header(const WebhookContext& context, const ConnectionId& id, const HeaderLookup& header) {
    const auto connection = require_known_connection(context, id);
    count_problems(context, connection.platform, [&] { require_header_from(context, connection, header); });
}

ReceivedWebhook receive_webhook(const WebhookContext& context, const ConnectionId& id, const HeaderLookup& header,
                                const WebhookBody& body) {
    const auto connection = require_known_connection(context, id);
    const auto received =
        count_problems(context, connection.platform, [&] { return receive_from(context, connection, header, body); });
    context.counters.count(connection.platform, received.is_repeated ? WebhookResult::repeated : WebhookResult::stored);
    return received;
}

}  // namespace rollcall::connectors
