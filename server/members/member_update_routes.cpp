#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/answer.hpp"
#include "core/error.hpp"
#include "members/member_body.hpp"
#include "members/member_routes.hpp"
#include "members/members.hpp"
#include "members/removal/removal.hpp"

namespace rollcall::members {

namespace {

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

struct SetPasswordBody {
    std::string password;
    std::optional<bool> must_change;
};
BOOST_DESCRIBE_STRUCT(SetPasswordBody, (), (password, must_change))

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

struct ReceiptBody {
    MemberId id;
    std::vector<std::string_view> deleted;
    std::int64_t sessions_ended;
    std::int64_t api_tokens_revoked;
    std::int64_t assignments_deleted;
    std::int64_t mail_deleted;
    Time erase_by;
    std::string_view erased_from;
};
BOOST_DESCRIBE_STRUCT(ReceiptBody, (),
                      (id, deleted, sessions_ended, api_tokens_revoked, assignments_deleted, mail_deleted, erase_by,
                       erased_from))

std::string_view to_text(database::Database::ErasedFrom erased_from) {
    return erased_from == database::Database::ErasedFrom::every_file ? "data_folder" : "tables";
}

// Seed: "Email addresses cannot be changed after creation."
UpdateMember input_of(const UpdateMemberBody& body) {
    if (body.email.is_present()) {
        throw Error::invalid("email", "An e-mail address cannot be changed. Remove the member and invite anew.");
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

std::vector<std::string_view> names_of(const std::vector<access::Permission>& permissions) {
    std::vector<std::string_view> names;
    for (const auto permission : permissions) names.push_back(access::text_of(permission).name);
    return names;
}

DifferenceBody present(const MemberDifference& difference) {
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

}  // namespace

http::Response update(const api::Request& request, api::Services& services) {
    const auto input = input_of(request.body<UpdateMemberBody>());
    const auto member = update_member(services.database, services.clock, request.caller(), request.id<MemberId>(),
                                      request.expected_version(), input);
    return api::ok(present(member, request.caller(), services.clock.now()));
}

http::Response remove(const api::Request& request, api::Services& services) {
    const auto receipt = remove_member(services.database, services.clock, request.caller(), request.id<MemberId>(),
                                       request.expected_version());
    return api::ok(ReceiptBody{
        .id = receipt.member,
        .deleted = {"profile", "picture", "password", "sessions", "api_tokens", "assignments", "invitation", "mail"},
        .sessions_ended = receipt.sessions,
        .api_tokens_revoked = receipt.api_tokens,
        .assignments_deleted = receipt.assignments,
        .mail_deleted = receipt.mail,
        .erase_by = receipt.erase_by,
        .erased_from = to_text(receipt.erased_from),
    });
}

http::Response preview(const api::Request& request, api::Services& services) {
    const auto input = input_of(request.body<UpdateMemberBody>());
    return api::ok(present(preview_update(services.database, request.caller(), request.id<MemberId>(), input)));
}

http::Response set_password(const api::Request& request, api::Services& services) {
    const auto body = request.body<SetPasswordBody>();
    set_password(services.database, services.clock, services.passwords, request.caller(), request.id<MemberId>(),
                 request.expected_version(),
                 {.password = body.password, .must_change = body.must_change.value_or(false)});
    return http::Response::no_content();
}

http::Response suspend(const api::Request& request, api::Services& services) {
    suspend_member(services.database, services.clock, request.caller(), request.id<MemberId>(),
                   request.expected_version());
    return http::Response::no_content();
}

http::Response restore(const api::Request& request, api::Services& services) {
    restore_member(services.database, services.clock, request.caller(), request.id<MemberId>(),
                   request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::members
