#include "members/invitations/invitation_email.hpp"

#include <fmt/format.h>

#include "access/assignment_store.hpp"
#include "accounts/account_store.hpp"
#include "core/random.hpp"
#include "mail/email_template.hpp"
#include "members/invitations/invitation_store.hpp"
#include "members/invitations/invitations.hpp"

namespace rollcall::members {

namespace {

/// What the member will be able to do: the end of sentences that begin with "You can".
std::vector<std::string> list_abilities(const LinkedInvitation& invitation, bool crm_enabled, std::int64_t agents) {
    if (invitation.role == access::Role::administrator) {
        return {"administer the account: its members, companies and agents"};
    }
    std::vector<std::string> abilities;
    if (agents > 0) abilities.push_back(fmt::format("see {} {}", agents, agents == 1 ? "agent" : "agents"));
    const auto permissions = access::effective(invitation.role, invitation.permissions, crm_enabled);
    for (const auto& text : access::permission_texts) {
        if (permissions.has(text.permission)) abilities.emplace_back(text.label.substr(sizeof("Can ") - 1));
    }
    return abilities;
}

}  // namespace

std::optional<outbox::ComposedEmail> compose_invitation_email(database::Transaction& tx, std::string_view address,
                                                              std::string_view token, Time now) {
    const auto invitation = find_invitation(tx, hash_token(token));
    if (!invitation || invitation->expires_at <= now) return std::nullopt;
    const auto account = accounts::get_account(tx);
    const auto agents = access::count_agents_of_member(tx, invitation->member_id);
    const auto title = invitation->inviter_name
                           ? fmt::format("{} invites you to {}", *invitation->inviter_name, account.name)
                           : fmt::format("You are invited to {}", account.name);

    mail::EmailTemplate email;
    email.subject = title;
    email.greeting = fmt::format("Hello {},", invitation->name);
    email.paragraphs = {title + ", where teams work with AI voice agents."};
    email.points = list_abilities(*invitation, account.crm_enabled, agents);
    if (!email.points.empty()) email.paragraphs.emplace_back("You will be able to:");
    email.action = "Choose your password";
    email.link = invitation_url(address, token);
    email.closing = {
        fmt::format("The link works once, until {}.", mail::describe_in_utc(invitation->expires_at)),
        fmt::format("Once you have chosen a password, sign in at {}/sign-in with {}.", address, invitation->email),
        "If you did not expect this, you can ignore this email.",
    };
    return outbox::ComposedEmail{
        .sender_name = account.name,
        .recipient = {invitation->name, invitation->email},
        .content = mail::render_email(email),
    };
}

}  // namespace rollcall::members
