#include "agents/configuration_routes.hpp"

#include <boost/describe/class.hpp>

#include "agents/agents.hpp"
#include "agents/configuration_text.hpp"
#include "agents/configurations.hpp"
#include "api/access_json.hpp"
#include "api/respond.hpp"

namespace rollcall::agents {

namespace {

using access::Action;

struct ChangeConfiguration {
    boost::json::object configuration;
};
BOOST_DESCRIBE_STRUCT(ChangeConfiguration, (), (configuration))

struct ConfigurationBody {
    http::JsonText configuration;
    std::string configuration_text;
    bool is_draft;
    std::int64_t live_version;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ConfigurationBody, (), (configuration, configuration_text, is_draft, live_version, can, etag))

struct VersionSummaryBody {
    std::int64_t number;
    MemberId published_by;
    std::optional<std::string> publisher_name;
    Time published_at;
};
BOOST_DESCRIBE_STRUCT(VersionSummaryBody, (), (number, published_by, publisher_name, published_at))

struct VersionBody : VersionSummaryBody {
    http::JsonText configuration;
    std::string configuration_text;
};
BOOST_DESCRIBE_STRUCT(VersionBody, (VersionSummaryBody), (configuration, configuration_text))

/// The text as the caller may see it: without the prompt for members from whom the account hides it.
std::string visible_text(const Configuration& configuration, const access::Caller& caller) {
    return may_view_prompt(caller) ? configuration.text() : with_field(configuration.text(), "prompt", std::nullopt);
}

std::vector<std::string_view> actions_on_configuration(const EditedConfiguration& edited,
                                                       const access::Caller& caller) {
    if (!edited.is_draft) {
        return api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                         {{Action::update_configuration, "update"}});
    }
    return api::list_allowed_actions(
        caller, access::rights_in_scope(caller),
        {{Action::update_configuration, "update"}, {Action::update_configuration, "publish"}});
}

ConfigurationBody present(const EditedConfiguration& edited, const access::Caller& caller) {
    const auto text = visible_text(edited.configuration, caller);
    return {
        .configuration = {text},
        .configuration_text = text,
        .is_draft = edited.is_draft,
        .live_version = edited.live_number,
        .can = actions_on_configuration(edited, caller),
        .etag = etag(edited.version),
    };
}

VersionSummaryBody present_summary(const VersionSummary& version) {
    return {version.number, version.published_by, version.publisher_name, version.published_at};
}

}  // namespace

http::Response handle_get_configuration(const api::Request& request, api::Services& services) {
    const auto edited = get_configuration(request.context(services), request.id<AgentId>());
    return api::respond_ok(present(edited, request.caller()));
}

http::Response handle_save_draft(const api::Request& request, api::Services& services) {
    request.body<ChangeConfiguration>();  // throws unless it has this field, an object, and no other
    const auto input = Configuration::from_text(text_of_first_field(request.bytes()));
    const auto edited = save_draft(request.context(services), request.id<AgentId>(), request.expected_version(), input);
    return api::respond_ok(present(edited, request.caller()));
}

http::Response handle_publish_draft(const api::Request& request, api::Services& services) {
    const auto edited = publish_draft(request.context(services), request.id<AgentId>(), request.expected_version());
    return api::respond_ok(present(edited, request.caller()));
}

http::Response handle_list_versions(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = version_sorts, .default_sort = "-number"});
    return api::respond_ok(get_versions(request.context(services), request.id<AgentId>(), list.page), present_summary);
}

http::Response handle_get_version(const api::Request& request, api::Services& services) {
    const auto version = get_version(request.context(services), request.id<AgentId>(), request.number());
    const auto text = visible_text(version.configuration, request.caller());
    return api::respond_ok(VersionBody{present_summary(version), {text}, text});
}

}  // namespace rollcall::agents
