#pragma once

#include "connectors/calling/call_placer.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/web/exempt_hosts.hpp"
#include "core/clock.hpp"

namespace rollcall::connectors {

/// Places calls over the web: at the platforms, and by a signed webhook for agents without one
/// (docs/decisions/0045-calls-through-the-platforms.md).
class PlatformCallPlacer : public CallPlacer {
public:
    PlatformCallPlacer(const PlatformClient& client, const ExemptHosts& webhook_hosts, const Clock& clock)
        : client_(client), webhook_hosts_(webhook_hosts), clock_(clock) {}

    PlacedCall place_call(const CallRoute& route, const CallOrder& order) override;
    CallLookup find_placed_call(const CallRoute& route, const CallOrder& order) override;

private:
    bool is_too_late(const CallOrder& order) const;
    PlacedCall place_by_webhook(const CallRoute& route, const CallOrder& order) const;
    PlacedCall place_at_platform(const CallRoute& route, const CallOrder& order) const;

    const PlatformClient& client_;
    const ExemptHosts& webhook_hosts_;
    const Clock& clock_;
};

}  // namespace rollcall::connectors
