#pragma once

#include <prometheus/registry.h>

#include <memory>
#include <string>

#include "api/services.hpp"
#include "app/metrics/request_metrics.hpp"
#include "database/database_metrics.hpp"
#include "http/server/counters.hpp"

namespace rollcall::app {

/// What the server counts, for Prometheus.
class Metrics {
public:
    void count_request(const http::Exchange& exchange) { requests_.count(exchange); }

    /// What the HTTP server counts.
    const std::shared_ptr<http::Counters>& server() const { return server_; }

    /// What the database measures.
    const database::SharedDatabaseMetrics& database() const { return database_; }

    /// All metrics in the text format (version 0.0.4). Reads the lengths of the queues from the database.
    std::string write(const api::Services& services) const;

private:
    prometheus::Registry registry_;
    RequestMetrics requests_{registry_};
    std::shared_ptr<http::Counters> server_ = std::make_shared<http::Counters>();
    database::SharedDatabaseMetrics database_ = std::make_shared<database::DatabaseMetrics>();
};

}  // namespace rollcall::app
