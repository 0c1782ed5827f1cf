#include "app/route_permissions.hpp"

#include <spdlog/spdlog.h>

#include <optional>

#include "access/decision.hpp"
#include "database/forwarding_database.hpp"

namespace rollcall::app {

namespace {

using access::Permission;

/// Each write runs to its end, so that its own error comes first, and is then undone.
class RefusingDatabase final : public database::ForwardingDatabase {
public:
    RefusingDatabase(database::Database& database, const access::Caller& caller, Permission missing)
        : ForwardingDatabase(database), caller_(caller), missing_(missing) {}

protected:
    void write_work(const Work& work) override {
        ForwardingDatabase::write_work([&](database::Transaction& tx) {
            work(tx);
            refuse();
        });
    }

private:
    [[noreturn]] void refuse() const {
        spdlog::error("A rule did not check the permission {} of its route before a write",
                      access::text_of(missing_).name);
        access::throw_permission_missing(caller_, missing_);
    }

    const access::Caller& caller_;
    const Permission missing_;
};

std::optional<Permission> find_missing(access::Permissions required, const access::Caller& caller) {
    for (const auto& text : access::permission_texts) {
        if (required.has(text.permission) && !caller.permissions.has(text.permission)) return text.permission;
    }
    return std::nullopt;
}

/// A service that is added does not compile until it is listed here.
api::Services replace_database(const api::Services& services, database::Database& other) {
    const auto& [database, clock, blobs, passwords, pictures, search_memory, metrics, readiness, key, cursor_key,
                 folder, sends_mail, outbox, recordings, erasure_ledger, number_erasures, live_streams,
                 wrong_signatures, webhook_counters, platform_client, webhook_hosts, on_reported_call, may_be_dialled,
                 temporary_folder, on_time_zone_change, wake_day_sums, wake_imports, wake_campaigns, address,
                 setup_token, version, https] = services;
    return {other,
            clock,
            blobs,
            passwords,
            pictures,
            search_memory,
            metrics,
            readiness,
            key,
            cursor_key,
            folder,
            sends_mail,
            outbox,
            recordings,
            erasure_ledger,
            number_erasures,
            live_streams,
            wrong_signatures,
            webhook_counters,
            platform_client,
            webhook_hosts,
            on_reported_call,
            may_be_dialled,
            temporary_folder,
            on_time_zone_change,
            wake_day_sums,
            wake_imports,
            wake_campaigns,
            address,
            setup_token,
            version,
            https};
}

}  // namespace

http::Response run_with_permissions(access::Permissions required, const access::Caller& caller,
                                    database::Database& database,
                                    const std::function<http::Response(database::Database&)>& run) {
    const auto missing = find_missing(required, caller);
    if (!missing) return run(database);
    RefusingDatabase refusing(database, caller, *missing);
    const auto response = run(refusing);
    if (response.status >= 400) return response;
    spdlog::error("A rule did not check the permission {} of its route", access::text_of(*missing).name);
    access::throw_permission_missing(caller, *missing);
}

http::Response run_with_permissions(const api::Route& route, const api::Request& request, api::Services& services) {
    const auto required = route.audience.permissions();
    if (required == access::Permissions{}) return route.handler(request, services);
    return run_with_permissions(required, request.caller(), services.database, [&](database::Database& database) {
        if (&database == &services.database) return route.handler(request, services);
        auto refusing = replace_database(services, database);
        return route.handler(request, refusing);
    });
}

}  // namespace rollcall::app
