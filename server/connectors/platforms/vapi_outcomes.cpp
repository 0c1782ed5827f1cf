#include "connectors/platforms/vapi_outcomes.hpp"

#include <algorithm>

namespace rollcall::connectors {

namespace {

using calls::DialOutcome;

struct Reason {
    std::string_view name;
    DialOutcome outcome;
};

// The other reasons of the SDK are of calls that have connected, or say by their status that they have not.
constexpr Reason reasons[] = {
    {"voicemail", DialOutcome::voicemail},
    {"customer-busy", DialOutcome::busy},
    {"customer-did-not-answer", DialOutcome::no_answer},
    {"call.in-progress.error-providerfault-outbound-sip-408-request-timeout", DialOutcome::no_answer},
    {"call.in-progress.error-providerfault-outbound-sip-480-temporarily-unavailable", DialOutcome::no_answer},
    {"twilio-reported-customer-misdialed", DialOutcome::invalid_number},
    {"call.start.error-subscription-concurrency-limit-reached", DialOutcome::concurrency_limit},
    {"call.start.error-subscription-frozen", DialOutcome::no_credit},
    {"call.start.error-subscription-insufficient-credits", DialOutcome::no_credit},
    {"call.start.error-subscription-upgrade-failed", DialOutcome::no_credit},
    {"call.start.error-subscription-wallet-does-not-exist", DialOutcome::no_credit},
    {"call.start.error-vapi-number-outbound-daily-limit", DialOutcome::daily_limit},
};

// The person was not reached, although such a call may have a time at which it started.
constexpr std::string_view beginnings_of_faults[] = {
    "call.start.",
    "call-start-",
    "call.ringing.",
    "assistant-request-",
    "call.in-progress.error-providerfault-outbound-sip-",
    "call.in-progress.error-sip-",
    "call.in-progress.error-providerfault-transport-",
    "call.in-progress.error-vapifault-transport-",
    "call.in-progress.error-vapifault-call-started-but-",
    "call.in-progress.error-vapifault-worker-not-available",
};

}  // namespace

DialOutcome vapi_dial_outcome(std::string_view ended_reason, bool has_connected) {
    const auto* found = std::ranges::find(reasons, ended_reason, &Reason::name);
    if (found != std::end(reasons)) return found->outcome;
    const bool is_fault =
        std::ranges::any_of(beginnings_of_faults, [&](auto begin) { return ended_reason.starts_with(begin); });
    return has_connected && !is_fault ? DialOutcome::answered : DialOutcome::failed;
}

}  // namespace rollcall::connectors
