#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "connectors/connections/connection.hpp"
#include "connectors/ingest/webhook_body.hpp"

/// How each platform proves that a webhook is its own, over the bytes of the body as they arrived.
/// Sources: the platforms' documentation and SDKs.
namespace rollcall::connectors {

/// The first header of that lower-case name.
using HeaderLookup = std::function<std::optional<std::string_view>(std::string_view name)>;

enum class SignatureStatus {
    valid,
    missing,  ///< no header that could hold a signature
    wrong,    ///< also one that cannot be read
    expired,  ///< right, but of another time: somebody may have sent the webhook again
};

/// What the headers alone show: `valid` when the secret is right, or the signature can be, for some body. A signature
/// of another time is `expired` whatever its body is.
SignatureStatus check_signature_header(Platform platform, std::string_view secret, const HeaderLookup& header,
                                       Time now);

/// A header with which the platform could send this body: its lower-case name and its value.
std::pair<std::string, std::string> sign_webhook(Platform platform, std::string_view secret, std::string_view body,
                                                 Time now);

/// Takes the same time wherever a wrong signature differs. The clock may differ from the platform's by 5 minutes, from
/// ElevenLabs' by 30.
SignatureStatus check_signature(Platform platform, std::string_view secret, const HeaderLookup& header,
                                const WebhookBody& body, Time now);

}  // namespace rollcall::connectors
