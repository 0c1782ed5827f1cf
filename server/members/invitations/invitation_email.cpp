#include "members/invitations/invitation_mail.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "core/random.hpp"
#include "mail/letter.hpp"
#include "members/invitations/invitation_store.hpp"
#include "members/invitations/invitations.hpp"

namespace rollcall::members {

namespace {

// The labels of the permissions begin with "Can"; here a sentence begins with "You can".
std::vector<std::string> what_they_can(const InvitationDetails& details) {
    if (details.role == access::Role::administrator) {
        return {"administer the account: its members, companies and agents"};
    }
    std::vector<std::string> points;
    if (details.agents > 0) {
        points.push_back(fmt::format("see {} {}", details.agents, details.agents == 1 ? "agent" : "agents"));
    }
    for (const auto& text : access::permission_texts) {
        if (details.permissions.has(text.permission)) points.emplace_back(text.label.substr(sizeof("Can ") - 1));
    }
    return points;
}

// In UTC: where the reader is, nobody knows.
std::string day_of(Time time) {
    return fmt::format("{:%d %B %Y, %H:%M} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

std::string invitation_of(const InvitationDetails& details) {
    return details.inviter_name ? fmt::format("{} invites you to {}", *details.inviter_name, details.account_name)
                                : fmt::format("You are invited to {}", details.account_name);
}

mail::Letter letter_of(const InvitationDetails& details, std::string_view address, std::string_view token) {
    const auto points = what_they_can(details);
    mail::Letter letter;
    letter.subject = invitation_of(details);
    letter.greeting = fmt::format("Hello {},", details.name);
    letter.paragraphs = {invitation_of(details) + ", where teams work with AI voice agents."};
    if (!points.empty()) letter.paragraphs.emplace_back("You will be able to:");
    letter.points = points;
    letter.action = "Choose your password";
    letter.link = invitation_url(address, token);
    letter.further = {
        fmt::format("The link works once, until {}.", day_of(details.expires_at)),
        fmt::format("After that, sign in at {}/sign-in with {}.", address, details.email),
        "If you did not expect this, you need not do anything.",
    };
    return letter;
}

}  // namespace

std::optional<outbox::Composed> compose_invitation(database::Transaction& tx, std::string_view address,
                                                   std::string_view token) {
    const auto details = find_invitation_details(tx, hash_token(token));
    if (!details) return std::nullopt;
    return outbox::Composed{
        .sender_name = details->account_name,
        .recipient = {details->name, details->email},
        .content = mail::written(letter_of(*details, address, token)),
    };
}

}  // namespace rollcall::members
