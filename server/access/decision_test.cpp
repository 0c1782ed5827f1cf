#include "access/decision.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"

namespace rollcall::access {

namespace {

constexpr Action every_action[] = {
    Action::view_members,     Action::create_members,      Action::invite_member,
    Action::update_member,    Action::set_member_password, Action::suspend_member,
    Action::restore_member,   Action::remove_member,       Action::view_company,
    Action::create_companies, Action::update_company,      Action::delete_company,
    Action::view_agent,       Action::create_agents,       Action::update_agent,
    Action::move_agent,       Action::delete_agent,        Action::view_audit_log,
    Action::view_mail,        Action::view_metrics,        Action::view_settings,
    Action::update_settings,  Action::view_api_tokens,     Action::create_api_tokens,
    Action::revoke_api_token, Action::view_configuration,  Action::update_configuration,
};

Caller member(Permissions permissions = {}) { return {.role = Role::member, .permissions = permissions}; }
Caller administrator() { return {.role = Role::administrator, .permissions = Permissions::all()}; }

}  // namespace

TEST(Decide, AnAdministratorMayDoEverything) {
    for (const auto action : every_action) EXPECT_TRUE(decide(administrator(), action).is_allowed());
}

TEST(Decide, AMemberWithEveryPermissionStillSeesOnlyWhatIsAssigned) {
    const auto eva = member(Permissions::all());
    EXPECT_EQ(decide(eva, Action::view_agent, Relation::none).reason, Reason::out_of_scope);
    EXPECT_EQ(decide(eva, Action::update_agent, Relation::none).reason, Reason::out_of_scope);
    EXPECT_TRUE(decide(eva, Action::view_agent, Relation::assigned).is_allowed());
    EXPECT_TRUE(decide(eva, Action::update_agent, Relation::assigned).is_allowed());
}

TEST(Decide, ScopeComesBeforePermission) {
    EXPECT_EQ(decide(member(), Action::update_agent, Relation::none).reason, Reason::out_of_scope);
}

TEST(Decide, WithoutEditAgentsAnAssignedAgentIsViewOnly) {
    EXPECT_TRUE(decide(member(), Action::view_agent, Relation::assigned).is_allowed());
    const auto decision = decide(member(), Action::update_agent, Relation::assigned);
    EXPECT_EQ(decision.reason, Reason::permission_missing);
    EXPECT_EQ(decision.missing, Permission::edit_agents);
}

TEST(Decide, OnlyEditAgentsOpensEditing) {
    for (const auto& [permission, name, label] : permission_texts) {
        const auto allowed =
            decide(member(Permissions{}.with(permission, true)), Action::update_agent, Relation::assigned).is_allowed();
        EXPECT_EQ(allowed, permission == Permission::edit_agents) << name;
    }
}

TEST(Decide, TheFullConfigurationIsSeenWithTheAdvancedEditorAndChangedWithEditAgentsToo) {
    for (const bool edits : {false, true}) {
        for (const bool advanced : {false, true}) {
            const auto eva = member(
                Permissions{}.with(Permission::edit_agents, edits).with(Permission::use_advanced_editor, advanced));
            EXPECT_EQ(decide(eva, Action::view_configuration, Relation::assigned).is_allowed(), advanced);
            EXPECT_EQ(decide(eva, Action::update_configuration, Relation::assigned).is_allowed(), edits && advanced);
            EXPECT_EQ(decide(eva, Action::update_configuration, Relation::none).reason, Reason::out_of_scope);
        }
    }
}

TEST(Decide, WhatIsForAdministratorsIsRefusedToEveryMemberWhateverTheObject) {
    for (const auto action :
         {Action::view_members,    Action::create_members,  Action::update_member,   Action::set_member_password,
          Action::suspend_member,  Action::restore_member,  Action::remove_member,   Action::create_companies,
          Action::update_company,  Action::delete_company,  Action::create_agents,   Action::move_agent,
          Action::delete_agent,    Action::view_audit_log,  Action::view_mail,       Action::view_metrics,
          Action::view_settings,   Action::update_settings, Action::view_api_tokens, Action::create_api_tokens,
          Action::revoke_api_token}) {
        for (const auto relation : {Relation::none, Relation::assigned})
            EXPECT_EQ(decide(member(Permissions::all()), action, relation).reason, Reason::administrators_only);
    }
}

TEST(Effective, AnAdministratorHasAllAndNobodyHasACrmThatIsOff) {
    EXPECT_EQ(effective(Role::administrator, {}, true), Permissions::all());
    EXPECT_FALSE(effective(Role::administrator, {}, false).has(Permission::access_crm));
    EXPECT_FALSE(effective(Role::member, Permissions::all(), false).has(Permission::access_crm));
    EXPECT_EQ(effective(Role::member, {}, true), Permissions{});
}

TEST(Require, SaysWhichPermissionIsMissingAndWhoCanGrantIt) {
    try {
        require(member(), Action::update_agent, Relation::assigned);
        FAIL() << "it was allowed";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::permission_missing);
        EXPECT_NE(error.detail().find("Can edit agents"), std::string::npos);
        EXPECT_NE(error.detail().find("administrator"), std::string::npos);
    }
}

}  // namespace rollcall::access
