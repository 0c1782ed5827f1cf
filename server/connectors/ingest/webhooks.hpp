#pragma once

#include <filesystem>

#include "calls/intake/reported_call.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/ingest/predial.hpp"
#include "connectors/ingest/signature.hpp"
#include "connectors/ingest/webhook_body.hpp"
#include "connectors/ingest/webhook_counters.hpp"
#include "connectors/ingest/wrong_signatures.hpp"
#include "core/id.hpp"
#include "core/sealing.hpp"
#include "database/database.hpp"
#include "storage/blobs.hpp"

namespace rollcall::connectors {

/// What receiving a webhook needs.
struct WebhookContext {
    database::Database& database;
    storage::Blobs& blobs;
    const Clock& clock;
    const SealingKey& key;                          ///< opens the secrets of connections
    const std::filesystem::path& temporary_folder;  ///< for audio until it is in the storage
    WrongSignatures& wrong_signatures;
    WebhookCounters& counters;
    std::string_view client_address;
    const PlatformClient& platform_client;
    const calls::OnReportedCall& on_reported_call;  ///< may be empty
    const MayBeDialled& may_be_dialled;             ///< likewise: then nobody may
};

/// What a webhook that was received leads to.
struct ReceivedWebhook {
    DeliveryId id;                      ///< of what is stored of it, which may be no more than that it was repeated
    bool is_repeated = false;           ///< it had arrived before
    bool has_recording = false;         ///< there may be a recording to copy
    std::optional<bool> is_eligible{};  ///< the answer to Vapi's question whether somebody may be called
};

/// To be called before the body is read: throws Error wrong_signature for a webhook that would be refused whatever its
/// body is, and Error::too_many_attempts after too many wrong signatures from the client's network.
void require_signature_header(const WebhookContext& context, const ConnectionId& id, const HeaderLookup& header);

/// Receives a webhook. Once this returns, these are durable: the webhook as it arrived, the call as far as the webhook
/// describes it, what it means for a campaign, and where its audio can be found. A webhook that arrives again changes
/// nothing; one of an unknown kind is stored.
///
/// Throws Error wrong_signature for a webhook that is not signed with the connection's secret, or whose signature has
/// expired, and stores nothing of it; Error::too_many_attempts like require_signature_header; Error::malformed for
/// invalid JSON; Error too_large. What is refused for its signature or its body becomes the connection's last error,
/// for the administrator, wrong signatures at most once per `refusal_error_period`. Error::unavailable and
/// Error::overloaded are ours: they are only counted, and the platform is to send the webhook again. Who may call: the
/// platform.
ReceivedWebhook receive_webhook(const WebhookContext& context, const ConnectionId& id, const HeaderLookup& header,
                                const WebhookBody& body);

}  // namespace rollcall::connectors
