#pragma once

#include <boost/describe/enum.hpp>
#include <optional>

#include "connectors/connections/connection.hpp"
#include "core/counter_family.hpp"

namespace rollcall::connectors {

enum class WebhookResult {
    stored,
    repeated,  ///< it had arrived before
    refused,   ///< wrong signature, too many of them, or it cannot be read
    failed,    ///< it could not be stored; the platform sends it again
};
BOOST_DESCRIBE_ENUM(WebhookResult, stored, repeated, refused, failed)

/// Counts webhooks by platform and by what became of them.
class WebhookCounters {
public:
    WebhookCounters();

    /// Nothing for a webhook to a connection that does not exist.
    void count(std::optional<Platform> platform, WebhookResult result);

    std::vector<prometheus::MetricFamily> collect() const { return family_.collect(); }

private:
    CounterFamily family_;
};

}  // namespace rollcall::connectors
