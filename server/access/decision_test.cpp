#include "access/decision.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "core/enum_names.hpp"
#include "core/error.hpp"

namespace rollcall::access {

namespace {

constexpr auto none = Permissions{};
constexpr Rights out_of_scope{};

constexpr Permissions having(std::same_as<Permission> auto... permissions) {
    Permissions all;
    ((all = all.with(permissions, true)), ...);
    return all;
}

/// What members may do, and with which permissions. All other actions are for administrators.
const std::map<Action, Permissions> for_members = {
    {Action::view_company, none},
    {Action::view_agent, none},
    {Action::view_prompt, having(Permission::edit_agents)},
    {Action::update_agent, having(Permission::edit_agents)},
    {Action::view_configuration, having(Permission::use_advanced_editor)},
    {Action::update_configuration, having(Permission::edit_agents, Permission::use_advanced_editor)},
    {Action::view_call, none},
    {Action::view_recording, having(Permission::view_recordings)},
    {Action::view_usage, having(Permission::view_billable_minutes)},
    {Action::view_contact, having(Permission::access_crm)},
    {Action::create_contacts, having(Permission::access_crm)},
    {Action::update_contact, having(Permission::access_crm)},
    {Action::delete_contact, having(Permission::access_crm)},
    {Action::view_contact_import, having(Permission::access_crm)},
    {Action::create_contact_imports, having(Permission::access_crm)},
    {Action::update_contact_import, having(Permission::access_crm)},
    {Action::delete_contact_import, having(Permission::access_crm)},
    {Action::view_segment, having(Permission::access_crm)},
    {Action::create_segments, having(Permission::access_crm)},
    {Action::update_segment, having(Permission::access_crm)},
    {Action::delete_segment, having(Permission::access_crm)},
    {Action::view_agent_numbers, having(Permission::access_crm)},
    {Action::view_campaign, having(Permission::access_crm)},
    {Action::create_campaigns, having(Permission::access_crm)},
    {Action::update_campaign, having(Permission::access_crm)},
    {Action::delete_campaign, having(Permission::access_crm)},
    {Action::view_contact_fields, having(Permission::access_crm)},
    {Action::view_do_not_call_entries, having(Permission::access_crm)},
    {Action::create_do_not_call_entries, having(Permission::access_crm)},
    {Action::delete_do_not_call_entry, having(Permission::access_crm)},
};

/// What is refused to administrators too while the CRM is switched off.
const std::set<Action> of_the_crm = {Action::view_contact,
                                     Action::create_contacts,
                                     Action::update_contact,
                                     Action::delete_contact,
                                     Action::view_contact_import,
                                     Action::create_contact_imports,
                                     Action::update_contact_import,
                                     Action::delete_contact_import,
                                     Action::view_segment,
                                     Action::create_segments,
                                     Action::update_segment,
                                     Action::delete_segment,
                                     Action::view_agent_numbers,
                                     Action::view_campaign,
                                     Action::create_campaigns,
                                     Action::update_campaign,
                                     Action::delete_campaign,
                                     Action::view_contact_fields,
                                     Action::create_contact_fields,
                                     Action::update_contact_field,
                                     Action::delete_contact_field,
                                     Action::view_do_not_call_entries,
                                     Action::create_do_not_call_entries,
                                     Action::create_account_do_not_call_entries,
                                     Action::delete_do_not_call_entry};

/// What no API token may do: it would become a person, read the emails with links, or make itself another token.
const std::set<Action> never_by_token = {Action::create_member_with_password,
                                         Action::grant_administrator_role,
                                         Action::create_invitation_link,
                                         Action::set_member_password,
                                         Action::change_connection_key,
                                         Action::view_mail,
                                         Action::create_api_tokens,
                                         Action::erase_number,
                                         Action::revoke_api_token,
                                         Action::send_test_email,
                                         Action::end_member_sessions};

/// The scope that each other action needs.
const std::map<Action, TokenScope> scope_of_writes = {
    {Action::create_members, TokenScope::members},
    {Action::invite_member, TokenScope::members},
    {Action::update_member, TokenScope::members},
    {Action::suspend_member, TokenScope::members},
    {Action::restore_member, TokenScope::members},
    {Action::remove_member, TokenScope::members},
    {Action::create_companies, TokenScope::agents},
    {Action::update_company, TokenScope::agents},
    {Action::delete_company, TokenScope::agents},
    {Action::create_rates, TokenScope::agents},
    {Action::delete_rate, TokenScope::agents},
    {Action::create_agents, TokenScope::agents},
    {Action::update_agent, TokenScope::agents},
    {Action::move_agent, TokenScope::agents},
    {Action::delete_agent, TokenScope::agents},
    {Action::update_configuration, TokenScope::agents},
    {Action::assign_unknown_agent, TokenScope::agents},
    {Action::update_external_ids, TokenScope::agents},
    {Action::create_calls, TokenScope::calls},
    {Action::create_connections, TokenScope::settings},
    {Action::update_connection, TokenScope::settings},
    {Action::delete_connection, TokenScope::settings},
    {Action::replay_delivery, TokenScope::settings},
    {Action::send_test_event, TokenScope::settings},
    {Action::update_settings, TokenScope::settings},
    {Action::create_contacts, TokenScope::crm},
    {Action::update_contact, TokenScope::crm},
    {Action::delete_contact, TokenScope::crm},
    {Action::create_contact_imports, TokenScope::crm},
    {Action::update_contact_import, TokenScope::crm},
    {Action::delete_contact_import, TokenScope::crm},
    {Action::create_segments, TokenScope::crm},
    {Action::update_segment, TokenScope::crm},
    {Action::delete_segment, TokenScope::crm},
    {Action::create_campaigns, TokenScope::crm},
    {Action::update_campaign, TokenScope::crm},
    {Action::delete_campaign, TokenScope::crm},
    {Action::create_contact_fields, TokenScope::crm},
    {Action::update_contact_field, TokenScope::crm},
    {Action::delete_contact_field, TokenScope::crm},
    {Action::create_do_not_call_entries, TokenScope::crm},
    {Action::create_account_do_not_call_entries, TokenScope::crm},
    {Action::delete_do_not_call_entry, TokenScope::crm},
};
TokenScope scope_of(Action action) {
    const auto found = scope_of_writes.find(action);
    return found == scope_of_writes.end() ? TokenScope::read : found->second;
}

Caller program_with(TokenScopes scopes, Role role = Role::administrator) {
    return {.api_token = ApiTokenId(std::string("a token")),
            .token_scopes = scopes,
            .role = role,
            .permissions = Permissions::all()};
}

const Caller member{.role = Role::member, .permissions = Permissions::all(), .members_see_prompts = false};
const Caller administrator{.role = Role::administrator, .permissions = Permissions::all()};

Rights in_scope_with(Permissions permissions) { return {.in_scope = true, .permissions = permissions}; }

}  // namespace

TEST(Decide, an_administrator_may_do_everything) {
    for (const auto action : enum_values<Action>) {
        EXPECT_TRUE(decide(administrator, action).is_allowed()) << enum_name(action);
        EXPECT_TRUE(decide(administrator, action, out_of_scope).is_allowed()) << enum_name(action);
    }
}

TEST(Decide, prompts_are_shown_to_every_member_in_scope_unless_the_account_hides_them) {
    const Caller caller{.role = Role::member};
    EXPECT_TRUE(decide(caller, Action::view_prompt, in_scope_with(none)).is_allowed());
    EXPECT_EQ(decide(caller, Action::view_prompt, out_of_scope).reason, Reason::out_of_scope);
    const Caller of_another_account{.role = Role::member, .members_see_prompts = false};
    EXPECT_EQ(decide(of_another_account, Action::view_prompt, in_scope_with(none)).missing, Permission::edit_agents);
}

TEST(Decide, actions_for_administrators_are_refused_to_every_member_whatever_the_object) {
    for (const auto action : enum_values<Action>) {
        if (for_members.contains(action)) continue;
        for (const auto& rights : {out_of_scope, in_scope_with(Permissions::all())})
            EXPECT_EQ(decide(member, action, rights).reason, Reason::administrators_only) << enum_name(action);
    }
}

TEST(Decide, an_administrator_may_everything_but_the_crm_while_it_is_switched_off) {
    const Caller without_crm{.role = Role::administrator, .permissions = effective(Role::administrator, {}, false)};
    for (const auto action : enum_values<Action>) {
        const auto decision = decide(without_crm, action, out_of_scope);
        EXPECT_EQ(decision.is_allowed(), !of_the_crm.contains(action)) << enum_name(action);
        if (!decision.is_allowed()) {
            EXPECT_EQ(decision.missing, Permission::access_crm) << enum_name(action);
        }
    }
}

TEST(Decide, a_member_with_every_permission_may_do_nothing_out_of_scope) {
    for (const auto& [action, permissions] : for_members)
        EXPECT_EQ(decide(member, action, out_of_scope).reason, Reason::out_of_scope) << enum_name(action);
}

TEST(Decide, scope_is_judged_before_permission) {
    for (const auto& [action, permissions] : for_members) {
        const Caller without_permissions{.role = Role::member};
        EXPECT_EQ(decide(without_permissions, action, out_of_scope).reason, Reason::out_of_scope) << enum_name(action);
    }
}

TEST(Decide, in_scope_exactly_the_needed_permissions_on_the_object_decide) {
    for (const auto& [action, needed] : for_members) {
        for (std::int64_t bits = 0; bits <= Permissions::all().bits(); ++bits) {
            const auto given = Permissions::from_bits(bits);
            const bool has_all = (given.bits() & needed.bits()) == needed.bits();
            const auto decision = decide(member, action, in_scope_with(given));
            EXPECT_EQ(decision.is_allowed(), has_all) << enum_name(action) << " with " << bits;
            if (has_all) continue;
            EXPECT_EQ(decision.reason, Reason::permission_missing);
            EXPECT_TRUE(needed.has(decision.missing.value()) && !given.has(*decision.missing)) << enum_name(action);
        }
    }
}

TEST(Decide, the_permissions_are_those_on_the_object_not_those_of_the_caller) {
    EXPECT_FALSE(decide(member, Action::view_recording, in_scope_with(none)).is_allowed());
    const Caller without_permissions{.role = Role::member};
    EXPECT_TRUE(decide(without_permissions, Action::view_recording, in_scope_with(Permissions::all())).is_allowed());
}

TEST(DecideForApiToken, what_would_make_it_a_person_is_refused_with_every_scope) {
    for (const auto action : never_by_token)
        EXPECT_EQ(decide(program_with(TokenScopes::all()), action).reason, Reason::not_for_api_tokens)
            << enum_name(action);
}

TEST(DecideForApiToken, each_action_needs_exactly_its_scope) {
    for (const auto action : enum_values<Action>) {
        if (never_by_token.contains(action)) continue;
        for (std::int64_t bits = 0; bits <= TokenScopes::all().bits(); ++bits) {
            const auto scopes = TokenScopes::from_bits(bits);
            const auto decision = decide(program_with(scopes), action);
            EXPECT_EQ(decision.is_allowed(), scopes.has(scope_of(action))) << enum_name(action) << " with " << bits;
            if (decision.is_allowed()) continue;
            EXPECT_EQ(decision.reason, Reason::token_scope_missing) << enum_name(action);
            EXPECT_EQ(decision.missing_scope, scope_of(action)) << enum_name(action);
        }
    }
}

TEST(DecideForApiToken, nothing_about_an_administrator_is_changed_but_it_is_read) {
    const auto program = program_with(TokenScopes::all());
    for (const auto action : enum_values<Action>) {
        const bool is_read = !never_by_token.contains(action) && scope_of(action) == TokenScope::read;
        EXPECT_EQ(decide(program, action, rights_on_member(Role::administrator)).is_allowed(), is_read)
            << enum_name(action);
        EXPECT_TRUE(decide(administrator, action, rights_on_member(Role::administrator)).is_allowed())
            << enum_name(action);
    }
}

TEST(DecideForApiToken, it_may_do_no_more_than_its_member) {
    for (const auto action : enum_values<Action>) {
        const auto by_member = decide(member, action).reason;
        if (by_member == Reason::allowed) continue;
        EXPECT_EQ(decide(program_with(TokenScopes::all(), Role::member), action).reason, by_member)
            << enum_name(action);
    }
}

TEST(RightsOn, an_object_out_of_scope_gives_no_permission) {
    EXPECT_EQ(rights_on(member, false).permissions, none);
    EXPECT_EQ(rights_on(member, true).permissions, Permissions::all());
}

TEST(Effective, an_administrator_has_all_permissions_and_nobody_has_a_CRM_that_is_off) {
    EXPECT_EQ(effective(Role::administrator, {}, true), Permissions::all());
    EXPECT_FALSE(effective(Role::administrator, {}, false).has(Permission::access_crm));
    EXPECT_FALSE(effective(Role::member, Permissions::all(), false).has(Permission::access_crm));
    EXPECT_EQ(effective(Role::member, {}, true), Permissions{});
}

TEST(Require, says_which_permission_is_missing_and_who_can_grant_it) {
    try {
        require(member, Action::update_agent, in_scope_with(none));
        FAIL() << "it was allowed";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::permission_missing);
        EXPECT_NE(error.detail().find("Can edit agents"), std::string::npos);
        EXPECT_NE(error.detail().find("administrator"), std::string::npos);
    }
}

}  // namespace rollcall::access
