#include "app/routes.hpp"

#include <boost/describe/class.hpp>

#include "accounts/account_settings_routes.hpp"
#include "accounts/audit_routes.hpp"
#include "accounts/mail_routes.hpp"
#include "agents/agent_routes.hpp"
#include "agents/configuration_routes.hpp"
#include "app/operation_routes.hpp"
#include "calls/intake/api_call_routes.hpp"
#include "calls/intake/api_calls.hpp"
#include "calls/listing/call_routes.hpp"
#include "calls/live/live_routes.hpp"
#include "calls/recordings/recording_routes.hpp"
#include "companies/company_routes.hpp"
#include "connectors/connections/connection_routes.hpp"
#include "connectors/connections/external_id_routes.hpp"
#include "connectors/ingest/deliveries.hpp"
#include "connectors/ingest/ingest_routes.hpp"
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
constexpr auto delivery_limit = connectors::largest_delivery;
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

        {GET,    "/api/v1/session",                anyone,                         identity::handle_get_session},
        {POST,   "/api/v1/session",                anyone,                         identity::handle_sign_in},
        {DELETE, "/api/v1/session",                anyone,                         identity::handle_sign_out},

        {POST,   "/api/v1/password-resets",        anyone,                         identity::handle_request_password_reset},
        {POST,   "/api/v1/password-resets/completion", anyone,                     identity::handle_complete_password_reset},

        {GET,    "/api/v1/profile",                signed_in,                      identity::handle_get_profile},
        {GET,    "/api/v1/profile/picture",        signed_in,                      pictures::show_own_picture, version},
        {PUT,    "/api/v1/profile/picture",        signed_in,                      pictures::put_own_picture, no_query, picture_limit},
        {DELETE, "/api/v1/profile/picture",        signed_in,                      pictures::delete_own_picture},
        {PUT,    "/api/v1/profile/password",       signed_in_owing,                identity::handle_change_own_password},
        {GET,    "/api/v1/profile/sessions",       signed_in,                      identity::handle_list_own_sessions, list},
        {DELETE, "/api/v1/profile/sessions",       signed_in,                      identity::handle_end_all_own_sessions},
        {DELETE, "/api/v1/profile/sessions/{id}",  signed_in,                      identity::handle_end_own_session},

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

        {GET,    "/api/v1/mail",                   administrators,                 accounts::handle_list_mail, list},
        {GET,    "/api/v1/mail/{id}",              administrators,                 accounts::handle_get_mail},
        {GET,    "/api/v1/audit-entries",          administrators,                 accounts::handle_list_audit_entries, list},
        {GET,    "/api/v1/audit-entries.csv",      administrators,                 accounts::handle_export_audit_entries, list},

        {GET,    "/api/v1/settings",               administrators,                 accounts::handle_get_settings},
        {PATCH,  "/api/v1/settings",               administrators,                 accounts::handle_update_settings},

        {GET,    "/api/v1/api-tokens",             administrators,                 identity::handle_list_api_tokens, list},
        {POST,   "/api/v1/api-tokens",             administrators,                 identity::handle_create_api_token},
        {DELETE, "/api/v1/api-tokens/{id}",        administrators,                 identity::handle_revoke_api_token},

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
        {GET,    "/api/v1/agents/{id}/external-ids",  administrators,              connectors::show_external_ids},
        {PUT,    "/api/v1/agents/{id}/external-ids",  administrators,              connectors::change_external_ids},

        {GET,    "/api/v1/connections",            administrators,                 connectors::list_connections, list},
        {POST,   "/api/v1/connections",            administrators,                 connectors::create},
        {GET,    "/api/v1/connections/{id}",       administrators,                 connectors::show},
        {PATCH,  "/api/v1/connections/{id}",       administrators,                 connectors::update},
        {DELETE, "/api/v1/connections/{id}",       administrators,                 connectors::remove},
        {GET,    "/api/v1/unknown-agents",         administrators,                 connectors::list_unknown_agents, list},
        {POST,   "/api/v1/unknown-agents/{id}/assignment", administrators,         connectors::assign_unknown_agent},

        {POST,   "/api/v1/ingest/{id}",            platform,                       connectors::ingest, no_query, delivery_limit, in_file, connectors::admit},

        {GET,    "/api/v1/calls",                  signed_in,                      calls::list_calls, list},
        {POST,   "/api/v1/calls",                  administrators,                 calls::create, no_query, calls::largest_call},
        {GET,    "/api/v1/calls.csv",              signed_in,                      calls::export_calls, list},
        {GET,    "/api/v1/calls/live",             signed_in,                      calls::watch_calls},
        {GET,    "/api/v1/calls/{id}",             signed_in,                      calls::show_call},
        {GET,    "/api/v1/calls/{id}/recording",   with(Permission::view_recordings), calls::show_recording, download},
        {GET,    "/api/v1/calls/{id}/waveform",    with(Permission::view_recordings), calls::show_waveform},

        {GET,    "/api/v1/usage",                  with(Permission::view_billable_minutes), usage::show_usage, list},
        {GET,    "/api/v1/usage.csv",              with(Permission::view_billable_minutes), usage::export_usage, list},
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
