#include "connectors/ingest/webhooks.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "calls/intake/call_updates.hpp"
#include "calls/recordings/recording_store.hpp"
#include "connectors/connections/connection_store.hpp"
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
    throw Error(ErrorCode::wrong_signature, "This is not signed with the secret of a connection that is here.");
}

void store_last_error(const WebhookContext& context, const ConnectionId& id, std::string_view message) {
    try {
        context.database.write(
            [&](Transaction& tx) { update_connection_last_error(tx, id, message, context.clock.now()); });
    } catch (const Error& error) {
        spdlog::warn("The error of a connection was not stored: {}", error.detail());
    }
}

void store_refusal(const WebhookContext& context, const Connection& connection, std::string_view why) {
    const auto& last = connection.last_error_at;
    if (!last || context.clock.now() - *last >= refusal_error_period) store_last_error(context, connection.id, why);
}

[[noreturn]] void refuse(const WebhookContext& context, const Connection& connection, std::string_view why) {
    store_refusal(context, connection, why);
    refuse();
}

std::string_view reason_for(SignatureStatus status) {
    switch (status) {
        case SignatureStatus::valid:
            break;
        case SignatureStatus::missing:
            return "Something came without a signature and was refused.";
        case SignatureStatus::wrong:
            return "Something came with a wrong signature and was refused. Is the secret the one that the platform "
                   "has?";
        case SignatureStatus::expired:
            return "Something came whose signature is too old and was refused. Either it was sent again by somebody, "
                   "or a clock is wrong.";
    }
    return {};
}

/// Calls `count`, which throws after too many refused webhooks: the administrator is told.
template <class Count>
void count_refusals(const WebhookContext& context, const Connection& connection, Count count) {
    try {
        count(context.clock.now());
    } catch (const Error&) {
        store_refusal(context, connection,
                      "Many webhooks that are not signed with the secret came from one address, so it is refused for a "
                      "few minutes. Is the secret the one that the platform has?");
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
        context.wrong_signatures.record_signature({.id = id}, context.client_address, false, context.clock.now());
        refuse();
    }
    return *std::move(connection);
}

std::string require_secret(const WebhookContext& context, const Connection& connection) {
    require_few_refusals(context, connection);
    if (!connection.secret_sealed) {
        record_signature(context, connection, false);
        refuse(context, connection, "Something came, but there is no secret to check it by. It was refused.");
    }
    const auto secret = context.key.open(*connection.secret_sealed);
    if (!secret) {
        record_signature(context, connection, false);
        refuse(context, connection,
               "The secret was sealed with another key file than the one that is here. Enter the secret again.");
    }
    return *secret;
}

void require_signature(const WebhookContext& context, const Connection& connection, const HeaderLookup& header,
                       const WebhookBody& body) {
    const auto secret = require_secret(context, connection);
    const auto status = check_signature(connection.platform, secret, header, body, context.clock.now());
    // An expired one was signed with the secret, so nothing is learnt by it.
    if (status != SignatureStatus::expired) record_signature(context, connection, status == SignatureStatus::valid);
    if (status != SignatureStatus::valid) refuse(context, connection, reason_for(status));
}

// The administrator is told what cannot be parsed: the platform would only send it again.
WebhookContent parse_body(const WebhookContext& context, const Connection& connection, const WebhookBody& body) {
    try {
        return parse_webhook_body(body, context.temporary_folder);
    } catch (const Error& error) {
        store_last_error(context, connection.id,
                         fmt::format("What came could not be read and was refused. {}", error.detail()));
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
    const auto now = context.clock.now();
    const auto name = "recordings/" + make_uuid(now);
    context.database.write(
        [&](Transaction& tx) { jobs::insert_unreferenced_blob_row(tx, name, now + jobs::keeping_time); });
    context.blobs.put_file(name, *audio);
    return AudioBlob{name, static_cast<std::int64_t>(audio->size())};
}

// Text that is no base64 stays with the call until audio comes that can be decoded.
void release_kept_text(Transaction& tx, std::int64_t call) {
    if (const auto kept = calls::find_unreadable_recording_blob(tx, call)) {
        calls::delete_recording_blob(tx, call);
        jobs::insert_unreferenced_blob_row(tx, *kept, jobs::at_once);
    }
}

void keep_text(Transaction& tx, const AudioBlob& text, std::int64_t call, Time now) {
    release_kept_text(tx, call);
    const auto problem = fmt::format("Its audio cannot be decoded. What came is kept in the storage as {}.", text.name);
    if (!calls::upsert_unreadable_recording(tx, call, text.name, text.size, problem, now)) return;
    if (!jobs::claim_unreferenced_blob(tx, text.name, now)) {
        throw Error::unavailable("The audio could not be kept in time. Send it again.");
    }
}

// Whether the call has no audio yet.
bool attach_audio(Transaction& tx, const AudioBlob& audio, std::int64_t call, Time now) {
    release_kept_text(tx, call);
    if (!calls::upsert_recording_blob(tx, call, audio.name, audio.size, now)) return false;
    if (!jobs::claim_unreferenced_blob(tx, audio.name, now)) {
        throw Error::unavailable("The audio could not be kept in time. Send it again.");
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

// Neither audio alone nor a message that comes after the end says what became of an attempt.
void report_call(Transaction& tx, const WebhookContext& context, const Webhook& webhook, const calls::CallRow& call,
                 bool is_erased, Time now) {
    const auto& facts = call.facts;
    const bool says_something = webhook.dial_outcome || facts.status == calls::CallStatus::ongoing;
    if (!context.on_reported_call || webhook.brings_audio || !says_something) return;
    context.on_reported_call(tx, report_of_webhook(call, webhook, is_erased), now);
}

std::optional<std::string> problem_of(const Webhook& webhook, bool has_audio) {
    if (webhook.brings_audio && !has_audio) {
        return "Audio came that is empty or cannot be decoded. The call has no recording.";
    }
    if (webhook.call_update && !webhook.external_call_id) {
        return fmt::format("A {} came that names no call. It is kept, but no call was made of it.", webhook.kind);
    }
    return std::nullopt;
}

}  // namespace

void require_signature_header(const WebhookContext& context, const ConnectionId& id, const HeaderLookup& header) {
    const auto connection = require_known_connection(context, id);
    const auto secret = require_secret(context, connection);
    const auto status = check_signature_header(connection.platform, secret, header, context.clock.now());
    if (status == SignatureStatus::valid) return;
    // An expired one counts too: nobody has checked it, and what does not count would tell that the connection exists.
    record_signature(context, connection, false);
    refuse(context, connection, reason_for(status));
}

ReceivedWebhook receive_webhook(const WebhookContext& context, const ConnectionId& id, const HeaderLookup& header,
                                const WebhookBody& body) {
    const auto connection = require_known_connection(context, id);
    require_signature(context, connection, header, body);

    const auto memory = reserve_json_memory(std::min<std::uint64_t>(body.size(), largest_webhook_without_audio));
    const auto content = parse_body(context, connection, body);
    const auto webhook = read_webhook(connection.platform, content.message);
    std::optional<calls::PreparedUpdate> update;
    if (webhook.call_update && webhook.external_call_id) update.emplace(*webhook.call_update, &context.key);
    const auto received_at = context.clock.now();
    const CallEventRow event{make_uuid(received_at),    id,         webhook.external_call_id, webhook.kind, body.hash(),
                             payload_of(content, body), received_at};
    const auto erased_hash = erased_numbers::keyed_hash(context.key, event.payload_hash);
    const auto number_hashes = update ? std::vector<std::string>() : hashes_of_numbers_in(content.message, context.key);
    const auto audio = store_audio(context, content.audio);
    const auto audio_text = store_audio(context, content.audio_text);
    const auto agent = webhook.question
                           ? find_agent_of_question(context.platform_client, context.key, connection, *webhook.question)
                           : std::nullopt;
    return context.database.write([&](Transaction& tx) -> ReceivedWebhook {
        // The secret may have been replaced since the signature was checked.
        const auto current = find_connection(tx, id);
        if (!current || current->secret_sealed != connection.secret_sealed) refuse();
        const auto now = context.clock.now();
        ReceivedWebhook received;
        if (webhook.question) {
            received.is_eligible =
                answer_predial_question(tx, context.may_be_dialled, id, agent, webhook.question->phone, now);
        }
        std::optional<calls::FoundCall> found;
        if (update) found = calls::find_call_before(tx, {id, *webhook.external_call_id}, *update, now);
        // It may have been erased for its payload alone, while no call was known that it is about.
        const bool is_of_known_call = found && found->row;
        if (!is_of_known_call && has_call_event(tx, id, erased_hash)) return received;
        const bool is_erased = found ? found->is_erased : is_event_erased(tx, id, webhook, number_hashes);
        if (!insert_call_event_row(tx, is_erased ? without_personal_data(event, erased_hash) : event)) return received;

        update_connection_last_event(tx, id, now);
        const auto problem = problem_of(webhook, audio.has_value());
        if (problem) update_connection_last_error(tx, id, *problem, now);
        if (!update) return received;

        const calls::ExternalId external_id{id, *webhook.external_call_id};
        const auto call = calls::store_found_call(tx, external_id, *found, *update, now);
        report_call(tx, context, webhook, call, is_erased, now);
        if (is_erased) {
            erase_events_of_call(tx, context.key, external_id);
            for (const auto& blob : {audio, audio_text}) {
                if (blob) jobs::update_unreferenced_blob_due(tx, blob->name);
            }
            return received;
        }
        if (audio_text) keep_text(tx, *audio_text, call.number, now);
        received.has_recording =
            audio ? attach_audio(tx, *audio, call.number, now) : update->update().recording_url.has_value();
        return received;
    });
}

}  // namespace rollcall::connectors
