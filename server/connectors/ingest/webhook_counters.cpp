#include "connectors/ingest/webhook_counters.hpp"

#include "core/enum_names.hpp"

namespace rollcall::connectors {

namespace {

prometheus::Labels labels_of(std::optional<Platform> platform, WebhookResult result) {
    return {{"platform", std::string(platform ? enum_name(*platform) : "unknown")},
            {"result", std::string(enum_name(result))}};
}

std::vector<prometheus::Labels> list_labels() {
    std::vector<prometheus::Labels> all{labels_of(std::nullopt, WebhookResult::refused)};
    for (const auto platform : enum_values<Platform>) {
        for (const auto result : enum_values<WebhookResult>) all.push_back(labels_of(platform, result));
    }
    return all;
}

}  // namespace

WebhookCounters::WebhookCounters()
    : family_("rollcall_webhook_deliveries_total",
              "Webhooks that arrived, by platform (unknown: to no connection) and result.", list_labels()) {}

void WebhookCounters::count(std::optional<Platform> platform, WebhookResult result) {
    family_.count(labels_of(platform, result));
}

}  // namespace rollcall::connectors
