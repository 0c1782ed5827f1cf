#include "connectors/connections/connection_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/connections/connections.hpp"
#include "connectors/keys/connection_keys.hpp"

namespace rollcall::connectors {

BOOST_DESCRIBE_STRUCT(CreateConnection, (), (platform, name, secret))
BOOST_DESCRIBE_STRUCT(UpdateConnection, (), (name, secret))

namespace {

struct SetConnectionKey {
    std::string key;
};
BOOST_DESCRIBE_STRUCT(SetConnectionKey, (), (key))

struct ConnectionErrorBody {
    std::string message;
    Time happened_at;
};
BOOST_DESCRIBE_STRUCT(ConnectionErrorBody, (), (message, happened_at))

struct ConnectionBody {
    ConnectionId id;
    Platform platform;
    std::string name;
    std::string webhook_url;
    bool has_secret;
    bool has_short_secret;
    bool has_key;
    std::optional<Time> key_set_at;
    std::optional<Time> last_event_at;
    std::optional<ConnectionErrorBody> last_error;
    Time created_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ConnectionBody, (),
                      (id, platform, name, webhook_url, has_secret, has_short_secret, has_key, key_set_at,
                       last_event_at, last_error, created_at, can, etag))

std::optional<ConnectionErrorBody> present_last_error(const Connection& connection) {
    if (!connection.last_error) return std::nullopt;
    return ConnectionErrorBody{*connection.last_error, connection.last_error_at.value_or(Time{})};
}

ConnectionBody present(const Connection& connection, const access::Caller& caller, const api::Services& services) {
    using access::Action;
    return {
        .id = connection.id,
        .platform = connection.platform,
        .name = connection.name,
        .webhook_url = services.address + "/api/v1/ingest/" + connection.id.text(),
        .has_secret = connection.secret_sealed.has_value(),
        .has_short_secret = has_short_secret(services.key, connection),
        .has_key = connection.key_sealed.has_value(),
        .key_set_at = connection.key_set_at,
        .last_event_at = connection.last_event_at,
        .last_error = present_last_error(connection),
        .created_at = connection.created_at,
        .can = api::list_allowed_actions(caller, access::Rights{},
                                         {{Action::update_connection, "update"},
                                          {Action::delete_connection, "delete"},
                                          {Action::change_connection_key, "change_key"}}),
        .etag = etag(connection.version),
    };
}

}  // namespace

http::Response handle_list_connections(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = connection_sorts, .default_sort = "name"});
    const auto context = request.context(services);
    const auto page = context.read([&](database::Transaction& tx) { return list_connections(tx, list.page); });
    return api::respond_ok(page,
                           [&](const Connection& connection) { return present(connection, context.caller, services); });
}

http::Response handle_create_connection(const api::Request& request, api::Services& services) {
    const auto connection =
        create_connection(request.context(services), services.key, request.body<CreateConnection>());
    return api::respond_created("/api/v1/connections/" + connection.id.text(),
                                present(connection, request.caller(), services));
}

http::Response handle_get_connection(const api::Request& request, api::Services& services) {
    const auto connection = get_connection(request.context(services), request.id<ConnectionId>());
    return api::respond_ok(present(connection, request.caller(), services));
}

http::Response handle_update_connection(const api::Request& request, api::Services& services) {
    const auto input = request.body<UpdateConnection>();
    const auto connection = update_connection(request.context(services), services.key, request.id<ConnectionId>(),
                                              request.expected_version(), input);
    return api::respond_ok(present(connection, request.caller(), services));
}

http::Response handle_set_connection_key(const api::Request& request, api::Services& services) {
    const auto connection = set_connection_key(request.context(services), services.key, services.platform_client,
                                               request.id<ConnectionId>(), request.body<SetConnectionKey>().key);
    return api::respond_ok(present(connection, request.caller(), services));
}

http::Response handle_remove_connection_key(const api::Request& request, api::Services& services) {
    remove_connection_key(request.context(services), request.id<ConnectionId>());
    return http::Response::no_content();
}

http::Response handle_delete_connection(const api::Request& request, api::Services& services) {
    delete_connection(request.context(services), request.id<ConnectionId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::connectors
