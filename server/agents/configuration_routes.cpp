#include "agents/configuration_routes.hpp"

#include <boost/describe/class.hpp>

#include "agents/agents.hpp"
#include "agents/configurations.hpp"
#include "api/access_json.hpp"
#include "api/answer.hpp"

namespace rollcall::agents {

namespace {

using access::Action;

struct ChangeConfiguration {
    boost::json::object configuration;
};
BOOST_DESCRIBE_STRUCT(ChangeConfiguration, (), (configuration))

struct ConfigurationBody {
    boost::json::object configuration;
    bool is_draft;
    std::int64_t live_version;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ConfigurationBody, (), (configuration, is_draft, live_version, can, etag))

struct VersionSummaryBody {
    std::int64_t number;
    MemberId published_by;
    std::optional<std::string> publisher_name;
    Time published_at;
};
BOOST_DESCRIBE_STRUCT(VersionSummaryBody, (), (number, published_by, publisher_name, published_at))

struct VersionBody : VersionSummaryBody {
    boost::json::object configuration;
};
BOOST_DESCRIBE_STRUCT(VersionBody, (VersionSummaryBody), (configuration))

std::vector<std::string_view> what_can_be_done(const EditedConfiguration& edited, const access::Caller& caller) {
    if (!edited.is_draft) {
        return api::names_of_allowed(caller, access::Relation::assigned, {{Action::update_configuration, "update"}});
    }
    return api::names_of_allowed(caller, access::Relation::assigned,
                                 {{Action::update_configuration, "update"}, {Action::update_configuration, "publish"}});
}

ConfigurationBody present(const EditedConfiguration& edited, const access::Caller& caller) {
    return {
        .configuration = edited.configuration.content(),
        .is_draft = edited.is_draft,
        .live_version = edited.live_number,
        .can = what_can_be_done(edited, caller),
        .etag = etag(edited.version),
    };
}

VersionSummaryBody present_summary(const VersionSummary& version) {
    return {version.number, version.published_by, version.publisher_name, version.published_at};
}

}  // namespace

http::Response show_configuration(const api::Request& request, api::Services& services) {
    const auto edited = services.database.read(
        [&](database::Transaction& tx) { return get_configuration(tx, request.caller(), request.id<AgentId>()); });
    return api::ok(present(edited, request.caller()));
}

http::Response change_configuration(const api::Request& request, api::Services& services) {
    const Configuration input(request.body<ChangeConfiguration>().configuration);
    const auto edited = save_draft(services.database, services.clock, request.caller(), request.id<AgentId>(),
                                   request.expected_version(), input);
    return api::ok(present(edited, request.caller()));
}

http::Response publish(const api::Request& request, api::Services& services) {
    const auto edited = publish_draft(services.database, services.clock, request.caller(), request.id<AgentId>(),
                                      request.expected_version());
    return api::ok(present(edited, request.caller()));
}

http::Response list_versions(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = version_sorts, .default_sort = "-number"});
    const auto id = request.id<AgentId>();
    const auto page = services.database.read([&](database::Transaction& tx) {
        found_for(tx, request.caller(), Action::view_configuration, id);
        return list_versions(tx, id, asked.page);
    });
    return api::ok(page, present_summary);
}

http::Response show_version(const api::Request& request, api::Services& services) {
    const auto version = services.database.read([&](database::Transaction& tx) {
        return get_version(tx, request.caller(), request.id<AgentId>(), request.number());
    });
    return api::ok(VersionBody{present_summary(version), version.configuration.content()});
}

}  // namespace rollcall::agents
