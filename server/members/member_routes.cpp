#include "members/member_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "core/error.hpp"
#include "members/invitations/invitations.hpp"
#include "members/member_json.hpp"
#include "members/members.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::members {

namespace {

struct CreateMemberBody {
    std::string email;
    std::string name;
    std::optional<std::string> job_title;
    std::optional<access::Role> role;
    std::optional<api::PermissionChanges> permissions;
    std::optional<std::vector<AgentId>> agent_ids;
    std::optional<std::vector<CompanyId>> company_ids;
    bool send_invitation = false;
    std::optional<bool> create_invitation_link;
    std::optional<std::string> password;

    bool invites_by_hand() const { return create_invitation_link.value_or(false); }
    bool invites() const { return send_invitation || invites_by_hand(); }
};
BOOST_DESCRIBE_STRUCT(CreateMemberBody, (),
                      (email, name, job_title, role, permissions, agent_ids, company_ids, send_invitation,
                       create_invitation_link, password))

/// A new member, and the link that an administrator hands over, which is shown this once.
struct CreatedMemberBody : MemberBody {
    http::Maybe<InvitationLinkBody> invitation_link;
};
BOOST_DESCRIBE_STRUCT(CreatedMemberBody, (MemberBody), (invitation_link))

NewMember input_of(const CreateMemberBody& body) {
    if (body.send_invitation && body.invites_by_hand()) {
        throw Error::invalid("create_invitation_link", "Either send the invitation by email, or create a link.");
    }
    if (body.invites() && body.password) {
        throw Error::invalid("password", "The invited member chooses the password. Leave it out.");
    }
    if (!body.invites() && !body.password) throw Error::invalid("password", "This is required.");
    return {
        .email = body.email,
        .name = body.name,
        .job_title = body.job_title,
        .role = body.role.value_or(access::Role::member),
        .permissions = body.permissions.value_or(api::PermissionChanges{}).apply_to({}),
        .agent_ids = body.agent_ids.value_or(std::vector<AgentId>{}),
        .company_ids = body.company_ids.value_or(std::vector<CompanyId>{}),
    };
}

struct UpdateMemberBody {
    Change<std::string> name;
    Change<std::string> job_title;
    std::optional<access::Role> role;
    std::optional<api::PermissionChanges> permissions;
    std::optional<std::vector<AgentId>> agent_ids;
    std::optional<std::vector<CompanyId>> company_ids;
    Change<std::string> email;
};
BOOST_DESCRIBE_STRUCT(UpdateMemberBody, (), (name, job_title, role, permissions, agent_ids, company_ids, email))

// An email cannot be changed (M30, M31).
UpdateMember input_of(const UpdateMemberBody& body) {
    if (body.email.is_present()) {
        throw Error::invalid("email", "An email cannot be changed. Remove the member and invite again.");
    }
    return {
        .name = body.name,
        .job_title = body.job_title,
        .role = body.role,
        .permissions = body.permissions.value_or(api::PermissionChanges{}).switches,
        .agent_ids = body.agent_ids,
        .company_ids = body.company_ids,
    };
}

struct DifferenceBody {
    std::vector<std::string_view> fields;
    std::vector<std::string_view> permissions_added;
    std::vector<std::string_view> permissions_removed;
    std::vector<AgentId> agents_added;
    std::vector<AgentId> agents_removed;
    std::int64_t calls_shown;
    std::int64_t calls_hidden;
};
BOOST_DESCRIBE_STRUCT(DifferenceBody, (),
                      (fields, permissions_added, permissions_removed, agents_added, agents_removed, calls_shown,
                       calls_hidden))

std::vector<std::string_view> names_of(const std::vector<access::Permission>& permissions) {
    std::vector<std::string_view> names;
    for (const auto permission : permissions) names.push_back(access::text_of(permission).name);
    return names;
}

DifferenceBody present_difference(const MemberDifference& difference) {
    return {
        .fields = difference.fields,
        .permissions_added = names_of(difference.permissions.added),
        .permissions_removed = names_of(difference.permissions.removed),
        .agents_added = difference.agents.added,
        .agents_removed = difference.agents.removed,
        .calls_shown = difference.calls_shown,
        .calls_hidden = difference.calls_hidden,
    };
}

struct SetPasswordBody {
    std::string password;
    std::optional<bool> must_change;
};
BOOST_DESCRIBE_STRUCT(SetPasswordBody, (), (password, must_change))

}  // namespace

http::Response handle_create_member(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    const auto body = request.body<CreateMemberBody>();
    const auto input = input_of(body);
    CreatedMemberBody created;
    const auto present = [&](const Member& member) {
        static_cast<MemberBody&>(created) = present_member(member, context.caller, context.now());
    };
    if (body.invites()) {
        const auto hand_over = body.invites_by_hand() ? HandOver::by_hand : HandOver::by_email;
        const auto invited = invite_member(context, services.key, input, hand_over);
        present(invited.member);
        if (hand_over == HandOver::by_hand) {
            created.invitation_link = present_invitation_link(services.address, invited.link);
        } else {
            services.outbox.wake();
        }
    } else {
        present(create_member(context, services.passwords, input, *body.password));
    }
    return api::respond_created("/api/v1/members/" + created.id.text(), created);
}

http::Response handle_get_member(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    return api::respond_ok(present_member(get_member(context, request.id<MemberId>()), context.caller, context.now()));
}

http::Response handle_update_member(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    const auto input = input_of(request.body<UpdateMemberBody>());
    const auto member = update_member(context, request.id<MemberId>(), request.expected_version(), input);
    return api::respond_ok(present_member(member, context.caller, context.now()));
}

http::Response handle_preview_member_update(const api::Request& request, api::Services& services) {
    const auto input = input_of(request.body<UpdateMemberBody>());
    const auto difference = preview_member_update(request.context(services), request.id<MemberId>(), input);
    return api::respond_ok(present_difference(difference));
}

http::Response handle_set_member_password(const api::Request& request, api::Services& services) {
    const auto body = request.body<SetPasswordBody>();
    set_member_password(request.context(services), services.passwords, services.key, request.id<MemberId>(),
                        request.expected_version(),
                        {.password = body.password, .must_change = body.must_change.value_or(false)});
    services.outbox.wake();
    return http::Response::no_content();
}

http::Response handle_suspend_member(const api::Request& request, api::Services& services) {
    suspend_member(request.context(services), request.id<MemberId>(), request.expected_version());
    return http::Response::no_content();
}

http::Response handle_restore_member(const api::Request& request, api::Services& services) {
    restore_member(request.context(services), request.id<MemberId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::members
