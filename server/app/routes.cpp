#include "app/routes.hpp"

#include <algorithm>
#include <boost/describe/class.hpp>

#include "accounts/account_settings_routes.hpp"
#include "accounts/audit_routes.hpp"
#include "accounts/mail_routes.hpp"
#include "agents/agent_access_routes.hpp"
#include "agents/agent_routes.hpp"
#include "agents/configuration_routes.hpp"
#include "app/operation_routes.hpp"
#include "calls/activity/activity_routes.hpp"
#include "calls/intake/api_call_routes.hpp"
#include "calls/intake/external_id_routes.hpp"
#include "calls/intake/intake_limits.hpp"
#include "calls/intake/unknown_agent_routes.hpp"
#include "calls/listing/call_routes.hpp"
#include "calls/live/live_routes.hpp"
#include "calls/recordings/recording_routes.hpp"
#include "campaigns/attempts/attempt_routes.hpp"
#include "campaigns/campaign_routes.hpp"
#include "companies/company_routes.hpp"
#include "companies/rate_routes.hpp"
#include "connectors/calling/phone_number_routes.hpp"
#include "connectors/connections/connection_routes.hpp"
#include "connectors/deliveries/delivery_routes.hpp"
#include "connectors/ingest/ingest_limits.hpp"
#include "connectors/ingest/webhook_routes.hpp"
#include "contacts/bulk/bulk_routes.hpp"
#include "contacts/contact_routes.hpp"
#include "contacts/details/detail_routes.hpp"
#include "contacts/do_not_call/do_not_call_routes.hpp"
#include "contacts/imports/contact_export_routes.hpp"
#include "contacts/imports/contact_import_routes.hpp"
#include "contacts/imports/import_limits.hpp"
#include "contacts/merge/merge_routes.hpp"
#include "contacts/own_fields/own_field_routes.hpp"
#include "contacts/segments/segment_routes.hpp"
#include "erasures/erasure_routes.hpp"
#include "http/json/json_write.hpp"
#include "http/server/limits.hpp"
#include "identity/api_token_routes.hpp"
#include "identity/passwords/password_reset_routes.hpp"
#include "identity/profile_routes.hpp"
#include "identity/session_routes.hpp"
#include "identity/sign_ins/sign_in_routes.hpp"
#include "members/invitations/invitation_routes.hpp"
#include "members/list/member_list_routes.hpp"
#include "members/member_routes.hpp"
#include "members/member_session_routes.hpp"
#include "members/removal/removal_routes.hpp"
#include "members/setup_routes.hpp"
#include "pictures/picture_limits.hpp"
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
using access::TokenScope;
using api::administrators;
using api::anyone;
using api::platform;
using api::signed_in;
using api::signed_in_with_any_password;
using api::with;
constexpr auto no_token = api::no_token;
constexpr auto token_read = api::with_token(TokenScope::read);
constexpr auto token_members = api::with_token(TokenScope::members);
constexpr auto token_agents = api::with_token(TokenScope::agents);
constexpr auto token_calls = api::with_token(TokenScope::calls);
constexpr auto token_crm = api::with_token(TokenScope::crm);
constexpr auto token_settings = api::with_token(TokenScope::settings);
constexpr auto list = api::Query::list;
constexpr auto version = api::Query::version;
constexpr auto download = api::Query::download;
constexpr auto no_query = api::Query::none;
constexpr auto any_query = api::Query::ignored;
constexpr auto picture_limit = pictures::largest_upload;
constexpr auto webhook_limit = connectors::largest_webhook;
constexpr auto import_limit = contacts::largest_import_file;
static_assert(std::max({picture_limit, webhook_limit, import_limit}) < http::linger_bytes);
constexpr auto in_file = http::BodyStorage::file_when_large;

struct RouteBody {
    std::string_view method;
    std::string path;
    std::string audience;
    std::string token;
};
BOOST_DESCRIBE_STRUCT(RouteBody, (), (method, path, audience, token))

api::Route at_once(api::Route route) {
    route.is_answered_at_once = true;
    return route;
}

}  // namespace

// clang-format off
api::Routes list_routes() {
    return {
        // verb   path                                              who may call                        API token       handler
        at_once({GET, "/health/live",                               anyone,                             token_read,     handle_get_liveness, any_query}),
        {GET,    "/health/ready",                                   anyone,                             token_read,     handle_get_readiness, any_query},
        {GET,    "/metrics",                                        administrators,                     token_read,     handle_get_metrics},

        {GET,    "/api/v1/setup",                                   anyone,                             token_read,     members::handle_get_setup},
        {POST,   "/api/v1/setup",                                   anyone,                             no_token,       members::handle_set_up_account},
        {POST,   "/api/v1/setup/check",                             anyone,                             no_token,       members::handle_check_setup_link},

        {GET,    "/api/v1/session",                                 anyone,                             token_read,     identity::handle_get_session},
        {POST,   "/api/v1/session",                                 anyone,                             no_token,       identity::handle_sign_in},
        {POST,   "/api/v1/session/confirmation",                    signed_in,                          no_token,       identity::handle_confirm_own_password},
        {DELETE, "/api/v1/session",                                 anyone,                             no_token,       identity::handle_sign_out},

        {POST,   "/api/v1/password-resets",                         anyone,                             no_token,       identity::handle_request_password_reset},
        {POST,   "/api/v1/password-resets/completion",              anyone,                             no_token,       identity::handle_complete_password_reset},

        {GET,    "/api/v1/profile",                                 signed_in,                          no_token,       identity::handle_get_profile},
        {GET,    "/api/v1/profile/picture",                         signed_in,                          no_token,       pictures::handle_get_own_picture, version},
        {PUT,    "/api/v1/profile/picture",                         signed_in,                          no_token,       pictures::handle_set_own_picture, no_query, picture_limit},
        {DELETE, "/api/v1/profile/picture",                         signed_in,                          no_token,       pictures::handle_remove_own_picture},
        {PUT,    "/api/v1/profile/password",                        signed_in_with_any_password,        no_token,       identity::handle_change_own_password},
        {GET,    "/api/v1/profile/sessions",                        signed_in,                          no_token,       identity::handle_list_own_sessions, list},
        {DELETE, "/api/v1/profile/sessions",                        signed_in,                          no_token,       identity::handle_end_all_own_sessions},
        {DELETE, "/api/v1/profile/sessions/{id}",                   signed_in,                          no_token,       identity::handle_end_own_session},
        {GET,    "/api/v1/profile/sign-ins",                        signed_in,                          no_token,       identity::handle_list_own_sign_ins, list},

        {GET,    "/api/v1/members",                                 administrators,                     token_read,     members::handle_list_members, list},
        {GET,    "/api/v1/members.csv",                             administrators,                     token_read,     members::handle_export_members, list},
        {POST,   "/api/v1/members",                                 administrators,                     token_members,  members::handle_create_member},
        {GET,    "/api/v1/members/{id}",                            administrators,                     token_read,     members::handle_get_member},
        {PATCH,  "/api/v1/members/{id}",                            administrators,                     token_members,  members::handle_update_member},
        {DELETE, "/api/v1/members/{id}",                            administrators,                     token_members,  members::handle_remove_member},
        {POST,   "/api/v1/members/{id}/changes",                    administrators,                     token_members,  members::handle_preview_member_update},
        {PUT,    "/api/v1/members/{id}/password",                   administrators,                     no_token,       members::handle_set_member_password},
        {GET,    "/api/v1/members/{id}/sessions",                   administrators,                     no_token,       members::handle_list_member_sessions, list},
        {DELETE, "/api/v1/members/{id}/sessions",                   administrators,                     no_token,       members::handle_end_member_sessions},
        {DELETE, "/api/v1/members/{id}/sessions/{session}",         administrators,                     no_token,       members::handle_end_member_session},
        {GET,    "/api/v1/members/{id}/picture",                    administrators,                     token_read,     pictures::handle_get_picture, version},
        {PUT,    "/api/v1/members/{id}/suspension",                 administrators,                     token_members,  members::handle_suspend_member},
        {DELETE, "/api/v1/members/{id}/suspension",                 administrators,                     token_members,  members::handle_restore_member},
        {POST,   "/api/v1/members/{id}/invitation",                 administrators,                     token_members,  members::handle_invite_member_again},
        {DELETE, "/api/v1/members/{id}/invitation",                 administrators,                     token_members,  members::handle_revoke_invitation},

        {POST,   "/api/v1/invitations/lookup",                      anyone,                             no_token,       members::handle_look_up_invitation},
        {POST,   "/api/v1/invitations/acceptance",                  anyone,                             no_token,       members::handle_accept_invitation},
        {POST,   "/api/v1/invitations/renewal",                     anyone,                             no_token,       members::handle_renew_invitation},

        {GET,    "/api/v1/mail",                                    administrators,                     no_token,       accounts::handle_list_mail, list},
        {GET,    "/api/v1/mail/{id}",                               administrators,                     no_token,       accounts::handle_get_mail},
        {GET,    "/api/v1/audit-entries",                           administrators,                     token_read,     accounts::handle_list_audit_entries, list},
        {GET,    "/api/v1/audit-entries.csv",                       administrators,                     token_read,     accounts::handle_export_audit_entries, list},

        {GET,    "/api/v1/settings",                                administrators,                     token_read,     accounts::handle_get_settings},
        {PATCH,  "/api/v1/settings",                                administrators,                     token_settings, accounts::handle_update_settings},
        {POST,   "/api/v1/settings/test-email",                     administrators,                     no_token,       accounts::handle_send_test_email},
        {GET,    "/api/v1/time-zones",                              administrators,                     token_read,     accounts::handle_list_time_zones},

        {GET,    "/api/v1/api-tokens",                              administrators,                     token_read,     identity::handle_list_api_tokens, list},
        {POST,   "/api/v1/api-tokens",                              administrators,                     no_token,       identity::handle_create_api_token},
        {DELETE, "/api/v1/api-tokens/{id}",                         administrators,                     no_token,       identity::handle_revoke_api_token},

        {GET,    "/api/v1/companies",                               signed_in,                          token_read,     companies::handle_list_companies, list},
        {POST,   "/api/v1/companies",                               administrators,                     token_agents,   companies::handle_create_company},
        {GET,    "/api/v1/companies/{id}",                          signed_in,                          token_read,     companies::handle_get_company},
        {PATCH,  "/api/v1/companies/{id}",                          administrators,                     token_agents,   companies::handle_update_company},
        {DELETE, "/api/v1/companies/{id}",                          administrators,                     token_agents,   companies::handle_delete_company},
        {GET,    "/api/v1/companies/{id}/rates",                    administrators,                     token_read,     companies::handle_list_rates},
        {POST,   "/api/v1/companies/{id}/rates",                    administrators,                     token_agents,   companies::handle_create_rate},
        {DELETE, "/api/v1/companies/{id}/rates/{rate}",             administrators,                     token_agents,   companies::handle_delete_rate},
        {GET,    "/api/v1/currencies",                              administrators,                     token_read,     companies::handle_list_currencies},

        {GET,    "/api/v1/contacts",                                with(Permission::access_crm),       token_read,     contacts::handle_list_contacts, list},
        {POST,   "/api/v1/contacts",                                with(Permission::access_crm),       token_crm,      contacts::handle_create_contact},
        {GET,    "/api/v1/contacts/{id}",                           with(Permission::access_crm),       token_read,     contacts::handle_get_contact},
        {PATCH,  "/api/v1/contacts/{id}",                           with(Permission::access_crm),       token_crm,      contacts::handle_update_contact},
        {DELETE, "/api/v1/contacts/{id}",                           with(Permission::access_crm),       token_crm,      contacts::handle_delete_contact},
        {GET,    "/api/v1/contacts.csv",                            with(Permission::access_crm),       token_read,     contacts::handle_export_contacts, list},
        {GET,    "/api/v1/contact-imports",                         with(Permission::access_crm),       token_read,     contacts::handle_list_contact_imports, list},
        {POST,   "/api/v1/contact-imports",                         with(Permission::access_crm),       token_crm,      contacts::handle_upload_contact_import, list, import_limit, in_file, contacts::handle_check_contact_import_header},
        {GET,    "/api/v1/contact-imports/{id}",                    with(Permission::access_crm),       token_read,     contacts::handle_get_contact_import},
        {PATCH,  "/api/v1/contact-imports/{id}",                    with(Permission::access_crm),       token_crm,      contacts::handle_update_contact_import},
        {DELETE, "/api/v1/contact-imports/{id}",                    with(Permission::access_crm),       token_crm,      contacts::handle_delete_contact_import},
        {GET,    "/api/v1/contact-imports/{id}/preview",            with(Permission::access_crm),       token_read,     contacts::handle_preview_contact_import},
        {GET,    "/api/v1/contact-imports/{id}/refused.csv",        with(Permission::access_crm),       token_read,     contacts::handle_export_refused_rows},
        {POST,   "/api/v1/contact-imports/{id}/check",              with(Permission::access_crm),       token_crm,      contacts::handle_check_contact_import},
        {POST,   "/api/v1/contact-imports/{id}/start",              with(Permission::access_crm),       token_crm,      contacts::handle_start_contact_import},
        {POST,   "/api/v1/contact-imports/{id}/undo",               with(Permission::access_crm),       token_crm,      contacts::handle_undo_contact_import},
        {POST,   "/api/v1/contacts/bulk",                           with(Permission::access_crm),       token_crm,      contacts::handle_change_contacts_in_bulk},
        {POST,   "/api/v1/contacts/{id}/merge",                     with(Permission::access_crm),       token_crm,      contacts::handle_merge_contact},
        {GET,    "/api/v1/contacts/{id}/calls",                     with(Permission::access_crm),       token_read,     contacts::handle_list_contact_calls, list},
        {GET,    "/api/v1/contacts/{id}/history",                   with(Permission::access_crm),       token_read,     contacts::handle_list_contact_history, list},
        {GET,    "/api/v1/segments",                                with(Permission::access_crm),       token_read,     contacts::handle_list_segments, list},
        {POST,   "/api/v1/segments",                                with(Permission::access_crm),       token_crm,      contacts::handle_create_segment},
        {GET,    "/api/v1/segments/{id}",                           with(Permission::access_crm),       token_read,     contacts::handle_get_segment, list},
        {PATCH,  "/api/v1/segments/{id}",                           with(Permission::access_crm),       token_crm,      contacts::handle_update_segment},
        {DELETE, "/api/v1/segments/{id}",                           with(Permission::access_crm),       token_crm,      contacts::handle_delete_segment},
        {GET,    "/api/v1/segments/{id}/contacts",                  with(Permission::access_crm),       token_read,     contacts::handle_list_segment_contacts, list},
        {PUT,    "/api/v1/segments/{id}/contacts",                  with(Permission::access_crm),       token_crm,      contacts::handle_add_segment_contacts},
        {DELETE, "/api/v1/segments/{id}/contacts",                  with(Permission::access_crm),       token_crm,      contacts::handle_remove_segment_contacts},
        {GET,    "/api/v1/campaigns",                               with(Permission::access_crm),       token_read,     campaigns::handle_list_campaigns, list},
        {POST,   "/api/v1/campaigns",                               with(Permission::access_crm),       token_crm,      campaigns::handle_create_campaign},
        {GET,    "/api/v1/campaigns/{id}",                          with(Permission::access_crm),       token_read,     campaigns::handle_get_campaign},
        {PATCH,  "/api/v1/campaigns/{id}",                          with(Permission::access_crm),       token_crm,      campaigns::handle_update_campaign},
        {DELETE, "/api/v1/campaigns/{id}",                          with(Permission::access_crm),       token_crm,      campaigns::handle_delete_campaign},
        {GET,    "/api/v1/campaigns/{id}/audience",                 with(Permission::access_crm),       token_read,     campaigns::handle_count_campaign_audience, list},
        {GET,    "/api/v1/campaigns/{id}/preview",                  with(Permission::access_crm),       token_read,     campaigns::handle_preview_campaign, list},
        {POST,   "/api/v1/campaigns/{id}/webhook-secret",           with(Permission::access_crm),       token_crm,      campaigns::handle_renew_webhook_secret},
        {POST,   "/api/v1/campaigns/{id}/launch",                   with(Permission::access_crm),       token_crm,      campaigns::handle_launch_campaign},
        {POST,   "/api/v1/campaigns/{id}/pause",                    with(Permission::access_crm),       token_crm,      campaigns::handle_pause_campaign},
        {POST,   "/api/v1/campaigns/{id}/resume",                   with(Permission::access_crm),       token_crm,      campaigns::handle_resume_campaign},
        {POST,   "/api/v1/campaigns/{id}/cancel",                   with(Permission::access_crm),       token_crm,      campaigns::handle_cancel_campaign},
        {GET,    "/api/v1/campaigns/{id}/attempts",                 with(Permission::access_crm),       token_read,     campaigns::handle_list_attempts, list},
        {GET,    "/api/v1/campaigns/{id}/attempts.csv",             with(Permission::access_crm),       token_read,     campaigns::handle_export_attempts, list},
        {POST,   "/api/v1/campaigns/{id}/attempts/{attempt}/retry", with(Permission::access_crm),       token_crm,      campaigns::handle_retry_attempt},
        {GET,    "/api/v1/contact-fields",                          with(Permission::access_crm),       token_read,     contacts::handle_list_own_fields},
        {POST,   "/api/v1/contact-fields",                          administrators,                     token_crm,      contacts::handle_create_own_field},
        {PATCH,  "/api/v1/contact-fields/{id}",                     administrators,                     token_crm,      contacts::handle_update_own_field},
        {DELETE, "/api/v1/contact-fields/{id}",                     administrators,                     token_crm,      contacts::handle_delete_own_field},
        {GET,    "/api/v1/do-not-call",                             with(Permission::access_crm),       token_read,     contacts::handle_list_do_not_call_entries, list},
        {POST,   "/api/v1/do-not-call",                             with(Permission::access_crm),       token_crm,      contacts::handle_create_do_not_call_entry},
        {DELETE, "/api/v1/do-not-call/{id}",                        with(Permission::access_crm),       token_crm,      contacts::handle_delete_do_not_call_entry},
        {GET,    "/api/v1/erasures",                                administrators,                     token_read,     erasures::handle_list_number_erasures, list},
        {POST,   "/api/v1/erasures",                                administrators,                     no_token,       erasures::handle_erase_number},

        {GET,    "/api/v1/agents",                                  signed_in,                          token_read,     agents::handle_list_agents, list},
        {POST,   "/api/v1/agents",                                  administrators,                     token_agents,   agents::handle_create_agent},
        {GET,    "/api/v1/agents/{id}",                             signed_in,                          token_read,     agents::handle_get_agent},
        {PATCH,  "/api/v1/agents/{id}",                             with(Permission::edit_agents),      token_agents,   agents::handle_update_agent},
        {DELETE, "/api/v1/agents/{id}",                             administrators,                     token_agents,   agents::handle_delete_agent},
        {GET,    "/api/v1/agents/{id}/access",                      administrators,                     token_read,     agents::handle_list_agent_access, list},
        {GET,    "/api/v1/agents/{id}/configuration",               with(Permission::use_advanced_editor), token_read,     agents::handle_get_configuration},
        {PUT,    "/api/v1/agents/{id}/configuration",               with(Permission::edit_agents, Permission::use_advanced_editor), token_agents,   agents::handle_save_draft},
        {POST,   "/api/v1/agents/{id}/publication",                 with(Permission::edit_agents, Permission::use_advanced_editor), token_agents,   agents::handle_publish_draft},
        {GET,    "/api/v1/agents/{id}/versions",                    with(Permission::use_advanced_editor), token_read,     agents::handle_list_versions, list},
        {GET,    "/api/v1/agents/{id}/versions/{number}",           with(Permission::use_advanced_editor), token_read,     agents::handle_get_version},
        {GET,    "/api/v1/agents/{id}/external-ids",                administrators,                     token_read,     calls::handle_get_external_ids},
        {GET,    "/api/v1/agents/{id}/phone-numbers",               with(Permission::access_crm),       token_read,     connectors::handle_list_agent_numbers},
        {PUT,    "/api/v1/agents/{id}/external-ids",                administrators,                     token_agents,   calls::handle_update_external_ids},

        {GET,    "/api/v1/connections",                             administrators,                     token_read,     connectors::handle_list_connections, list},
        {POST,   "/api/v1/connections",                             administrators,                     token_settings, connectors::handle_create_connection},
        {GET,    "/api/v1/connections/{id}",                        administrators,                     token_read,     connectors::handle_get_connection},
        {PATCH,  "/api/v1/connections/{id}",                        administrators,                     token_settings, connectors::handle_update_connection},
        {DELETE, "/api/v1/connections/{id}",                        administrators,                     token_settings, connectors::handle_delete_connection},
        {PUT,    "/api/v1/connections/{id}/key",                    administrators,                     no_token,       connectors::handle_set_connection_key},
        {DELETE, "/api/v1/connections/{id}/key",                    administrators,                     no_token,       connectors::handle_remove_connection_key},
        {GET,    "/api/v1/connections/{id}/phone-numbers",          administrators,                     token_read,     connectors::handle_list_connection_numbers},
        {GET,    "/api/v1/connections/{id}/deliveries",             administrators,                     token_read,     connectors::handle_list_deliveries, list},
        {GET,    "/api/v1/connections/{id}/deliveries/{delivery}",  administrators,                     token_read,     connectors::handle_get_delivery},
        {POST,   "/api/v1/connections/{id}/deliveries/{delivery}/replay", administrators,               token_settings, connectors::handle_replay_delivery},
        {POST,   "/api/v1/connections/{id}/test-event",             administrators,                     token_settings, connectors::handle_send_test_event},
        {GET,    "/api/v1/unknown-agents",                          administrators,                     token_read,     calls::handle_list_unknown_agents, list},
        {POST,   "/api/v1/unknown-agents/{id}/assignment",          administrators,                     token_agents,   calls::handle_assign_unknown_agent},

        {POST,   "/api/v1/ingest/{id}",                             platform,                           no_token,       connectors::handle_receive_webhook, any_query, webhook_limit, in_file, connectors::handle_check_webhook_header},

        {GET,    "/api/v1/calls",                                   signed_in,                          token_read,     calls::handle_list_calls, list},
        {POST,   "/api/v1/calls",                                   administrators,                     token_calls,    calls::handle_create_api_call, no_query, calls::largest_api_call},
        {GET,    "/api/v1/calls.csv",                               signed_in,                          token_read,     calls::handle_export_calls, list},
        {GET,    "/api/v1/calls/live",                              signed_in,                          token_read,     calls::handle_watch_calls},
        {GET,    "/api/v1/calls/count",                             signed_in,                          token_read,     calls::handle_count_calls, list},
        {GET,    "/api/v1/calls/days",                              signed_in,                          token_read,     calls::handle_count_calls_per_day, list},
        {GET,    "/api/v1/calls/{id}",                              signed_in,                          token_read,     calls::handle_get_call},
        {GET,    "/api/v1/calls/{id}/neighbours",                   signed_in,                          token_read,     calls::handle_find_call_neighbours, list},
        {GET,    "/api/v1/calls/{id}/recording",                    with(Permission::view_recordings),  token_read,     calls::handle_get_recording, download},
        {GET,    "/api/v1/calls/{id}/waveform",                     with(Permission::view_recordings),  token_read,     calls::handle_get_waveform},

        {GET,    "/api/v1/activity",                                signed_in,                          token_read,     calls::handle_get_activity},
        {GET,    "/api/v1/usage",                                   with(Permission::view_billable_minutes), token_read,     usage::handle_get_usage, list},
        {GET,    "/api/v1/usage.csv",                               with(Permission::view_billable_minutes), token_read,     usage::handle_export_usage, list},
    };
}
// clang-format on

std::string write_routes_as_json() {
    std::vector<RouteBody> bodies;
    const auto table = list_routes();
    for (const auto& route : table) {
        bodies.push_back({http::method_name(route.method), route.path, route.audience.text(), route.token.text()});
    }
    return http::write_json(bodies);
}

}  // namespace rollcall::app
