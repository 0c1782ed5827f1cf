#include "agents/agent_routes.hpp"

#include <fmt/format.h>

#include <boost/describe/class.hpp>

#include "agents/agent_limits.hpp"
#include "agents/agents.hpp"
#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

namespace rollcall::agents {

BOOST_DESCRIBE_STRUCT(CreateAgent, (), (company_id, name, greeting, prompt, voice, language))
BOOST_DESCRIBE_STRUCT(UpdateAgent, (), (company_id, with_calls, name, greeting, prompt, voice, language))

namespace {

struct SummaryBody {
    AgentId id;
    CompanyId company_id;
    std::string company_name;
    std::string name;
    std::optional<std::string> voice;
    std::optional<std::string> language;
    Time created_at;
    Time updated_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(SummaryBody, (),
                      (id, company_id, company_name, name, voice, language, created_at, updated_at, can, etag))

struct AgentBody : SummaryBody {
    std::optional<std::string> greeting;
    http::Maybe<std::optional<std::string>> prompt;  ///< only for callers who may view it
};
BOOST_DESCRIBE_STRUCT(AgentBody, (SummaryBody), (greeting, prompt))

// What is shown is in the caller's scope already.
std::vector<std::string_view> actions_on_agent(const access::Caller& caller) {
    using access::Action;
    return api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                     {{Action::update_agent, "update"},
                                      {Action::view_configuration, "view_configuration"},
                                      {Action::move_agent, "move"},
                                      {Action::delete_agent, "delete"}});
}

SummaryBody present_summary(const AgentSummary& agent, const access::Caller& caller) {
    return {
        .id = agent.id,
        .company_id = agent.company_id,
        .company_name = agent.company_name,
        .name = agent.name,
        .voice = agent.voice,
        .language = agent.language,
        .created_at = agent.created_at,
        .updated_at = agent.updated_at,
        .can = actions_on_agent(caller),
        .etag = etag(agent.version),
    };
}

AgentBody present(const Agent& agent, const access::Caller& caller) {
    AgentBody body{present_summary(agent, caller), agent.greeting, {}};
    if (may_view_prompt(caller)) body.prompt = agent.prompt;
    return body;
}

constexpr std::string_view filters[] = {"company_id", "search"};

AgentFilter read_filter(const api::ListRequest& list) {
    AgentFilter filter;
    if (const auto company = list.filter("company_id")) filter.company = CompanyId(*company);
    filter.search = list.filter("search");
    if (filter.search && count_code_points(*filter.search) > longest_agent_search) {
        throw Error::invalid("search", fmt::format("This must have at most {} characters.", longest_agent_search));
    }
    return filter;
}

}  // namespace

http::Response handle_list_agents(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = agent_sorts,
                                    .default_sort = "name",
                                    .filters = filters,
                                    .offers_total = true,
                                    .best_first = best_agent_match});
    const auto filter = read_filter(list);
    const auto context = request.context(services);
    const auto page = context.read(
        [&](database::Transaction& tx) { return list_agents(tx, context.caller, filter, list.page, context.now()); });
    return api::respond_ok(page, [&](const AgentSummary& agent) { return present_summary(agent, context.caller); });
}

http::Response handle_create_agent(const api::Request& request, api::Services& services) {
    const auto agent = create_agent(request.context(services), request.body<CreateAgent>());
    return api::respond_created("/api/v1/agents/" + agent.id.text(), present(agent, request.caller()));
}

http::Response handle_get_agent(const api::Request& request, api::Services& services) {
    return api::respond_ok(present(get_agent(request.context(services), request.id<AgentId>()), request.caller()));
}

http::Response handle_update_agent(const api::Request& request, api::Services& services) {
    const auto agent = update_agent(request.context(services), request.id<AgentId>(), request.expected_version(),
                                    request.body<UpdateAgent>());
    return api::respond_ok(present(agent, request.caller()));
}

http::Response handle_delete_agent(const api::Request& request, api::Services& services) {
    delete_agent(request.context(services), request.id<AgentId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::agents
