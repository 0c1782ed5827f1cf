#include "connectors/connections/connection_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/answer.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/connections/connections.hpp"

namespace rollcall::connectors {

BOOST_DESCRIBE_STRUCT(CreateConnection, (), (platform, name, secret))
BOOST_DESCRIBE_STRUCT(UpdateConnection, (), (name, secret))
BOOST_DESCRIBE_STRUCT(ConnectionError, (), (message, happened_at))

namespace {

struct ConnectionBody {
    ConnectionId id;
    Platform platform;
    std::string name;
    std::string webhook_url;
    bool has_secret;
    std::optional<Time> last_event_at;
    std::optional<ConnectionError> last_error;
    Time created_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ConnectionBody, (),
                      (id, platform, name, webhook_url, has_secret, last_event_at, last_error, created_at, can, etag))

ConnectionBody present(const Connection& connection, const access::Caller& caller, const std::string& address) {
    using access::Action;
    return {
        .id = connection.id,
        .platform = connection.platform,
        .name = connection.name,
        .webhook_url = address + "/api/v1/ingest/" + connection.id.text(),
        .has_secret = connection.secret_sealed.has_value(),
        .last_event_at = connection.last_event_at,
        .last_error = connection.last_error,
        .created_at = connection.created_at,
        .can = api::names_of_allowed(caller, access::Rights{},
                                     {{Action::update_connection, "update"}, {Action::delete_connection, "delete"}}),
        .etag = etag(connection.version),
    };
}

Administration administration(api::Services& services) { return {services.database, services.clock, services.key}; }

}  // namespace

http::Response list_connections(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = connection_sorts, .default_sort = "name"});
    const auto page = services.database.read([&](database::Transaction& tx) { return list(tx, asked.page); });
    return api::ok(
        page, [&](const Connection& connection) { return present(connection, request.caller(), services.address); });
}

http::Response create(const api::Request& request, api::Services& services) {
    const auto input = request.body<CreateConnection>();
    const auto connection = create_connection(administration(services), request.caller(), input);
    return api::created("/api/v1/connections/" + connection.id.text(),
                        present(connection, request.caller(), services.address));
}

http::Response show(const api::Request& request, api::Services& services) {
    const auto connection = services.database.read(
        [&](database::Transaction& tx) { return get_connection(tx, request.caller(), request.id<ConnectionId>()); });
    return api::ok(present(connection, request.caller(), services.address));
}

http::Response update(const api::Request& request, api::Services& services) {
    const auto input = request.body<UpdateConnection>();
    const auto connection = update_connection(administration(services), request.caller(), request.id<ConnectionId>(),
                                              request.expected_version(), input);
    return api::ok(present(connection, request.caller(), services.address));
}

http::Response remove(const api::Request& request, api::Services& services) {
    delete_connection(administration(services), request.caller(), request.id<ConnectionId>(),
                      request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::connectors
