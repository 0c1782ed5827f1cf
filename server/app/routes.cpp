#include "app/routes.hpp"

#include <boost/describe/class.hpp>

#include "accounts/account_settings_routes.hpp"
#include "accounts/audit_routes.hpp"
#include "accounts/mail_routes.hpp"
#include "agents/agent_routes.hpp"
#include "agents/configuration_routes.hpp"
#include "app/operation_routes.hpp"
#include "calls/intake/api_call_routes.hpp"
#include "calls/intake/external_id_routes.hpp"
#include "calls/intake/intake_limits.hpp"
#include "calls/intake/unknown_agent_routes.hpp"
#include "calls/listing/call_routes.hpp"
#include "calls/live/live_routes.hpp"
#include "calls/recordings/recording_routes.hpp"
#include "companies/company_routes.hpp"
#include "connectors/connections/connection_routes.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "connectors/ingest/webhook_routes.hpp"
#include "http/json/json_write.hpp"
#include "identity/api_token_routes.hpp"
#include "identity/password_reset_routes.hpp"
#include "identity/profile_routes.hpp"
#include "identity/session_routes.hpp"
#include "members/invitations/invitation_routes.hpp"
#include "members/member_routes.hpp"
#include "members/setup_routes.hpp"
#include "pictures/picture_reader.hpp"
#include "pictures/picture_routes.hpp"
#include "usage/usage_routes.hpp"

namespace rollcall::app {

namespace {

constexpr auto GET = http::Method::get;
constexpr auto POST = http::Method::post;
constexpr auto PUT = http::Method::put;
constexpr auto PATCH = http::Method::patch;
constexpr auto DELETE = http::Method::del;

using access::Permission;
using api::administrators;
using api::anyone;
using api::platform;
using api::signed_in;
using api::signed_in_owing;
using api::with;
constexpr auto list = api::Query::list;
constexpr auto version = api::Query::version;
constexpr auto download = api::Query::download;
constexpr auto no_query = api::Query::none;
constexpr auto picture_limit = pictures::largest_upload;
constexpr auto webhook_limit = connectors::largest_webhook;
constexpr auto in_file = http::BodyKept::in_file_where_large;

struct RouteBody {
    std::string_view method;
    std::string path;
    std::string audience;
};
BOOST_DESCRIBE_STRUCT(RouteBody, (), (method, path, audience))

}  // namespace

// clang-format off
api::Routes routes() {
    return {
        // verb   path                             who may call                    handler
        {GET,    "/health/live",                   anyone,                         show_liveness},
        {GET,    "/health/ready",                  anyone,                         show_readiness},
        {GET,    "/metrics",                       administrators,                 show_metrics},

        {GET,    "/api/v1/setup",                  anyone,                         members::show_setup},
        {POST,   "/api/v1/setup",                  anyone,                         members::create_setup},

        {GET,    "/api/v1/session",                anyone,                         identity::show_session},
        {POST,   "/api/v1/session",                anyone,                         identity::create_session},
        {DELETE, "/api/v1/session",                anyone,                         identity::delete_session},

        {POST,   "/api/v1/password-resets",        anyone,                         identity::request_password_reset},
        {POST,   "/api/v1/password-resets/completion", anyone,                     identity::complete_password_reset},

        {GET,    "/api/v1/profile",                signed_in,                      identity::show_profile},
        {GET,    "/api/v1/profile/picture",        signed_in,                      pictures::show_own_picture, version},
        {PUT,    "/api/v1/profile/picture",        signed_in,                      pictures::put_own_picture, no_query, picture_limit},
        {DELETE, "/api/v1/profile/picture",        signed_in,                      pictures::delete_own_picture},
        {PUT,    "/api/v1/profile/password",       signed_in_owing,                identity::change_password},
        {GET,    "/api/v1/profile/sessions",       signed_in,                      identity::list_own_sessions, list},
        {DELETE, "/api/v1/profile/sessions",       signed_in,                      identity::end_own_sessions},
        {DELETE, "/api/v1/profile/sessions/{id}",  signed_in,                      identity::end_own_session},

        {GET,    "/api/v1/members",                administrators,                 members::list_members, list},
        {GET,    "/api/v1/members.csv",            administrators,                 members::export_members, list},
        {POST,   "/api/v1/members",                administrators,                 members::create},
        {GET,    "/api/v1/members/{id}",           administrators,                 members::show},
        {PATCH,  "/api/v1/members/{id}",           administrators,                 members::update},
        {DELETE, "/api/v1/members/{id}",           administrators,                 members::remove},
        {POST,   "/api/v1/members/{id}/changes",   administrators,                 members::preview},
        {PUT,    "/api/v1/members/{id}/password",  administrators,                 members::set_password},
        {GET,    "/api/v1/members/{id}/picture",   administrators,                 pictures::show_picture, version},
        {PUT,    "/api/v1/members/{id}/suspension", administrators,                members::suspend},
        {DELETE, "/api/v1/members/{id}/suspension", administrators,                members::restore},
        {POST,   "/api/v1/members/{id}/invitation", administrators,                members::invite_again},
        {DELETE, "/api/v1/members/{id}/invitation", administrators,                members::revoke_invitation},

        {POST,   "/api/v1/invitations/lookup",     anyone,                         members::look_up_invitation},
        {POST,   "/api/v1/invitations/acceptance", anyone,                         members::accept_invitation},
        {POST,   "/api/v1/invitations/renewal",    anyone,                         members::renew_invitation},

        {GET,    "/api/v1/mail",                   administrators,                 accounts::list_mail, list},
        {GET,    "/api/v1/mail/{id}",              administrators,                 accounts::show_mail},
        {GET,    "/api/v1/audit-entries",          administrators,                 accounts::list_audit_entries, list},
        {GET,    "/api/v1/audit-entries.csv",      administrators,                 accounts::export_audit_entries, list},

        {GET,    "/api/v1/settings",               administrators,                 accounts::show_settings},
        {PATCH,  "/api/v1/settings",               administrators,                 accounts::change_settings},

        {GET,    "/api/v1/api-tokens",             administrators,                 identity::list_api_tokens, list},
        {POST,   "/api/v1/api-tokens",             administrators,                 identity::create_api_token},
        {DELETE, "/api/v1/api-tokens/{id}",        administrators,                 identity::revoke_api_token},

        {GET,    "/api/v1/companies",              signed_in,                      companies::handle_list_companies, list},
        {POST,   "/api/v1/companies",              administrators,                 companies::handle_create_company},
        {GET,    "/api/v1/companies/{id}",         signed_in,                      companies::handle_get_company},
        {PATCH,  "/api/v1/companies/{id}",         administrators,                 companies::handle_update_company},
        {DELETE, "/api/v1/companies/{id}",         administrators,                 companies::handle_delete_company},

        {GET,    "/api/v1/agents",                 signed_in,                      agents::handle_list_agents, list},
        {POST,   "/api/v1/agents",                 administrators,                 agents::handle_create_agent},
        {GET,    "/api/v1/agents/{id}",            signed_in,                      agents::handle_get_agent},
        {PATCH,  "/api/v1/agents/{id}",            with(Permission::edit_agents),  agents::handle_update_agent},
        {DELETE, "/api/v1/agents/{id}",            administrators,                 agents::handle_delete_agent},
        {GET,    "/api/v1/agents/{id}/configuration", with(Permission::use_advanced_editor),
                                                                                      agents::handle_get_configuration},
        {PUT,    "/api/v1/agents/{id}/configuration", with(Permission::edit_agents, Permission::use_advanced_editor),
                                                                                      agents::handle_save_draft},
        {POST,   "/api/v1/agents/{id}/publication",   with(Permission::edit_agents, Permission::use_advanced_editor),
                                                                                      agents::handle_publish_draft},
        {GET,    "/api/v1/agents/{id}/versions",      with(Permission::use_advanced_editor),
                                                                                      agents::handle_list_versions, list},
        {GET,    "/api/v1/agents/{id}/versions/{number}", with(Permission::use_advanced_editor),
                                                                                      agents::handle_get_version},
        {GET,    "/api/v1/agents/{id}/external-ids",  administrators,              calls::handle_get_external_ids},
        {PUT,    "/api/v1/agents/{id}/external-ids",  administrators,              calls::handle_update_external_ids},

        {GET,    "/api/v1/connections",            administrators,                 connectors::handle_list_connections, list},
        {POST,   "/api/v1/connections",            administrators,                 connectors::handle_create_connection},
        {GET,    "/api/v1/connections/{id}",       administrators,                 connectors::handle_get_connection},
        {PATCH,  "/api/v1/connections/{id}",       administrators,                 connectors::handle_update_connection},
        {DELETE, "/api/v1/connections/{id}",       administrators,                 connectors::handle_delete_connection},
        {GET,    "/api/v1/unknown-agents",         administrators,                 calls::handle_list_unknown_agents, list},
        {POST,   "/api/v1/unknown-agents/{id}/assignment", administrators,         calls::handle_assign_unknown_agent},

        {POST,   "/api/v1/ingest/{id}",            platform,                       connectors::handle_receive_webhook, no_query, webhook_limit, in_file, connectors::handle_check_webhook_header},

        {GET,    "/api/v1/calls",                  signed_in,                      calls::handle_list_calls, list},
        {POST,   "/api/v1/calls",                  administrators,                 calls::handle_create_api_call, no_query, calls::largest_api_call},
        {GET,    "/api/v1/calls.csv",              signed_in,                      calls::handle_export_calls, list},
        {GET,    "/api/v1/calls/live",             signed_in,                      calls::handle_watch_calls},
        {GET,    "/api/v1/calls/{id}",             signed_in,                      calls::handle_get_call},
        {GET,    "/api/v1/calls/{id}/recording",   with(Permission::view_recordings), calls::handle_get_recording, download},
        {GET,    "/api/v1/calls/{id}/waveform",    with(Permission::view_recordings), calls::handle_get_waveform},

        {GET,    "/api/v1/usage",                  with(Permission::view_billable_minutes), usage::handle_get_usage, list},
        {GET,    "/api/v1/usage.csv",              with(Permission::view_billable_minutes), usage::handle_export_usage, list},
    };
}
// clang-format on

std::string routes_as_json() {
    std::vector<RouteBody> bodies;
    const auto table = routes();
    for (const auto& route : table) {
        bodies.push_back({http::to_text(route.method), route.path, route.audience.text()});
    }
    return http::write_json(bodies);
}

}  // namespace rollcall::app
