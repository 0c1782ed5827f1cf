#include "connectors/ingest/deliveries.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/json/serialize.hpp>

#include "calls/recordings/recording_store.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/call_event_store.hpp"
#include "connectors/ingest/delivery_reader.hpp"
#include "connectors/platforms/platform_event.hpp"
#include "core/error.hpp"
#include "jobs/unreferenced_blob_store.hpp"
#include "jobs/unreferenced_blobs.hpp"

namespace rollcall::connectors {

namespace {

// Whoever knows an address can send what is not signed; so often it is worth a write.
constexpr auto refusal_pause = std::chrono::minutes(1);

constexpr std::size_t longest_source = 4000;

[[noreturn]] void refuse() {
    throw Error(ErrorCode::wrong_signature, "This is not signed with the secret of a connection that is here.");
}

void note(const Intake& intake, const ConnectionId& id, std::string_view message) {
    try {
        intake.database.write([&](database::Transaction& tx) { note_error(tx, id, message, intake.clock.now()); });
    } catch (const Error& error) {
        spdlog::warn("What went wrong with a connection was not noted: {}", error.detail());
    }
}

[[noreturn]] void refuse(const Intake& intake, const Connection& connection, std::string_view why) {
    const auto& last = connection.last_error;
    if (!last || intake.clock.now() - last->happened_at >= refusal_pause) note(intake, connection.id, why);
    refuse();
}

std::string_view reason_for(Verdict verdict) {
    switch (verdict) {
        case Verdict::genuine:
            break;
        case Verdict::missing:
            return "Something came without a signature and was refused.";
        case Verdict::wrong:
            return "Something came with a wrong signature and was refused. Is the secret the one that the platform "
                   "has?";
        case Verdict::too_old:
            return "Something came whose signature is too old and was refused. Either it was sent again by somebody, "
                   "or a clock is wrong.";
    }
    return {};
}

Connection found(const Intake& intake, const ConnectionId& id) {
    auto connection = intake.database.read([&](database::Transaction& tx) { return find(tx, id); });
    if (!connection) refuse();
    return *std::move(connection);
}

std::string secret_of(const Intake& intake, const Connection& connection) {
    if (!connection.secret_sealed) {
        refuse(intake, connection, "Something came, but there is no secret to check it by. It was refused.");
    }
    const auto secret = intake.key.open(*connection.secret_sealed);
    if (!secret) {
        refuse(intake, connection,
               "The secret was sealed with another key file than the one that is here. Enter the secret again.");
    }
    return *secret;
}

// Whatever cannot be read is the administrator's to know: the platform only repeats it.
Delivery read(const Intake& intake, const Connection& connection, const Payload& payload) {
    try {
        return read_delivery(payload, intake.temporary_folder);
    } catch (const Error& error) {
        note(intake, connection.id, fmt::format("What came could not be read and was refused. {}", error.detail()));
        throw;
    }
}

std::string blob_name(Time now) { return "recordings/" + make_uuid(now); }

// What is kept of it as it came: audio has a place of its own, or none.
std::string text_of(const Delivery& delivery, const Payload& payload) {
    const bool had_audio = delivery.audio || delivery.is_audio_broken;
    return had_audio ? boost::json::serialize(delivery.message) : payload.text();
}

// The file of the audio is in the storage, and noted as one to which no row points yet.
std::optional<std::string> keep_audio(const Intake& intake, const std::optional<TemporaryFile>& audio) {
    if (!audio) return std::nullopt;
    const auto now = intake.clock.now();
    auto blob = blob_name(now);
    intake.database.write(
        [&](database::Transaction& tx) { jobs::insert_unreferenced_blob_row(tx, blob, now + jobs::keeping_time); });
    intake.blobs.put_file(blob, *audio);
    return blob;
}

/// A delivery that is to be stored.
struct Arrival {
    const Connection& connection;
    const CallEvent event;
    const std::optional<CallMessage>& message;
    const std::optional<std::string> blob;  ///< of its audio
    const std::int64_t blob_size;
};

Taken point_to_audio(database::Transaction& tx, const Arrival& arrival, std::int64_t call, Time now) {
    if (arrival.blob) {
        if (calls::put_recording_blob(tx, call, *arrival.blob, arrival.blob_size, now) == calls::Kept::has_audio) {
            return Taken::without_recording;
        }
        if (!jobs::claim_unreferenced_blob(tx, *arrival.blob, now)) {
            throw Error::unavailable("The audio could not be kept in time. Send it again.");
        }
        return Taken::with_recording;
    }
    const auto& source = arrival.message->recording_url;
    if (!source || source->size() > longest_source) return Taken::without_recording;
    calls::put_recording_source(tx, call, *source, now);
    return Taken::with_recording;
}

std::optional<std::string> problem_of(const Arrival& arrival) {
    if (arrival.message && arrival.message->brings_audio && !arrival.blob) {
        return "Audio came that is empty or cannot be decoded. The call has no recording.";
    }
    if (arrival.message && !arrival.event.call) {
        return fmt::format("A {} came that names no call. It is kept, but no call was made of it.", arrival.event.kind);
    }
    return std::nullopt;
}

Taken store(database::Transaction& tx, const Arrival& arrival, Time now) {
    const auto& connection = arrival.connection;
    // The secret may have been taken away since it was looked at.
    const auto current = find(tx, connection.id);
    if (!current || current->secret_sealed != connection.secret_sealed) refuse();
    if (keep(tx, arrival.event, now) == Kept::was_there) return Taken::without_recording;

    note_event(tx, connection.id, now);
    if (const auto problem = problem_of(arrival)) note_error(tx, connection.id, *problem, now);
    if (!arrival.message || !arrival.event.call) return Taken::without_recording;
    const calls::PlatformCall call{
        .connection = connection.id,
        .external_id = *arrival.event.call,
        .external_agent_id = arrival.message->agent,
        .agent_name = arrival.message->agent_name,
    };
    const auto stored = calls::take_platform_call(tx, call, arrival.message->report, now);
    return point_to_audio(tx, arrival, stored.number, now);
}

}  // namespace

void admit_delivery(const Intake& intake, const ConnectionId& id, const Header& header) {
    const auto connection = found(intake, id);
    secret_of(intake, connection);
    if (!has_signature(connection.platform, header)) refuse(intake, connection, reason_for(Verdict::missing));
}

Taken take_delivery(const Intake& intake, const ConnectionId& id, const Header& header, const Payload& payload) {
    const auto connection = found(intake, id);
    const auto verdict = judge(connection.platform, secret_of(intake, connection), header, payload, intake.clock.now());
    if (verdict != Verdict::genuine) refuse(intake, connection, reason_for(verdict));

    const auto delivery = read(intake, connection, payload);
    const auto understood = understand(connection.platform, delivery.message);
    const Arrival arrival{
        .connection = connection,
        .event = {connection.id, understood.call, understood.kind, payload.hash(), text_of(delivery, payload)},
        .message = understood.message,
        .blob = keep_audio(intake, delivery.audio),
        .blob_size = delivery.audio ? static_cast<std::int64_t>(delivery.audio->size()) : 0,
    };
    return intake.database.write([&](database::Transaction& tx) { return store(tx, arrival, intake.clock.now()); });
}

}  // namespace rollcall::connectors
