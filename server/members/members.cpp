#include "members/members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "access/assignment_store.hpp"
#include "access/confirmation.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "identity/guess_limit_store.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/passwords/password_rules.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "members/invitations/invitations.hpp"

namespace rollcall::members {

namespace {

using access::Action;
using access::CurrentCaller;
using access::Permission;
using database::Transaction;

/// Nobody is given what the account does not have: throws Error::invalid where `after` has the CRM, `before` had not,
/// and it is switched off for the account.
void require_grantable(Transaction& tx, access::Permissions before, access::Permissions after) {
    if (before.has(Permission::access_crm) || !after.has(Permission::access_crm)) return;
    if (accounts::get_account(tx).crm_enabled) return;
    throw Error::invalid("permissions.access_crm", "The CRM is off for this account (Account > Settings).");
}

/// Assigns those of `ids` that are not `assigned` already, which are sorted: a statement for each that is new, however
/// many stay. Throws Error::invalid with a field (`agent_ids[3]`, its place in `ids`) for each that does not exist.
template <class SomeId>
void assign_new(Transaction& tx, const MemberId& member, const std::vector<SomeId>& assigned,
                const std::vector<SomeId>& ids, std::string_view field, std::string_view noun) {
    FieldCheck check;
    std::set<SomeId> inserted;
    for (std::size_t index = 0; index < ids.size(); ++index) {
        const auto& id = ids[index];
        if (std::ranges::binary_search(assigned, id) || !inserted.insert(id).second) continue;
        if (access::insert_assignment_row(tx, member, id)) continue;
        check.fail(fmt::format("{}[{}]", field, index), fmt::format("There is no such {}.", noun));
    }
    check.finish();
}

void assign_agents(Transaction& tx, const MemberId& member, const std::vector<AgentId>& assigned,
                   const std::vector<AgentId>& agents) {
    assign_new(tx, member, assigned, agents, "agent_ids", "agent");
}

void assign_companies(Transaction& tx, const MemberId& member, const std::vector<CompanyId>& assigned,
                      const std::vector<CompanyId>& companies) {
    assign_new(tx, member, assigned, companies, "company_ids", "company");
}

/// Both lists are sorted.
template <class SomeId>
void unassign_others(Transaction& tx, const MemberId& member, const std::vector<SomeId>& before,
                     const std::vector<SomeId>& after) {
    for (const auto& id : before) {
        if (!std::ranges::binary_search(after, id)) access::delete_assignment_row(tx, member, id);
    }
}

void replace_assignments(Transaction& tx, const Member& before, const Member& after, const UpdateMember& input) {
    unassign_others(tx, before.id, before.agents, after.agents);
    unassign_others(tx, before.id, before.companies, after.companies);
    if (input.agent_ids) assign_agents(tx, before.id, before.agents, *input.agent_ids);
    if (input.company_ids) assign_companies(tx, before.id, before.companies, *input.company_ids);
    if (input.agent_ids || input.company_ids) access::update_assignment_summary(tx, before.id);
}

bool becomes_administrator(const Member& before, const Member& after) {
    return before.role != access::Role::administrator && after.role == access::Role::administrator;
}

/// What the audit log keeps of a change; of name and job title only that they changed.
audit::Changes changes_between(const Member& before, const Member& after) {
    audit::Changes changes;
    if (before.name != after.name) changes.add("name");
    if (before.job_title != after.job_title) changes.add("job_title");
    changes.add("role", audit::to_json(enum_name(before.role)), audit::to_json(enum_name(after.role)));
    changes.add("permissions", audit::to_json(before.permissions), audit::to_json(after.permissions));
    changes.add("agent_ids", audit::to_json(before.agents), audit::to_json(after.agents));
    changes.add("company_ids", audit::to_json(before.companies), audit::to_json(after.companies));
    return changes;
}

/// The personal data of a change: kept apart, since it is deleted with the member.
audit::PersonDetails personal_changes(const Member& before, const Member& after) {
    audit::PersonDetails changes{before.id, {}};
    if (before.name != after.name) changes.details["name"] = {{"before", before.name}, {"after", after.name}};
    if (before.job_title != after.job_title) {
        changes.details["job_title"] = {{"before", before.job_title.value_or("")},
                                        {"after", after.job_title.value_or("")}};
    }
    return changes;
}

}  // namespace

audit::Record creation_record(const access::MemberRow& member, const NewMember& input) {
    audit::Changes changes;
    changes.add_initial("role", audit::to_json(enum_name(member.role)));
    changes.add_initial("permissions", audit::to_json(member.permissions));
    changes.add_initial("agent_ids", audit::to_json(input.agent_ids));
    changes.add_initial("company_ids", audit::to_json(input.company_ids));
    return {.action = "member.created",
            .subject = member.id.text(),
            .changes = std::move(changes),
            .details = {{member.id, {{"name", member.name}, {"email", member.email}}}}};
}

Member get_member(const access::Context& context, const MemberId& id) {
    access::require(context.caller, Action::view_members);
    auto member = context.read([&](Transaction& tx) { return find_member(tx, id); });
    if (!member) throw Error::not_found();
    return *std::move(member);
}

Member create_member(const access::Context& context, identity::PasswordHasher& passwords, const NewMember& input,
                     const std::string& password) {
    require_may_create(context.caller, input, context.now());
    access::require(context.caller, Action::create_member_with_password);
    FieldCheck check;
    auto row = new_member(input, check, context.now());
    auto problem = context.read(
        [&](Transaction& tx) { return identity::find_password_problem(tx, row.name, row.email, password); });
    if (problem) check.fail("password", *std::move(problem));
    check.finish();
    const auto member = prepare_member(std::move(row));
    const auto record = creation_record(member.row, input);
    const auto password_hash = passwords.hash(password);

    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        require_may_create(caller, input, context.now());
        access::require(caller, Action::create_member_with_password);

        auto created = insert_new_member(tx, member, input, password_hash);
        audit::record_all(tx, context.now(), caller, {record});
        return created;
    });
}

Member update_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected,
                     const UpdateMember& input) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto before = require_member(tx, caller, Action::update_member, id);
        expected.require(before.version);
        const auto after = changed_member(before, input);
        if (becomes_administrator(before, after)) {
            access::require(caller, Action::grant_administrator_role);
            access::require_confirmation(caller, context.now());
        }
        require_grantable(tx, before.permissions, after.permissions);
        if (list_changed_fields(before, after).empty()) return before;

        update_searchable_member(tx, after);
        replace_assignments(tx, before, after, input);
        require_active_administrator(tx);
        const bool is_demoted = before.role == access::Role::administrator && after.role != access::Role::administrator;
        if (is_demoted) end_member_access(tx, id, identity::AccessEndReason::demotion);
        audit::record(tx, context.now(), caller, "member.updated", id.text(), changes_between(before, after),
                      {personal_changes(before, after)});
        return find_member(tx, id).value();
    });
}

MemberDifference preview_member_update(const access::Context& context, const MemberId& id, const UpdateMember& input) {
    return context.read([&](Transaction& tx) {
        const auto caller = access::get_current_caller(tx, context.caller);
        const auto before = require_member(tx, caller, Action::update_member, id);
        const auto after = changed_member(before, input);
        if (becomes_administrator(before, after)) access::require(caller, Action::grant_administrator_role);
        require_grantable(tx, before.permissions, after.permissions);
        return difference_between(tx, before, after);
    });
}

void set_member_password(const access::Context& context, identity::PasswordHasher& passwords, const SealingKey& key,
                         const MemberId& id, const ExpectedVersion& expected, const SetPassword& input) {
    context.read([&](Transaction& tx) {
        const auto caller = access::get_current_caller(tx, context.caller);
        const auto member = require_member(tx, caller, Action::set_member_password, id);
        access::require_confirmation(caller, context.now());
        identity::require_good_password(tx, member.name, member.email, input.password);
    });
    const auto hash = passwords.hash(input.password);

    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto member = require_member(tx, caller, Action::set_member_password, id);
        access::require_confirmation(caller, context.now());
        expected.require(member.version);

        access::update_member_password(tx, id, hash, input.must_change);
        end_member_access(tx, id, identity::AccessEndReason::password_set);
        end_invitation(tx, id);
        identity::delete_failure_rows(tx, member.email);
        audit::record(tx, context.now(), caller, "password.set", id.text());
        // An invited member had no password that could have been changed.
        if (!member.invitation.is_pending)
            identity::queue_security_email(tx, key, id, {.kind = outbox::EmailKind::password_changed}, context.now());
    });
}

void suspend_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto member = require_member(tx, caller, Action::suspend_member, id);
        expected.require(member.version);
        if (member.is_suspended) return;

        const auto now = context.now();
        access::update_member_suspension(tx, id, now);
        end_member_access(tx, id, identity::AccessEndReason::suspension);
        require_active_administrator(tx);
        audit::record(tx, now, caller, "member.suspended", id.text());
    });
}

void restore_member(const access::Context& context, const MemberId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto member = require_member(tx, caller, Action::restore_member, id);
        expected.require(member.version);
        if (!member.is_suspended) return;

        access::update_member_suspension(tx, id, std::nullopt);
        audit::record(tx, context.now(), caller, "member.restored", id.text());
    });
}

Member require_member(Transaction& tx, const CurrentCaller& caller, Action action, const MemberId& id) {
    access::require(caller, action);
    auto member = find_member(tx, id);
    if (!member) throw Error::not_found();
    access::require(caller, action, access::rights_on_member(member->role));
    return *std::move(member);
}

void require_may_create(const access::Caller& caller, const NewMember& input, Time now) {
    access::require(caller, Action::create_members);
    if (input.role != access::Role::administrator) return;
    access::require(caller, Action::grant_administrator_role);
    access::require_confirmation(caller, now);
}

identity::EndedAccess end_member_access(Transaction& tx, const MemberId& member, identity::AccessEndReason reason) {
    if (identity::ends_invitation_link(reason)) end_invitation_link(tx, member);
    return identity::end_access(tx, member, reason);
}

void require_active_administrator(Transaction& tx) {
    if (has_active_administrator(tx)) return;
    throw Error(ErrorCode::last_administrator,
                "This is the last active administrator. Give another member the administrator role first.");
}

Member insert_new_member(Transaction& tx, const PreparedMember& member, const NewMember& input,
                         std::string_view password_hash) {
    require_grantable(tx, {}, member.row.permissions);
    if (!insert_searchable_member(tx, member, password_hash)) {
        throw Error(ErrorCode::email_taken, "This person is already a member.",
                    {{"email", "This person is already a member."}});
    }
    assign_agents(tx, member.row.id, {}, input.agent_ids);
    assign_companies(tx, member.row.id, {}, input.company_ids);
    Member created{{member.row}, sort_without_duplicates(input.agent_ids), sort_without_duplicates(input.company_ids)};
    if (!created.agents.empty() || !created.companies.empty())
        created.assignments = access::update_assignment_summary(tx, created.id);
    return created;
}

}  // namespace rollcall::members
